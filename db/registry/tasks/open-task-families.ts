import { targetPurpose } from '../../rules/schemes/target-set.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';

const now = (entity: 'Family' | 'Person', uid: string): string => `coalesce((SELECT a.to${entity} FROM alias a WHERE a.from${entity} = ${uid} AND a.ended IS NULL), ${uid})`;
/** The one record that fits; of several nobody knows which is meant. */
const onlyOne = (table: 'family' | 'person', column: string, value: string): string => `(SELECT iif(count(*) = 1, max(x.uid), NULL) FROM ${table} x WHERE x.${column} = ${value} AND ${value} <> '')`;
/** The same family as `listTasks` finds: by its id, by its person, by NIK, by No KK. */
const meant = `coalesce((SELECT f.uid FROM family f WHERE f.uid = ${now('Family', 't.family')}),
  (SELECT p.family FROM person p WHERE p.uid = coalesce((SELECT q.uid FROM person q WHERE q.uid = ${now('Person', 't.person')}), ${onlyOne('person', 'nik', 't.nik')})),
  ${onlyOne('family', 'noKk', 't.noKk')})`;

/** The families that tasks of a list speak of and nobody answered about yet, each with its task, in one look. */
export function openTaskFamilies(office: Reader, list: string, scope: Scope): [family: string, task: string][] {
  const rows = sql(office, `SELECT t.uid AS task, t.office AS office, ${meant} AS family FROM task t JOIN targetList l ON l.uid = t.list
    WHERE t.list = ? AND l.withdrawn IS NULL AND l.purpose <> '${targetPurpose}' AND NOT EXISTS (SELECT 1 FROM taskResult r WHERE r.task = t.uid AND r.owner = t.office) ORDER BY t.sequence, t.id`).all(list) as { task: string; office: string; family: string | null }[];
  const regionOf = sql(office, 'SELECT region FROM family WHERE uid = ?').pluck();
  return rows.flatMap(({ task, office: asked, family }) => (family !== null && mayTouch(office, (scope ? (regionOf.get(family) as string | null | undefined) : null) ?? asked, scope) ? [[family, task]] : []));
}
