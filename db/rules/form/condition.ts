import type { FieldValue, FieldValues } from '../field.ts';
import { ageOn, isRealDate } from '../dates.ts';
import { fieldDef } from '../entities.ts';
import type { EntityKey } from '../entities.ts';
import { codeIn } from '../lists.ts';

/** When a question applies, as data over the answers of the same family or person. */
export type Condition =
  | { readonly field: string; readonly in: readonly number[] }
  /** Holds also while the field is empty. */
  | { readonly field: string; readonly notIn: readonly number[] }
  | { readonly field: string; readonly answered: boolean }
  /** Full years on the day of entry, from `birthDate`. */
  | { readonly ageFrom?: number; readonly ageTo?: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** Whether an answer is there at all. */
export function isAnswered(value: FieldValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

/**
 * Whether a condition holds: true, false, or null when the answers cannot tell (an unknown label, an older code list, no
 * birth date). What cannot be told hides nothing and clears nothing.
 */
export function holds(condition: Condition, entity: EntityKey, values: FieldValues, today: string): boolean | null {
  if ('all' in condition) return allHold(condition.all.map((part) => holds(part, entity, values, today)));
  if ('any' in condition) {
    const negated = allHold(condition.any.map((part) => not(holds(part, entity, values, today))));
    return not(negated);
  }
  if ('answered' in condition) return isAnswered(values[condition.field]) === condition.answered;
  if ('in' in condition) return isIn(condition.field, condition.in, entity, values);
  if ('notIn' in condition) {
    return isAnswered(values[condition.field]) ? not(isIn(condition.field, condition.notIn, entity, values)) : true;
  }
  return inAge(condition, values.birthDate, today);
}

/** The fields that a condition looks at. */
export function fieldsOfCondition(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOfCondition);
  if ('any' in condition) return condition.any.flatMap(fieldsOfCondition);
  return 'field' in condition ? [condition.field] : ['birthDate'];
}

function isIn(field: string, codes: readonly number[], entity: EntityKey, values: FieldValues): boolean | null {
  const value = values[field];
  if (!isAnswered(value)) return false;
  if (typeof value === 'number') return codes.includes(value);
  const code = codeIn(fieldDef(entity, field)?.list ?? '', value);
  return code === null ? null : codes.includes(code);
}

function inAge(limits: { ageFrom?: number; ageTo?: number }, birthDate: FieldValue | undefined, today: string): boolean | null {
  if (typeof birthDate !== 'string' || !isRealDate(birthDate)) return null;
  const age = ageOn(birthDate, today);
  return age >= (limits.ageFrom ?? 0) && age <= (limits.ageTo ?? Infinity);
}

function allHold(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
