import type { Connection } from '../store/connection.ts';
import { linkOf } from './asked-person.ts';
import { readingOf } from './packed-reading.ts';
import type { Cell } from './readers/cell.ts';
import { cellsOf } from './staged-row.ts';
import { findingsOf } from './preview.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** A row of the source that goes into an error file. */
export interface ErrorRow {
  readonly no: number;
  readonly cells: readonly (Cell | null)[];
  /** Why it was rejected; null for a row that is there because the rejected ones cannot be read without it. */
  readonly reasons: string | null;
}

const MOST_REASONS = 20;
const rejected = "state = 'rejected'";

/**
 * The rejected rows of a sheet in the order of the file, each with all its reasons, and what they need to be read again: the
 * family row of a rejected person, the people of a rejected family, and in grouped sheets the rows of the family's head.
 */
export function errorRows(db: Connection, file: number, plan: SheetPlan): ErrorRow[] {
  const reasons = reasonsByRow(db, file, plan.no);
  const wanted = new Set([...reasons.keys(), ...joinedRows(db, file, plan)]);
  const read = db.prepare('SELECT id FROM source WHERE file = ? AND sheet = ? AND no = ?').pluck();
  return [...wanted].sort((a, b) => a - b).flatMap((no) => {
    const source = read.get(file, plan.no, no) as number | undefined;
    return source === undefined ? [] : [{ no, cells: cellsOf(db, source), reasons: reasons.get(no) ?? null }];
  });
}

/** One row of the source may be a person and begin a family: both say why. */
function reasonsByRow(db: Connection, file: number, sheet: number): Map<number, string> {
  const rows = db.prepare(`SELECT id, no FROM row WHERE file = ? AND sheet = ? AND ${rejected} ORDER BY id`).all(file, sheet) as { id: number; no: number }[];
  const said = new Map<number, Set<string>>();
  for (const { id, no } of rows) {
    const own = findingsOf(db, file, "row = ? AND severity = 'block'", [id], MOST_REASONS).map((one) => one.message);
    said.set(no, new Set([...(said.get(no) ?? []), ...own]));
  }
  return new Map([...said].map(([no, messages]) => [no, [...messages].join(' ')]));
}

function joinedRows(db: Connection, file: number, plan: SheetPlan): number[] {
  const families = db.prepare(`SELECT id FROM row WHERE file = @file AND entity = 'family' AND ${rejected} UNION SELECT parent FROM row WHERE file = @file AND parent IS NOT NULL AND ${rejected}`)
    .pluck().all({ file }) as number[];
  const line = db.prepare('SELECT sheet, no, state FROM row WHERE id = ?');
  const people = db.prepare('SELECT no FROM row WHERE parent = ? AND sheet = ? ORDER BY no').pluck();
  return families.flatMap((id) => {
    const family = line.get(id) as { sheet: number; no: number; state: string };
    const members = people.all(id, plan.no) as number[];
    // A family without No KK is known again by its people only.
    const whole = family.state === 'rejected' || linkOf(readingOf(db, id), 'n') === null ? members : [];
    if (family.sheet !== plan.no) return whole;
    // The rows of a head go on until its first person; in other sheets the family stands in one row, or in none of its own.
    const head = plan.shape === 'grouped' ? range(family.no, members[0] ?? family.no + 1) : plan.shape === 'families' || plan.shape === 'desil' ? [family.no] : [];
    return [...head, ...whole];
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
