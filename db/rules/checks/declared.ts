import { isRealDate } from '../dates.ts';
import { fieldsOf } from '../entities.ts';
import type { NamedField } from '../entities.ts';
import type { FieldValue } from '../field.ts';
import { codeList, coveredCodes, isCodedValue, labelOf } from '../lists.ts';
import { reporter } from './finding.ts';
import type { CheckRecord, Finding } from './finding.ts';

/** Fields whose limits have a check of their own. */
const ownLimits = new Set(['floorArea']);

/** A field that its declaration says something about; texts are left out. Bulk work asks for these millions of times. */
interface Declared {
  readonly field: NamedField;
  /** Codes of the field's own list, for the usual answer that is one of them. */
  readonly codes: ReadonlySet<number> | null;
}

function declaredOf(entity: 'family' | 'person'): readonly Declared[] {
  const checked = fieldsOf(entity).filter((field) => ['int', 'real', 'code', 'date'].includes(field.kind));
  return checked.map((field) => ({ field, codes: field.kind === 'code' ? new Set(codeList(field.list ?? '')?.codes.map(([code]) => code)) : null }));
}

const declared = { family: declaredOf('family'), person: declaredOf('person') } as const;
const oneDeclared = { family: byKey(declared.family), person: byKey(declared.person) } as const;

function byKey(all: readonly Declared[]): ReadonlyMap<string, readonly Declared[]> {
  return new Map(all.map((one) => [one.field.key, [one]]));
}

/**
 * What follows from the declarations: T01 a number outside its limits, T02 an answer that is in no known list (kept raw),
 * T03 a date that is not in the calendar. `only` limits it to one field.
 */
export function checkDeclared(entity: 'family' | 'person', record: CheckRecord, only?: string): readonly Finding[] {
  const { values } = record;
  if (only === undefined && isPlain(entity, record)) return nothing;
  let findings: Finding[] | null = null;
  for (const { field, codes } of only === undefined ? declared[entity] : (oneDeclared[entity].get(only) ?? [])) {
    const value = values[field.key];
    if (value === undefined || value === null || value === '') continue;
    if (codes !== null && typeof value === 'number' && codes.has(value)) continue;
    const finding = judge(entity, record.key, field, value);
    if (finding) (findings ??= []).push(finding);
  }
  return findings ?? nothing;
}

const nothing: readonly Finding[] = [];
const none: readonly Declared[] = [];

/** Whether nothing is to be found: looked at from what is said, which is a third of the fields. */
function isPlain(entity: 'family' | 'person', record: CheckRecord): boolean {
  const { values } = record;
  const known = oneDeclared[entity];
  for (const key in values) {
    const value = values[key];
    if (value === undefined || value === null || value === '') continue;
    const [one] = known.get(key) ?? none;
    if (!one || (one.codes !== null && typeof value === 'number' && one.codes.has(value))) continue;
    if (judge(entity, record.key, one.field, value)) return false;
  }
  return true;
}

function judge(entity: 'family' | 'person', record: string, field: NamedField, value: FieldValue): Finding | null {
  const report = reporter(entity, record);
  if (!ownLimits.has(field.key) && isOutside(field, value)) {
    return report('T01', 'block', field.key, { value: showValue(value), min: field.min ?? '', max: field.max ?? '' });
  }
  if (field.kind === 'code' && isUnknownAnswer(field.list ?? '', value)) return report('T02', 'warn', field.key, { value: showValue(value) });
  const isDate = field.kind !== 'date' || (typeof value === 'string' && isRealDate(value));
  return isDate ? null : report('T03', 'block', field.key, { value: showValue(value) });
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
