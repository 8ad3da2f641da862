import { gzipSync } from 'node:zlib';
import type { Reader } from '../../db/store/office.ts';
import type { RowNumbers } from './package-peer.ts';

/** The bytes of whole rows as JSON lines, gzipped in one piece: every column of every row. */
export function gzippedLines({ db }: Reader, tables: RowNumbers): number {
  const lines = Object.entries(tables).flatMap(([table, numbers]) => (db.prepare(`SELECT * FROM "${table}" WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`).all(JSON.stringify(numbers)) as object[])
    .map((row) => JSON.stringify(row)));
  return gzipSync(lines.join('\n'), { level: 6 }).length;
}
