import type { SheetShape } from '../sheet-plan.ts';
import type { IntakeEntity } from '../types.ts';

/**
 * A kind of sheet that offices get, told by what stands in it, never by its name. Headers are compared by letters and
 * digits only. A target may name another code list behind a colon: `family.floor:BDT15.lantai`.
 */
export interface LayoutSheet {
  readonly shape: SheetShape;
  readonly entity: IntakeEntity;
  /** Header to target; `@skip` for what is known and not kept, `@programme.CODE` for a programme said to be received, `@aid` where it is not told which. */
  readonly columns: Readonly<Record<string, string>>;
  /** What only this layout has: of each group one header must be there. */
  readonly marks: readonly (readonly string[])[];
  /** Headers that this layout never has. */
  readonly never?: readonly string[];
  /** Or words that must stand above or among the first rows. */
  readonly words?: RegExp;
  /** Targets without which a row cannot be read: of each group one must be there. */
  readonly required: readonly (readonly string[])[];
}

export interface Layout {
  readonly key: string;
  readonly name: string;
  readonly sheets: readonly LayoutSheet[];
}
