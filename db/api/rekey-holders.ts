import { may } from '../rules/roles.ts';
import type { listUsers } from '../registry/users.ts';
import { knownHolders } from '../store/holders.ts';
import type { Reader } from '../store/office.ts';
import type { RekeyHolders } from '../store/rekey.ts';

/** Who gets new keys: users who are active, as the register knows them. */
export function rekeyHolders(office: Reader, users: ReturnType<typeof listUsers>): RekeyHolders {
  const active = new Map(users.filter((user) => user.active).map((user) => [user.id, user]));
  return {
    known: knownHolders(office.db) ?? new Map(),
    isActive: (id) => active.has(id),
    maySend: (id) => {
      const user = active.get(id);
      return user !== undefined && may(user.role, 'package.send');
    },
  };
}
