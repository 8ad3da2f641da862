import { z } from 'zod';
import { countLevels, maskedFields, usualFields } from '../../rules/privacy/agreement.ts';
import { call } from './define.ts';
import { date, done, nothing, regionCode, uid } from './common.ts';

const line = z.string().trim().max(300).nullable().default(null);
const partnerInput = z.object({
  name: z.string().trim().min(1).max(200), kind: z.number().int(), contact: line, phone: line, email: line, address: line, notes: z.string().trim().max(2000).nullable().default(null), active: z.boolean().default(true),
});
const agreementInput = z.object({
  partner: uid, number: z.string().trim().min(1).max(120), date, purpose: z.string().trim().min(1).max(500), programmes: z.array(uid).max(200), regions: z.array(regionCode).max(500).default([]),
  wider: z.boolean().default(false), fields: z.array(z.enum(maskedFields)).default([...usualFields]), level: z.enum(countLevels).default('rt'), from: date, until: date,
});
export const agreementView = agreementInput.extend({ id: uid, date: z.string(), from: z.string(), until: z.string(), endedOn: date.nullable(), endReason: z.string().nullable(), own: z.boolean(), term: z.enum(['inForce', 'notYet', 'expired', 'ended']) });
const partnerView = partnerInput.extend({
  id: uid, kindLabel: z.string(), madeBy: z.string(), own: z.boolean(), programmes: z.array(z.object({ id: uid, name: z.string() })), agreements: z.array(agreementView),
});

const list = z.object({ name: z.string(), profile: z.enum(['masked', 'aggregate']), agreement: uid, params: z.record(z.string(), z.union([z.string(), z.number()])).default({}) });
/** A list as a partner would get it. */
const given = z.object({
  title: z.string(), mark: z.string(), notes: z.array(z.string()), columns: z.array(z.object({ header: z.string(), numeric: z.boolean() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))), totals: z.array(z.union([z.string(), z.number(), z.null()])).nullable(), total: z.number(),
});

export const partnerCalls = {
  'partner.list': call({ about: 'Partners outside government with the programmes they provide and their agreements.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(partnerView) }),
  'partner.save': call({ about: 'Adds a partner or changes one that this office keeps.', lane: 'write', permission: 'partner.write', input: partnerInput.extend({ id: uid.optional() }), output: z.object({ id: uid }) }),
  'agreement.save': call({
    about: 'Records an agreement with a partner: which programmes and area, which fields, until when. Without fields it allows counts only.', lane: 'write', permission: 'partner.write',
    input: agreementInput.extend({ id: uid.optional() }), output: z.object({ id: uid }),
  }),
  'agreement.end': call({ about: 'Ends an agreement today: nothing is given under it any more.', lane: 'write', permission: 'partner.write', input: z.object({ id: uid, reason: z.string().trim().min(1).max(500) }), output: done }),
  'agreement.preview': call({
    about: 'The first rows of a list as a partner would get it under an agreement in force; `report.save` writes it.', lane: 'read', permission: 'report.export',
    input: list.extend({ limit: z.number().int().min(1).max(1000).default(100) }), output: given,
  }),
  'agreement.print': call({
    about: 'A whole list under an agreement in force, to be printed with its mark; logged with what left.', lane: 'write', permission: 'report.export', input: list.extend({ purpose: z.string().trim().min(1).max(200) }), output: given,
  }),
};
