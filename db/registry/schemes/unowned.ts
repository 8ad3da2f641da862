import type { EntityKey } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor } from '../access.ts';

/** The longest text that a package takes as one value. */
const MOST = 20_000;

/** Refuses (SET_ABOVE) to change what a city sends in its reference data, where one is in force here. */
function requireOwnReference(office: Reader): void {
  const issuer = sql(office, 'SELECT issuerName FROM reference WHERE issuer <> ?').pluck().get(office.identity.code) as string | undefined;
  if (issuer !== undefined) fail('SET_ABOVE', { name: issuer });
}

/**
 * Writes a record that nobody owns and that goes down with the reference data: made under its id where it is not stored
 * yet, as a seed that was never changed. Errors: SET_ABOVE, TOO_LONG.
 */
export function saveUnowned(office: Writer, actor: Actor, entity: Extract<EntityKey, 'scheme' | 'programmeTemplate'>, uid: string, values: FieldValues, reason: string | null): void {
  requireOwnReference(office);
  for (const value of Object.values(values)) if (typeof value === 'string' && value.length > MOST) fail('TOO_LONG', { most: MOST });
  writeChanges(office, { user: actor.user, kind: 'reference', reason }, (log) => {
    const number = sql(office, `SELECT id FROM "${entity}" WHERE uid = ?`).pluck().get(uid) as number | undefined;
    if (number === undefined) log.create(entity, values, uid);
    else log.update(entity, number, values);
  });
}
