import { basename } from 'node:path';
import { getUser } from '../registry/users.ts';
import { readSettings } from '../registry/settings.ts';
import { fail, isFailure } from '../rules/failure.ts';
import { may } from '../rules/roles.ts';
import type { Role } from '../rules/roles.ts';
import { guardedIn, TWO_PERSON_KEY } from '../rules/two-person.ts';
import type { GuardedAct } from '../rules/two-person.ts';
import { tryOnce } from '../store/failed-tries.ts';
import { openForUser, readKeyring } from '../store/keyring.ts';
import { isOfficeFolder, officePaths, readIdentity } from '../store/office-folder.ts';
import type { Context } from './handler.ts';
import type { Host } from './host.ts';

/** Who stands beside the user: another user's name and passphrase. */
export interface Second {
  readonly user: string;
  readonly passphrase: string;
}

/**
 * The second person's name where this office asks for one, null where it does not: another user with a right to confirm,
 * who types the own passphrase here and now. Errors: SECOND_NEEDED, SECOND_SAME, SECOND_NOT_ALLOWED, SECOND_WRONG, TOO_MANY_TRIES.
 */
export function needSecond(context: Context, act: GuardedAct, second: Second | undefined): string | null {
  return guardedIn(readSettings(context.writer)[TWO_PERSON_KEY]).includes(act) ? alwaysSecond(context, act, second) : null;
}

/** The same whatever the office says: for what cannot be taken back. */
export function alwaysSecond(context: Context, act: string, second: Second | undefined): string {
  return second ? standBeside(context, second, (role) => may(role, 'second.confirm')) : fail('SECOND_NEEDED', { act });
}

/** The name of another user of this office who may, and who types the own passphrase here and now. Errors: SECOND_SAME, SECOND_NOT_ALLOWED, SECOND_WRONG, TOO_MANY_TRIES. */
export function standBeside(context: Context, second: Second, mayDo: (role: Role) => boolean): string {
  const { writer, session } = context;
  const userId = secondUser(context, second);
  if (userId === session.user.id) return fail('SECOND_SAME');
  const { active, role, name } = getUser(writer, userId);
  return active && mayDo(role) ? name : fail('SECOND_NOT_ALLOWED', { name });
}

/** Whose name and passphrase these are. What the lock screen says of a wrong one would be wrong here: nothing is locked. */
function secondUser(context: Context, { user, passphrase }: Second): string {
  const keyring = readKeyring(officePaths(context.writer.dir).keyring);
  try {
    return tryOnce(triesPlace(context), user, () => openForUser(keyring, user, passphrase)).value.userId;
  } catch (error) {
    if (isFailure(error) && error.code === 'WRONG_PASSPHRASE') return fail('SECOND_WRONG');
    throw error;
  }
}

/** Where wrong tries of this office are counted. */
export function triesPlace({ writer, host }: Pick<Context, 'writer' | 'host'>) {
  return { profileDir: host.options.profileDir, officeId: writer.identity.officeId, now: host.surroundings.now };
}

/** The same for a folder that is looked into or brought back: one count with signing in, where the folder still says which office it is. */
export function restorePlace(host: Host, dir: string) {
  return { profileDir: host.options.profileDir, officeId: isOfficeFolder(dir) ? readIdentity(dir).officeId : `restore-${basename(dir)}`, now: host.surroundings.now };
}
