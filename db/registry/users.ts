import { fail } from '../rules/failure.ts';
import { isRole } from '../rules/roles.ts';
import type { Role } from '../rules/roles.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

export interface OfficeUser {
  readonly id: string; readonly name: string; readonly displayName: string; readonly role: Role; readonly areaPrefix: string; readonly active: boolean;
  readonly endedOn: string | null;
}

interface UserRow {
  readonly uid: string; readonly name: string; readonly displayName: string | null; readonly role: string; readonly areaPrefix: string | null;
  readonly active: number | null; readonly endedOn: string | null;
}

/** The users of this office, ended ones included, in the order of their names. */
export function listUsers(office: Reader): OfficeUser[] {
  return (sql(office, 'SELECT * FROM user ORDER BY name, id').all() as UserRow[]).map(toUser);
}

/** One user by id. Errors: NOT_FOUND. */
export function getUser(office: Reader, id: string): OfficeUser {
  const row = sql(office, 'SELECT * FROM user WHERE uid = ?').get(id) as UserRow | undefined;
  return row ? toUser(row) : fail('NOT_FOUND', { id });
}

function toUser(row: UserRow): OfficeUser {
  return {
    id: row.uid, name: row.name, displayName: row.displayName ?? row.name, role: isRole(row.role) ? row.role : 'auditor', areaPrefix: row.areaPrefix ?? '',
    active: row.active === 1, endedOn: row.endedOn,
  };
}
