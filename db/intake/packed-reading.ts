import type { Connection } from '../store/connection.ts';
import type { ParsedRow } from './read-row.ts';
import { keepLine, lineOf, LINES, linesWhere } from './staged-lines.ts';

type Packed = readonly [
  values: ParsedRow['values'], links: ParsedRow['links'], rankings: ParsedRow['rankings'], bps: ParsedRow['bps'],
  memberCount: number | null, name: string | null, also?: ParsedRow['also'], aid?: ParsedRow['aid'],
];

/**
 * What a row says as it is kept in staging. Values stay under their keys: numbers would take half the room, but a parser
 * makes an object of keys several times faster than code does, and it is quicker to read from then on.
 */
export function packReading({ values, links, rankings, bps, memberCount, name, also, aid }: ParsedRow): string {
  const packed: Packed = [values, links, rankings, bps, memberCount, name];
  if (aid !== undefined) return JSON.stringify([...packed, also, aid]);
  for (const key in also) if (also[key] !== undefined) return JSON.stringify([...packed, also]);
  return JSON.stringify(packed);
}

/** The numbers of the staged rows of a file that say one of these: a NIK, a No KK or a link. */
export function rowsSaying(db: Connection, file: number, texts: readonly string[]): number[] {
  if (texts.length === 0) return [];
  const blocks = db.prepare(`SELECT DISTINCT id / ${LINES} FROM row WHERE file = ?`).pluck().all(file) as number[];
  const found = linesWhere(db, 'said', blocks, (line) => texts.some((text) => line.includes(text)));
  // A block may still hold what a row said that is gone, and what rows of another file say.
  return db.prepare('SELECT id FROM row WHERE file = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id').pluck().all(file, JSON.stringify(found)) as number[];
}

/** The same again; its values are the caller's to change. */
export function unpackReading(packed: string): ParsedRow {
  const [values, links, rankings, bps, memberCount, name, also = {}, aid] = JSON.parse(packed) as Packed;
  return { values, links, rankings, bps, memberCount, name, also, ...(aid && { aid }) };
}

/** What a staged row says; its values are the caller's to change. */
export function readingOf(db: Connection, row: number): ParsedRow {
  return unpackReading(lineOf(db, 'said', row));
}

/** Keeps what a staged row says; `saveLines` writes it. */
export function keepReading(db: Connection, row: number, parsed: ParsedRow): void {
  keepLine(db, 'said', row, packReading(parsed));
}
