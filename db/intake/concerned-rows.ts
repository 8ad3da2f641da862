import type { Connection } from '../store/connection.ts';
import { linkOf } from './asked-person.ts';
import { rowsSaying } from './packed-reading.ts';
import type { ParsedRow } from './read-row.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** A staged row as far as reading it again needs. */
export interface ConcernedRow {
  readonly id: number;
  readonly sheet: number;
  readonly no: number;
  readonly entity: string;
  readonly parent: number | null;
  readonly derived: number;
  /** It says one of the same numbers, or means the same record: not only of the same family. */
  readonly direct: boolean;
}

/** The rows of a source row. */
export function rowsAt(db: Connection, file: number, sheet: number, no: number): Omit<ConcernedRow, 'direct'>[] {
  return db.prepare('SELECT id, sheet, no, entity, parent, derived FROM row WHERE file = ? AND sheet = ? AND no = ?').all(file, sheet, no) as Omit<ConcernedRow, 'direct'>[];
}

/** The rows that say one of the same numbers or mean the same record, each with its whole family. */
export function concernedRows(db: Connection, file: number, own: readonly number[], said: readonly ParsedRow[]): ConcernedRow[] {
  const texts = said.flatMap((row) => {
    const key = linkOf(row, 'k');
    return [row.values.nik, linkOf(row, 'n'), linkOf(row, 'i'), key === null ? null : `"k:${key}"`].filter((text) => typeof text === 'string');
  });
  const direct = new Set([...own, ...rowsSaying(db, file, [...new Set(texts)]), ...sameRecord(db, file, own)]);
  const lines = db.prepare(`WITH direct AS (SELECT value AS id FROM json_each(?)), home AS (
      SELECT row.id FROM row JOIN direct USING (id) WHERE entity = 'family' UNION SELECT parent FROM row JOIN direct USING (id) WHERE parent IS NOT NULL)
    SELECT id, sheet, no, entity, parent, derived FROM row WHERE id IN (SELECT id FROM direct) OR id IN (SELECT id FROM home) OR parent IN (SELECT id FROM home) ORDER BY id`)
    .all(JSON.stringify([...direct])) as Omit<ConcernedRow, 'direct'>[];
  return lines.map((line) => ({ ...line, direct: direct.has(line.id) }));
}

/** Other rows of the file that mean a record which one of these means. */
export function sameRecord(db: Connection, file: number, rows: readonly number[]): number[] {
  return db.prepare(`SELECT id FROM row WHERE file = @file AND record IN (SELECT record FROM row WHERE id IN (SELECT value FROM json_each(@rows)) AND record IS NOT NULL)
    AND id NOT IN (SELECT value FROM json_each(@rows))`).pluck().all({ file, rows: JSON.stringify(rows) }) as number[];
}

/** The source rows to read for them, sheet by sheet: in grouped sheets all from the family's head to its last person. */
export function sourcesOf(plans: readonly SheetPlan[], lines: readonly ConcernedRow[]): { readonly plan: SheetPlan; readonly rows: readonly number[] }[] {
  return [...plans].sort((a, b) => a.entity.localeCompare(b.entity) || a.no - b.no).flatMap((plan) => {
    const here = lines.filter((line) => line.sheet === plan.no);
    if (here.length === 0) return [];
    const numbers = plan.shape === 'grouped' ? here.flatMap((line) => (line.entity === 'family' ? headAndPeople(line, here) : [])) : here.map((line) => line.no);
    return [{ plan, rows: [...new Set(numbers)].sort((a, b) => a - b) }];
  });
}

function headAndPeople(family: ConcernedRow, lines: readonly ConcernedRow[]): number[] {
  const last = Math.max(family.no, ...lines.filter((line) => line.parent === family.id).map((line) => line.no));
  return Array.from({ length: last - family.no + 1 }, (_, index) => family.no + index);
}
