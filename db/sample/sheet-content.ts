/** A cell: text, a number, nothing, or one with more to it. */
export type Cell = PlainCell | RichCell;
export type PlainCell = string | number | null;

/** A cell as Excel has them: with a formula beside its last value, an error, a date format, a colour. */
export interface RichCell {
  readonly value: PlainCell;
  /** Without the `=`; `value` is what it last gave. */
  readonly formula?: string;
  /** `#N/A`, `#REF!`: instead of the value. */
  readonly error?: string;
  /** A number shown as a date. */
  readonly date?: boolean;
  readonly fill?: Fill;
}

export type Fill = 'red' | 'yellow';

/** Cells merged into one; `row` from 1, `column` from 0. */
export interface Merge {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface SheetContent {
  readonly name: string;
  /** Rows from the first; called once. */
  readonly rows: () => Iterable<readonly Cell[]>;
  /** Numbers (from 1) of rows that are hidden. */
  readonly hiddenRows?: readonly number[];
  /** Numbers (from 1) of columns that are hidden. */
  readonly hiddenColumns?: readonly number[];
  readonly hidden?: boolean;
  /** Arrows of a filter stand on the header. */
  readonly filtered?: boolean;
  /** Asked after the last row. */
  readonly merges?: () => readonly Merge[];
}

/** The value of a cell without what is around it; an error is its text. */
export function valueOf(cell: Cell | undefined): PlainCell {
  if (typeof cell !== 'object' || cell === null) return cell ?? null;
  return cell.error ?? cell.value;
}
