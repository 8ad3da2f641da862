import { z } from 'zod';
import { call } from './define.ts';
import { fieldValue, regionCode, uid } from './common.ts';

/** Something in a report that a pengesah has to have seen: a recipient decision, a proposal, an answer to one. */
export const reviewItem = z.object({
  kind: z.enum(['enrolment', 'proposal', 'answer']), id: uid,
  /** Whom it is about; the masked NIK stands beside the name. */
  name: z.string().nullable(), nik: z.string().nullable(), noKk: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(),
  /** Programme of an enrolment; empty for the others. */
  programme: z.string().nullable(),
  /** State of the enrolment (list TEPAT.statusKepesertaan), or the verdict of an answer, as a label. */
  status: z.string().nullable(), note: z.string().nullable(), on: z.string().nullable(), by: z.string().nullable(),
  /** Of a proposal what it is about, and what would become of which fields. */
  entity: z.enum(['family', 'person']).nullable(), fields: z.array(z.object({ field: z.string(), label: z.string(), before: fieldValue, proposed: fieldValue })),
});

export const review = z.object({
  /** `free`: may leave as it is; `needed`: a pengesah has to approve; `approved`; `stale`: something changed since it was approved. */
  state: z.enum(['free', 'needed', 'approved', 'stale']),
  /** What is approved: give it to `approval.give`, so that nothing is approved that was not seen. */
  digest: z.string(),
  /** What the report carries beside. Null for an office that is not above: which of the changes are for it is known once it is written. */
  carries: z.object({ families: z.number(), people: z.number(), changes: z.number() }).nullable(),
  items: z.array(reviewItem), total: z.number(),
  approved: z.object({ name: z.string(), at: z.string() }).nullable(),
});

export const approvalCalls = {
  'approval.review': call({
    about: 'What the next LAPORAN to these offices would carry that a pengesah has to see, and whether it was approved.', lane: 'write', permission: 'register.read',
    input: z.object({ to: z.array(regionCode).min(1), full: z.boolean().default(false), limit: z.number().int().min(1).max(5000).default(500), lang: z.enum(['id', 'en']).default('id') }), output: review,
  }),
  'approval.give': call({
    about: 'Approves what `approval.review` showed, by its digest; name and time go into the signed header.', lane: 'write', permission: 'package.approve',
    input: z.object({ to: z.array(regionCode).min(1), full: z.boolean().default(false), digest: z.string() }), output: z.object({ name: z.string(), at: z.string() }),
  }),
  'approval.withdraw': call({
    about: 'Takes an approval back that no package has used yet.', lane: 'write', permission: 'package.approve',
    input: z.object({ to: z.array(regionCode).min(1) }), output: z.object({ withdrawn: z.boolean() }),
  }),
};
