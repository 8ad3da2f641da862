import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import type { Reader } from '../store/office.ts';
import type { FileFacts } from './check-file.ts';
import { fixedCells, fixesOf, fixKey } from './choices.ts';
import { errorRows } from './error-rows.ts';
import { isReasonHeader, reasonHeaders } from './layouts/list-headers.ts';
import type { Cell, SheetFacts } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { cellsOf } from './staged-row.ts';
import { stagedFile, stagingExists, withStaging } from './staging-store.ts';
import { writeBook } from './stream-book.ts';
import type { BookPen } from './stream-book.ts';

/**
 * Writes the rejected rows with their reasons to an `.xlsx` of the same layout, whatever format the file had: to be mended
 * there and imported again. Titles and header stand where they stood; what was typed over a cell already is in it. Returns
 * how many rejected rows it holds. Error: IMPORT_NOT_STAGED.
 */
export async function writeErrorFile(office: Reader, databaseKey: Uint8Array, staging: string, path: string, lang: 'id' | 'en' = 'id'): Promise<{ path: string; rows: number }> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging });
  const rows = await withStaging(office.dir, databaseKey, (db) => {
    const file = stagedFile(db, staging);
    const { plans, date1904 } = JSON.parse(file.facts) as FileFacts;
    const fixes = fixesOf(db, file.id);
    return writeBook(path, async (book) => {
      let total = 0;
      for (const plan of plans ?? []) total += await addSheet(book, { db, file: file.id, plan, date1904, fixes, lang });
      return total;
    });
  });
  return { path, rows };
}

interface SheetSource {
  readonly db: Connection;
  readonly file: number;
  readonly plan: SheetPlan;
  readonly date1904: boolean;
  readonly fixes: ReturnType<typeof fixesOf>;
  readonly lang: 'id' | 'en';
}

/** Adds what a sheet has to mend; returns how many rejected rows. A sheet without any is left out, unless the layout needs it. */
async function addSheet(book: BookPen, { db, file, plan, date1904, fixes, lang }: SheetSource): Promise<number> {
  const { numbers, rejected, rows } = errorRows(db, file, plan, lang);
  const needed = plan.shape === 'families' || plan.shape === 'people';
  if (numbers.size === 0 && !needed) return 0;
  const { name, facts } = db.prepare('SELECT name, facts FROM sheet WHERE file = ? AND no = ?').get(file, plan.no) as { name: string; facts: string };
  const fixed = (no: number, cells: readonly (Cell | null)[]): readonly (Cell | null)[] => fixedCells(cells, fixes.get(fixKey(plan.no, no)));
  const heads = db.prepare('SELECT no, id FROM source WHERE file = ? AND sheet = ? AND no <= ? ORDER BY no').all(file, plan.no, plan.headerEnd) as { no: number; id: number }[];
  // The head of a family may stand above the header; its rows belong to that family, which may have nothing to mend.
  const groups = new Set(plan.shape === 'grouped' ? groupRowsAbove(db, file, plan) : []);
  const reasonAt = reasonColumn(plan);
  const sheet = book.sheet(name, {
    // What is typed over a number must stay the digits that were typed.
    asText: rowPlanOf(plan).identifiers.map(({ index }) => index),
    merges: ((JSON.parse(facts) as Partial<SheetFacts>).merges ?? []).filter(([, , lastRow]) => lastRow <= plan.headerEnd),
    hiddenRow: plan.layout === 'template' ? plan.headerRow - 1 : 0,
  });
  for (const { no, id } of heads) {
    if (groups.has(no) && !numbers.has(no)) continue;
    sheet.row(no, [...padded(fixed(no, cellsOf(db, id)), reasonAt, date1904), no === plan.headerRow ? reasonHeaders[lang] : null]);
  }
  let at = plan.headerEnd;
  for (const row of rows) {
    if (row.no <= plan.headerEnd) continue;
    sheet.row((at += 1), [...padded(fixed(row.no, row.cells), reasonAt, date1904), row.reasons]);
    await book.drained();
  }
  sheet.end();
  return rejected;
}

/** Rows above the header from the first family's head on. */
function groupRowsAbove(db: Connection, file: number, plan: SheetPlan): number[] {
  const first = db.prepare("SELECT min(no) FROM row WHERE file = ? AND sheet = ? AND entity = 'family'").pluck().get(file, plan.no) as number | null;
  return first === null || first >= plan.headerRow ? [] : Array.from({ length: plan.headerRow - first }, (_, index) => first + index);
}

/** Where the reasons stand: in the column that an error file before had, else behind the last column. */
function reasonColumn(plan: SheetPlan): number {
  return plan.columns.find(({ header }) => isReasonHeader(header.trim()))?.index ?? Math.max(...plan.columns.map(({ index }) => index)) + 1;
}

type Written = Parameters<ReturnType<BookPen['sheet']>['row']>[1][number];

/** Cells as they came, in so many columns as the sheet has. */
function padded(cells: readonly (Cell | null)[], width: number, date1904: boolean): Written[] {
  return Array.from({ length: width }, (_, index) => written(cells[index] ?? null, date1904));
}

const dayMs = 86_400_000;

/**
 * Text as text, dates as dates, and numbers as numbers: a NIK that lost digits as a number must not come back as a text that
 * looks whole. A number that no cell can hold keeps its digits as text.
 */
function written(cell: Cell | null, date1904: boolean): Written {
  if (!cell) return null;
  const number = Number(cell.text);
  if (cell.type === 'number' && Number.isFinite(number)) return String(number) === cell.text || /^\d{16}$/.test(cell.text) ? number : cell.text;
  if (cell.type !== 'date' || !Number.isFinite(number) || number < 61) return cell.text;
  return new Date(Date.UTC(date1904 ? 1904 : 1899, date1904 ? 0 : 11, date1904 ? 1 : 30) + Math.floor(number) * dayMs);
}
