import type { Cell, MergedRange } from './readers/cell.ts';
import type { Blocked, IntakeEntity } from './types.ts';

/**
 * How the rows of a sheet are made up. `families` and `people`: one sheet of each, joined by a number. `flat`: one row a
 * person, the family's columns repeated. `grouped`: rows between the people carry the family. `list`: a named list, whose
 * rows are looked up. `desil`: a ranking per family and nothing else.
 */
export type SheetShape = 'families' | 'people' | 'flat' | 'grouped' | 'list' | 'desil';

export interface SheetSample {
  readonly no: number;
  readonly name: string;
  readonly hidden?: boolean;
  /** Merged ranges of the first rows: a header over several columns or rows has its text in the first cell only. */
  readonly merges: readonly MergedRange[];
  /** The first rows, as texts by column. */
  readonly rows: readonly { readonly no: number; readonly texts: readonly (string | null)[] }[];
}

/** So many first rows tell what a sheet is. */
export const SAMPLE_ROWS = 40;

/** A row as recognising looks at it. */
export function sampleTexts(cells: readonly (Cell | null)[]): (string | null)[] {
  return cells.map((cell) => (cell && cell.type !== 'error' ? cell.text : null));
}

/** Why a column is read as it is, or is not: a word that the window translates. */
type ColumnReason = 'header' | 'look' | 'mapping' | 'twice' | 'unknown' | 'not-kept' | 'aid' | 'empty';

export interface ColumnPlan {
  readonly index: number;
  readonly header: string;
  /**
   * A field of the sheet's entity, `family.KEY` or `person.KEY` for a field of the other one, `@…` for what is no field, or
   * null for a column that is not read.
   */
  readonly target: string | null;
  /** The code list of the file's answers, where it is not the field's own. */
  readonly list?: string;
  readonly reason: ColumnReason;
}

/** A sentence of the explanation, to be put in words by the preview. */
interface Why {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface SheetPlan {
  readonly no: number;
  readonly layout: string;
  readonly shape: SheetShape;
  /** What a row is about; in a flat or grouped sheet a person, beside the family that is derived. */
  readonly entity: IntakeEntity;
  readonly headerRow: number;
  /** The last row of the header: 1 below `headerRow` where two rows make one. */
  readonly headerEnd: number;
  readonly columns: readonly ColumnPlan[];
  readonly why: readonly Why[];
}

export interface Recognition {
  /** Layout of the file: that of its first recognised sheet. */
  readonly profile: string | null;
  readonly sheets: readonly SheetPlan[];
  readonly blocked: readonly Blocked[];
}
