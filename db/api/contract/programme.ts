import { z } from 'zod';
import { aidRuleSchema } from '../../rules/aid/aid-rule.ts';
import { call } from './define.ts';
import { date, done, lang, nothing, uid, values } from './common.ts';
import { familyView } from './register.ts';

const programmeRow = z.object({
  id: uid, values, active: z.boolean(), recipients: z.number(), ended: z.number(), own: z.boolean(),
});

const ruleWords = { title: z.string().trim().min(1).max(300), basis: z.string().max(500).nullable().default(null), from: date.nullable().default(null), to: date.nullable().default(null) };
const aidRule = z.object({ uid, ...ruleWords, version: z.number(), seeded: z.boolean(), content: aidRuleSchema });
const objection = z.object({
  rule: uid, title: z.string(), basis: z.string().nullable(), version: z.number(), kind: z.enum(['overlap', 'eligibility', 'anomaly']), result: z.enum(['warn', 'forbid']),
  facts: z.string(), other: uid.nullable(),
});

const deliveryLine = z.object({
  enrolment: uid, family: uid, person: uid.nullable(), name: z.string(), identifier: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(),
  delivery: uid.nullable(), status: z.number().nullable(), date: date.nullable(), rupiah: z.number().nullable(), quantity: z.number().nullable(), unit: z.string().nullable(), takenBy: z.string().nullable(),
  relation: z.number().nullable(), proof: z.number().nullable(), reason: z.string().nullable(),
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
        id: uid, name: z.string(), person: uid.nullable(), family: uid.nullable(), nik: z.string().nullable(), noKk: z.string().nullable(), address: z.string().nullable(),
        rt: z.string().nullable(), rw: z.string().nullable(), status: z.string(), start: date.nullable(), end: date.nullable(), decisionNo: z.string().nullable(), exitReason: z.string().nullable(),
      })),
      next: z.string().nullable(), total: z.number(),
    }),
  }),
  'enrolment.create': call({
    about: 'Enrols a person or a family, whichever the programme takes, with dates and a decision number.', lane: 'write', permission: 'enrol.write',
    input: z.object({
      programme: uid, family: uid.optional(), person: uid.optional(), start: date, decisionNo: z.string().nullable().default(null), decisionDate: date.nullable().default(null),
      source: z.string().nullable().default(null), pengurus: uid.nullable().default(null), note: z.string().nullable().default(null),
      overrides: z.array(z.object({ rule: uid, reason: z.string().trim().min(1).max(1000) })).max(50).default([]),
    }),
    output: z.object({ id: uid }),
  }),
  'enrolment.check': call({
    about: 'What the rules say against enrolling a person or a family, with the facts in words.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, family: uid.optional(), person: uid.optional(), start: date, lang }), output: z.array(objection),
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
  'delivery.list': call({
    about: 'Everybody who receives a programme now, with what became of a phase; the dead and the gone apart.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid, phase: z.string().trim().min(1).max(60) }),
    output: z.object({
      rows: z.array(deliveryLine), followUp: z.array(z.object({ enrolment: uid, family: uid, person: uid.nullable(), name: z.string(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), cause: z.enum(['dead', 'gone']) })),
      received: z.number(), rupiah: z.number(), quantities: z.array(z.object({ unit: z.string(), quantity: z.number() })),
    }),
  }),
  'delivery.phases': call({
    about: 'The phases of a programme that anything was recorded for.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid }),
    output: z.array(z.object({ phase: z.string(), date: date.nullable(), received: z.number(), others: z.number() })),
  }),
  'delivery.record': call({
    about: 'Records what became of a phase for one recipient or many, in one transaction; a second record corrects the first.', lane: 'write', permission: 'enrol.write',
    input: z.object({
      programme: uid, phase: z.string().trim().min(1).max(60), date, place: z.string().max(200).nullable().default(null), officer: z.string().max(120).nullable().default(null),
      items: z.array(z.object({
        enrolment: uid, status: z.number().int().min(1).max(4), rupiah: z.number().int().min(0).nullable().default(null), quantity: z.number().min(0).nullable().default(null), unit: z.string().max(40).nullable().default(null),
        takenBy: z.string().max(120).nullable().default(null), relation: z.number().int().nullable().default(null), proof: z.number().int().nullable().default(null), proofNo: z.string().max(60).nullable().default(null),
        reason: z.string().max(300).nullable().default(null), note: z.string().max(1000).nullable().default(null),
      })).min(1).max(5000),
    }),
    output: z.object({ recorded: z.number() }),
  }),
  'delivery.void': call({ about: 'Takes back a delivery that was recorded by mistake.', lane: 'write', permission: 'enrol.write', input: z.object({ id: uid, reason: z.string().trim().min(1) }), output: done }),
  'enrolment.end': call({
    about: 'Ends an enrolment with a date and a reason.', lane: 'write', permission: 'enrol.write',
    input: z.object({ id: uid, end: date, exitReason: z.string().min(1), exitNote: z.string().optional() }), output: done,
  }),
  'aid.check': call({
    about: 'Cek bantuan: what a family receives, found by NIK or by a person’s id; the purpose is logged.', lane: 'write', permission: 'register.read',
    input: z.object({ nik: z.string().optional(), person: uid.optional(), purpose: z.string().trim().min(1) }),
    output: z.object({
      found: z.boolean(), family: familyView.nullable(), person: uid.nullable(),
      receives: z.array(z.object({ programme: z.string(), owner: z.string().nullable(), recipient: z.string(), scope: z.enum(['person', 'family']), status: z.string(), start: date.nullable(), end: date.nullable(), amount: z.string().nullable(), decisionNo: z.string().nullable() })),
      checkedAt: z.string(), checkedBy: z.string(),
    }),
  }),
};
