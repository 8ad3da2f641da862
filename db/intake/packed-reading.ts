import type { Connection } from '../store/connection.ts';
import type { ParsedRow } from './read-row.ts';

type Packed = readonly [
  values: ParsedRow['values'], links: ParsedRow['links'], rankings: ParsedRow['rankings'], bps: ParsedRow['bps'],
  memberCount: number | null, name: string | null, also?: ParsedRow['also'],
];

/**
 * What a row says as it is kept in staging. Values stay under their keys: numbers would take half the room, but a parser
 * makes an object of keys several times faster than code does, and it is quicker to read from then on.
 */
export function packReading({ values, links, rankings, bps, memberCount, name, also }: ParsedRow): string {
  const packed: Packed = [values, links, rankings, bps, memberCount, name];
  for (const key in also) if (also[key] !== undefined) return JSON.stringify([...packed, also]);
  return JSON.stringify(packed);
}

/** The numbers of the staged rows of a file that say one of these: a NIK, a No KK or a link. */
export function rowsSaying(db: Connection, file: number, texts: readonly string[]): number[] {
  if (texts.length === 0) return [];
  const says = texts.map(() => 'instr(parsed, ?) > 0').join(' OR ');
  return db.prepare(`SELECT id FROM row JOIN reading ON reading.row = row.id WHERE file = ? AND (${says})`).pluck().all(file, ...texts) as number[];
}

/** The same again; its values are the caller's to change. */
export function unpackReading(packed: string): ParsedRow {
  const [values, links, rankings, bps, memberCount, name, also = {}] = JSON.parse(packed) as Packed;
  return { values, links, rankings, bps, memberCount, name, also };
}
