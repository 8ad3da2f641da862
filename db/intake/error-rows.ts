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

/** The rows of a sheet for an error file; only their numbers are held, each is read when its turn comes. */
interface ErrorRows {
  readonly numbers: ReadonlySet<number>;
  /** How many of them were rejected. */
  readonly rejected: number;
  readonly rows: Iterable<ErrorRow>;
}

const MOST_REASONS = 20;
const rejected = "state = 'rejected'";

/**
 * The rejected rows of a sheet in the order of the file, each with all its reasons, and what they need to be read again: the
 * family row of a rejected person, the people of a rejected family, and in grouped sheets the rows of the family's head.
 */
export function errorRows(db: Connection, file: number, plan: SheetPlan, lang: 'id' | 'en'): ErrorRows {
  const rejectedBy = rejectedRows(db, file, plan.no);
  const wanted = [...new Set([...rejectedBy.keys(), ...joinedRows(db, file, plan)])].sort((a, b) => a - b);
  const read = db.prepare('SELECT id FROM source WHERE file = ? AND sheet = ? AND no = ?').pluck();
  const rows = function* (): Generator<ErrorRow> {
    for (const no of wanted) {
      const source = read.get(file, plan.no, no) as number | undefined;
      const because = rejectedBy.get(no);
      if (source !== undefined) yield { no, cells: cellsOf(db, source), reasons: because ? reasonsOf(db, file, because, lang) : null };
    }
  };
  return { numbers: new Set(wanted), rejected: rejectedBy.size, rows: rows() };
}

/** The staged rows that were rejected, by their row in the source: a person there, and the family that it begins. */
function rejectedRows(db: Connection, file: number, sheet: number): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { id, no } of db.prepare(`SELECT id, no FROM row WHERE file = ? AND sheet = ? AND ${rejected} ORDER BY id`).iterate(file, sheet) as Iterable<{ id: number; no: number }>) {
    const known = found.get(no);
    if (known) known.push(id);
    else found.set(no, [id]);
  }
  return found;
}

function reasonsOf(db: Connection, file: number, rows: readonly number[], lang: 'id' | 'en'): string {
  const said = rows.flatMap((id) => findingsOf(db, file, "row = ? AND severity = 'block'", [id], MOST_REASONS, lang).map((one) => one.message));
  return [...new Set(said)].join(' ');
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
