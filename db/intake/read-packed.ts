import type { SheetFacts, SheetHead, WorkbookFacts } from './readers/cell.ts';
import { dateClues } from './date-orders.ts';
import type { DateClue } from './date-orders.ts';
import { readWorkbook } from './readers/read-workbook.ts';
import { LINES, packLines } from './staged-lines.ts';
import { packCells } from './staged-row.ts';

/** A row on its way into staging; its cells are in `lines` and, as they are kept, in a block. */
export type PackedRow = readonly [no: number, hidden: number, colours: string];

export type PackedEvent =
  | { readonly kind: 'workbook'; readonly facts: WorkbookFacts }
  | { readonly kind: 'sheet'; readonly head: SheetHead }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly PackedRow[]; readonly lines: readonly string[]; readonly blocks: readonly Uint8Array[] }
  | { readonly kind: 'sheetEnd'; readonly sheet: number; readonly facts: SheetFacts; readonly dates: readonly DateClue[] };

const BATCH = LINES * 16;

/** Reads a workbook and packs its rows for staging, in batches. Blank rows are left out. Errors: as `readWorkbook`. */
export async function* readPacked(path: string, cancelled: () => boolean): AsyncGenerator<PackedEvent> {
  let rows: PackedRow[] = [];
  let lines: string[] = [];
  /** The rows so far, without those that only a part of a block is there for. */
  const taken = (whole: boolean): PackedEvent => {
    const count = whole ? rows.length : rows.length - (rows.length % LINES);
    const blocks: Uint8Array[] = [];
    for (let at = 0; at < count; at += LINES) blocks.push(packLines(lines.slice(at, Math.min(count, at + LINES))));
    const event: PackedEvent = { kind: 'rows', sheet, rows: rows.slice(0, count), lines: lines.slice(0, count), blocks };
    rows = rows.slice(count);
    lines = lines.slice(count);
    return event;
  };
  let sheet = 0;
  let clues = dateClues();
  for await (const event of readWorkbook(path, { cancelled })) {
    if (event.kind === 'rows') {
      sheet = event.sheet;
      for (const row of event.rows) {
        if (row.cells.length === 0) continue;
        clues.note(row);
        rows.push([row.no, row.hidden ? 1 : 0, row.colours]);
        lines.push(packCells(row.cells));
      }
      if (rows.length >= BATCH) yield taken(false);
      continue;
    }
    if (rows.length > 0) yield taken(true);
    if (event.kind === 'sheetEnd') {
      yield { ...event, dates: clues.found() };
      clues = dateClues();
    } else yield event;
  }
}
