import { isActivePerson } from '../../rules/checks/finding.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needFamily, textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { inOrder } from '../family-facts.ts';

/** A house with who lives in it, as its form is filled in. */
export interface HouseToVisit {
  readonly families: readonly { readonly record: StoredRecord; readonly people: readonly StoredRecord[]; readonly headName: string | null; readonly dasawisma: string | null }[];
}

/** These families by the house they live in: those of one rumah or rumah tangga are visited together. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function housesToVisit(office: Reader, families: readonly string[], scope: Scope): HouseToVisit[] {
  const records = [...new Set(families)].map((uid) => needFamily(office, uid, scope));
  const houses = Map.groupBy(records, (record) => textValue(record, 'house') ?? textValue(record, 'household') ?? record.uid);
  return [...houses.values()].map((together) => ({ families: together.map((record) => familyToVisit(office, record)) }));
}

function familyToVisit(office: Reader, record: StoredRecord): HouseToVisit['families'][number] {
  const headName = sql(office, 'SELECT head FROM familySummary WHERE uid = ?').pluck().get(record.uid) as string | null | undefined;
  const dasawisma = sql(office, 'SELECT name FROM peopleGroup WHERE uid = ?').pluck().get(textValue(record, 'dasawisma') ?? '') as string | null | undefined;
  return { record, people: inOrder(recordsWhere(office, 'person', 'family', record.uid)).filter((person) => isActivePerson(person.values)), headName: headName ?? null, dasawisma: dasawisma ?? null };
}
