import { enrolmentState } from '../rules/enrolment/states.ts';
import { codeIn, labelOf } from '../rules/lists.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';

/** Codes of the states that the register itself sets (lists TEPAT.* and KK.* of db/rules/lists). */
export const familyStatus = { active: 1, moved: 2, dissolved: 3, transit: 4, merged: 5, undone: 9 } as const;
export const personStatus = { alive: 1, dead: 2, moved: 3, missing: 4, away: 6, invalid: 9 } as const;
/** The states of a part in a programme. */
export { enrolmentState as enrolmentStatus };
/** TEPAT.statusPenyaluran. */
export const deliveryStatus = { received: 1, waiting: 2, returned: 3, failed: 4 } as const;
export const eventKind = { birth: 1, death: 2, moveOut: 3, missing: 4, moveIn: 5, away: 6 } as const;
export const unitKind = { person: 1, family: 2, household: 3, group: 4, house: 5 } as const;
export const voidReason = { mistake: 1, double: 2, undoneBulk: 3, undoneImport: 9 } as const;
export const measureOf = { desil: 1, percentile: 2 } as const;
export const headRelationship = 1;

/** Enrolments that have not ended. */
export const openStatuses: readonly number[] = [enrolmentState.proposed, enrolmentState.decided, enrolmentState.active, enrolmentState.suspended];
/** Enrolments of someone who receives: decided, active or suspended; a proposal is not yet one. */
export const receivingStatuses: readonly number[] = [enrolmentState.decided, enrolmentState.active, enrolmentState.suspended];

/** The label of a coded answer, its raw text when it has no code, or null when there is no answer. */
export function labelFor(list: string, value: FieldValue | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const code = codeIn(list, value);
  if (code !== null) return labelOf(list, code) ?? String(code);
  return typeof value === 'object' ? value.raw : String(value);
}

/** The code of a field that must be one of its list, or null. */
export function codeFor(list: string, values: FieldValues, field: string): number | null {
  return codeIn(list, values[field]);
}
