import { z } from 'zod';
import { call } from './define.ts';
import { fieldValue, lang, uid, values } from './common.ts';
import { acknowledgement } from './register.ts';

const reason = z.string().trim().min(1);

export const proposalView = z.object({
  id: uid, direction: z.enum(['in', 'out']),
  /** Wished by this office itself: about an own record, it waits for a second person. */
  ours: z.boolean(), entity: z.enum(['family', 'person']), record: uid, name: z.string().nullable(),
  office: z.string(), officeName: z.string(), by: z.string(), on: z.string(), reason: z.string(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), before: fieldValue, now: fieldValue, proposed: fieldValue })),
  state: z.enum(['open', 'accepted', 'rejected', 'withdrawn']),
  answer: z.object({ office: z.string(), reason: z.string(), by: z.string(), on: z.string() }).nullable(),
});

export const worklistCalls = {
  'worklist.count': call({
    about: 'How many questions wait for a person: konflik of packages, proposals of other offices, quarantine, likely duplicates, broken rules (own families, and those that another office has to mend), families offered, tasks given, deliveries recorded twice.', lane: 'read', permission: 'register.read', input: z.object({}),
    output: z.object({ conflicts: z.number(), proposals: z.number(), quarantine: z.number(), duplicates: z.number(), breaches: z.number(), breachesElsewhere: z.number(), transfers: z.number(), tasks: z.number(), deliveries: z.number() }),
  }),
  'worklist.breaches': call({
    about: 'Families that a package, or a decision about one, left against a rule that no form lets pass, the latest first.', lane: 'read', permission: 'register.read', input: z.object({ lang }),
    output: z.array(z.object({
      id: z.string(), family: uid, name: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), address: z.string().nullable(), noKk: z.string().nullable(),
      office: z.string(), officeName: z.string(), own: z.boolean(), at: z.string(), from: z.string().nullable(),
      problems: z.array(z.object({ code: z.string(), person: z.string().nullable(), message: z.string() })),
    })),
  }),
  'proposal.make': call({
    about: 'Proposes other values for a record of another office; nothing changes until its owner accepts.', lane: 'write', permission: 'register.write',
    input: z.object({ entity: z.enum(['family', 'person']), id: uid, values, reason }), output: z.object({ id: uid }),
  }),
  'proposal.withdraw': call({ about: 'Takes an own proposal back.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: z.object({ id: uid }) }),
  'proposal.list': call({
    about: 'Proposals of other offices about own records, and a NIK or No KK that waits here for a second person (`in`), or of this office about others’ (`out`), with the answers; identifiers masked.', lane: 'read', permission: 'register.read',
    input: z.object({ direction: z.enum(['in', 'out']).default('in'), state: z.enum(['open', 'answered', 'all']).default('open'), lang }), output: z.array(proposalView),
  }),
  'proposal.decide': call({
    about: 'Answers a proposal about an own record, or as the second person a change of a NIK or No KK that waits: accepting writes the values as an own change; both travel back with the next report.', lane: 'write', permission: 'register.verify',
    input: z.object({ id: uid, verdict: z.enum(['accept', 'reject']), reason, acknowledged: z.array(acknowledgement).default([]) }), output: z.object({ id: uid, record: uid, changes: z.number() }),
  }),
  'quarantine.list': call({
    about: 'What packages brought and could not be taken, kept as it came, each with the reason in words.', lane: 'read', permission: 'register.read', input: z.object({ lang }),
    output: z.array(z.object({
      id: z.string(), entity: z.string(), record: z.string(), field: z.string().nullable(), label: z.string().nullable(), reason: z.string(), message: z.string(),
      office: z.string(), officeName: z.string(), at: z.string(), by: z.string().nullable(), madeAt: z.string().nullable(), name: z.string().nullable(), family: uid.nullable(),
      /** What it says beside what stands here; identifiers masked. */
      values: z.array(z.object({ field: z.string(), label: z.string(), here: fieldValue, came: fieldValue })),
    })),
  }),
  'quarantine.retry': call({ about: 'Tries again what waits in quarantine for what may have come since.', lane: 'write', permission: 'package.receive', input: z.object({}), output: z.object({ settled: z.number() }) }),
  'quarantine.close': call({
    about: 'Settles something in quarantine without taking it; the next receipt no longer asks for it.', lane: 'write', permission: 'register.verify', input: z.object({ id: z.string(), reason }), output: z.object({ id: z.string() }),
  }),
};
