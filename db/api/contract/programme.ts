import { z } from 'zod';
import { call } from './define.ts';
import { date, done, nothing, uid, values } from './common.ts';
import { familyView } from './register.ts';

const programmeRow = z.object({
  id: uid, values, active: z.boolean(), recipients: z.number(), ended: z.number(), own: z.boolean(),
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
    }),
    output: z.object({ id: uid }),
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
      receives: z.array(z.object({ programme: z.string(), owner: z.string().nullable(), recipient: z.string(), scope: z.enum(['person', 'family']), status: z.string(), start: date.nullable(), end: date.nullable(), amount: z.string().nullable(), decisionNo: z.string().nullable() })),
      checkedAt: z.string(), checkedBy: z.string(),
    }),
  }),
};
