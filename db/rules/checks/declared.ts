import { isRealDate } from '../dates.ts';
import { fieldsOf } from '../entities.ts';
import type { NamedField } from '../entities.ts';
import type { FieldValue } from '../field.ts';
import { coveredCodes, isCodedValue, labelOf } from '../lists.ts';
import { reporter } from './finding.ts';
import type { CheckRecord, Finding } from './finding.ts';

/** Fields whose limits have a check of their own. */
const ownLimits = new Set(['floorArea']);

/**
 * What follows from the declarations: T01 a number outside its limits, T02 an answer that is in no known list (kept raw),
 * T03 a date that is not in the calendar. `only` limits it to one field.
 */
export function checkDeclared(entity: 'family' | 'person', record: CheckRecord, only?: string): readonly Finding[] {
  const report = reporter(entity, record.key);
  const findings: Finding[] = [];
  for (const field of fieldsOf(entity)) {
    if (only !== undefined && field.key !== only) continue;
    const value = record.values[field.key];
    if (value === undefined || value === null || value === '') continue;
    if (!ownLimits.has(field.key) && isOutside(field, value)) {
      findings.push(report('T01', 'block', field.key, { value: showValue(value), min: field.min ?? '', max: field.max ?? '' }));
    } else if (field.kind === 'code' && isUnknownAnswer(field.list ?? '', value)) {
      findings.push(report('T02', 'warn', field.key, { value: showValue(value) }));
    } else if (field.kind === 'date' && !(typeof value === 'string' && isRealDate(value))) {
      findings.push(report('T03', 'block', field.key, { value: showValue(value) }));
    }
  }
  return findings;
}

function isOutside(field: NamedField, value: FieldValue): boolean {
  if (field.kind !== 'int' && field.kind !== 'real') return false;
  if (typeof value !== 'number' || !Number.isFinite(value)) return true;
  if (field.kind === 'int' && !Number.isInteger(value)) return true;
  return value < (field.min ?? -Infinity) || value > (field.max ?? Infinity);
}

function isUnknownAnswer(list: string, value: FieldValue): boolean {
  if (isCodedValue(value)) {
    if (value.code !== null) return labelOf(value.list, value.code) === undefined;
    return coveredCodes(value.list, value.raw).length === 0;
  }
  return typeof value !== 'number' || labelOf(list, value) === undefined;
}

function showValue(value: FieldValue): string {
  return isCodedValue(value) ? value.raw || String(value.code) : String(value);
}
