import type { SheetFacts, SheetHead, WorkbookFacts } from './readers/cell.ts';
import { dateClues } from './date-orders.ts';
import type { DateClue } from './date-orders.ts';
import { readWorkbook } from './readers/read-workbook.ts';
import { packCells } from './staged-row.ts';

/** A row on its way into staging: [row number, hidden, colours, packed cells]. */
export type PackedRow = readonly [no: number, hidden: number, colours: string, cells: string];

export type PackedEvent =
  | { readonly kind: 'workbook'; readonly facts: WorkbookFacts }
  | { readonly kind: 'sheet'; readonly head: SheetHead }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly PackedRow[] }
  | { readonly kind: 'sheetEnd'; readonly sheet: number; readonly facts: SheetFacts; readonly dates: readonly DateClue[] };

const BATCH = 500;

/** Reads a workbook and packs its rows for staging, in batches. Blank rows are left out. Errors: as `readWorkbook`. */
export async function* readPacked(path: string, cancelled: () => boolean): AsyncGenerator<PackedEvent> {
  let batch: PackedRow[] = [];
  let sheet = 0;
  let clues = dateClues();
  for await (const event of readWorkbook(path, { cancelled })) {
    if (event.kind === 'rows') {
      sheet = event.sheet;
      for (const row of event.rows) {
        if (row.cells.length === 0) continue;
        clues.note(row);
        batch.push([row.no, row.hidden ? 1 : 0, row.colours, packCells(row.cells)]);
      }
      if (batch.length < BATCH) continue;
    }
    if (batch.length > 0) yield { kind: 'rows', sheet, rows: batch };
    batch = [];
    if (event.kind === 'sheetEnd') {
      yield { ...event, dates: clues.found() };
      clues = dateClues();
    } else if (event.kind !== 'rows') yield event;
  }
}
