import { getUser, listUsers } from '../../registry/users.ts';
import { readSettings, writeSetting } from '../../registry/settings.ts';
import { fail } from '../../rules/failure.ts';
import { passphraseProblem } from '../../rules/passphrase.ts';
import { may } from '../../rules/roles.ts';
import { guardedIn, LOCK_MINUTES_KEY, lockMinutesIn, TWO_PERSON_KEY } from '../../rules/two-person.ts';
import { writeChanges } from '../../store/change-log.ts';
import { tryOnce } from '../../store/failed-tries.ts';
import { keepHolder } from '../../store/holders.ts';
import { openForRecovery, readKeyring, RECOVERY, saveKeyring, wrapForRecovery, wrapForUser } from '../../store/keyring.ts';
import type { Keyring } from '../../store/keyring.ts';
import { lockOffice } from '../../store/office-lock.ts';
import { officePaths, readIdentity } from '../../store/office-folder.ts';
import { openOffice, openReader } from '../../store/open-office.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { newRecoveryCode } from '../../store/recovery-code.ts';
import { finishRekey, forgetInSnapshots, prepareRekey } from '../../store/rekey.ts';
import type { peopleCalls } from '../contract/people.ts';
import type { Handlers } from '../handler.ts';
import { rekeyHolders } from '../rekey-holders.ts';
import { needSecond } from '../second-person.ts';

export const peopleHandlers: Handlers<keyof typeof peopleCalls> = {
  'recovery.open': ({ recoveryCode, user, passphrase }, { host, changed }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    host.lock();
    const { now, newId } = host.surroundings;
    const { kdfCost, profileDir, waitMs } = host.options;
    const { officeId } = readIdentity(dir);
    const paths = officePaths(dir);
    const lock = lockOffice(paths.lock, waitMs ?? 0);
    let fresh: string;
    let renewed: Keyring;
    try {
      const keyring = finishRekey(paths, readKeyring(paths.keyring));
      const { value: secrets } = tryOnce({ profileDir, officeId, now }, RECOVERY, () => openForRecovery(keyring, recoveryCode));
      const who = userInRegister(dir, secrets.databaseKey, user, host.surroundings);
      refuseWeak(passphrase, [user, readIdentity(dir).name]);
      fresh = newRecoveryCode();
      const own = { ...secrets, signingKey: may(who.role, 'package.send') ? secrets.signingKey : null };
      renewed = wrapForRecovery(wrapForUser(keyring, who, passphrase, own, kdfCost), fresh, secrets, kdfCost);
      saveKeyring(paths.keyring, renewed);
    } finally {
      lock.release();
    }
    const office = openOffice({ dir, profileDir, user, passphrase, now, newId, kdfCost, renewed: true });
    try {
      keepHolder(office.writer.db, renewed, RECOVERY);
      writeChanges(office.writer, { user: { uid: office.userId, name: user }, kind: 'user', reason: 'recovery.open', detail: { what: 'recovery', user: office.userId } }, () => undefined);
      changed('office');
      return { user, recoveryCode: fresh };
    } finally {
      office.close();
    }
  },

  'recovery.renew': ({ reason, second }, context) => {
    const { writer, host } = context;
    const confirmedBy = needSecond(context, 'keys', second);
    const file = officePaths(writer.dir).keyring;
    const fresh = newRecoveryCode();
    const keyring = wrapForRecovery(readKeyring(file), fresh, host.secrets(), host.options.kdfCost);
    writeChanges(writer, context.meta('user', { reason, detail: { what: 'recoveryRenewed', confirmedBy } }), () => { keepHolder(writer.db, keyring, RECOVERY); });
    saveKeyring(file, keyring);
    context.changed('office');
    return { recoveryCode: fresh };
  },

  'user.resetPassphrase': ({ id, passphrase, reason, second }, context) => {
    const { writer, host, session } = context;
    const user = getUser(writer, id);
    if (!user.active) fail('USER_ENDED', { name: user.name });
    if (id === session.user.id) fail('RESET_OWN');
    refuseWeak(passphrase, [user.name, user.displayName, writer.identity.name]);
    const confirmedBy = needSecond(context, 'users', second);
    const file = officePaths(writer.dir).keyring;
    const secrets = { ...host.secrets(), signingKey: may(user.role, 'package.send') ? host.secrets().signingKey : null };
    const keyring = wrapForUser(readKeyring(file), user, passphrase, secrets, host.options.kdfCost, true);
    writeChanges(writer, context.meta('user', { reason, detail: { what: 'passphraseReset', user: id, confirmedBy } }), () => { keepHolder(writer.db, keyring, id); });
    saveKeyring(file, keyring);
    context.changed('office');
    return { ok: true };
  },

  'office.rekey': ({ reason, second }, context) => {
    const { writer, host } = context;
    const confirmedBy = needSecond(context, 'keys', second);
    const secrets = host.secrets();
    if (secrets.signingKey === null) fail('NO_SIGNING_KEY');
    const users = listUsers(writer);
    const fresh = newRecoveryCode();
    writeChanges(writer, context.meta('user', { reason, detail: { what: 'rekey', confirmedBy } }), () => undefined);
    const holders = rekeyHolders(writer, users);
    const { edition } = prepareRekey(writer.dir, secrets, holders, fresh, host.options.kdfCost);
    host.lock();
    forgetInSnapshots(officePaths(context.host.officeDir() ?? '').dir, holders.isActive);
    context.changed('office');
    return { recoveryCode: fresh, edition };
  },

  'security.get': (_input, { writer, session }) => {
    const settings = readSettings(writer);
    const rekeyedOn = lastOf(writer, 'rekey');
    const users = listUsers(writer);
    return {
      twoPerson: guardedIn(settings[TWO_PERSON_KEY]), lockMinutes: lockMinutesIn(settings[LOCK_MINUTES_KEY]), rekeyedOn,
      recoverySince: [lastOf(writer, 'recovery'), lastOf(writer, 'recoveryRenewed'), rekeyedOn].filter((at) => at !== null).sort().at(-1) ?? null,
      leftSince: endedSince(writer, rekeyedOn).map(({ displayName, endedOn }) => ({ name: displayName, endedOn })),
      seconds: users.filter((user) => user.active && user.id !== session.user.id && may(user.role, 'second.confirm')).map(({ name, displayName }) => ({ name, displayName })),
      scryptCost: cheapest(readKeyring(officePaths(writer.dir).keyring)),
    };
  },

  'security.set': ({ twoPerson, lockMinutes, second }, context) => {
    const { writer, actor } = context;
    const before = guardedIn(readSettings(writer)[TWO_PERSON_KEY]);
    if (twoPerson.length > 0 && !listUsers(writer).some((user) => user.active && user.id !== context.session.user.id && may(user.role, 'second.confirm'))) fail('SECOND_NOBODY');
    // Whoever could take the rule away alone would need no second person for anything.
    const taken = before.find((act) => !twoPerson.includes(act));
    const confirmedBy = taken === undefined ? null : needSecond(context, taken, second);
    writeSetting(writer, actor.user, TWO_PERSON_KEY, twoPerson.join(','));
    writeSetting(writer, actor.user, LOCK_MINUTES_KEY, String(lockMinutes));
    writeChanges(writer, context.meta('user', { reason: 'security.set', detail: { what: 'security', twoPerson, lockMinutes, confirmedBy } }), () => undefined);
    context.changed('office');
    return { ok: true };
  },
};

/** The active user of this name, as the register itself knows it. Errors: USER_ENDED, USER_UNKNOWN. */
export function userInRegister(dir: string, databaseKey: Buffer, name: string, surroundings: { now(): Date; newId(): string }) {
  const office = openReader(dir, databaseKey, surroundings);
  try {
    const user = listUsers(office).find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
    if (!user) return fail('USER_UNKNOWN', { name });
    return user.active ? user : fail('USER_ENDED', { name });
  } finally {
    office.close();
  }
}

/** Refuses a passphrase that is short, repeated or guessed at once. Error: WEAK_PASSPHRASE. */
export function refuseWeak(passphrase: string, known: readonly string[]): void {
  const reason = passphraseProblem(passphrase, known);
  if (reason) fail('WEAK_PASSPHRASE', { reason });
}

/** When something of this kind was last done about users and keys, or null. */
function lastOf(office: Reader, what: string): string | null {
  return (sql(office, "SELECT max(at) FROM tx WHERE kind = 'user' AND detail LIKE ?").pluck().get(`{"what":"${what}"%`) as string | null) ?? null;
}

/** Users who were ended after a moment; by the order of the log, since one day may hold both. */
function endedSince(office: Reader, since: string | null) {
  const ended = sql(office, "SELECT DISTINCT u.uid FROM user u CROSS JOIN change c ON c.entity = 10 AND c.record = u.id AND c.field = 5 AND c.field > 0 AND c.new = '0' CROSS JOIN tx ON tx.id = c.tx WHERE tx.kind = 'user' AND tx.at > ?").pluck().all(since ?? '') as string[];
  return listUsers(office).filter((user) => !user.active && ended.includes(user.id));
}

function cheapest(keyring: Keyring): number {
  return Math.min(...keyring.wraps.flatMap(({ kdf }) => (kdf === null ? [] : [Math.log2(kdf.n)])));
}
