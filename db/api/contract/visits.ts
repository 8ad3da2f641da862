import { z } from 'zod';
import { visitEffect } from '../../rules/visits/visit.ts';
import { call } from './define.ts';
import { date, done, fieldValue, lang, nothing, uid } from './common.ts';
import { acknowledgement, familyFilter } from './register.ts';

const text = (most: number) => z.string().trim().max(most);
const reason = z.string().trim().min(1).max(300);
const rtRw = z.string().max(5).nullable().optional();
const stateName = z.enum(['due', 'planned', 'visited', 'checked', 'approved', 'returned']);
const counts = { due: z.number(), planned: z.number(), visited: z.number(), checked: z.number(), approved: z.number(), returned: z.number() };
const person = { head: z.string().nullable(), noKk: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable() };

export const photoLine = z.object({
  id: uid, sha256: z.string(), bytes: z.number(), width: z.number(), height: z.number(), subject: z.number().nullable(), takenOn: date.nullable(), latitude: z.number().nullable(), longitude: z.number().nullable(), note: z.string().nullable(),
});
export const visitView = z.object({
  id: uid, round: uid.nullable(), roundName: z.string().nullable(), family: uid, ...person, region: z.string().nullable(), person: uid.nullable(), personName: z.string().nullable(), state: z.number(), plannedOn: date.nullable(), date: date.nullable(),
  method: z.number().nullable(), result: z.number().nullable(), enumerator: uid.nullable(), enumeratorName: z.string().nullable(), visitor: z.string().nullable(), onBehalf: z.boolean(), enteredBy: z.string().nullable(), enteredId: z.string().nullable(), note: z.string().nullable(),
  latitude: z.number().nullable(), longitude: z.number().nullable(), locationFrom: z.number().nullable(), place: z.enum(['outside', 'swapped', 'zero']).nullable(),
  effects: z.array(z.object({ kind: z.enum(['death', 'move', 'values']), name: z.string().nullable(), date: date.nullable(), text: z.string().nullable(), fields: z.array(z.object({ label: z.string(), before: fieldValue, now: fieldValue, after: fieldValue })) })),
  photos: z.array(photoLine), checkedBy: z.string().nullable(), checkedOn: date.nullable(), decidedBy: z.string().nullable(), decidedOn: date.nullable(), remark: z.string().nullable(),
  task: z.string().nullable(), aboutKind: z.string().nullable(), about: z.string().nullable(), aboutNumber: z.string().nullable(), own: z.boolean(), twoPeople: z.boolean(),
});

export const visitCalls = {
  'enumerator.list': call({
    about: 'Who visits for the office (kader PKK, posyandu, RT …), with how many visits wait for each.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({
      id: uid, name: z.string(), role: z.number().nullable(), phone: z.string().nullable(), dasawisma: uid.nullable(), dasawismaName: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), region: z.string().nullable(),
      ended: date.nullable(), endedReason: z.string().nullable(), own: z.boolean(), open: z.number(),
    })),
  }),
  'enumerator.save': call({
    about: 'Records an enumerator or changes one.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid.optional(), name: text(120).min(1), role: z.number().int().min(1).max(8).default(1), phone: text(30).nullable().optional(), dasawisma: uid.nullable().optional(), rt: rtRw, rw: rtRw, region: z.string().nullable().optional() }), output: z.object({ id: uid }),
  }),
  'enumerator.end': call({ about: 'Somebody no longer visits for the office.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, date, reason }), output: done }),
  'dasawisma.list': call({
    about: 'The dasawisma (groups of that kind) with how many families are in each.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ id: uid, name: z.string(), rt: z.string().nullable(), rw: z.string().nullable(), families: z.number() })),
  }),
  'dasawisma.set': call({ about: 'Puts families into a dasawisma, or (null) into none.', lane: 'write', permission: 'register.write', input: z.object({ families: z.array(uid).min(1).max(2000), dasawisma: uid.nullable() }), output: z.object({ changed: z.number() }) }),
  'round.list': call({
    about: 'The update periods, the latest first, with how far each is.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({
      id: uid, name: z.string(), region: z.string().nullable(), from: date, until: date, olderThan: z.number().nullable(), list: uid.nullable(), listTitle: z.string().nullable(), doubts: z.boolean(), note: z.string().nullable(), closed: date.nullable(), own: z.boolean(), late: z.boolean(),
      planned: z.number(), visited: z.number(), checked: z.number(), approved: z.number(), returned: z.number(),
    })),
  }),
  'round.save': call({
    about: 'Opens an update period for a kelurahan or changes it: due are families not visited for so many days, those of a list of tasks (SASARAN), and those with doubts.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid.optional(), name: text(120).min(1), region: z.string().nullable().optional(), from: date, until: date, olderThan: z.number().int().min(1).max(9999).nullable().default(null), list: uid.nullable().default(null), doubts: z.boolean().default(false), note: text(300).nullable().optional() }),
    output: z.object({ id: uid }),
  }),
  'round.close': call({ about: 'Closes an update period.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: done }),
  'round.work': call({
    about: 'Who is due in a period and how far it is, split by RT (each of its own kelurahan), dasawisma or enumerator.', lane: 'read', permission: 'register.read',
    input: z.object({ round: uid, by: z.enum(['rt', 'dasawisma', 'enumerator']).default('rt'), group: z.string().optional(), state: stateName.optional(), limit: z.number().int().min(1).max(5000).default(500), offset: z.number().int().min(0).default(0) }),
    output: z.object({
      groups: z.array(z.object({ key: z.string(), label: z.string(), region: z.string().nullable(), regionName: z.string().nullable(), total: z.number(), ...counts })), total: z.number(),
      rows: z.array(z.object({
        family: uid, ...person, region: z.string().nullable(), regionName: z.string().nullable(), members: z.number(), dasawisma: uid.nullable(), dasawismaName: z.string().nullable(), surveyDate: date.nullable(), age: z.number().nullable(), reasons: z.array(z.enum(['older', 'list', 'doubts', 'petition', 'asked'])), state: stateName,
        visit: uid.nullable(), plannedOn: date.nullable(), date: date.nullable(), result: z.number().nullable(), task: z.string().nullable(), enumerator: uid.nullable(), enumeratorName: z.string().nullable(), assigned: z.boolean(),
      })),
    }),
  }),
  'verval.plan': call({
    about: 'Gives visits to whoever makes them: an enumerator, `auto` for whoever visits the dasawisma or RT, or nobody yet. Without families: all that are due and nobody goes to.', lane: 'write', permission: 'register.write',
    input: z.object({ round: uid, families: z.array(uid).max(5000).optional(), enumerator: z.union([uid, z.literal('auto')]).nullable().default('auto'), plannedOn: date.nullable().default(null) }), output: z.object({ planned: z.number(), without: z.number() }),
  }),
  'verval.record': call({
    about: 'Records what a visit found, on behalf of an enumerator or as oneself. The register changes only once it is approved.', lane: 'write', permission: 'register.read',
    input: z.object({
      id: uid.optional(), family: uid.optional(), round: uid.optional(), person: uid.optional(), date, method: z.number().int().min(1).max(3).default(1), result: z.number().int().min(1).max(9), enumerator: uid.nullable().optional(), visitor: text(120).nullable().optional(), note: text(1000).nullable().optional(),
      location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), from: z.number().int().min(1).max(3).default(1) }).nullable().optional(),
      effects: z.array(visitEffect).max(60).default([]), task: uid.optional(), about: z.object({ kind: text(30).min(1), id: uid }).optional(),
    }),
    output: z.object({ id: uid, place: z.enum(['outside', 'swapped', 'zero']).nullable() }),
  }),
  'verval.check': call({
    about: 'Another person finds a visit correct (Terverifikasi) or sends it back; nobody checks their own entry while the rule of two people holds.', lane: 'write', permission: 'register.verify',
    input: z.object({ id: uid, verdict: z.enum(['correct', 'return']), result: z.number().int().min(1).max(9).optional(), remark: text(300).optional() }), output: z.object({ state: z.string() }),
  }),
  'verval.decide': call({
    about: 'The head of the office approves a checked visit, which writes what it found into the register, or sends it back. `held` numbers wait for a second person.', lane: 'write', permission: 'visit.approve',
    input: z.object({ id: uid, verdict: z.enum(['approve', 'return']), remark: text(300).optional(), acknowledged: z.array(acknowledgement).default([]) }), output: z.object({ state: z.string(), held: z.number() }),
  }),
  'verval.void': call({ about: 'Takes a visit back that was recorded by mistake.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: done }),
  'verval.list': call({
    about: 'Visits with what was found, the evidence and the proposed changes, the latest first.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid.optional(), round: uid.optional(), family: uid.optional(), about: uid.optional(), states: z.array(z.number().int().min(1).max(6)).optional(), limit: z.number().int().min(1).max(2000).default(500), lang }), output: z.array(visitView),
  }),
  'verval.open': call({ about: 'How many visits wait to be checked, to be approved, or were sent back.', lane: 'read', permission: 'register.read', input: nothing, output: z.object({ toCheck: z.number(), toApprove: z.number(), returned: z.number() }) }),
  'place.check': call({
    about: 'Whether coordinates lie where the houses of a region are.', lane: 'read', permission: 'register.read',
    input: z.object({ region: z.string().optional(), latitude: z.number(), longitude: z.number() }),
    output: z.object({ doubt: z.enum(['outside', 'swapped', 'zero']).nullable(), box: z.object({ south: z.number(), north: z.number(), west: z.number(), east: z.number() }).nullable() }),
  }),
  'verval.forms': call({
    about: 'Writes the update forms of families, one page per house, filled in with what is known, and blank ones; in the order of the entry screen. NIK and No KK masked, left out, or in full for who may see them. Logged with its purpose.', lane: 'write', permission: 'report.export',
    input: z.object({
      families: z.array(uid).max(5000).default([]), blank: z.number().int().min(0).max(500).default(0), identifiers: z.enum(['masked', 'none', 'full']).default('masked'), format: z.enum(['pdf', 'docx']).default('pdf'), path: z.string(), job: z.string().default('forms'), purpose: z.string().trim().min(1).max(300),
    }),
    output: z.object({ file: z.string(), sha256: z.string(), pages: z.number().nullable(), houses: z.number() }),
  }),
  'photo.read': call({
    about: 'A photo file with the day and place its camera wrote, for the window to make smaller.', lane: 'read', permission: 'register.read', input: z.object({ path: z.string() }),
    output: z.object({ image: z.string(), takenOn: date.nullable(), latitude: z.number().nullable(), longitude: z.number().nullable() }),
  }),
  'photo.add': call({
    about: 'Keeps a photo (JPEG, at most 400 KiB and 1600 pixels a side) of a visit in the encrypted store, under its hash and without what the camera wrote: the bytes in base64, or a file.', lane: 'write', permission: 'register.read',
    input: z.object({
      visit: uid, subject: z.number().int().min(1).max(5).default(1), image: z.string().max(1_000_000).optional(), path: z.string().optional(), takenOn: date.nullable().optional(),
      latitude: z.number().min(-90).max(90).nullable().optional(), longitude: z.number().min(-180).max(180).nullable().optional(), note: text(300).nullable().optional(),
    }),
    output: z.object({ id: uid, sha256: z.string(), bytes: z.number() }),
  }),
  'photo.get': call({ about: 'The picture of a photo, in base64.', lane: 'read', permission: 'register.read', input: z.object({ id: uid }), output: z.object({ image: z.string() }) }),
  'photo.void': call({ about: 'A photo no longer counts; the picture stays under its hash.', lane: 'write', permission: 'register.write', input: z.object({ id: uid, reason }), output: done }),
  'photo.backup': call({
    about: 'Adds the photos that are not there yet to a backup folder, as one more encrypted file that is read back.', lane: 'write', permission: 'backup', input: z.object({ folder: z.string() }), output: z.object({ file: z.string().nullable(), added: z.number(), total: z.number() }),
  }),
  'photo.restore': call({ about: 'Brings back the photos of a backup folder that are missing here.', lane: 'write', permission: 'restore', input: z.object({ folder: z.string() }), output: z.object({ added: z.number(), total: z.number(), bad: z.number() }) }),
  'location.list': call({
    about: 'Where the houses of families stand, and how many have no coordinates.', lane: 'read', long: true, permission: 'register.read', input: z.object({ filter: familyFilter.default({ status: 'active' }) }),
    output: z.object({
      without: z.number(),
      rows: z.array(z.object({ family: uid, latitude: z.number(), longitude: z.number(), head: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), region: z.string().nullable(), desil: z.number().nullable(), needs: z.array(z.string()), surveyDate: date.nullable() })),
    }),
  }),
  'location.save': call({
    about: 'Writes the places of houses as GeoJSON or CSV. For outsiders only under an agreement: no names, rounded to 3 decimals (about 110 m). Logged with its purpose.', lane: 'write', permission: 'report.export',
    input: z.object({ format: z.enum(['geojson', 'csv']), path: z.string(), decimals: z.union([z.literal(6), z.literal(4), z.literal(3), z.literal(2)]).default(6), audience: z.enum(['internal', 'outside']).default('internal'), agreement: uid.optional(), purpose: z.string().trim().min(1).max(300), filter: familyFilter.default({ status: 'active' }) }),
    output: z.object({ file: z.string(), rows: z.number(), without: z.number(), sha256: z.string() }),
  }),
};
