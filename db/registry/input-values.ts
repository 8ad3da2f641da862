import { fieldDef } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import type { FieldDef, FieldValue, FieldValues } from '../rules/field.ts';
import { codeOf, labelOf } from '../rules/lists.ts';
import { normaliseRt } from '../rules/rt-rw.ts';

/** Fields that a save never sets from outside: who owns a record and where a person belongs follow from the work done. */
const kept = new Set(['owner', 'family', 'voided']);
const rtFields = new Set(['rt', 'rw', 'ktpRt', 'ktpRw']);

/**
 * Values from a form made ready for the register: texts trimmed, RT and RW as three digits, kinds checked. Owner and
 * membership are left out. Refuses (INVALID_INPUT) an unknown field or a value of the wrong kind.
 */
export function readValues(entity: EntityKey, input: FieldValues): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const [key, given] of Object.entries(input) as [string, FieldValue | undefined][]) {
    if (kept.has(key) || given === undefined) continue;
    const field = fieldDef(entity, key) ?? fail('INVALID_INPUT', { detail: `${entity}.${key}` });
    const value = typeof given === 'string' ? given.trim() : given;
    if (!fits(field, value)) fail('INVALID_INPUT', { detail: `${entity}.${key}` });
    values[key] = rtFields.has(key) && typeof value === 'string' ? (normaliseRt(value) ?? value) : value === '' ? null : value;
  }
  return values;
}

function fits(field: FieldDef, value: FieldValue): boolean {
  if (value === null || value === '') return true;
  if (typeof value === 'object') return field.kind === 'code' || field.kind === 'bits';
  const number = field.kind === 'int' || field.kind === 'real' || field.kind === 'code' || field.kind === 'bits' || field.kind === 'flag';
  return typeof value === (number ? 'number' : 'string');
}

/** The code that a word stands for in a list: its label in any usual spelling, or the code itself. INVALID_INPUT otherwise. */
export function codeFromWord(list: string, word: string): number {
  const code = codeOf(list, word) ?? (/^\d{1,3}$/.test(word) && labelOf(list, Number(word)) !== undefined ? Number(word) : null);
  return code ?? fail('INVALID_INPUT', { detail: word });
}

