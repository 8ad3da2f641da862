import { z } from 'zod';
import { call } from './define.ts';
import { date, done, uid } from './common.ts';

const key = z.string().min(1).max(40);
const result = z.object({ id: uid, stage: key, date: date.nullable(), result: z.number().nullable(), certificateNo: z.string().nullable(), place: z.string().nullable(), note: z.string().nullable() });
const who = { enrolment: uid, name: z.string(), person: uid.nullable(), family: uid.nullable(), group: uid.nullable(), rt: z.string().nullable(), rw: z.string().nullable() };

export const stageCalls = {
  'stage.board': call({
    about: 'Who takes part in a programme, where each stands in its stages, and what is asked next.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid }),
    output: z.object({
      stages: z.array(z.object({ key, name: z.string(), counts: z.enum(['none', 'output', 'outcome']), months: z.number().nullable(), reached: z.number(), failed: z.number(), waiting: z.number() })),
      rows: z.array(z.object({ ...who, status: z.string(), start: date.nullable(), results: z.array(result), at: result.nullable(), next: z.object({ stage: key, due: date.nullable(), overdue: z.boolean() }).nullable() })),
    }),
  }),
  'stage.record': call({
    about: 'Records a stage for one recipient or many with a date and a result, in one transaction; a second record corrects the first.', lane: 'write', permission: 'enrol.write',
    input: z.object({
      programme: uid, stage: key, date, result: z.number().int().min(1).max(4).default(1), place: z.string().max(120).nullable().default(null), note: z.string().max(300).nullable().default(null),
      items: z.array(z.object({ enrolment: uid, certificateNo: z.string().max(60).nullable().default(null) })).min(1).max(5000),
    }),
    output: z.object({ recorded: z.number() }),
  }),
  'stage.void': call({ about: 'Takes back a result of a stage that was recorded by mistake.', lane: 'write', permission: 'enrol.write', input: z.object({ id: uid, reason: z.string().trim().min(1).max(300) }), output: done }),
  'stage.due': call({
    about: 'Who is to be asked about a stage by now, such as whether they work six months later.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid.optional() }),
    output: z.array(z.object({ programme: uid, programmeName: z.string(), ...who, stage: key, stageName: z.string(), due: date })),
  }),
  'programme.progress': call({
    about: 'How many recipients a programme reached in a year, against its target.', lane: 'read', permission: 'register.read', input: z.object({ id: uid, year: z.number().int().min(1990).max(2100).optional() }),
    output: z.object({ year: z.number(), target: z.number().nullable(), reached: z.number() }),
  }),
};
