import { z } from 'zod';
import { call } from './define.ts';
import { date, done, nothing } from './common.ts';
import { second } from './people.ts';

const reason = z.string().trim().min(1).max(300);
const passphrase = z.string().max(400);
const asker = z.object({
  requestId: z.string(), code: z.string(), name: z.string(), user: z.string(), at: z.string(), until: z.string(),
  /** Ten words over the whole request, to be compared over the telephone. */
  fingerprint: z.string(),
});

export const escrowCalls = {
  'escrow.status': call({
    about: 'The city’s escrow: what it keeps (at the city), what it offers here, and whether this office’s keys are sealed for it.', lane: 'write', permission: 'register.read', input: nothing,
    output: z.object({
      /** At the office that keeps one. */
      own: z.object({ name: z.string(), needed: z.number(), holders: z.array(z.string()), madeOn: date, until: date, endedOn: date.nullable(), inForce: z.boolean() }).nullable(),
      mayKeep: z.boolean(),
      offered: z.object({ name: z.string(), cityName: z.string(), needed: z.number(), of: z.number(), until: date }).nullable(),
      joined: z.object({ name: z.string(), cityName: z.string(), until: date }).nullable(),
      /** The last time that this office was opened through it. */
      usedAt: z.string().nullable(),
      /** The city has seen the keys that the databases still have. */
      keysSeen: z.boolean(),
    }),
  }),
  'escrow.begin': call({
    about: 'Makes the city’s escrow key and splits it over named holders at once; the parts are shown once and stand nowhere else. Reference data tells the offices of it.', lane: 'write', permission: 'user.manage',
    input: z.object({ holders: z.array(z.string().trim().min(1).max(80)).min(2).max(9), needed: z.number().int().min(2).max(9), until: date, reason, second }),
    output: z.object({ name: z.string(), needed: z.number(), until: date, parts: z.array(z.object({ holder: z.string(), code: z.string() })) }),
  }),
  'escrow.end': call({
    about: 'Ends the city’s escrow; offices drop their boxes for it when the next reference data arrives.', lane: 'write', permission: 'user.manage',
    input: z.object({ reason, second }), output: done,
  }),
  'escrow.join': call({
    about: 'Seals this office’s keys for the escrow that its city offers.', lane: 'write', permission: 'user.manage', input: z.object({ second }), output: done,
  }),
  'escrow.leave': call({
    about: 'Takes the box for the city’s escrow out of this office’s keyring.', lane: 'write', permission: 'user.manage', input: z.object({ reason, second }), output: done,
  }),
  'escrow.offered': call({
    about: 'Whether this locked office can be opened through its city’s escrow, and the request that waits for an answer. Needs no session.', lane: 'write', permission: null, open: true, input: nothing,
    output: z.object({ joined: z.object({ cityName: z.string(), until: date }).nullable(), pending: asker.nullable() }),
  }),
  'escrow.request': call({
    about: 'Asks the city to open this office for a user: a file for a stick, and ten words to be said over the telephone. The new passphrase is chosen now and never leaves this PC.', lane: 'write', permission: null, open: true,
    input: z.object({ user: z.string().min(1).max(40), passphrase, path: z.string() }), output: asker.extend({ file: z.string() }),
  }),
  'escrow.look': call({
    about: 'Who asks in a request for the city’s escrow, and whether it can be answered here.', lane: 'write', permission: 'second.confirm', input: z.object({ path: z.string() }),
    output: asker.extend({ trouble: z.string().nullable(), needed: z.number() }),
  }),
  'escrow.answer': call({
    about: 'Opens the box in a request with the holders’ parts and seals its content for the one who asks. Logged with office, user, holders and reason before the answer is written.', lane: 'write', permission: 'second.confirm',
    input: z.object({ path: z.string(), parts: z.array(z.string().max(120)).min(1).max(9), fingerprint: z.string().max(200), out: z.string(), reason, second }),
    output: z.object({ file: z.string(), holders: z.array(z.string()) }),
  }),
  'escrow.install': call({
    about: 'Takes the city’s answer with the passphrase that was chosen with the request, once. The databases get new keys directly, and a new recovery code is shown once. Leaves the office locked.', lane: 'write', permission: null, open: true,
    input: z.object({ path: z.string(), passphrase }), output: z.object({ user: z.string(), recoveryCode: z.string().nullable(), /** The keys that the city has seen are already replaced. */ rekeyed: z.boolean() }),
  }),
};
