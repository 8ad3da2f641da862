import type { SampleFamily } from './families.ts';
import type { LayoutSheet, SampleLayout } from './layouts/layout.ts';
import type { Cell, Merge } from './sheet-content.ts';
import { writeSpreadsheet } from './spreadsheet.ts';

/** A sheet held whole, so that it can be damaged; only for small files. */
export interface SheetModel {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** The last row of the header, from 1; 0 when headers stand among the rows. */
  readonly headerRow: number;
  readonly places: LayoutSheet['places'];
  readonly hidden: boolean;
  readonly hiddenRows: readonly number[];
  /** From 1. */
  readonly hiddenColumns: readonly number[];
  readonly filtered: boolean;
  readonly merges: readonly Merge[];
}

export type WorkbookModel = readonly SheetModel[];

/** The sheets of a layout with all their rows. */
export function workbookModel(layout: SampleLayout, families: readonly SampleFamily[], today: string): WorkbookModel {
  return layout.sheets({ families: () => families.filter(layout.takes), seed: '', today }).map((sheet) => {
    const rows = [...sheet.rows()];
    return {
      name: sheet.name, rows, headerRow: sheet.headerRow, places: sheet.places, hidden: sheet.hidden ?? false,
      hiddenRows: sheet.hiddenRows ?? [], hiddenColumns: sheet.hiddenColumns ?? [], filtered: sheet.filtered ?? false, merges: sheet.merges?.() ?? [],
    };
  });
}

/** Writes a model in the format of the path's ending; the same model gives the same bytes. */
export async function writeModel(path: string, model: WorkbookModel): Promise<void> {
  await writeSpreadsheet(path, model.map((sheet) => ({
    name: sheet.name, hidden: sheet.hidden, hiddenRows: sheet.hiddenRows, hiddenColumns: sheet.hiddenColumns, filtered: sheet.filtered,
    rows: () => sheet.rows, merges: () => sheet.merges,
  })));
}
