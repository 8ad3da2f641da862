import { z } from 'zod';
import { call } from './define.ts';
import { date, uid } from './common.ts';
import { historyEntry } from './register.ts';

const act = z.object({
  tx: z.number(), at: z.string(), by: z.string(), kind: z.string(), reason: z.string().nullable(), what: z.string().nullable(),
  changes: z.number(), records: z.array(z.string()), source: z.string().nullable(), hash: z.string(),
});

export const auditCalls = {
  'audit.list': call({
    about: 'Acts of the log, newest first: by day, user, kind, and by the family or person they are about, whoever changed, saw, printed or exported it. `next` goes into `after`.', lane: 'read', permission: 'audit.read',
    input: z.object({ from: date.optional(), until: date.optional(), user: z.string().max(80).optional(), kind: z.string().max(40).optional(), record: uid.optional(), after: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(200) }),
    output: z.object({ acts: z.array(act), next: z.number().nullable() }),
  }),
  'audit.facets': call({
    about: 'Who ever acted here and in which ways, for the filters of the audit trail; `user` narrows nothing.', lane: 'read', permission: 'audit.read',
    input: z.object({ user: z.string().max(80).optional() }), output: z.object({ users: z.array(z.string()), kinds: z.array(z.string()) }),
  }),
  'audit.show': call({
    about: 'One act of the log whole: its facts, its changes and the hashes that tie it to the act before.', lane: 'read', permission: 'audit.read',
    input: z.object({ tx: z.number().int(), lang: z.enum(['id', 'en']).default('id') }),
    output: z.object({ facts: z.array(z.object({ key: z.string(), value: z.string() })), entries: z.array(historyEntry), more: z.number(), previous: z.string(), hash: z.string() }),
  }),
};
