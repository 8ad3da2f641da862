/** Gathers the records of an old workbook, in one buffer that grows: there are millions of them. */
export interface RecordPen {
  /** Begins a record; its numbers and texts follow, and `end` sets its length. */
  begin(type: number): RecordPen;
  u8(value: number): RecordPen;
  u16(...values: readonly number[]): RecordPen;
  u32(value: number): RecordPen;
  f64(value: number): RecordPen;
  bytes(bytes: Uint8Array): RecordPen;
  end(): RecordPen;
  readonly length: () => number;
  readonly whole: () => Buffer;
}

/** No record of BIFF8 is longer; what does not fit goes on in records of type CONTINUE. */
export const MOST_RECORD = 8224;

export function recordPen(): RecordPen {
  let buffer = Buffer.alloc(1 << 16);
  let at = 0;
  let began = 0;
  const room = (bytes: number): void => {
    if (at + bytes <= buffer.length) return;
    buffer = Buffer.concat([buffer], Math.max(buffer.length * 2, at + bytes));
  };
  const pen: RecordPen = {
    begin(type) {
      began = at;
      return pen.u16(type, 0);
    },
    u8(value) {
      room(1);
      at = buffer.writeUInt8(value, at);
      return pen;
    },
    u16(...values) {
      room(values.length * 2);
      for (const value of values) at = buffer.writeUInt16LE(value, at);
      return pen;
    },
    u32(value) {
      room(4);
      at = buffer.writeUInt32LE(value >>> 0, at);
      return pen;
    },
    f64(value) {
      room(8);
      at = buffer.writeDoubleLE(value, at);
      return pen;
    },
    bytes(bytes) {
      room(bytes.length);
      buffer.set(bytes, at);
      at += bytes.length;
      return pen;
    },
    end() {
      const length = at - began - 4;
      if (length > MOST_RECORD) throw new RangeError(`a record of ${length} bytes`);
      buffer.writeUInt16LE(length, began + 2);
      return pen;
    },
    length: () => at,
    whole: () => buffer.subarray(0, at),
  };
  return pen;
}

/** A text of BIFF8 behind its length: one byte a letter where they fit. */
export function biffText(text: string, lengthBytes: 1 | 2): Buffer {
  const wide = isWide(text);
  const head = Buffer.alloc(lengthBytes + 1);
  head.writeUIntLE(text.length, 0, lengthBytes);
  head.writeUInt8(wide ? 1 : 0, lengthBytes);
  return Buffer.concat([head, letters(text, wide)]);
}

/** Whether a text needs two bytes a letter. */
export function isWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true;
  return false;
}

export function letters(text: string, wide: boolean): Buffer {
  return Buffer.from(text, wide ? 'utf16le' : 'latin1');
}
