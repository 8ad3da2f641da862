import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { columnLetters } from './readers/cell.ts';
import { cellsOf } from './staged-row.ts';
import type { ImportFix } from './types.ts';

interface Line { readonly sheet: string; readonly no: number; readonly col: number; readonly value: string | null; readonly by: string; readonly at: string; readonly source: number }

/** What was typed over the cells of a staged file, with what stood there. */
export function fixesMade(db: Connection, file: number): ImportFix[] {
  const lines = db.prepare(`SELECT s.name AS sheet, f.no, f.col, f.value, f.by, f.at, c.id AS source FROM fix f JOIN sheet s ON s.file = f.file AND s.no = f.sheet
    JOIN source c ON c.file = f.file AND c.sheet = f.sheet AND c.no = f.no WHERE f.file = ? ORDER BY f.sheet, f.no, f.col`).all(file) as Line[];
  return lines.map(({ sheet, no, col, value, by, at, source }) => ({
    sheet, row: no, column: columnLetters(col), before: cellsOf(db, source)[col]?.text ?? null, after: value === '' ? null : value, by, at,
  }));
}

/** What was typed over the cells of an imported file. Kept beside the batch, not in the log: it may hold numbers of people. Error: NOT_FOUND. */
export function batchFixes(office: Reader, batch: string): ImportFix[] {
  const text = sql(office, 'SELECT result FROM batch WHERE uid = ?').pluck().get(batch) as string | undefined;
  if (text === undefined) return fail('NOT_FOUND', { id: batch });
  return (JSON.parse(text) as { readonly fixes?: ImportFix[] }).fixes ?? [];
}
