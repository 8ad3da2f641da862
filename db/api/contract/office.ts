import { z } from 'zod';
import { call } from './define.ts';
import { second } from './people.ts';
import { fieldClasses } from '../../rules/privacy/field-classes.ts';
import { date, done, nothing, officeLevel, regionCode, role } from './common.ts';

export const region = z.object({ code: z.string(), name: z.string(), kind: z.string(), path: z.string() });

export const officeIdentity = z.object({
  officeId: z.string(), deviceId: z.string(), code: z.string(), level: officeLevel, name: z.string(), practice: z.boolean(),
});
const sessionInfo = z.object({
  session: z.string(),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string(), role, areaPrefix: z.string(), agency: z.string().nullable() }),
  permissions: z.array(z.string()),
  /** Somebody else chose the passphrase: nothing but `user.changePassphrase` is heard until it was changed. */
  mustChange: z.boolean(),
  office: officeIdentity,
  /** What opening found and did, to be told: a copied folder (NEW_DEVICE), a full copy of this PC put right (FORK_LEFT), lost work with its period (WORK_LOST), a migration (MIGRATED), wrong passphrases before the right one (FAILED_TRIES), a chain of acts that no longer fits (CHAIN_BROKEN), a keyring that was given another key for this user outside Tepat (KEY_OTHER). */
  notices: z.array(z.object({ code: z.enum(['NEW_DEVICE', 'FORK_LEFT', 'WORK_LOST', 'MIGRATED', 'FAILED_TRIES', 'CHAIN_BROKEN', 'KEY_OTHER']), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
/** Classes of specific data that this user may read; null leaves them to the role. */
const classes = z.array(z.enum(fieldClasses)).nullable().optional();
/** Provider of programmes that a user with the role OPD is bound to. */
const agency = z.string().trim().min(1).max(200).optional();
const created = z.object({
  officeId: z.string(), deviceId: z.string(), code: z.string(), level: officeLevel, name: z.string(),
  fingerprint: z.string(), recoveryCode: z.string(),
});

export const officeCalls = {
  'region.search': call({
    about: 'Regions whose name or code matches what was typed, best first; those nearest to `near` before others.', lane: 'read', permission: null, open: true, urgent: true,
    input: z.object({ text: z.string(), limit: z.number().int().min(1).max(50).default(12), near: z.string().max(13).default('') }), output: z.array(region),
  }),
  'region.children': call({
    about: 'The regions directly below a code.', lane: 'read', permission: null, open: true,
    input: z.object({ code: regionCode }), output: z.array(region),
  }),
  'office.status': call({
    about: 'Whether this PC has an office, and whether it is open. Needs no session.', lane: 'write', permission: null, open: true,
    input: nothing,
    output: z.object({
      state: z.enum(['none', 'locked', 'open', 'damaged', 'newer', 'busy']),
      office: officeIdentity.nullable(),
      users: z.array(z.object({ name: z.string(), displayName: z.string() })),
      /** What to tell the user when the office cannot be opened: an error code and its parameters. */
      problem: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
      /** Other offices known on this PC, practice ones among them. */
      offices: z.array(z.object({ dir: z.string(), name: z.string(), code: z.string(), practice: z.boolean(), current: z.boolean() })),
    }),
  }),
  'office.create': call({
    about: 'Creates the office of this PC with its first user, an administrator. Leaves it locked.', lane: 'write', permission: null, open: true,
    input: z.object({
      code: regionCode, user: z.string().min(1).max(40), displayName: z.string().max(80).optional(),
      passphrase: z.string(), practice: z.boolean().default(false),
    }),
    output: created,
  }),
  'office.createPractice': call({
    about: 'Creates and selects the practice office with generated families; answers with its user and the passphrase that was drawn for it and is kept nowhere.',
    lane: 'write', permission: null, open: true, input: nothing,
    output: z.object({ user: z.string(), passphrase: z.string(), families: z.number(), people: z.number() }),
  }),
  'office.select': call({
    about: 'Makes another known office folder the current one; locks the present one.', lane: 'write', permission: null, open: true,
    input: z.object({ dir: z.string() }), output: done,
  }),
  'office.info': call({
    about: 'What the frame shows: office, user, date, unsent changes and the last hand-over.', lane: 'read', permission: null,
    input: nothing,
    output: z.object({
      office: officeIdentity.extend({ parentName: z.string(), headTitle: z.string() }),
      today: date, period: z.string(), unsentChanges: z.number(), lastSentOn: date.nullable(), receiver: z.boolean(),
    }),
  }),
  'session.open': call({
    about: 'Opens the office with a user name and passphrase.', lane: 'write', permission: null, open: true,
    input: z.object({ user: z.string(), passphrase: z.string() }), output: sessionInfo,
  }),
  'session.lock': call({
    about: 'Ends the session and locks the office; drafts are kept.', lane: 'write', permission: null, input: nothing, output: done,
  }),
  'user.list': call({
    about: 'The users of this office, ended ones included.', lane: 'read', permission: 'user.manage', input: nothing,
    output: z.array(z.object({
      id: z.string(), name: z.string(), displayName: z.string(), role, areaPrefix: z.string(), agency: z.string().nullable(), classes: z.string().nullable(), active: z.boolean(), endedOn: date.nullable(),
    })),
  }),
  'user.create': call({
    about: 'Adds a user with a role and an area, an OPD user with the provider of programmes they belong to; the passphrase is theirs to change.', lane: 'write', permission: 'user.manage',
    input: z.object({ name: z.string().min(1).max(40), displayName: z.string().max(80), role, areaPrefix: regionCode.optional(), agency, classes, passphrase: z.string(), /** The passphrase is for once: the user has to choose another at the first sign-in. */ temporary: z.boolean().default(false), second }),
    output: z.object({ id: z.string() }),
  }),
  'user.update': call({
    about: 'Changes a user’s display name, role, area or agency.', lane: 'write', permission: 'user.manage',
    input: z.object({ id: z.string(), displayName: z.string().max(80).optional(), role: role.optional(), areaPrefix: regionCode.optional(), agency, classes, second }),
    output: done,
  }),
  'user.end': call({
    about: 'Ends a user: the name stays in the history, the passphrase opens nothing any more.', lane: 'write', permission: 'user.manage',
    input: z.object({ id: z.string(), reason: z.string().min(1) }), output: done,
  }),
  'user.changePassphrase': call({
    about: 'Changes the passphrase of the signed-in user.', lane: 'write', permission: null,
    input: z.object({ old: z.string(), new: z.string() }), output: done,
  }),
  'setting.get': call({
    about: 'Settings of this office by key.', lane: 'read', permission: null, input: nothing, output: z.record(z.string(), z.string()),
  }),
  'setting.set': call({
    about: 'Sets one setting.', lane: 'write', permission: 'setting.write',
    input: z.object({ key: z.string().max(60), value: z.string().max(2000) }), output: done,
  }),
  'access.log': call({
    about: 'Records that personal data was printed, exported or looked up, and why.', lane: 'write', permission: null,
    input: z.object({ kind: z.enum(['print', 'export', 'lookup']), what: z.string(), purpose: z.string().trim().min(1), records: z.array(z.string()).max(50).optional(), count: z.number().optional() }),
    output: done,
  }),
};
