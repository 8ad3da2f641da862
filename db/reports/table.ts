import type { SheetColumn, SheetValue } from '../rules/sheet-xml.ts';

/** A column of a table that is written to a file. */
export interface TableColumn extends SheetColumn {
  /** The code list of its answers, for the metadata. */
  readonly list?: string;
}

/** Rows of one kind, as they go into a sheet or a text file of their own. */
export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Field keys for Tepat's own import, in a row above the headers. */
  readonly keys?: readonly (string | null)[];
  readonly frozen?: number;
  readonly totals?: readonly SheetValue[];
  /** Walked once for each file that is written. */
  rows(): Iterable<readonly SheetValue[]>;
}

/** What is written together: one workbook, or one text file for each table. */
export interface TableSet {
  readonly title: string;
  /** What the rows count: families, people … */
  readonly unit: string;
  readonly definition: string;
  readonly notes: readonly string[];
  /** The programme whose recipients these are: its name, and the code that Tepat's own import finds it by. */
  readonly programme?: { readonly name: string; readonly code: string };
  readonly tables: readonly Table[];
}
