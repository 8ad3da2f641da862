import { z } from 'zod';
import { call } from './define.ts';
import { date, fieldValue, finding, lang, uid } from './common.ts';

const state = z.enum(['open', 'later', 'different', 'merged', 'proposed']);

/** One of two records that look like one; identifiers masked. */
const side = z.object({
  record: uid, family: uid.nullable(), name: z.string(), birthDate: z.string().nullable(), nik: z.string().nullable(), noKk: z.string().nullable(),
  address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), region: z.string().nullable(),
  /** The office that owns it: region code and name; `own` is this office. */
  office: z.string(), officeName: z.string(), own: z.boolean(),
});

const pairRow = z.object({
  id: uid, kind: z.enum(['person', 'family']), state, score: z.number(), sure: z.boolean(), left: side, right: side, reasons: z.array(z.string()),
  /** Whether this office may merge the two; else its decision is a proposal to the owners. */
  mayMerge: z.boolean(),
  decidedOn: date.nullable(), decidedBy: z.string().nullable(), reason: z.string().nullable(),
});

const choice = z.enum(['left', 'right']);
const pairField = z.object({
  field: z.string(), label: z.string(), left: z.unknown(), right: z.unknown(), leftText: z.string().nullable(), rightText: z.string().nullable(), equal: z.boolean(),
  /** Fields that are chosen as one; the field's own key when it stands alone. */
  group: z.string(),
  leftAt: z.string().nullable(), rightAt: z.string().nullable(), leftSource: z.string().nullable(), rightSource: z.string().nullable(), suggested: choice,
});

const pairView = pairRow.extend({
  fields: z.array(pairField),
  /** For families: who is merged with whom, and who moves as they are. */
  people: z.array(z.object({ left: z.object({ id: uid, name: z.string() }).nullable(), right: z.object({ id: uid, name: z.string() }).nullable(), together: z.boolean() })),
  /** What hangs on each side and is counted for the one that stays. */
  attached: z.object({ left: z.object({ enrolments: z.number(), rankings: z.number(), events: z.number() }), right: z.object({ enrolments: z.number(), rankings: z.number(), events: z.number() }) }),
  survivor: choice, undoable: z.boolean(), note: z.string().nullable(),
});

const stated = z.object({ value: z.unknown(), office: z.string(), officeName: z.string(), by: z.string().nullable(), at: z.string().nullable() });
const reason = z.string().trim().min(1);

export const duplicateCalls = {
  'duplicate.scan': call({
    about: 'Looks for records that are one, in the whole register or for what changed since the last look; decided pairs are never asked again.',
    lane: 'write', permission: 'register.write', input: z.object({ job: z.string().default('duplicates'), all: z.boolean().default(true) }),
    output: z.object({ people: z.number(), families: z.number(), open: z.number(), fresh: z.number() }),
  }),
  'duplicate.list': call({
    about: 'Pairs of one state, the likeliest first, with the offices of both; `next` is null on the last page.', lane: 'read', permission: 'register.read',
    input: z.object({ state: state.default('open'), kind: z.enum(['person', 'family']).optional(), after: z.string().nullable().default(null), limit: z.number().int().min(1).max(200).default(50), lang }),
    output: z.object({ rows: z.array(pairRow), next: z.string().nullable(), total: z.number() }),
  }),
  'duplicate.count': call({
    about: 'How many pairs stand in each state.', lane: 'read', permission: 'register.read', input: z.object({}), output: z.record(state, z.number()),
  }),
  'duplicate.packages': call({
    about: 'Packages that brought people who are almost surely here already, the latest first: one question each, decided at once or pair by pair.', lane: 'read', permission: 'register.read', input: z.object({}),
    output: z.array(z.object({ package: z.string(), from: z.string(), fromName: z.string(), at: z.string(), people: z.number(), pairs: z.number() })),
  }),
  'duplicate.decidePackage': call({
    about: 'Decides everything that a package brought twice, with one reason; each pair can be undone by itself. `left` could not be decided and stays open.', lane: 'write', permission: 'register.write',
    input: z.object({ package: z.string(), decision: z.enum(['same', 'different', 'later']), reason }), output: z.object({ decided: z.number(), merged: z.number(), left: z.number(), held: z.number() }),
  }),
  'duplicate.show': call({
    about: 'Both records of a pair side by side, field by field, with where and when each value came from.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid, lang }), output: pairView,
  }),
  'duplicate.decide': call({
    about: 'Decides a pair: the same (merged when this office owns both, else a proposal), different (never asked again) or later.',
    lane: 'write', permission: 'register.write',
    input: z.object({ id: uid, decision: z.enum(['same', 'different', 'later']), values: z.record(z.string(), choice).default({}), reason, lang }),
    output: z.object({
      id: uid, state, merged: z.boolean(), survivor: uid.nullable(), message: z.string(),
      /** Families that the merge left without Kepala Keluarga. */
      headless: z.array(uid),
      /** NIK and No KK that wait for a second person; the message says so. */
      held: z.number(),
    }),
  }),
  'duplicate.undo': call({
    about: 'Takes a decision back; a merge is taken apart again, and what was changed since is kept and named.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid, reason }),
    output: z.object({ id: uid, state, restored: z.number(), kept: z.array(z.object({ record: uid, entity: z.string(), field: z.string(), label: z.string() })) }),
  }),
  'conflict.list': call({
    about: 'Open conflicts of packages: both values are kept, and both offices are named. `notes` lists second decisions that gave way instead.', lane: 'read', permission: 'register.read',
    input: z.object({ lang, notes: z.boolean().default(false) }),
    output: z.array(z.object({
      id: z.string(), entity: z.string(), record: uid, name: z.string().nullable(), field: z.string(), label: z.string(),
      ours: stated, theirs: stated, at: z.string(), owner: z.string().nullable(), ownerName: z.string().nullable(), family: uid.nullable(),
      /** Whether this office owns the record and so decides; others propose. */
      decidable: z.boolean(),
      /** All fields of the group that differ: they are decided together. */
      fields: z.array(z.object({ field: z.string(), label: z.string(), ours: z.unknown(), theirs: z.unknown() })),
      outcome: z.literal('note').nullable(),
      /** The record that the other value was said of, where that was merged into this one since. */
      mergedFrom: uid.nullable(),
    })),
  }),
  'conflict.decide': call({
    about: 'Decides a conflict of a package: one side, or values field by field; the decision travels back and closes the question everywhere.', lane: 'write', permission: 'register.verify',
    input: z.object({ id: z.string(), take: z.enum(['ours', 'theirs']), values: z.record(z.string(), fieldValue).default({}), reason }),
    output: z.object({ id: z.string(), record: uid, changes: z.number(), message: z.string() }),
  }),
  'family.split': call({
    about: 'Pecah KK: some members leave for a new family with its own card and head.', lane: 'write', permission: 'register.write',
    input: z.object({
      family: uid, people: z.array(uid).min(1), noKk: z.string().nullable(), noKkReason: z.number().int().optional(), head: uid,
      /** Who becomes head of those who stay, when the head leaves. */
      stayHead: uid.optional(), relationships: z.record(z.string(), z.number()).default({}), date: date.optional(), reason,
    }),
    output: z.object({ id: uid, findings: z.array(finding) }),
  }),
  'family.join': call({
    about: 'Two families become one card: the people of one move into the other, and the empty one ends with the reason.', lane: 'write', permission: 'register.write',
    input: z.object({ from: uid, into: uid, head: uid, relationships: z.record(z.string(), z.number()).default({}), date: date.optional(), reason }),
    output: z.object({ id: uid, moved: z.array(uid), findings: z.array(finding) }),
  }),
  'household.set': call({
    about: 'Groups families of one dwelling as a rumah tangga; a family of another group changes to this one.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid.optional(), families: z.array(uid).min(1), label: z.string().optional(), number: z.string().optional(), reason: z.string().optional() }),
    output: z.object({ id: uid, families: z.array(uid) }),
  }),
  'household.leave': call({
    about: 'A family leaves its rumah tangga; one that is left alone ends the group.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, reason: z.string().optional() }), output: z.object({ ended: z.boolean() }),
  }),
};
