import { fieldDef } from '../rules/entities.ts';
import { plainName } from '../rules/name-key.ts';
import { answerText, coveredCodes, isCodedValue, normaliseLabel } from '../rules/lists.ts';
import type { FieldValue } from '../rules/field.ts';
import { sameValue, tidy } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { FieldChange, IntakeEntity } from './types.ts';

/**
 * What a row would change in a record, field by field. An empty cell never erases, unless its field is among `emptied`. A merged label that covers the exact
 * code already known says nothing new, and neither does a text that differs only in case or spaces, or a name that differs
 * only in titles: an agency's "H. NAME" must not replace the name as the register has it.
 */
export function differences(entity: IntakeEntity, record: StoredRecord, values: Readonly<Record<string, FieldValue>>, emptied: readonly string[] = []): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const [field, value] of Object.entries(values)) {
    if (value === null) continue;
    const old = record.values[field] ?? null;
    if (!sameAnswer(entity, field, old, value)) changes.push({ field, old, new: value });
  }
  for (const field of emptied) {
    const old = record.values[field] ?? null;
    if (old !== null && values[field] === undefined) changes.push({ field, old, new: null });
  }
  for (const [number, reason] of [['nik', 'nikReason'], ['noKk', 'noKkReason']] as const) {
    const stale = values[number] && record.values[reason] !== null && record.values[reason] !== undefined;
    if (stale) changes.push({ field: reason, old: record.values[reason] ?? null, new: null });
  }
  return changes;
}

function sameAnswer(entity: IntakeEntity, field: string, old: FieldValue, value: FieldValue): boolean {
  const def = fieldDef(entity, field);
  if (!def || sameValue(old, tidy(def, value))) return true;
  if (old === null) return false;
  const list = def.list ?? '';
  if (isCodedValue(value)) {
    if (typeof old === 'number') return coveredCodes(list, value.raw).includes(old);
    return normaliseLabel(answerText(list, old)) === normaliseLabel(value.raw);
  }
  if (isCodedValue(old)) return false;
  if (typeof old !== 'string' || typeof value !== 'string') return false;
  return plain(old) === plain(value) || (entity === 'person' && field === 'name' && plainName(old) === plainName(value));
}

function plain(text: string): string {
  return text.toUpperCase().replace(/\s+/g, ' ').trim();
}
