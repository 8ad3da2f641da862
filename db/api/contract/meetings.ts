import { z } from 'zod';
import { annexParts } from '../../rules/petitions/minutes.ts';
import { call } from './define.ts';
import { done, lang, regionCode, uid, values } from './common.ts';
import { petitionRow } from './petitions.ts';

const words = z.string().trim().max(1000);
const id = z.object({ id: uid });
const missing = z.array(z.enum(['quorum', 'women', 'recipients', 'disabled', 'empty']));
const attendance = z.object({ invited: z.number(), present: z.number(), women: z.number(), recipients: z.number(), disabled: z.number(), quorum: z.number() });
const meetingRow = z.object({
  id: uid, owner: z.string(), own: z.boolean(), kind: z.number(), number: z.string().nullable(), title: z.string(), date: z.string(), place: z.string().nullable(), state: z.number(), version: z.number(),
  items: z.number(), undecided: z.number(), attendance, missing,
});
const item = z.object({
  id: uid, petition: uid.nullable(), number: z.string().nullable(), sequence: z.number(), title: z.string().nullable(), request: z.string().nullable(), name: z.string().nullable(), nik: z.string().nullable(), noKk: z.string().nullable(),
  address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), subject: z.unknown(), programme: z.string().nullable(), finding: z.unknown(), decision: z.number().nullable(), reason: z.string().nullable(), part: z.enum(annexParts),
});
const code = z.number().int().nullable().optional();
const guestInput = z.object({
  id: uid.optional(), name: z.string().trim().min(1).max(200), position: z.string().trim().max(200).nullable().optional(), element: code, sex: code,
  present: z.boolean().default(true), forRecipients: z.boolean().default(false), forDisabled: z.boolean().default(false),
});
const guest = z.object({ id: uid, name: z.string(), position: z.string().nullable(), element: z.number().nullable(), sex: z.number().nullable(), present: z.boolean(), forRecipients: z.boolean(), forDisabled: z.boolean() });

export const meetingCalls = {
  'meeting.list': call({ about: 'Musyawarah with agenda and attendance in numbers, the latest first; of each the last version.', lane: 'read', permission: 'register.read', input: z.object({ region: regionCode.optional() }), output: z.array(meetingRow) }),
  'meeting.get': call({
    about: 'One musyawarah with agenda, decisions, attendance, what is missing, and the versions of its minutes; identifiers masked.', lane: 'read', permission: 'register.read', input: id,
    output: meetingRow.extend({
      values, locked: z.boolean(), agenda: z.array(item), guests: z.array(guest), parts: z.record(z.enum(annexParts), z.number()),
      versions: z.array(z.object({ id: uid, version: z.number(), state: z.number(), finalOn: z.string().nullable(), finalBy: z.string().nullable(), finalReason: z.string().nullable(), revisedFor: z.string().nullable() })),
    }),
  }),
  'meeting.pending': call({ about: 'Usulan and sanggah that are ready to be discussed and stand on no other agenda.', lane: 'read', permission: 'register.read', input: z.object({ lang }), output: z.array(petitionRow) }),
  'meeting.save': call({ about: 'Plans a musyawarah, or changes its head until the minutes are final.', lane: 'write', permission: 'register.write', input: z.object({ id: uid.optional(), values }), output: z.object({ id: uid }) }),
  'meeting.addItems': call({ about: 'Puts pending usulan and sanggah on the agenda, `all` or some, by RT.', lane: 'write', permission: 'register.write', input: id.extend({ petitions: z.union([z.literal('all'), z.array(uid).min(1)]) }), output: z.object({ added: z.number() }) }),
  'meeting.addTopic': call({ about: 'Puts something else on the agenda, in words.', lane: 'write', permission: 'register.write', input: id.extend({ title: z.string().trim().min(1).max(300) }), output: z.object({ id: uid }) }),
  'meeting.removeItem': call({ about: 'Takes an item off the agenda; it waits for the next musyawarah.', lane: 'write', permission: 'register.write', input: z.object({ item: uid }), output: done }),
  'meeting.saveGuests': call({ about: 'Writes down who is invited or came, and for whom they speak.', lane: 'write', permission: 'register.write', input: id.extend({ guests: z.array(guestInput).min(1).max(1000) }), output: z.object({ ids: z.array(uid) }) }),
  'meeting.inviteAsBefore': call({ about: 'Writes down as invited whoever was invited to the musyawarah before.', lane: 'write', permission: 'register.write', input: id, output: z.object({ ids: z.array(uid) }) }),
  'meeting.removeGuest': call({ about: 'Takes somebody off the list of attendance.', lane: 'write', permission: 'register.write', input: id.extend({ guest: uid }), output: done }),
  'meeting.begin': call({ about: 'Opens a planned musyawarah: decisions are taken from now on.', lane: 'write', permission: 'register.write', input: id, output: done }),
  'meeting.decide': call({
    about: 'What the musyawarah decided about an item: 1 accepted, 2 refused, 3 postponed (with a reason), null to take it back.', lane: 'write', permission: 'register.write',
    input: z.object({ item: uid, decision: z.number().int().min(1).max(3).nullable(), reason: words.nullable().optional() }), output: done,
  }),
  'meeting.close': call({ about: 'Closes a musyawarah; its minutes are a draft.', lane: 'write', permission: 'register.write', input: id.extend({ endTime: z.string().regex(/^\d{2}:\d{2}$/).optional() }), output: done }),
  'meeting.cancel': call({ about: 'Calls off a musyawarah; what stood on its agenda waits for the next.', lane: 'write', permission: 'register.write', input: id.extend({ reason: words.min(1) }), output: done }),
  'meeting.finalise': call({
    about: 'Makes the minutes final: locked, and every usulan and sanggah moves as was decided. A missing quorum or nobody speaking for a group needs a reason.', lane: 'write', permission: 'register.write',
    input: id.extend({ reason: words.nullable().optional() }), output: z.object({ moved: z.number() }),
  }),
  'meeting.document': call({
    about: 'Writes the minutes with attendance and annex by name to a file; logged with its purpose. `full` writes whole NIK.', lane: 'write', permission: 'report.export',
    input: id.extend({ format: z.enum(['docx', 'pdf']), path: z.string().min(1), purpose: z.string().trim().min(1).max(200), full: z.boolean().default(false), job: z.string().default('document') }),
    output: z.object({ file: z.string(), sha256: z.string(), pages: z.number().nullable() }),
  }),
  'meeting.revise': call({ about: 'Begins a further version of final minutes, with a reason; the final one stays as it is.', lane: 'write', permission: 'package.approve', input: id.extend({ reason: words.min(1) }), output: z.object({ id: uid }) }),
};
