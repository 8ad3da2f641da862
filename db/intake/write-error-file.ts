import type { Workbook } from 'exceljs';
import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import type { Reader } from '../store/office.ts';
import type { FileFacts } from './check-file.ts';
import { fixedCells, fixesOf, fixKey } from './choices.ts';
import { errorRows } from './error-rows.ts';
import { headerKey } from './headers.ts';
import { reasonHeader } from './layouts/list-headers.ts';
import type { Cell, SheetFacts } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { cellsOf } from './staged-row.ts';
import { stagedFile, stagingExists, withStaging } from './staging-store.ts';
import { newWorkbook } from './template-book.ts';
import { saveBook } from './write-template.ts';

/**
 * Writes the rejected rows with their reasons to an `.xlsx` of the same layout, whatever format the file had: to be mended
 * there and imported again. Titles and header stand where they stood; what was typed over a cell already is in it. Returns
 * how many rejected rows it holds. Error: IMPORT_NOT_STAGED.
 */
export async function writeErrorFile(office: Reader, databaseKey: Uint8Array, staging: string, path: string): Promise<{ path: string; rows: number }> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging });
  const book = await newWorkbook();
  const rows = await withStaging(office.dir, databaseKey, (db) => {
    const file = stagedFile(db, staging);
    const { plans, date1904 } = JSON.parse(file.facts) as FileFacts;
    const fixes = fixesOf(db, file.id);
    return (plans ?? []).reduce((total, plan) => total + addSheet(book, { db, file: file.id, plan, date1904, fixes }), 0);
  });
  if (book.worksheets.length === 0) book.addWorksheet('Kosong');
  await saveBook(book, path);
  return { path, rows };
}

interface SheetSource {
  readonly db: Connection;
  readonly file: number;
  readonly plan: SheetPlan;
  readonly date1904: boolean;
  readonly fixes: ReturnType<typeof fixesOf>;
}

/** Adds what a sheet has to mend; returns how many rejected rows. A sheet without any is left out, unless the layout needs it. */
function addSheet(book: Workbook, { db, file, plan, date1904, fixes }: SheetSource): number {
  const rows = errorRows(db, file, plan);
  const needed = plan.shape === 'families' || plan.shape === 'people';
  if (rows.length === 0 && !needed) return 0;
  const { name, facts } = db.prepare('SELECT name, facts FROM sheet WHERE file = ? AND no = ?').get(file, plan.no) as { name: string; facts: string };
  const sheet = book.addWorksheet(sheetName(book, name));
  const fixed = (no: number, cells: readonly (Cell | null)[]): readonly (Cell | null)[] => fixedCells(cells, fixes.get(fixKey(plan.no, no)));
  const heads = db.prepare('SELECT no, id FROM source WHERE file = ? AND sheet = ? AND no <= ? ORDER BY no').all(file, plan.no, plan.headerEnd) as { no: number; id: number }[];
  // The head of a family may stand above the header; its rows belong to that family, which may have nothing to mend.
  const wanted = new Set(rows.map(({ no }) => no));
  const groups = new Set(plan.shape === 'grouped' ? groupRowsAbove(db, file, plan) : []);
  const reasonAt = reasonColumn(plan);
  // What is typed over a number must stay the digits that were typed.
  for (const { index } of rowPlanOf(plan).identifiers) sheet.getColumn(index + 1).numFmt = '@';
  for (const { no, id } of heads) {
    if (groups.has(no) && !wanted.has(no)) continue;
    sheet.getRow(no).values = [...padded(fixed(no, cellsOf(db, id)), reasonAt, date1904), no === plan.headerRow ? reasonHeader : null];
  }
  if (plan.layout === 'template') sheet.getRow(plan.headerRow - 1).hidden = true;
  for (const [row, column, lastRow, lastColumn] of (JSON.parse(facts) as Partial<SheetFacts>).merges ?? []) {
    if (lastRow <= plan.headerEnd) sheet.mergeCells(row, column + 1, lastRow, lastColumn + 1);
  }
  let at = plan.headerEnd;
  for (const row of rows) {
    if (row.no <= plan.headerEnd) continue;
    sheet.getRow((at += 1)).values = [...padded(fixed(row.no, row.cells), reasonAt, date1904), row.reasons];
  }
  return rows.filter((row) => row.reasons !== null).length;
}

/** Rows above the header from the first family's head on. */
function groupRowsAbove(db: Connection, file: number, plan: SheetPlan): number[] {
  const first = db.prepare("SELECT min(no) FROM row WHERE file = ? AND sheet = ? AND entity = 'family'").pluck().get(file, plan.no) as number | null;
  return first === null || first >= plan.headerRow ? [] : Array.from({ length: plan.headerRow - first }, (_, index) => first + index);
}

/** Where the reasons stand: in the column that an error file before had, else behind the last column. */
function reasonColumn(plan: SheetPlan): number {
  return plan.columns.find(({ header }) => headerKey(header) === headerKey(reasonHeader))?.index ?? Math.max(...plan.columns.map(({ index }) => index)) + 1;
}

/** A name that a spreadsheet takes and that no other sheet has: a file of text has none of its own. */
function sheetName(book: Workbook, name: string): string {
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 28) || 'Lembar';
  const taken = new Set(book.worksheets.map((sheet) => sheet.name.toUpperCase()));
  for (let at = 1; ; at += 1) {
    const tried = at === 1 ? plain : `${plain} ${at}`;
    if (!taken.has(tried.toUpperCase())) return tried;
  }
}

type Written = string | number | Date | null;

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
