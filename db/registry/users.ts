import { eq } from 'drizzle-orm';
import { fail } from '../rules/failure.ts';
import { isRole } from '../rules/roles.ts';
import type { Role } from '../rules/roles.ts';
import type { Reader } from '../store/office.ts';
import { user } from '../store/schema/register.ts';

export interface OfficeUser {
  readonly id: string; readonly name: string; readonly displayName: string; readonly role: Role; readonly areaPrefix: string; readonly agency: string | null; readonly classes: string | null; readonly active: boolean;
  readonly endedOn: string | null;
}

/** The users of this office, ended ones included, in the order of their names. */
export function listUsers(office: Reader): OfficeUser[] {
  return office.orm.select().from(user).orderBy(user.name, user.id).all().map(toUser);
}

/** One user by id. Errors: NOT_FOUND. */
export function getUser(office: Reader, id: string): OfficeUser {
  const row = office.orm.select().from(user).where(eq(user.uid, id)).get();
  return row ? toUser(row) : fail('NOT_FOUND', { id });
}

function toUser(row: typeof user.$inferSelect): OfficeUser {
  const name = row.name ?? '';
  return {
    id: row.uid, name, displayName: row.displayName ?? name, role: row.role !== null && isRole(row.role) ? row.role : 'auditor', areaPrefix: row.areaPrefix ?? '', agency: row.agency, classes: row.classes,
    active: row.active === 1, endedOn: row.endedOn,
  };
}
