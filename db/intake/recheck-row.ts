import { today } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { StagedAt } from './change-staged.ts';
import type { FileFacts } from './check-file.ts';
import { fixedCells, fixesOf, fixKey } from './choices.ts';
import { concernedRows, rowsAt, sameRecord, sourcesOf } from './concerned-rows.ts';
import { judgeAgain } from './match-rows.ts';
import { readingOf } from './packed-reading.ts';
import { readRow } from './read-row.ts';
import type { ParsedRow, RowContext } from './read-row.ts';
import { rereadRows } from './read-sheet.ts';
import type { FileGathering } from './read-sheet.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { cellsOf } from './staged-row.ts';
import { stillJudged } from './still-judged.ts';
import type { StagedFile } from './staging-store.ts';

/** Above this it is quicker to check the file whole. */
const MOST_ROWS = 500;

/**
 * Reads and judges one row again after something was typed over it or answered, with its family and whatever rows say the
 * same numbers, not the whole file. False when more may be concerned: what was changed until then is to be undone, and the
 * file checked whole.
 */
export function recheckRow({ office, regions }: StagedAt, db: Connection, file: StagedFile, sheet: number, no: number): boolean {
  const facts = JSON.parse(file.facts) as FileFacts;
  const plan = facts.plans.find((one) => one.no === sheet);
  if (!plan || !isFresh(office, file, facts)) return false;
  const own = rowsAt(db, file.id, sheet, no);
  if (own.length === 0 || hasMore(plan, own) || isContradicted(db, file.id, plan)) return false;
  const context = { today: today(office), date1904: facts.date1904 };
  const fixes = fixesOf(db, file.id);
  const said = [...own.map(({ id }) => readingOf(db, id)), ...saidNow(db, file.id, plan, no, { ...context, dateOrders: new Map() }, fixes)];
  const concerned = concernedRows(db, file.id, own.map(({ id }) => id), said);
  const grouped = new Set(facts.plans.filter(({ shape }) => shape === 'grouped').map((one) => one.no));
  if (concerned.length > MOST_ROWS || concerned.some((line) => grouped.has(line.sheet) && line.entity !== 'family' && line.parent === null)) return false;
  if (areToldOfOthers(db, concerned.filter(({ direct }) => !direct).map(({ id }) => id))) return false;
  const last = db.prepare('SELECT max(id) FROM row').pluck().get() as number;
  const numbers = concerned.map(({ id }) => id);
  removeRows(db, numbers);
  const gathered: FileGathering = { links: new Map(), bps: new Map(), fixes };
  const free = [...numbers];
  let data = 0;
  for (const one of sourcesOf(facts.plans, concerned)) data += rereadRows(db, file.id, one.plan, context, gathered, one.rows, free);
  // A row that was data and is none any more, or the other way round, changes how the rows after it are read.
  if (data !== new Set(concerned.filter(({ derived }) => derived === 0).map((line) => `${line.sheet} ${line.no}`)).size) return false;
  if ([...gathered.bps.keys()].some((code) => !facts.regions.some(({ bpsCode }) => bpsCode === code))) return false;
  const again = db.prepare('SELECT id FROM row WHERE file = ? AND (id IN (SELECT value FROM json_each(?)) OR id > ?) ORDER BY id').pluck().all(file.id, JSON.stringify(numbers), last) as number[];
  judgeAgain(office, regions, db, file, facts, again);
  if (plan.shape === 'list' && changesFamily(db, db.prepare('SELECT id FROM row WHERE file = ? AND id > ?').pluck().all(file.id, last) as number[])) return false;
  const direct = new Set(concerned.filter((line) => line.direct).map(({ id }) => id));
  return !areToldOfOthers(db, again.filter((id) => !direct.has(id))) && sameRecord(db, file.id, again).length === 0;
}

/** Whether the file was checked whole, against the register as it is, and nothing forbids importing it. */
function isFresh(office: StagedAt['office'], file: StagedFile, facts: FileFacts): boolean {
  // A family of which several sheets tell is put together from all of them.
  const isOneSheet = facts.plans.filter(({ shape }) => shape === 'families').length < 2;
  return file.ready !== 0 && stillJudged(office, file.checkedTx) && isOneSheet && facts.blocked.every(({ code }) => code === 'REGIONS_OPEN');
}

/** Whether a row is more than it says itself: the head of a group, or somebody of a list who is to be added or changes something of a family. */
function hasMore(plan: SheetPlan, own: readonly { readonly entity: string; readonly parent: number | null }[]): boolean {
  if (plan.shape === 'grouped') return own.some(({ entity }) => entity === 'family');
  return plan.shape === 'list' && (own.length > 1 || own.some(({ parent }) => parent !== null));
}

/** Whether rows of a list contradict each other about a family: of them the first counts, so none is judged alone. */
function isContradicted(db: Connection, file: number, plan: SheetPlan): boolean {
  return plan.shape === 'list' && db.prepare("SELECT 1 FROM finding WHERE file = ? AND code = 'HOME_TWICE' LIMIT 1").get(file) !== undefined;
}

/** Whether one of these rows changes a family beside a row of a list: others may say the same of it. */
function changesFamily(db: Connection, rows: readonly number[]): boolean {
  return db.prepare("SELECT 1 FROM row WHERE id IN (SELECT value FROM json_each(?)) AND entity = 'family' AND derived = 1 AND record IS NOT NULL LIMIT 1").get(JSON.stringify(rows)) !== undefined;
}

/** What the row says with what was typed over it. */
function saidNow(db: Connection, file: number, plan: SheetPlan, no: number, context: RowContext, fixes: ReturnType<typeof fixesOf>): ParsedRow[] {
  const source = db.prepare('SELECT id FROM source WHERE file = ? AND sheet = ? AND no = ?').pluck().get(file, plan.no, no) as number;
  const { person, family } = readRow(plan, fixedCells(cellsOf(db, source), fixes.get(fixKey(plan.no, no))), context);
  return [person, family].filter((one) => one !== null);
}

/** Whether another row of the file is why one of these is a question: it changes with that row. */
function areToldOfOthers(db: Connection, rows: readonly number[]): boolean {
  return db.prepare("SELECT 1 FROM finding WHERE row IN (SELECT value FROM json_each(?)) AND code IN ('V33', 'PERSON_TWICE', 'FAMILY_TWICE') LIMIT 1").get(JSON.stringify(rows)) !== undefined;
}

function removeRows(db: Connection, rows: readonly number[]): void {
  for (const [table, column] of [['finding', 'row'], ['row', 'id']] as const) {
    db.prepare(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`).run(JSON.stringify(rows));
  }
}
