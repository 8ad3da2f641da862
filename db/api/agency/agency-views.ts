import type { AgencyPeople } from '../../registry/agency/agency-people.ts';
import { resolveAlias } from '../../registry/aliases.ts';
import { kindOf } from '../../registry/family-view.ts';
import { fieldDef, isEntityKey } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import type { Reader } from '../../store/office.ts';
import type { CallOutput } from '../contract.ts';

type View = CallOutput<'family.get'>;
type Entry = CallOutput<'record.history'>[number];

/** Where and who: all that is told of a family of which only people, and not the family, are recipients. */
const placeFields: readonly string[] = ['address', 'rt', 'rw', 'dusun', 'region', 'status'];

/** Answers that name somebody else, or may. */
const aboutOthers: ReadonlySet<string> = new Set(['fatherName', 'fatherNik', 'motherName', 'motherNik', 'respondent', 'respondentPhone', 'statusReason', 'notes']);

/** Values without what they say of other people. */
export function withoutOthers<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !aboutOthers.has(field)));
}

/** A family's page for an agency: whole where the family is a recipient; else where it lives and its people who are. Error: OUTSIDE_PROGRAMMES. */
export function viewForAgency(view: View, own: AgencyPeople): View {
  const household = view.household && { ...view.household, families: view.household.families.map((one) => (one.id === view.id || own.ownsFamily(one.id) ? one : { ...one, head: null })) };
  const told = view.people.map((person) => ({ ...person, values: withoutOthers(person.values) }));
  if (own.ownsFamily(view.id)) return { ...view, values: withoutOthers(view.values), people: told, household, findings: [], draft: null };
  const people = told.filter(({ id }) => own.ownsPerson(id));
  if (people.length === 0) return fail('OUTSIDE_PROGRAMMES', { agency: own.agency });
  const isHere = (person: string | null): boolean => people.some(({ id }) => id === person);
  return {
    ...view, people, values: Object.fromEntries(Object.entries(view.values).filter(([field]) => placeFields.includes(field))),
    head: isHere(view.head) ? view.head : null, headName: isHere(view.head) ? view.headName : null, enrolments: view.enrolments.filter(({ person }) => isHere(person)),
    rankings: [], needs: [], tags: [], findings: [], noKkHistory: [], household: null, draft: null, mergedInto: null,
  };
}

/** The family or person that an id means, if an agency may know it. Errors: NOT_FOUND, OUTSIDE_PROGRAMMES. */
export function needOwnRecord(office: Reader, asked: string, own: AgencyPeople): { kind: 'family' | 'person'; id: string } {
  const kind = kindOf(office, asked) ?? fail('NOT_FOUND', { id: asked });
  if (kind !== 'family' && kind !== 'person') return fail('OUTSIDE_PROGRAMMES', { agency: own.agency });
  const id = resolveAlias(office, kind, asked);
  const known = kind === 'person' ? own.ownsPerson(id) : own.ownsFamily(id) || own.ownedIn(id).size > 0;
  return known ? { kind, id } : fail('OUTSIDE_PROGRAMMES', { agency: own.agency });
}

/** The entries of a history that are about people an agency knows; never what points to another record, which would be told by name, nor health. */
export function entriesForAgency(entries: readonly Entry[], own: AgencyPeople): Entry[] {
  return entries.flatMap((entry) => {
    const known = entry.entity === 'family' ? own.ownsFamily(entry.record) : entry.entity === 'person' && own.ownsPerson(entry.record);
    return known && (entry.field === null ? true : isPlain(entry.entity, entry.field)) ? [{ ...entry, new: entry.field === null ? plainValues(entry.entity, entry.new) : entry.new }] : [];
  });
}

function isPlain(entity: string, field: string): boolean {
  const def = isEntityKey(entity) ? fieldDef(entity, field) : undefined;
  return def !== undefined && def.kind !== 'ref' && def.dataClass !== 'health' && !aboutOthers.has(field);
}

function plainValues(entity: string, values: unknown): unknown {
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(Object.entries(values).filter(([field]) => isPlain(entity, field)));
}
