import { fail } from '../../rules/failure.ts';

/** One record of an old workbook's stream. One object is reused while walking: this runs millions of times. */
export interface BiffRecord {
  type: number;
  /** Where its data begins, and how long it is. */
  at: number;
  length: number;
}

export const biff = {
  eof: 0x0a, autoFilter: 0x9d, blank: 0x201, bof: 0x809, boolErr: 0x205, boundSheet: 0x85, codePage: 0x42, colInfo: 0x7d, continue: 0x3c, dateMode: 0x22,
  dimensions: 0x200, filePass: 0x2f, filterMode: 0x9b, font: 0x31, format: 0x41e, formula: 0x06, formula3: 0x206, formula4: 0x406, label: 0x204, labelSst: 0xfd, mergedCells: 0xe5, mulBlank: 0xbe,
  mulRk: 0xbd, number: 0x203, palette: 0x92, rk: 0x27e, row: 0x208, rString: 0xd6, sst: 0xfc, string: 0x207, xf: 0xe0,
} as const;

/**
 * Walks the records of one substream, from its BOF to its EOF; charts inside a sheet are passed over. Returns where it
 * ended. Error: FILE_BROKEN when a record reaches past the end or the substream never ends.
 */
export function* walkRecords(stream: Buffer, from: number): Generator<BiffRecord> {
  const record: BiffRecord = { type: 0, at: 0, length: 0 };
  let depth = 0;
  for (let at = from; at + 4 <= stream.length;) {
    record.type = stream.readUInt16LE(at);
    record.length = stream.readUInt16LE(at + 2);
    record.at = at + 4;
    at = record.at + record.length;
    if (at > stream.length) break;
    if (record.type === biff.bof) depth += 1;
    else if (record.type === biff.eof) depth -= 1;
    if (depth <= 0) return;
    if (depth === 1) yield record;
  }
  fail('FILE_BROKEN', { detail: `BIFF ${from}` });
}

/** The next record, if it continues the one that ends here: its data's place, or null. */
export function continuation(stream: Buffer, end: number): { at: number; end: number } | null {
  if (end + 4 > stream.length || stream.readUInt16LE(end) !== biff.continue) return null;
  const at = end + 4;
  const stop = at + stream.readUInt16LE(end + 2);
  return stop > stream.length ? null : { at, end: stop };
}
