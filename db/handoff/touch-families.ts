import { resolveAlias } from '../registry/aliases.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** What noting families needs: where they are gathered, and whether any record stands for another. */
interface Touching {
  readonly office: Reader;
  readonly families: Set<string>;
  readonly hasAliases: () => boolean;
}

/** Notes the families whose lists must be derived again when a record with these values was written. */
export function touchFamilies({ office, families, hasAliases }: Touching, entity: EntityKey, uid: string, values: Readonly<Record<string, FieldValue>>): void {
  const standsFor = (of: 'family' | 'person', one: string): string => (hasAliases() ? resolveAlias(office, of, one) : one);
  const touchFamily = (family: FieldValue | undefined): void => {
    if (typeof family === 'string') families.add(family).add(standsFor('family', family));
  };
  const touchPerson = (person: FieldValue | undefined): void => {
    if (typeof person !== 'string') return;
    const home = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck();
    for (const one of new Set([person, standsFor('person', person)])) touchFamily(home.get(one) as string | null | undefined);
  };
  if (entity === 'family') touchFamily(uid);
  const stands = entity === 'person' ? standsFor('person', uid) : uid;
  if (stands !== uid) touchPerson(stands);
  if (typeof values.family === 'string') touchFamily(values.family);
  if (values.family === null || values.family === undefined || entity === 'enrolment') touchPerson(values.person);
  for (const person of [values.fromPerson, values.toPerson]) touchPerson(person);
  for (const family of [values.fromFamily, values.toFamily]) touchFamily(family);
}
