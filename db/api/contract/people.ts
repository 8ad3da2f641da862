import { z } from 'zod';
import { guardedActs, LOCK_MINUTES } from '../../rules/two-person.ts';
import { call } from './define.ts';
import { date, done, nothing, uid } from './common.ts';

/** Another user who confirms, where the office asks for two. */
export const second = z.object({ user: z.string().min(1).max(40), passphrase: z.string().max(400) }).optional();

export const peopleCalls = {
  'recovery.open': call({
    about: 'Gives a user a new passphrase with the recovery code from paper; the code is used up and a new one is shown once. Leaves the office locked.', lane: 'write', permission: null, open: true,
    input: z.object({ recoveryCode: z.string().max(80), user: z.string().min(1).max(40), passphrase: z.string().max(400) }),
    output: z.object({ user: z.string(), recoveryCode: z.string() }),
  }),
  'recovery.renew': call({
    about: 'A new recovery code, shown once; the one before opens nothing any more.', lane: 'write', permission: 'user.manage',
    input: z.object({ reason: z.string().trim().min(1).max(300), second }), output: z.object({ recoveryCode: z.string() }),
  }),
  'user.resetPassphrase': call({
    about: 'An administrator gives another user a passphrase for once: at the next sign-in the user has to choose an own one.', lane: 'write', permission: 'user.manage',
    input: z.object({ id: uid, passphrase: z.string().max(400), reason: z.string().trim().min(1).max(300), second }), output: done,
  }),
  'office.rekey': call({
    about: 'Gives the databases a new key, as when somebody left who could have copied the old one. Everybody keeps the own passphrase; the recovery code is a new one, shown once. Locks the office.', lane: 'write', permission: 'user.manage',
    input: z.object({ reason: z.string().trim().min(1).max(300), second }), output: z.object({ recoveryCode: z.string(), edition: z.number() }),
  }),
  'security.get': call({
    about: 'How this office is guarded: acts for which two are needed, minutes until it locks, recovery code, and whether the databases should get a new key.', lane: 'write', permission: 'register.read', input: nothing,
    output: z.object({
      twoPerson: z.array(z.enum(guardedActs)), lockMinutes: z.number(), recoverySince: z.string().nullable(), rekeyedOn: z.string().nullable(),
      /** Users who left since the databases got their key. */
      leftSince: z.array(z.object({ name: z.string(), endedOn: date.nullable() })),
      /** Who may confirm as the second person, beside the user at hand. */
      seconds: z.array(z.object({ name: z.string(), displayName: z.string() })),
      /** What an attacker with the keyring pays for each try: log2 of scrypt's N of the cheapest passphrase in it. */
      scryptCost: z.number(),
    }),
  }),
  'security.set': call({
    about: 'Sets for which acts a second person is asked, and after how many idle minutes the office locks. Taking the rule away takes two, too.', lane: 'write', permission: 'user.manage',
    input: z.object({ twoPerson: z.array(z.enum(guardedActs)), lockMinutes: z.number().int().min(LOCK_MINUTES.least).max(LOCK_MINUTES.most), second }), output: done,
  }),
};
