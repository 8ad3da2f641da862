/** One record of an old workbook. */
export function record(type: number, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts);
  return Buffer.concat([u16(type, data.length), data]);
}

/** Numbers of two bytes. */
export function u16(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16LE(number, index * 2);
  return bytes;
}

/** Numbers of four bytes. */
export function u32(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32LE(number | 0, index * 4);
  return bytes;
}

/** A number of eight bytes. */
export function f64(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(number);
  return bytes;
}

/** A text of BIFF8 with its length, in one byte a letter where they fit. */
export function unicode(text: string, lengthBytes: 1 | 2): Buffer {
  const wide = /[^\x00-\xff]/.test(text);
  const length = lengthBytes === 1 ? Buffer.from([text.length]) : u16(text.length);
  return Buffer.concat([length, Buffer.from([wide ? 1 : 0]), Buffer.from(text, wide ? 'utf16le' : 'latin1')]);
}

const BOF = 0x809;
const EOF = record(0x0a);

/** The stream of a BIFF8 workbook of one sheet, from its global records and its sheet's, without a container. */
export function biffStream(globals: readonly Buffer[], sheet: readonly Buffer[], hidden = 0): Buffer {
  const begin = record(BOF, u16(0x600, 5, 0, 0), u32(0, 0));
  const name = unicode('Data', 1);
  const at = begin.length + Buffer.concat([...globals]).length + 4 + 6 + name.length + EOF.length;
  return Buffer.concat([begin, ...globals, record(0x85, u32(at), Buffer.from([hidden, 0]), name), EOF, record(BOF, u16(0x600, 0x10, 0, 0), u32(0, 0)), ...sheet, EOF]);
}
