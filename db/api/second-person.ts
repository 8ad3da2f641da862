import { basename } from 'node:path';
import { getUser } from '../registry/users.ts';
import { readSettings } from '../registry/settings.ts';
import { fail } from '../rules/failure.ts';
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
 * who types the own passphrase here and now. Errors: SECOND_NEEDED, SECOND_SAME, SECOND_NOT_ALLOWED, WRONG_PASSPHRASE, TOO_MANY_TRIES.
 */
export function needSecond(context: Context, act: GuardedAct, second: Second | undefined): string | null {
  return guardedIn(readSettings(context.writer)[TWO_PERSON_KEY]).includes(act) ? alwaysSecond(context, act, second) : null;
}

/** The same whatever the office says: for what cannot be taken back. */
export function alwaysSecond(context: Context, act: string, second: Second | undefined): string {
  return second ? standBeside(context, second, (role) => may(role, 'second.confirm')) : fail('SECOND_NEEDED', { act });
}

/** The name of another user of this office who may, and who types the own passphrase here and now. Errors: SECOND_SAME, SECOND_NOT_ALLOWED, WRONG_PASSPHRASE, TOO_MANY_TRIES. */
export function standBeside(context: Context, second: Second, mayDo: (role: Role) => boolean): string {
  const { writer, session } = context;
  const keyring = readKeyring(officePaths(writer.dir).keyring);
  const { value: opened } = tryOnce(triesPlace(context), second.user, () => openForUser(keyring, second.user, second.passphrase));
  if (opened.userId === session.user.id) return fail('SECOND_SAME');
  const { active, role, name } = getUser(writer, opened.userId);
  return active && mayDo(role) ? name : fail('SECOND_NOT_ALLOWED', { name });
}

/** Where wrong tries of this office are counted. */
export function triesPlace({ writer, host }: Pick<Context, 'writer' | 'host'>) {
  return { profileDir: host.options.profileDir, officeId: writer.identity.officeId, now: host.surroundings.now };
}

/** The same for a folder that is looked into or brought back: one count with signing in, where the folder still says which office it is. */
export function restorePlace(host: Host, dir: string) {
  return { profileDir: host.options.profileDir, officeId: isOfficeFolder(dir) ? readIdentity(dir).officeId : `restore-${basename(dir)}`, now: host.surroundings.now };
}
