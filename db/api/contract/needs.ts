import { z } from 'zod';
import { needRuleSchema } from '../../rules/needs/need-rule.ts';
import { caseCalls } from './cases.ts';
import { call } from './define.ts';
import { date, nothing, uid } from './common.ts';

const needRule = z.object({ uid: z.string(), title: z.string(), basis: z.string().nullable(), version: z.number(), ended: date.nullable(), content: needRuleSchema, seeded: z.boolean() });
const needTurn = z.object({ day: date, need: z.string(), on: z.boolean() });

/** Needs of families: the rules they are told by, when they showed or were met, and the cases they are followed in. */
export const needCalls = {
  'need.rules': call({
    about: 'The rules that needs are proposed by, those out of use among them, and who sets them where another office does.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.object({ rules: z.array(needRule), from: z.string().nullable() }),
  }),
  'need.rule.save': call({
    about: 'Adds a rule of needs or makes the next version of one; `ended` takes it out of use. Every family is told anew.', lane: 'write', permission: 'setting.write',
    input: z.object({ id: z.string().max(64).optional(), basis: z.string().trim().max(500).nullable().default(null), content: needRuleSchema.omit({ need: true }), ended: z.boolean().optional(), reason: z.string().trim().max(300).optional(), job: z.string().max(64).default('need.rule') }),
    output: z.object({ id: z.string(), need: z.string(), version: z.number(), families: z.number() }),
  }),
  'need.rule.try': call({
    about: 'What a rule of needs would say of the families here today.', lane: 'read', permission: 'register.read', input: z.object({ content: needRuleSchema }),
    output: z.object({ families: z.number(), lacking: z.number(), more: z.number(), fewer: z.number(), untold: z.number(), examples: z.array(z.object({ id: uid, name: z.string() })) }),
  }),
  'need.turns': call({ about: 'When needs of a family showed, and when they were met, the latest first.', lane: 'read', permission: 'register.read', input: z.object({ family: uid }), output: z.array(needTurn) }),
  ...caseCalls,
};
