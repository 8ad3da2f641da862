import { dateClues } from './date-orders.ts';
import type { DateClue } from './date-orders.ts';
import type { RawRow, SheetFacts, SheetHead, WorkbookFacts } from './readers/cell.ts';
import { readWorkbook } from './readers/read-workbook.ts';
import { packLooks } from './packed-looks.ts';
import type { PackedLooks } from './packed-looks.ts';
import { rowLooker } from './row-look.ts';
import type { RowLooker } from './row-look.ts';
import type { RowContext } from './read-row.ts';
import { SAMPLE_ROWS, sampleTexts } from './sheet-plan.ts';
import type { SheetPlan, SheetSample } from './sheet-plan.ts';
import { LINES, packLines } from './staged-lines.ts';
import { packCells } from './staged-row.ts';
import type { Blocked } from './types.ts';

/** A row on its way into staging; its cells are in a block, as they are kept. */
export type PackedRow = readonly [no: number, hidden: number, colours: string];

export type PackedEvent =
  | { readonly kind: 'workbook'; readonly facts: WorkbookFacts }
  | { readonly kind: 'sheet'; readonly head: SheetHead }
  /** `looks`: what the rows say, where it was known as what to read them. */
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly PackedRow[]; readonly looks: PackedLooks | null; readonly blocks: readonly Uint8Array[] }
  | { readonly kind: 'sheetEnd'; readonly sheet: number; readonly facts: SheetFacts; readonly dates: readonly DateClue[]; readonly lost: readonly Blocked[] };

/** As what the rows of a sheet are to be read. */
export interface ReadAs {
  readonly plan: SheetPlan;
  readonly context: RowContext;
}

/** Tells as what a sheet is to be read by its first rows; null to leave its rows unread. Asked after the events before it were taken. */
export type AskPlan = (sheet: number, first: SheetSample['rows']) => Promise<ReadAs | null> | ReadAs | null;

const BATCH = LINES * 4;

/**
 * Reads a workbook, packs its rows for staging in batches, and says what each says where `ask` knows what the sheet is. Blank
 * rows are left out. Errors: as `readWorkbook`.
 */
export async function* readPacked(path: string, cancelled: () => boolean, ask: AskPlan): AsyncGenerator<PackedEvent> {
  let rows: RawRow[] = [];
  let head: SheetHead | null = null;
  let looker: RowLooker | null = null;
  let isFirst = true;
  /** The rows so far, without those that only a part of a block is there for. */
  const taken = async (whole: boolean): Promise<PackedEvent> => {
    const now = whole ? rows : rows.slice(0, rows.length - (rows.length % LINES));
    rows = rows.slice(now.length);
    if (isFirst) {
      const as = await ask(sheet, now.slice(0, SAMPLE_ROWS).map(({ no, cells }) => ({ no, texts: sampleTexts(cells) })));
      looker = as && rowLooker(as.plan, as.context, head?.name ?? '');
      isFirst = false;
    }
    const [by, blocks] = [looker, [] as Uint8Array[]];
    for (let at = 0; at < now.length; at += LINES) blocks.push(packLines(now.slice(at, at + LINES).map(({ cells }) => packCells(cells))));
    return { kind: 'rows', sheet, rows: now.map(({ no, hidden, colours }) => [no, hidden ? 1 : 0, colours]), looks: by && packLooks(now.map(({ no, cells }) => by.look(no, cells))), blocks };
  };
  let sheet = 0;
  let clues = dateClues();
  for await (const event of readWorkbook(path, { cancelled })) {
    if (event.kind === 'rows') {
      sheet = event.sheet;
      for (const row of event.rows) {
        if (row.cells.length === 0) continue;
        clues.note(row);
        rows.push(row);
      }
      if (rows.length >= BATCH) yield await taken(false);
      continue;
    }
    if (rows.length > 0) yield await taken(true);
    if (event.kind === 'sheetEnd') {
      yield { ...event, dates: clues.found(), lost: (looker as RowLooker | null)?.lost() ?? [] };
      clues = dateClues();
      continue;
    }
    if (event.kind === 'sheet') [head, looker, isFirst] = [event.head, null, true];
    yield event;
  }
}
