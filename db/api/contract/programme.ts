import { z } from 'zod';
import { aidRuleSchema, earlierSchema } from '../../rules/aid/aid-rule.ts';
import { standings } from '../../rules/petitions/states.ts';
import { call } from './define.ts';
import { date, done, nothing, uid, values } from './common.ts';
import { creditView, familyView } from './register.ts';

const programmeRow = z.object({
  id: uid, values, active: z.boolean(), recipients: z.number(), ended: z.number(), own: z.boolean(),
});

/** A recipient in a programme's list. */
export const recipientRow = z.object({
  id: uid, name: z.string(), person: uid.nullable(), family: uid.nullable(), group: uid.nullable(), nik: z.string().nullable(), noKk: z.string().nullable(), address: z.string().nullable(),
  rt: z.string().nullable(), rw: z.string().nullable(), status: z.string(), statusCode: z.number().nullable(), start: date.nullable(), end: date.nullable(), decisionNo: z.string().nullable(), exitReason: z.string().nullable(),
  until: date.nullable(), statusReason: z.string().nullable(), own: z.boolean(),
});

/** Somebody who must not stand on a list that is handed out, or not without a word. */
export const concern = z.object({
  enrolment: uid, family: uid.nullable(), name: z.string(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), level: z.enum(['excluded', 'blocked', 'warned']), why: z.string(),
});

const ruleWords = { title: z.string().trim().min(1).max(300), basis: z.string().max(500).nullable().default(null), from: date.nullable().default(null), to: date.nullable().default(null) };
const aidRule = z.object({ uid, ...ruleWords, version: z.number(), seeded: z.boolean(), content: aidRuleSchema, /** What it said before, the oldest first, each on its days. */ earlier: z.array(earlierSchema) });
export const programmeCalls = {
  'programme.list': call({ about: 'The catalogue with current recipients.', lane: 'read', long: true, permission: 'register.read', input: nothing, output: z.array(programmeRow) }),
  'programme.get': call({ about: 'One programme.', lane: 'read', permission: 'register.read', input: z.object({ id: uid }), output: programmeRow }),
  'programme.save': call({
    about: 'Adds a programme to the catalogue or changes one.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), values, reason: z.string().optional() }), output: z.object({ id: uid }),
  }),
  'programme.recipients': call({
    about: 'A page of a programme’s recipients by keyset.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, status: z.enum(['active', 'proposed', 'suspended', 'ended', 'all']).default('active'), after: z.string().nullable().default(null), limit: z.number().int().min(1).max(500).default(200) }),
    output: z.object({
      rows: z.array(recipientRow),
      next: z.string().nullable(), total: z.number(),
    }),
  }),
  'aidRule.list': call({
    about: 'The rules of programmes: who may receive, what must not come together, whom lists point out.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(aidRule),
  }),
  'aidRule.save': call({
    about: 'Adds a rule, or makes a new version of one; it leaves with the next reference data.', lane: 'write', permission: 'setting.write',
    input: z.object({ id: uid.optional(), ...ruleWords, content: aidRuleSchema, /** The day from which the new version holds; the days before stay with the version before. Without it the past is corrected too. */ since: date.optional(), reason: z.string().optional() }), output: z.object({ id: uid, version: z.number() }),
  }),
  'aidRule.end': call({ about: 'Ends a rule with yesterday.', lane: 'write', permission: 'setting.write', input: z.object({ id: uid, reason: z.string().trim().min(1) }), output: done }),
  'aidRule.try': call({
    about: 'What a rule would do in this register today, before it is saved.', lane: 'read', permission: 'register.read', input: z.object({ id: uid.optional(), content: aidRuleSchema }),
    output: z.object({ families: z.number(), enrolled: z.number(), against: z.number(), untold: z.number(), examples: z.array(z.object({ id: uid, name: z.string() })) }),
  }),
  'aid.check': call({
    about: 'Cek bantuan: what a family receives and how its usulan stand, found by NIK or by a person’s id; the purpose is logged.', lane: 'write', permission: 'register.read',
    input: z.object({ nik: z.string().optional(), person: uid.optional(), purpose: z.string().trim().min(1) }),
    output: z.object({
      found: z.boolean(), family: familyView.nullable(), person: uid.nullable(),
      receives: z.array(z.object({ programme: z.string(), owner: z.string().nullable(), recipient: z.string(), scope: z.enum(['person', 'family', 'group', 'household', 'house']), status: z.string(), start: date.nullable(), end: date.nullable(), amount: z.string().nullable(), decisionNo: z.string().nullable(), credit: creditView.nullable() })),
      /** Usulan and sanggah of the family, or of the NIK that is not in the data: why it receives nothing yet. Names nobody who asked. */
      petitions: z.array(z.object({ id: uid, number: z.string(), kind: z.number(), subject: z.number(), about: z.string(), programme: z.string().nullable(), receivedOn: z.string(), standing: z.enum(standings), since: z.string().nullable(), said: z.string(), /** A final answer that nobody told yet. */ toTell: z.boolean() })),
      checkedAt: z.string(), checkedBy: z.string(),
    }),
  }),
};
