import type { Reader } from '../store/office.ts';
import type { FileFacts } from './check-file.ts';
import type { Cell } from './readers/cell.ts';
import { findingsOf } from './preview.ts';
import { unpackCells } from './staged-row.ts';
import { stagedFile, stagingExists, withStaging } from './staging-store.ts';
import { newWorkbook } from './template-book.ts';
import { saveBook } from './write-template.ts';
import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import type { SheetPlan } from './sheet-plan.ts';
import type { Workbook } from 'exceljs';

const reasonHeader = 'ALASAN DITOLAK';
const MOST_REASONS = 20;

/**
 * Writes the rejected rows with their reasons to an `.xlsx` of the same layout: to be mended there and imported again. The
 * rows that joined them are there too: a rejected family's people, and the family row of a rejected person. Returns how
 * many rejected rows it holds. Error: IMPORT_NOT_STAGED.
 */
export async function writeErrorFile(office: Reader, databaseKey: Uint8Array, staging: string, path: string): Promise<{ path: string; rows: number }> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging });
  const book = await newWorkbook();
  const rows = await withStaging(office.dir, databaseKey, (db) => {
    const file = stagedFile(db, staging);
    const { plans, date1904 } = JSON.parse(file.facts) as FileFacts;
    return (plans ?? []).reduce((total, plan) => total + addSheet(book, db, file.id, plan, date1904), 0);
  });
  if (book.worksheets.length === 0) book.addWorksheet('Kosong');
  await saveBook(book, path);
  return { path, rows };
}

function addSheet(book: Workbook, db: Connection, file: number, plan: SheetPlan, date1904: boolean): number {
  const name = db.prepare('SELECT name FROM sheet WHERE file = ? AND no = ?').pluck().get(file, plan.no) as string;
  const sheet = book.addWorksheet(name);
  const heads = db.prepare('SELECT no, cells FROM source WHERE file = ? AND sheet = ? AND no <= ? ORDER BY no').all(file, plan.no, plan.headerRow) as { no: number; cells: string }[];
  const width = Math.max(...plan.columns.map((column) => column.index)) + 1;
  for (const head of heads) sheet.getRow(head.no).values = padded(unpackCells(head.cells), width, head.no === plan.headerRow ? reasonHeader : null, date1904);
  if (plan.headerRow > 1) sheet.getRow(1).hidden = plan.headerRow === 2;
  const rejected = "state = 'rejected'";
  const joined = plan.entity === 'family'
    ? `row.id IN (SELECT parent FROM row WHERE file = @file AND ${rejected})`
    : `parent IN (SELECT id FROM row WHERE file = @file AND entity = 'family' AND ${rejected})`;
  const rows = db.prepare(`SELECT row.id, state, cells FROM row JOIN source ON source.id = row.source
    WHERE row.file = @file AND row.sheet = @sheet AND state IS NOT NULL AND (${rejected} OR ${joined}) ORDER BY row.no`)
    .all({ file, sheet: plan.no }) as { id: number; state: string; cells: string }[];
  let at = plan.headerRow;
  for (const row of rows) {
    const reasons = row.state === 'rejected' ? findingsOf(db, file, "row = ? AND severity = 'block'", [row.id], MOST_REASONS).map((one) => one.message).join(' ') : null;
    sheet.getRow((at += 1)).values = padded(unpackCells(row.cells), width, reasons, date1904);
  }
  return rows.filter((row) => row.state === 'rejected').length;
}

/** Cells as text, so that nothing more is lost; dates as clerks write them; the reason behind the last column. */
function padded(cells: readonly (Cell | null)[], width: number, last: string | null, date1904: boolean): (string | null)[] {
  const texts = Array.from({ length: Math.max(width, 1) }, (_, index) => textOf(cells[index] ?? null, date1904));
  return [...texts, last];
}

const dayMs = 86_400_000;

function textOf(cell: Cell | null, date1904: boolean): string | null {
  if (!cell) return null;
  const serial = Number(cell.text);
  if (cell.type !== 'date' || !Number.isFinite(serial) || serial < 61) return cell.text;
  const iso = new Date(Date.UTC(date1904 ? 1904 : 1899, date1904 ? 0 : 11, date1904 ? 1 : 30) + Math.floor(serial) * dayMs).toISOString();
  return `${iso.slice(8, 10)}-${iso.slice(5, 7)}-${iso.slice(0, 4)}`;
}
