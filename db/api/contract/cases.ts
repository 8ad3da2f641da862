import { z } from 'zod';
import { caseViews } from '../../rules/needs/case-views.ts';
import { call } from './define.ts';
import { date, done, uid } from './common.ts';
import { familyFilter } from './register.ts';

const need = z.string().min(1).max(40);
const text = (most: number) => z.string().trim().max(most);
const reason = text(300).min(1);
const plan = {
  plan: text(500).nullable().optional(), agency: text(120).nullable().optional(), dueOn: date.nullable().optional(), programme: uid.nullable().optional(), companion: text(120).nullable().optional(),
};
const nullable = z.string().nullable();
const referralLine = z.object({ id: uid, agency: z.string(), number: nullable, date, answer: z.number().nullable(), answerLabel: nullable, answerNote: nullable, answeredOn: date.nullable(), own: z.boolean() });
const caseItem = z.object({
  id: uid, need, label: z.string(), state: z.number(), stateLabel: z.string(), stateDate: z.string(), openedOn: z.string(), because: nullable, byHand: z.boolean(), reason: nullable, evidence: nullable, photo: nullable,
  plan: nullable, agency: nullable, dueOn: date.nullable(), overdue: z.boolean(), programme: uid.nullable(), programmeName: nullable, companion: nullable, by: nullable, own: z.boolean(),
  /** Since when the answers show a followed need no more: it may be closed. */
  metOn: date.nullable(), referrals: z.array(referralLine),
});
const caseLine = z.object({
  id: uid.nullable(), family: uid, head: nullable, address: nullable, rw: nullable, rt: nullable, region: nullable, desil: z.number().nullable(), need, label: z.string(), state: nullable, stateDate: nullable, plan: nullable,
  agency: nullable, dueOn: nullable, overdue: z.boolean(), reason: nullable, evidence: nullable, referredOn: nullable, answer: nullable, owner: nullable,
});

/** Cases of families: needs taken up or dismissed, with a plan, until they are met. */
export const caseCalls = {
  'case.family': call({
    about: 'The case of a family: needs that its answers show, needs that are followed and what became of the others.', lane: 'read', permission: 'register.read', input: z.object({ family: uid }),
    output: z.object({
      family: uid, own: z.boolean(), proposed: z.array(z.object({ need, label: z.string(), because: z.array(z.string()), agency: nullable, since: date.nullable() })), items: z.array(caseItem),
      others: z.array(z.object({ need, label: z.string(), agency: nullable })), turns: z.array(z.object({ day: date, need, on: z.boolean(), label: z.string() })),
      photos: z.array(z.object({ id: uid, sha256: z.string(), takenOn: date.nullable(), subject: nullable, note: nullable })),
    }),
  }),
  'case.list': call({
    about: 'Needs of families by how far they are (proposed, open, overdue, unplanned, perhapsMet, met, ended), with the number in each.', lane: 'read', permission: 'register.read',
    input: z.object({ view: z.enum(caseViews).default('open'), need: need.optional(), agency: z.string().max(120).optional(), filter: familyFilter.optional(), limit: z.number().int().min(1).max(5000).default(500), offset: z.number().int().min(0).default(0) }),
    output: z.object({ counts: z.object({ proposed: z.number(), open: z.number(), overdue: z.number(), unplanned: z.number(), perhapsMet: z.number(), met: z.number(), ended: z.number() }), total: z.number(), rows: z.array(caseLine), agencies: z.array(z.string()) }),
  }),
  'case.accept': call({ about: 'Takes up a need of a family with a plan; one that the answers do not show needs `because`.', lane: 'write', permission: 'register.write', input: z.object({ family: uid, need, because: text(500).nullable().optional(), ...plan }), output: z.object({ id: uid }) }),
  'case.dismiss': call({ about: 'Says that a need that the answers show is none, and why.', lane: 'write', permission: 'register.write', input: z.object({ family: uid, need, reason }), output: z.object({ id: uid }) }),
  'case.plan': call({ about: 'Changes what is planned for a need: what, which agency, until when.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, ...plan }), output: done }),
  'case.close': call({ about: 'Closes a need that is met; a text or a photo of a visit (its hash) has to show it.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, date: date.optional(), evidence: text(1000).nullable().optional(), photo: z.string().max(128).nullable().optional() }), output: done }),
  'case.stop': call({ about: 'Gives up a need that is not met, and why.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: done }),
  'case.reopen': call({ about: 'Follows a need again.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: done }),
  'case.void': call({ about: 'Takes back a need that was recorded by mistake.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: done }),
  'case.refer': call({ about: 'Puts needs before an agency with one letter; a second time on the same day adds nothing.', lane: 'write', permission: 'register.write', input: z.object({ ids: z.array(uid).min(1).max(5000), agency: text(120).min(1), number: text(60).nullable().optional(), date: date.optional() }), output: z.object({ referred: z.number() }) }),
  'case.answer': call({ about: 'Records what an agency answered to a referral.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, answer: z.number().int().min(1).max(3), note: text(500).nullable().optional(), date: date.optional() }), output: done }),
};
