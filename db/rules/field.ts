/**
 * The shape of the register's fields. Every entity and field is declared once, in `db/rules/entities/`; from that
 * declaration follow the table columns, the change log, the form, the import mapping, the package and the exports.
 *
 * Rules for declarations: an `id` is given once and never reused or renumbered (the change log and every package ever
 * written refer to it); a field is never renamed in the log, only its English key may change here.
 */

/** How a value is stored. `bits` is a sum of ticked codes (Regsosek 411, 426, 431a, 431f); `ref` holds another record's uid. */
export type FieldKind = 'text' | 'int' | 'real' | 'date' | 'code' | 'bits' | 'flag' | 'ref' | 'json';

/** Class under UU 27/2022 article 4: general, or specific (health, children's, financial) personal data. */
export type DataClass = 'general' | 'health' | 'financial';

export interface FieldDef {
  /** Stable number within the entity, 1 and up. */
  readonly id: number;
  readonly kind: FieldKind;
  /** Code list of a `code` or `bits` field; its current version is implied unless the value says otherwise. */
  readonly list?: string;
  /** Entity that a `ref` points to. */
  readonly to?: string;
  /** Fields with the same group only make sense together and move as one in a merge. */
  readonly group?: string;
  /** Default `general`. */
  readonly dataClass?: DataClass;
  /** Not sent between government offices unless the city's reference package asks for it (DESIGN §4). */
  readonly withheld?: true;
  /** Identity: a conflict always goes to a person. */
  readonly identity?: true;
  /** A NIK or No KK: shown masked until revealed, and revealing is logged (DESIGN §4). */
  readonly masked?: true;
  /** Question number on the Regsosek22-K form, e.g. `301a`. */
  readonly question?: string;
  /** Largest and smallest number accepted, for `int` and `real`. */
  readonly min?: number;
  readonly max?: number;
}

export interface EntityDef {
  /** Stable number of the entity. */
  readonly id: number;
  /** Whether its records travel in packages. */
  readonly travels: boolean;
  readonly fields: Readonly<Record<string, FieldDef>>;
}

/**
 * A coded answer that is not simply a code of the field's current list: an older list, a merged label, or something
 * unknown. The raw label is always kept; `code` is null when the list has no single code for it.
 */
export interface CodedValue {
  readonly list: string;
  readonly version: string;
  readonly code: number | null;
  readonly raw: string;
}

/** What a field holds. Flags are 0 or 1; dates are `YYYY-MM-DD`; `bits` are numbers; `json` is JSON text. */
export type FieldValue = string | number | null | CodedValue;

/** Field values of one record by field key; a key that is absent is "not said", null is "empty". */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A value as a text that says something; null for an empty one and for what is no text. */
export function textOf(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
