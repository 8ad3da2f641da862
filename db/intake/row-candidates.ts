import { jaroWinkler } from '../rules/jaro-winkler.ts';
import { mask } from '../rules/mask.ts';
import { nameKey } from '../rules/name-key.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { Reader } from '../store/office.ts';
import type { ImportCandidate, RowEntity } from './types.ts';

export interface AskedRow {
  readonly entity: RowEntity;
  readonly name: string | null;
  readonly record: string | null;
}

/** The records that a doubtful row may mean, side by side with it; reasons are the texts of the row's findings. */
export function rowCandidates(office: Reader, row: AskedRow, reasons: readonly string[]): ImportCandidate[] {
  if (row.record === null) return [];
  const person = row.entity === 'family' ? undefined : findRecord(office, 'person', row.record);
  const family = findRecord(office, 'family', person ? String(person.values.family) : row.record);
  if (!person && !family) return [];
  return [showCandidate(office, person, family, row.name, reasons)];
}

function showCandidate(office: Reader, person: StoredRecord | undefined, family: StoredRecord | undefined, name: string | null, reasons: readonly string[]): ImportCandidate {
  const text = (record: StoredRecord | undefined, field: string): string | null => (typeof record?.values[field] === 'string' ? record.values[field] : null);
  const masked = (value: string | null): string | null => (value === null ? null : mask(value));
  const shownName = text(person, 'name') ?? text(family, 'address') ?? '';
  return {
    record: (person ?? family)?.uid ?? '', family: family?.uid ?? null, name: shownName, birthDate: text(person, 'birthDate'),
    nik: masked(text(person, 'nik')), noKk: masked(text(family, 'noKk')), address: text(family, 'address'), rt: text(family, 'rt'), rw: text(family, 'rw'),
    office: text(family, 'owner') ?? office.identity.code, score: person && name ? jaroWinkler(nameKey(name), nameKey(shownName)) : 1, reasons,
  };
}
