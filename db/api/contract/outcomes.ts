import { z } from 'zod';
import { call } from './define.ts';
import { date, nothing } from './common.ts';

const checkpoint = z.object({
  id: z.number(), day: date, kind: z.enum(['month', 'asked']), title: z.string().nullable(), madeAt: z.string(), madeBy: z.string().nullable(), families: z.number(), people: z.number(),
});

export const outcomeCalls = {
  'checkpoint.list': call({
    about: 'Days on which it was kept how every family stood: each month as it ended, and whenever somebody wanted it.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(checkpoint),
  }),
  'checkpoint.make': call({
    about: 'Keeps how every family stands now, under a name, to compare with it later.', lane: 'write', permission: 'programme.write', input: z.object({ title: z.string().trim().min(1).max(120) }), output: checkpoint,
  }),
};
