import type { FieldKey } from '../entities.ts';
import type { FieldValue } from '../field.ts';

/**
 * A programme of the catalogue that every office starts with. Its id is fixed, so that the same programme is the same
 * record in every office. Amounts are examples of the year given; the office changes them.
 */
export interface ProgrammeSeed {
  readonly uid: string;
  readonly values: Readonly<Partial<Record<Exclude<FieldKey<'programme'>, 'owner'>, FieldValue>>>;
}
