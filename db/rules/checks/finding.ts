import { ageOn, isRealDate } from '../dates.ts';
import { fieldDef } from '../entities.ts';
import type { FieldValues } from '../field.ts';
import { codeIn } from '../lists.ts';

export type Severity = 'block' | 'warn' | 'info';

/**
 * Something a check found. Codes V01–V39 are the domain reference's (§8); T01–T04 are Tepat's own. `params.case` picks
 * among several texts of one code.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly entity: 'family' | 'person' | 'ranking';
  /** The key that the caller gave to the record. */
  readonly record: string;
  readonly field: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type FindingCode =
  | 'V01' | 'V02' | 'V03' | 'V04' | 'V05' | 'V06' | 'V07' | 'V08' | 'V09' | 'V10' | 'V11' | 'V12' | 'V13' | 'V14'
  | 'V15' | 'V16' | 'V17' | 'V18' | 'V19' | 'V20' | 'V21' | 'V22' | 'V23' | 'V24' | 'V25' | 'V26' | 'V38' | 'V39'
  | 'T01' | 'T02' | 'T03' | 'T04';

/** A record to check: any key the caller knows it by, and its values. */
export interface CheckRecord {
  readonly key: string;
  readonly values: FieldValues;
}

/** Another active person who has the same NIK, or another active family with the same No KK. */
export interface Holder {
  readonly key: string;
  readonly name: string;
  /** Where, in words: `RT 003/RW 001, Gunung Telihan`. */
  readonly place: string;
}

export interface CheckContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** A form blocks some contradictions that an import keeps raw with a warning. */
  readonly source: 'form' | 'import';
  /** The area of the office: a region code, or empty for everywhere. */
  readonly area: string;
  /** Whether the first six digits of a NIK or No KK are, or were, a kecamatan. */
  readonly isKnownRegion?: (sixDigits: string) => boolean;
  /** Active people of the register by NIK. The person under check may be among them. */
  readonly sameNik?: ReadonlyMap<string, readonly Holder[]>;
  /** Active families of the register by No KK. The family under check may be among them. */
  readonly sameNoKk?: ReadonlyMap<string, readonly Holder[]>;
  /** The RT of the kelurahan as `rt/rw` (`003/001`), once there is such a table. */
  readonly rtTable?: ReadonlySet<string>;
  /** Bounding box of the kelurahan in degrees. */
  readonly box?: { readonly south: number; readonly north: number; readonly west: number; readonly east: number };
}

/** One check of one record, with the fields it looks at, so that a form can run it as they are typed. */
export interface RecordCheck {
  readonly fields: readonly string[];
  readonly run: (record: CheckRecord, context: CheckContext) => readonly Finding[];
}

/** Builds findings for one record. */
export function reporter(entity: Finding['entity'], record: string) {
  return (code: FindingCode, severity: Severity, field: string, params: Finding['params'] = {}): Finding => ({
    code, severity, entity, record, field, params,
  });
}

/** A text value, trimmed; empty when there is none. */
export function textOf(values: FieldValues, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value.trim() : '';
}

/** A number value, or null. */
export function numberOf(values: FieldValues, field: string): number | null {
  const value = values[field];
  return typeof value === 'number' ? value : null;
}

/** The code of a coded answer in the field's current list, or null. */
export function codeOfField(entity: 'family' | 'person', values: FieldValues, field: string): number | null {
  const value = values[field];
  // A plain code is told at once: nearly every answer is one, and imports ask for dozens of each person.
  if (value === undefined || value === null || typeof value === 'number') return value ?? null;
  return codeIn(fieldDef(entity, field)?.list ?? '', value);
}

/** Full years of a person on a day, or null without a real birth date that is not after that day. */
export function ageOf(values: FieldValues, today: string): number | null {
  const birthDate = textOf(values, 'birthDate');
  return isRealDate(birthDate) && birthDate <= today ? ageOn(birthDate, today) : null;
}

/** Whether a person counts as a living member: status HIDUP or not said, and not found dead at the visit. */
export function isActivePerson(values: FieldValues): boolean {
  const status = codeOfField('person', values, 'status');
  return (status === null || status === 1) && codeOfField('person', values, 'presence') !== 2;
}

/** Presence codes (404) of people who do not live with the family. */
const away: readonly (number | null)[] = [3, 4, 6];

/** Whether a person is a living member who is there. */
export function isPresent(values: FieldValues): boolean {
  return isActivePerson(values) && !away.includes(codeOfField('person', values, 'presence'));
}

/** Whether a family is active here: status Aktif or not said. */
export function isActiveFamily(values: FieldValues): boolean {
  const status = codeOfField('family', values, 'status');
  return status === null || status === 1;
}

/** Whether a person is the Kepala Keluarga, by relationship or else by SHDK. */
export function isHead(values: FieldValues): boolean {
  const relationship = codeOfField('person', values, 'relationship');
  return relationship === null ? codeOfField('person', values, 'shdk') === 1 : relationship === 1;
}
