import { isChild } from '../closed-answers.ts';
import { entities, entityKeys, fieldsOf } from '../../rules/entities.ts';
import type { DataClass } from '../../rules/field.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordByNumber } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';

/** What was lost: packages by id, files and prints by the number of their entry in the log, or everything (a PC, a backup). */
export interface LostSources {
  readonly packages: readonly string[];
  readonly files: readonly number[];
  readonly whole: boolean;
}

export interface Affected {
  readonly people: number; readonly families: number; readonly children: number; readonly health: number; readonly financial: number;
  readonly rows: readonly { readonly id: string; readonly name: string | null; readonly family: string | null }[];
}

interface Range { readonly device: number; readonly epoch: number; readonly from: number; readonly to: number }

/** Whose data it was, computed from the ranges of the packages and the lists in the log: each person once, with the classes of data held of them. */
export function affectedPeople(office: Reader, sources: LostSources, limit: number): Affected {
  const numbers = sources.whole ? (sql(office, 'SELECT id FROM person').pluck().all() as number[]) : [...new Set([...ofPackages(office, sources.packages), ...ofFiles(office, sources.files)])].sort((a, b) => a - b);
  const day = today(office);
  const families = new Set<unknown>();
  const counts = { children: 0, health: 0, financial: 0 };
  const rows: Affected['rows'][number][] = [];
  for (const number of numbers) {
    const person = recordByNumber(office, 'person', number);
    if (!person) continue;
    families.add(person.values.family);
    if (isChild(person.values, day)) counts.children += 1;
    if (holds(person, 'health')) counts.health += 1;
    if (holds(person, 'financial')) counts.financial += 1;
    if (rows.length < limit) rows.push({ id: person.uid, name: textOrNull(person.values.name), family: textOrNull(person.values.family) });
  }
  return { people: numbers.length, families: families.size, ...counts, rows };
}

function ofFiles(office: Reader, files: readonly number[]): number[] {
  return sql(office, 'SELECT DISTINCT person FROM disclosed WHERE tx IN (SELECT value FROM json_each(?))').pluck().all(JSON.stringify(files)) as number[];
}

function ofPackages(office: Reader, packages: readonly string[]): number[] {
  const texts = sql(office, 'SELECT ranges FROM packageOut WHERE packageId IN (SELECT value FROM json_each(?))').pluck().all(JSON.stringify(packages)) as string[];
  return texts.flatMap((text) => (JSON.parse(text) as Range[]).flatMap((range) => ofRange(office, range)));
}

/** Everybody whom a change of a range is about: themselves, their family, or what hangs on either. */
function ofRange(office: Reader, { device, epoch, from, to }: Range): number[] {
  const changed = 'SELECT record FROM change WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ? AND entity = ?';
  const ask = (text: string, entity: number): number[] => sql(office, text).pluck().all(device, epoch, from, to, entity) as number[];
  const hanging = entityKeys.filter((key) => key !== 'person').flatMap((key) => [
    ...('person' in entities[key].fields ? ask(`SELECT p.id FROM "${key}" x JOIN person p ON p.uid = x.person WHERE x.id IN (${changed})`, entities[key].id) : []),
    ...('family' in entities[key].fields ? ask(`SELECT p.id FROM "${key}" x JOIN person p ON p.family = x.family WHERE x.id IN (${changed})`, entities[key].id) : []),
  ]);
  return [
    ...ask(changed, entities.person.id),
    ...ask(`SELECT p.id FROM family f JOIN person p ON p.family = f.uid WHERE f.id IN (${changed})`, entities.family.id),
    ...hanging,
  ];
}

function holds(person: StoredRecord, dataClass: DataClass): boolean {
  return fieldsOf('person').some((field) => field.dataClass === dataClass && (person.values[field.key] ?? null) !== null);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
