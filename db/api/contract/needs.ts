import { z } from 'zod';
import { needRuleSchema } from '../../rules/needs/need-rule.ts';
import { call } from './define.ts';
import { date, nothing, uid } from './common.ts';

const needRule = z.object({ uid: z.string(), title: z.string(), basis: z.string().nullable(), version: z.number(), ended: date.nullable(), content: needRuleSchema, seeded: z.boolean() });
const needTurn = z.object({ day: date, need: z.string(), on: z.boolean() });

/** Needs of families: the rules they are told by, and when they showed or were met. */
export const needCalls = {
  'need.rules': call({ about: 'The rules that needs are proposed by, those out of use among them.', lane: 'read', permission: 'register.read', input: nothing, output: z.object({ rules: z.array(needRule) }) }),
  'need.turns': call({ about: 'When needs of a family showed, and when they were met, the latest first.', lane: 'read', permission: 'register.read', input: z.object({ family: uid }), output: z.array(needTurn) }),
};
