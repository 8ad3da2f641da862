import type { EntityKey } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import { needFamily, needPerson } from './access.ts';
import type { Scope } from './access.ts';
import { kindOf } from './family-view.ts';

/** The kind of the record with this id, once the user may see it. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function needKind(office: Reader, uid: string, scope: Scope): EntityKey {
  const entity = kindOf(office, uid) ?? fail('NOT_FOUND', { id: uid });
  if (entity === 'family') needFamily(office, uid, scope);
  else if (entity === 'person') needPerson(office, uid, scope);
  else {
    const { family, person } = findRecord(office, entity, uid)?.values ?? {};
    if (typeof person === 'string') needPerson(office, person, scope);
    else if (typeof family === 'string') needFamily(office, family, scope);
  }
  return entity;
}
