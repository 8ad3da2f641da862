import { fieldDef } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { ageOn } from '../rules/dates.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { ADULT, fieldClasses } from '../rules/privacy/field-classes.ts';
import type { FieldClass } from '../rules/privacy/field-classes.ts';
import { isHealthTag } from '../rules/tags/tags.ts';
import { mayRead } from '../rules/roles.ts';
import type { Permission } from '../rules/roles.ts';
import { findRecord } from '../store/records.ts';
import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { FamilyView } from './family-view.ts';
import type { HistoryEntry } from './log-entries.ts';

type Values = Record<string, FieldValue>;

/** The classes of specific personal data (UU 27/2022) that a user may not read. */
export type Closed = ReadonlySet<FieldClass>;

/** What stays of a child for who may not read children's data: that there is one in the family. */
const tellsNoChild: readonly string[] = ['family', 'relationship', 'sequence', 'sex', 'status', 'owner'];

/** The classes that are closed to who has these permissions. */
export function closedTo(permissions: readonly Permission[]): Closed {
  return new Set(fieldClasses.filter((one) => !mayRead(permissions, one)));
}

/** Whether a field may be read; a field of no specific class always. */
export function isOpenField(entity: EntityKey, field: string | undefined, closed: Closed): boolean {
  const dataClass = field === undefined ? undefined : fieldDef(entity, field)?.dataClass;
  return dataClass === undefined || dataClass === 'general' || !closed.has(dataClass);
}

/** The values of a record without the answers of closed classes; of a child, where children are closed, nothing but its place in the family. */
export function withoutClosed(entity: EntityKey, values: Readonly<Values>, closed: Closed, day: string): Values {
  const child = closed.has('child') && entity === 'person' && isChild(values, day);
  return Object.fromEntries(Object.entries(values).filter(([key]) => (child ? tellsNoChild.includes(key) : isOpenField(entity, key, closed))));
}

/** A family's page without what is closed, and without what the checks say about it. */
export function viewWithoutClosed(view: FamilyView, closed: Closed, day: string): FamilyView {
  const open = (field: string): boolean => isOpenField('person', field, closed) && isOpenField('family', field, closed);
  const children = new Set(closed.has('child') ? view.people.filter(({ values }) => isChild(values, day)).map(({ id }) => id) : []);
  return {
    ...view, values: withoutClosed('family', view.values, closed, day),
    people: view.people.map((person) => ({ ...person, values: withoutClosed('person', person.values, closed, day) })),
    tags: closed.has('health') ? view.tags.filter((tag) => !isHealthTag(tag)) : view.tags,
    findings: view.findings.filter(({ field, record }) => open(field) && !children.has(record)),
    needs: view.needs.map((need) => ({ ...need, because: need.because.filter(({ field }) => open(field)) })),
  };
}

/** Entries of a history without those of closed answers and, where children are closed, of children; a made record is told without them. */
export function entriesWithoutClosed(office: Reader, entries: readonly HistoryEntry[], closed: Closed): HistoryEntry[] {
  if (closed.size === 0) return [...entries];
  const day = today(office);
  const known = new Map<string, boolean>();
  const ofChild = (uid: string): boolean => {
    const told = known.get(uid) ?? isChild(findRecord(office, 'person', uid)?.values ?? {}, day);
    known.set(uid, told);
    return told;
  };
  return entries.flatMap((entry) => {
    const entity = entry.entity as EntityKey;
    if (closed.has('child') && entity === 'person' && ofChild(entry.record)) return [];
    if (entry.field !== null) return isOpenField(entity, entry.field, closed) ? [entry] : [];
    return [{ ...entry, new: withoutClosed(entity, entry.new as Values, closed, day) }];
  });
}

/** Whether these are the values of a child: not yet 18, as far as the birth date says. */
export function isChild({ birthDate }: FieldValues, day: string): boolean {
  return typeof birthDate === 'string' && birthDate.length === 10 && ageOn(birthDate, day) < ADULT;
}
