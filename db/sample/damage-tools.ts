import type { Cell } from './sheet-content.ts';
import { valueOf } from './sheet-content.ts';
import type { SheetModel, WorkbookModel } from './workbook-model.ts';

/** The sheet that damages are done to: the one with people, else the first with a NIK or a No KK. */
export function mainSheet(model: WorkbookModel): SheetModel | undefined {
  return model.find(({ places }) => places.nik !== undefined) ?? model.find(({ places }) => places.noKk !== undefined);
}

/** Whether the row is of a person: filled where a person's row is, and not a header, a total or a row of numbers. */
export function isPersonRow(sheet: SheetModel, cells: readonly Cell[]): boolean {
  const { name, nik, sex, birthDate } = sheet.places;
  const at = name ?? nik ?? 0;
  const text = valueOf(cells[at]);
  if (typeof text !== 'string' || !/\S/.test(text)) return false;
  if (name === undefined) return /^\d{16}/.test(text);
  const beside = [sex, birthDate, nik].flatMap((place) => (place === undefined ? [] : [valueOf(cells[place])]));
  return beside.some((cell) => /^(L|P|LK|PR|LAKI|PEREM|[12]$|\d{4}|\d{2}[-/.])|\d{4}$/i.test(String(cell ?? '')));
}

/** Numbers (from 1) of the rows with people. */
export function personRowNumbers(sheet: SheetModel): number[] {
  return sheet.rows.flatMap((cells, i) => (i + 1 > sheet.headerRow && isPersonRow(sheet, cells) ? [i + 1] : []));
}

/** The sheet with each row below the header changed. */
export function mapDataRows(sheet: SheetModel, change: (cells: Cell[]) => readonly Cell[]): SheetModel {
  return { ...sheet, rows: sheet.rows.map((cells, i) => (i + 1 > sheet.headerRow ? change([...cells]) : cells)) };
}

/** Puts rows before the row of that number; what is merged or hidden below moves down. */
export function insertRows(sheet: SheetModel, before: number, added: readonly (readonly Cell[])[]): SheetModel {
  const moved = (row: number): number => (row >= before ? row + added.length : row);
  return {
    ...sheet,
    rows: [...sheet.rows.slice(0, before - 1), ...added, ...sheet.rows.slice(before - 1)],
    headerRow: sheet.headerRow >= before ? sheet.headerRow + added.length : sheet.headerRow,
    hiddenRows: sheet.hiddenRows.map(moved),
    merges: sheet.merges.map((merge) => ({ ...merge, row: moved(merge.row) })),
  };
}
