import { z } from 'zod';
import { documentTitles, letterKindNames, plainDocuments } from '../../rules/letters/kinds.ts';
import { call } from './define.ts';
import { date, done, nothing, uid } from './common.ts';

const kind = z.enum(letterKindNames as [(typeof letterKindNames)[number], ...(typeof letterKindNames)[number][]]);
const anyDocument = z.enum(Object.keys(documentTitles) as [keyof typeof documentTitles, ...(keyof typeof documentTitles)[]]);
const format = z.enum(['pdf', 'docx']);
const signer = z.enum(['head', 'deputy']).default('head');
/** Why those stand on a list, or are counted, whom a rule forbids: without it they are refused. */
/** Why whom a rule forbids stands on a list all the same. */
const anyway = z.string().trim().min(1).max(300).optional();
const job = z.string().default('document');
const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});
const written = z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), pages: z.number().nullable() });
const official = z.object({ name: z.string().max(200), rank: z.string().max(100), nip: z.string().max(40), title: z.string().max(200) });
const settings = z.object({
  offices: z.array(z.string().max(200)).max(4), lines: z.array(z.string().max(200)).max(4), logo: z.string().max(420_000), place: z.string().max(100), head: official, deputy: official, short: z.string().max(40), pattern: z.string().max(100),
  codes: z.partialRecord(kind, z.string().max(40)), marks: z.record(z.string().max(80), z.string().trim().max(6)).default({}), begun: z.partialRecord(kind, z.object({ year: z.number().int(), last: z.number().int().min(0) })),
});
const row = z.object({
  id: uid, kind, number: z.string(), sequence: z.number(), date: z.string(), subject: z.string(), family: uid.nullable(), person: uid.nullable(), programme: uid.nullable(), package: z.string().nullable(), purpose: z.string().nullable(),
  validUntil: z.string().nullable(), code: z.string(), voidedOn: z.string().nullable(), voidReason: z.string().nullable(), at: z.string(), by: z.string(),
});

export const letterCalls = {
  'letter.settings': call({
    about: 'Letterhead, signatories and numbering of letters, with the heading that follows from the region where none is set.', lane: 'read', permission: 'register.read', input: nothing,
    /** `pc`: this register counts beside another of the office, so its numbers carry a mark; `usual` unless `settings.marks` has another for `since`. */
    output: z.object({ settings, usualOffices: z.array(z.string()), pc: z.object({ since: z.string(), usual: z.string() }).nullable() }),
  }),
  'letter.settings.save': call({ about: 'Sets letterhead, signatories and numbering of letters.', lane: 'write', permission: 'setting.write', input: settings, output: done }),
  'letter.logo': call({ about: 'Reads a PNG or JPEG as the office’s emblem; it is set with `letter.settings.save`.', lane: 'read', permission: 'setting.write', input: z.object({ path: z.string() }), output: z.object({ logo: z.string() }) }),
  'letter.issue': call({
    about: 'Issues a letter: it gets the next number of its kind and year, which is never given again, and stands in the register. A handover letter of the same package is the same letter.', lane: 'write', permission: 'report.export',
    input: z.object({
      kind, date: date.optional(), signer, person: uid.optional(), programme: uid.optional(), packageId: z.string().optional(), purpose: z.string().trim().max(300).optional(), validUntil: date.optional(),
      to: z.string().trim().max(200).optional(), subject: z.string().trim().max(200).optional(), attachments: z.string().trim().max(100).optional(), anyway,
      stranger: z.object({ name: z.string().trim().min(1).max(200), nik: z.string().max(40), address: z.string().max(300) }).optional(),
    }),
    output: z.object({ id: uid, number: z.string(), code: z.string() }),
  }),
  'letter.write': call({ about: 'Writes an issued letter as PDF or .docx, as it was issued; the same letter gives the same bytes.', lane: 'write', permission: 'report.export', input: z.object({ id: uid, format, path: z.string(), job }), output: written }),
  'letter.list': call({ about: 'The register of letters, the latest first.', lane: 'read', permission: 'register.read', input: z.object({ kind: kind.optional(), year: z.number().int().optional(), family: uid.optional(), text: z.string().optional() }), output: z.array(row) }),
  'letter.void': call({ about: 'Cancels a letter; its number stays in the register and is not used again.', lane: 'write', permission: 'report.export', input: z.object({ id: uid, reason: z.string().trim().min(1).max(300) }), output: done }),
  'document.write': call({
    about: 'Writes a list or a person’s own data as PDF or .docx: bnba, tanda-terima, mutu-data, data-saya. What names people needs a purpose; a person’s own data that the identity was checked.', lane: 'write', permission: 'report.export',
    input: z.object({ name: z.enum(plainDocuments), format, path: z.string(), job, date: date.optional(), signer, params, programme: uid.optional(), person: uid.optional(), phase: z.string().max(100).optional(), full: z.boolean().default(false), paper: z.enum(['a4', 'f4']).default('f4'), purpose: z.string().trim().max(300).optional(), anyway, identityChecked: z.string().trim().max(200).optional() }),
    /** `excluded`: who receives but never stands on paper: the dead, the gone, the suspended. */
    output: written.extend({ rows: z.number(), excluded: z.number() }),
  }),
  'document.templates': call({
    about: 'Every document’s template: its text, where it comes from, the fields it may name.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ name: anyDocument, title: z.string(), text: z.string(), from: z.enum(['office', 'city', 'usual']), fields: z.array(z.string()) })),
  }),
  'document.template.save': call({ about: 'Replaces a template at this office; an empty text brings back the city’s or the usual one.', lane: 'write', permission: 'setting.write', input: z.object({ name: anyDocument, text: z.string().max(20_000) }), output: done }),
};
