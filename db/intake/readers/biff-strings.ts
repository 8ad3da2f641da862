import { fail } from '../../rules/failure.ts';
import { continuation } from './biff-records.ts';
import type { BiffRecord } from './biff-records.ts';

/**
 * Reads on over a record and the CONTINUE records behind it. A text that is cut goes on there behind a byte of its own,
 * which says anew whether its letters have one byte or two; all else goes on as it is.
 */
function longRecord(stream: Buffer, record: BiffRecord): {
  left(): boolean;
  skip(count: number): void;
  byte(): number;
  number(bytes: 2 | 4): number;
  letters(count: number, wide: boolean): string;
} {
  let { at } = record;
  let end = record.at + record.length;
  const advance = (): boolean => {
    const next = continuation(stream, end);
    if (!next) return false;
    ({ at, end } = next);
    return true;
  };
  const left = (): boolean => {
    while (at >= end) if (!advance()) return false;
    return true;
  };
  const byte = (): number => {
    if (!left()) fail('FILE_BROKEN', { detail: 'BIFF' });
    at += 1;
    return stream[at - 1] ?? 0;
  };
  return {
    left,
    byte,
    number(bytes) {
      let value = 0;
      for (let index = 0; index < bytes; index += 1) value += byte() * 2 ** (8 * index);
      return value;
    },
    skip(count) {
      for (let rest = count; rest > 0;) {
        if (!left()) fail('FILE_BROKEN', { detail: 'BIFF' });
        const step = Math.min(rest, end - at);
        at += step;
        rest -= step;
      }
    },
    letters(count, wide) {
      let text = '';
      let size = wide ? 2 : 1;
      for (let rest = count; rest > 0;) {
        if (at >= end) {
          if (!left()) fail('FILE_BROKEN', { detail: 'BIFF' });
          size = byte() & 1 ? 2 : 1;
        }
        const step = Math.min(rest, Math.floor((end - at) / size));
        // Half a letter at the end of a record: the file is damaged.
        if (step === 0) {
          if (at < end) fail('FILE_BROKEN', { detail: 'BIFF' });
          continue;
        }
        text += stream.toString(size === 2 ? 'utf16le' : 'latin1', at, at + step * size);
        at += step * size;
        rest -= step;
      }
      return text;
    },
  };
}

type LongRecord = ReturnType<typeof longRecord>;

function unicodeText(reader: LongRecord, lengthBytes: 1 | 2): string {
  const length = lengthBytes === 1 ? reader.byte() : reader.number(2);
  const flags = length > 0 || reader.left() ? reader.byte() : 0;
  const runs = flags & 8 ? reader.number(2) : 0;
  const extra = flags & 4 ? reader.number(4) : 0;
  const text = reader.letters(length, (flags & 1) !== 0);
  if (runs > 0) reader.skip(runs * 4);
  if (extra > 0) reader.skip(extra);
  return text;
}

/** A text of BIFF8 that stands `offset` bytes into a record. Error: FILE_BROKEN. */
export function unicodeAt(stream: Buffer, record: BiffRecord, offset: number, lengthBytes: 1 | 2): string {
  const reader = longRecord(stream, record);
  reader.skip(offset);
  return unicodeText(reader, lengthBytes);
}

/** All texts of the shared table, as many as the file really holds whatever it says. Error: FILE_BROKEN. */
export function sharedTexts(stream: Buffer, record: BiffRecord): string[] {
  const reader = longRecord(stream, record);
  reader.skip(4);
  const stated = reader.number(4);
  const texts: string[] = [];
  while (texts.length < stated && reader.left()) texts.push(unicodeText(reader, 2));
  return texts;
}

/** A text of BIFF5 in the file's code page. Error: FILE_BROKEN. */
export function bytesAt(stream: Buffer, record: BiffRecord, offset: number, lengthBytes: 1 | 2, decoder: TextDecoder): string {
  const from = record.at + offset;
  const end = record.at + record.length;
  if (from + lengthBytes > end) return fail('FILE_BROKEN', { detail: 'BIFF' });
  const length = lengthBytes === 1 ? stream.readUInt8(from) : stream.readUInt16LE(from);
  const start = from + lengthBytes;
  if (start + length > end) return fail('FILE_BROKEN', { detail: 'BIFF' });
  return decoder.decode(stream.subarray(start, start + length));
}

/** The decoder for a code page as old workbooks number them; Western Europe's for one that is not known. */
export function codePageDecoder(page: number): TextDecoder {
  const names: Readonly<Record<number, string>> = { 874: 'windows-874', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 1200: 'utf-16le', 10000: 'macintosh', 32768: 'macintosh', 65001: 'utf-8' };
  const name = names[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
  return new TextDecoder(name);
}
