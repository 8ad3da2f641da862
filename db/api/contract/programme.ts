import { z } from 'zod';
import { aidRuleSchema } from '../../rules/aid/aid-rule.ts';
import { call } from './define.ts';
import { date, done, lang, nothing, uid, values } from './common.ts';
import { creditView, familyView } from './register.ts';

/** Who or what receives: a person, a family (also for its rumah tangga or its house), a group. `house` is the house's id, or `new`; `bank` is who lends. */
const recipient = { family: uid.optional(), person: uid.optional(), group: uid.optional(), house: uid.optional(), bank: z.string().max(120).nullable().optional() };
const programmeRow = z.object({
  id: uid, values, active: z.boolean(), recipients: z.number(), ended: z.number(), own: z.boolean(),
});

const ruleWords = { title: z.string().trim().min(1).max(300), basis: z.string().max(500).nullable().default(null), from: date.nullable().default(null), to: date.nullable().default(null) };
const aidRule = z.object({ uid, ...ruleWords, version: z.number(), seeded: z.boolean(), content: aidRuleSchema });
const objection = z.object({
  rule: uid, title: z.string(), basis: z.string().nullable(), version: z.number(), kind: z.enum(['overlap', 'eligibility', 'anomaly']), result: z.enum(['warn', 'forbid']),
  facts: z.string(), other: uid.nullable(),
});

export const programmeCalls = {
  'programme.list': call({ about: 'The catalogue with current recipients.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(programmeRow) }),
  'programme.get': call({ about: 'One programme.', lane: 'read', permission: 'register.read', input: z.object({ id: uid }), output: programmeRow }),
  'programme.save': call({
    about: 'Adds a programme to the catalogue or changes one.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), values, reason: z.string().optional() }), output: z.object({ id: uid }),
  }),
  'programme.recipients': call({
    about: 'A page of a programme’s recipients by keyset.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, status: z.enum(['active', 'ended', 'all']).default('active'), after: z.string().nullable().default(null), limit: z.number().int().min(1).max(500).default(200) }),
    output: z.object({
      rows: z.array(z.object({
        id: uid, name: z.string(), person: uid.nullable(), family: uid.nullable(), group: uid.nullable(), nik: z.string().nullable(), noKk: z.string().nullable(), address: z.string().nullable(),
        rt: z.string().nullable(), rw: z.string().nullable(), status: z.string(), start: date.nullable(), end: date.nullable(), decisionNo: z.string().nullable(), exitReason: z.string().nullable(),
      })),
      next: z.string().nullable(), total: z.number(),
    }),
  }),
  'enrolment.create': call({
    about: 'Enrols a person, a family, a rumah tangga, a house or a group, whichever the programme takes, with dates and a decision number.', lane: 'write', permission: 'enrol.write',
    input: z.object({
      programme: uid, ...recipient, creditLimit: z.number().int().min(0).nullable().default(null), creditState: z.number().int().min(1).max(6).nullable().default(null), start: date, decisionNo: z.string().nullable().default(null), decisionDate: date.nullable().default(null),
      source: z.string().nullable().default(null), pengurus: uid.nullable().default(null), note: z.string().nullable().default(null),
      overrides: z.array(z.object({ rule: uid, reason: z.string().trim().min(1).max(1000) })).max(50).default([]),
    }),
    output: z.object({ id: uid }),
  }),
  'enrolment.check': call({
    about: 'What the rules say against enrolling a person or a family, with the facts in words.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, ...recipient, start: date, lang }), output: z.array(objection),
  }),
  'aidRule.list': call({
    about: 'The rules of programmes: who may receive, what must not come together, whom lists point out.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(aidRule),
  }),
  'aidRule.save': call({
    about: 'Adds a rule, or makes a new version of one; it leaves with the next reference data.', lane: 'write', permission: 'setting.write',
    input: z.object({ id: uid.optional(), ...ruleWords, content: aidRuleSchema, reason: z.string().optional() }), output: z.object({ id: uid, version: z.number() }),
  }),
  'aidRule.end': call({ about: 'Ends a rule with yesterday.', lane: 'write', permission: 'setting.write', input: z.object({ id: uid, reason: z.string().trim().min(1) }), output: done }),
  'aidRule.try': call({
    about: 'What a rule would do in this register today, before it is saved.', lane: 'read', permission: 'register.read', input: z.object({ id: uid.optional(), content: aidRuleSchema }),
    output: z.object({ families: z.number(), enrolled: z.number(), against: z.number(), untold: z.number(), examples: z.array(z.object({ id: uid, name: z.string() })) }),
  }),
  'enrolment.end': call({
    about: 'Ends an enrolment with a date and a reason.', lane: 'write', permission: 'enrol.write',
    input: z.object({ id: uid, end: date, exitReason: z.string().min(1), exitNote: z.string().optional() }), output: done,
  }),
  'aid.check': call({
    about: 'Cek bantuan: what a family receives, found by NIK or by a person’s id; the purpose is logged.', lane: 'write', permission: 'register.read',
    input: z.object({ nik: z.string().optional(), person: uid.optional(), purpose: z.string().trim().min(1) }),
    output: z.object({
      found: z.boolean(), family: familyView.nullable(), person: uid.nullable(),
      receives: z.array(z.object({ programme: z.string(), owner: z.string().nullable(), recipient: z.string(), scope: z.enum(['person', 'family', 'group', 'household', 'house']), status: z.string(), start: date.nullable(), end: date.nullable(), amount: z.string().nullable(), decisionNo: z.string().nullable(), credit: creditView.nullable() })),
      checkedAt: z.string(), checkedBy: z.string(),
    }),
  }),
};
