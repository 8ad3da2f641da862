import { z } from 'zod';
import { answerKinds, standings, waits } from '../../rules/petitions/states.ts';
import type { AnswerKind } from '../../rules/petitions/states.ts';
import { call } from './define.ts';
import { date, done, lang, regionCode, uid, values } from './common.ts';

const words = z.string().trim().max(1000);
const reason = words.min(1);
const id = z.object({ id: uid });
const way = z.object({ sentAt: z.string().nullable(), acknowledged: z.array(z.string()) });
const about = z.object({
  family: uid.nullable(), person: uid.nullable(), name: z.string(), nik: z.string().nullable(), noKk: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), birthDate: z.string().nullable(), region: z.string(),
});
/** A usulan or sanggah of a citizen as lists show it. */
export const petitionRow = z.object({
  id: uid, number: z.string(), kind: z.number(), subject: z.number(), source: z.number().nullable(), applicant: z.string(), receivedOn: z.string(), about, programme: z.object({ id: uid, name: z.string() }).nullable(), request: z.string(),
  standing: z.enum(standings), wait: z.enum(waits), since: z.string().nullable(), reason: z.string().nullable(), /** What the citizen can be told. */ said: z.string(),
  own: z.boolean(), owner: z.string(), toldOn: z.string().nullable(), enteredBy: z.string().nullable(), round: z.number(),
});
const step = z.object({
  id: uid, state: z.number(), result: z.number().nullable(), round: z.number(), date: z.string(), method: z.number().nullable(), reason: z.string().nullable(), letterNo: z.string().nullable(), letterDate: z.string().nullable(),
  meeting: z.object({ id: uid, title: z.string() }).nullable(), by: z.string(), office: z.string(), officeName: z.string(),
});
const kind = z.number().int().min(1).max(2);

export const petitionCalls = {
  'petition.list': call({
    about: 'Usulan (kind 1) and sanggah (kind 2) of citizens with where they stand, the one that waits longest first; `wait` keeps those that wait for one thing.', lane: 'read', permission: 'register.read',
    input: z.object({ kind: kind.optional(), wait: z.enum([...waits, 'open', 'all']).default('all'), text: z.string().optional(), region: regionCode.optional(), family: uid.optional(), lang }),
    output: z.array(petitionRow),
  }),
  'petition.page': call({
    about: 'A page of the same list with how many there are, and how many wait for what; `handed` leaves out what the head of the kelurahan or desa did not approve.', lane: 'read', permission: 'register.read',
    input: z.object({ kind, wait: z.enum([...waits, 'open', 'all']).default('all'), text: z.string().optional(), region: regionCode.optional(), handed: z.boolean().default(false), limit: z.number().int().min(1).max(5000).default(200), offset: z.number().int().min(0).default(0), lang }),
    output: z.object({ counts: z.record(z.enum(waits), z.number()), total: z.number(), rows: z.array(petitionRow) }),
  }),
  'petition.count': call({ about: 'How many usulan and sanggah wait for what.', lane: 'read', permission: 'register.read', input: z.object({}), output: z.record(z.enum(waits), z.number()) }),
  'petition.get': call({
    about: 'One usulan or sanggah with every step of this office and of those above; identifiers masked.', lane: 'read', permission: 'register.read', input: id.extend({ lang }),
    output: petitionRow.extend({ values, steps: z.array(step), samePerson: z.boolean(), way: way.nullable() }),
  }),
  'petition.save': call({
    about: 'Takes down a usulan or sanggah, or mends one that was not verified yet or came back; `submit` hands it in. `family` or `person` name whom of the register it is about, else name, nik, address stand in `values`.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid.optional(), values, family: uid.nullable().optional(), person: uid.nullable().optional(), submit: z.boolean().default(false) }), output: z.object({ id: uid, number: z.string() }),
  }),
  'petition.submit': call({ about: 'Hands a draft in, or once more what was sent back.', lane: 'write', permission: 'register.write', input: id, output: done }),
  'petition.visit': call({
    about: 'Makes the visit that verifies a usulan, in an update period or without one: given to an enumerator, `auto` for whoever visits the dasawisma or RT, or nobody yet. What it finds and somebody else checks verifies the usulan.', lane: 'write', permission: 'register.write',
    input: id.extend({ round: uid.nullable().default(null), enumerator: z.union([uid, z.literal('auto')]).nullable().default('auto'), plannedOn: date.nullable().default(null) }), output: z.object({ visit: uid, enumerator: uid.nullable() }),
  }),
  'petition.verify': call({
    about: 'What somebody found who looked: result 1 worthy, 2 not, 3 to be mended; not by who took it down, where the office wants two people.', lane: 'write', permission: 'register.verify',
    input: id.extend({ result: z.number().int().min(1).max(3), date, method: z.number().int().min(1).max(3), reason: words.nullable().optional() }), output: done,
  }),
  'petition.approve': call({
    about: 'The head of the office approves what a musyawarah accepted, by a letter; from then on it goes to the kecamatan and the city with the next report.', lane: 'write', permission: 'package.approve',
    input: z.object({ ids: z.array(uid).min(1).max(2000), letterNo: z.string().trim().min(1).max(120), letterDate: date }), output: z.object({ approved: z.number() }),
  }),
  'petition.refuse': call({ about: 'The head of the office turns down, with a reason, what was verified.', lane: 'write', permission: 'package.approve', input: id.extend({ reason }), output: done }),
  'petition.finish': call({ about: 'Closes an approved sanggah that was carried out here.', lane: 'write', permission: 'package.approve', input: id.extend({ reason }), output: done }),
  'petition.void': call({ about: 'Takes back what was taken down by mistake or is no longer wanted.', lane: 'write', permission: 'register.write', input: id.extend({ reason }), output: done }),
  'petition.tell': call({
    about: 'Notes that the citizen was told the answer, and how; a final answer closes it.', lane: 'write', permission: 'register.write', input: id.extend({ date: date.optional(), how: z.string().trim().min(1).max(200) }), output: done,
  }),
  'petition.answer': call({
    about: 'Kecamatan or city: answers what offices below approved. A kecamatan says received, returned or denied; the city also granted and forwarded.', lane: 'write', permission: 'package.approve',
    input: z.object({ ids: z.array(uid).min(1).max(2000), answer: z.enum(answerKinds as [AnswerKind, ...AnswerKind[]]), reason: words.nullable().optional(), letterNo: z.string().trim().max(120).nullable().optional(), letterDate: date.nullable().optional() }),
    output: z.object({ answered: z.number() }),
  }),
};
