import { fail } from '../../rules/failure.ts';
import type { Cell, RawRow, SheetFacts } from './cell.ts';
import { withColour } from './colours.ts';
import { sheetFacts } from './sheet-facts.ts';

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
/** Cells that a file may have by saying "so many times"; a real one repeats a few thousand. */
const MOST_REPEATED = 2_000_000;

/** Puts cells in their place, for files that give them one after another with repeats and spans (ODS, HTML, XML). */
export interface Grid {
  readonly facts: ReturnType<typeof sheetFacts>;
  /** Begins a row; `no` when the file says which. */
  openRow(hidden: boolean, no?: number): void;
  /** Goes to a column from 0, when the file says which. */
  moveTo(column: number): void;
  cell(cell: Cell | null, colours: string, times?: number): void;
  /** The cell just given is merged over so many columns and rows; what lies under it is given too. */
  merge(columns: number, rows: number): void;
  /** The same where the file leaves out what lies under it. */
  span(columns: number, rows: number): void;
  /** Ends the row; the rows that it gives, `times` of them when it holds anything. */
  closeRow(times?: number): Generator<RawRow>;
}

export function newGrid(): Grid {
  const facts = sheetFacts();
  let no = 0;
  let column = 0;
  let repeated = 0;
  let cells: (Cell | null)[] = [];
  let colours = '';
  let hidden = false;
  /** Columns taken by cells that reach down from rows above: until which row. */
  const reaching = new Map<number, number>();
  const at = (): string => `R${no}`;
  const merge = (columns: number, rows: number): void => {
    const first = Math.max(column - 1, 0);
    facts.mergeRange([no, first, Math.min(no + rows - 1, MOST_ROWS), Math.min(first + columns, MOST_COLUMNS) - 1]);
  };
  const place = (count: number): void => {
    if (!(count <= MOST_COLUMNS)) fail('FILE_BROKEN', { detail: at() });
  };
  return {
    facts,
    openRow(isHidden, stated) {
      no = stated !== undefined && stated > no ? stated : no + 1;
      if (no > MOST_ROWS) fail('FILE_BROKEN', { detail: at() });
      column = 0;
      cells = [];
      colours = '';
      hidden = isHidden;
    },
    moveTo(target) {
      place(target);
      column = Math.max(target, 0);
    },
    cell(cell, cellColours, times = 1) {
      // A cell before any row: no sheet has that, and there is no row that it could go to.
      if (no === 0) fail('FILE_BROKEN', { detail: at() });
      while ((reaching.get(column) ?? 0) >= no) column += 1;
      if (cellColours !== '' && (cell || times < 100)) colours = cellColours.split(',').reduce(withColour, colours);
      if (cell) {
        repeated += times - 1;
        if (repeated > MOST_REPEATED) fail('FILE_TOO_BIG', { detail: at() });
        place(column + times);
        while (cells.length < column) cells.push(null);
        for (let count = 0; count < times; count += 1) cells[column + count] = cell;
      }
      column = Math.min(column + times, MOST_COLUMNS);
    },
    merge,
    span(columns, rows) {
      merge(columns, rows);
      const first = Math.max(column - 1, 0);
      const [width, height] = [Math.min(columns, MOST_COLUMNS - first), Math.min(rows, MOST_ROWS - no + 1)];
      if (height > 1) for (let index = 0; index < width; index += 1) reaching.set(first + index, no + height - 1);
      column = first + Math.max(width, 1);
    },
    *closeRow(times = 1) {
      if (cells.length === 0) {
        no = Math.min(no + times - 1, MOST_ROWS);
        return;
      }
      repeated += (times - 1) * cells.length;
      if (repeated > MOST_REPEATED || no + times - 1 > MOST_ROWS) fail('FILE_TOO_BIG', { detail: at() });
      const row = { hidden, colours, cells };
      yield { no, ...row };
      for (let count = 1; count < times; count += 1) yield { no: (no += 1), ...row };
    },
  };
}

/** What a grid found out about its sheet. */
export function gridFacts(grid: Grid): SheetFacts {
  return grid.facts.found();
}
