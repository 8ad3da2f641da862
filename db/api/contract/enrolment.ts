import { z } from 'zod';
import { moveKinds } from '../../rules/enrolment/states.ts';
import { call } from './define.ts';
import { concern } from './programme.ts';
import { date, done, lang, regionCode, uid } from './common.ts';
import { familyFilter, lostPengurus } from './register.ts';

const text = (length: number) => z.string().trim().max(length).nullable().default(null);
const objection = z.object({
  rule: z.string(), title: z.string(), basis: z.string().nullable(), version: z.number(), kind: z.enum(['overlap', 'eligibility', 'anomaly', 'quota', 'left']), result: z.enum(['warn', 'forbid']),
  facts: z.string(), other: uid.nullable(),
});
/** Who or what receives: a person, a family (also for its rumah tangga or its house), a group. `house` is the house's id, or `new`; `bank` is who lends. */
const recipient = { family: uid.optional(), person: uid.optional(), group: uid.optional(), house: uid.optional(), bank: z.string().max(120).nullable().optional() };
const overrides = z.array(z.object({ rule: z.string().min(1).max(64), reason: z.string().trim().min(1).max(1000) })).max(50).default([]);
const decision = { decisionNo: text(120), decisionDate: date.nullable().default(null) };
const entry = z.number().int().min(1).max(3).default(3);
const emergency = { emergency: z.number().int().positive().nullable().default(null), verifyBy: date.nullable().default(null) };
const place = { name: z.string(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable() };
const waiting = z.object({
  enrolment: uid, family: uid.nullable(), person: uid.nullable(), group: uid.nullable(), ...place, region: z.string().nullable(), desil: z.number().nullable(), proposedOn: date.nullable(), source: z.string().nullable(), place: z.number(), why: z.string(),
});
const move = {
  ids: z.array(uid).min(1).max(5000), move: z.enum(moveKinds), date, ...decision, reason: text(300), until: date.nullable().default(null), exitReason: text(60), note: text(300), replaces: uid.nullable().default(null),
};
const moved = z.object({ moved: z.number(), batch: z.string().nullable(), next: waiting.nullable() });
const outcome = z.enum(['enrol', 'wait', 'already', 'left', 'unsure', 'warned', 'forbidden', 'gone', 'foreign']);
const bulk = {
  programme: uid, filter: familyFilter, start: date, as: entry, warnedReason: text(300),
  people: z.object({ who: z.enum(['head', 'members']).default('head'), sex: z.number().int().min(1).max(2).optional(), ageFrom: z.number().int().min(0).max(150).optional(), ageTo: z.number().int().min(0).max(150).optional() }).optional(),
};

export const enrolmentCalls = {
  'enrolment.create': call({
    about: 'Enrols a person, a family, a rumah tangga, a house or a group, whichever the programme takes, or proposes them (`as`: 1 proposed, 2 decided, 3 active); in an emergency with a date to verify by.', lane: 'write', permission: 'enrol.write',
    input: z.object({
      programme: uid, ...recipient, creditLimit: z.number().int().min(0).nullable().default(null), creditState: z.number().int().min(1).max(6).nullable().default(null), start: date, as: entry, ...decision, source: text(120), pengurus: uid.nullable().default(null), note: text(300), ...emergency, overrides,
    }),
    output: z.object({ id: uid }),
  }),
  'enrolment.check': call({
    about: 'What speaks against enrolling a person or a family, with the facts in words: rules, a used-up quota, that they left before.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, ...recipient, start: date, lang }), output: z.array(objection),
  }),
  'enrolment.move': call({
    about: 'Moves parts in programmes to their next state, one or many, all or none: decide (SK), activate, suspend, resume, leave, finish.', lane: 'write', permission: 'enrol.write',
    input: z.object({ ...move, overrides }), output: moved,
  }),
  'enrolment.moveCheck': call({
    about: 'What stands against moving each of these, before anything is done.', lane: 'read', permission: 'register.read', input: z.object({ ...move, lang }),
    output: z.array(z.object({ id: uid, name: z.string(), refusal: z.string().nullable(), objections: z.array(objection) })),
  }),
  'enrolment.end': call({
    about: 'Ends an enrolment with a date and a reason; says whose turn it is in the waiting list.', lane: 'write', permission: 'enrol.write',
    input: z.object({ id: uid, end: date, exitReason: z.string().min(1), exitNote: z.string().optional() }), output: moved,
  }),
  'enrolment.history': call({
    about: 'How a part in a programme began and every move since, with its document.', lane: 'read', permission: 'register.read', input: z.object({ id: uid }),
    output: z.array(z.object({
      from: z.number().nullable(), to: z.number(), date: date.nullable(), decisionNo: z.string().nullable(), decisionDate: date.nullable(), reason: z.string().nullable(), exitReason: z.string().nullable(), until: date.nullable(), by: z.string().nullable(),
    })),
  }),
  'enrolment.exits': call({
    about: 'Proposed exits: open parts of people who died or left, of families that are gone, of kelompok that dissolved, and doubles, however the register came to know.', lane: 'read', long: true, permission: 'register.read', input: z.object({ programme: uid.optional() }),
    output: z.array(z.object({
      enrolment: uid, programme: uid, programmeName: z.string(), family: uid.nullable(), person: uid.nullable(), group: uid.nullable(), ...place, status: z.number(), start: date.nullable(), cause: z.enum(['dead', 'moved', 'missing', 'away', 'family', 'empty', 'double', 'ended']),
      since: date.nullable(), suggested: z.number(), own: z.boolean(),
    })),
  }),
  'enrolment.acceptExits': call({
    about: 'Ends many proposed exits at once, each with its own reason and day, all or none.', lane: 'write', permission: 'enrol.write',
    input: z.object({ items: z.array(z.object({ id: uid, exitReason: z.string().min(1), end: date })).min(1).max(5000), note: text(300) }), output: z.object({ ended: z.number(), batch: z.string() }),
  }),
  'enrolment.pengurusLost': call({
    about: 'Families whose pengurus died or left, with who of the family could receive instead.', lane: 'read', long: true, permission: 'register.read', input: z.object({ family: uid.optional() }),
    output: z.array(lostPengurus),
  }),
  'enrolment.setPengurus': call({
    about: 'Names who receives for a family from now on; all that it received stays with it.', lane: 'write', permission: 'enrol.write', input: z.object({ id: uid, person: uid, reason: z.string().trim().max(300).optional() }), output: done,
  }),
  'enrolment.unverified': call({
    about: 'Emergency enrolments that must be verified, the most urgent first; past their day they stay, and are called overdue.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid.optional() }),
    output: z.array(z.object({
      enrolment: uid, programme: uid, programmeName: z.string(), family: uid.nullable(), person: uid.nullable(), group: uid.nullable(), ...place, status: z.number(), start: date.nullable(), emergency: z.number(), verifyBy: date.nullable(), own: z.boolean(), overdue: z.boolean(),
    })),
  }),
  'enrolment.verify': call({
    about: 'That people enrolled in an emergency were verified and stay.', lane: 'write', permission: 'enrol.write', input: z.object({ ids: z.array(uid).min(1).max(5000), date, ...decision, note: text(300) }), output: z.object({ verified: z.number() }),
  }),
  'enrolment.bulkPreview': call({
    about: 'What enrolling everybody of a filter would do: enrolled, waiting, already in it, against a rule, gone; one outcome each.', lane: 'read', permission: 'register.read', input: z.object({ ...bulk, lang }),
    output: z.object({
      candidates: z.number(), counts: z.record(outcome, z.number()), families: z.number(), rows: z.array(z.object({ family: uid.nullable(), person: uid.nullable(), group: uid.nullable(), ...place, desil: z.number().nullable(), outcome, why: z.array(z.string()) })),
      rules: z.array(z.object({ rule: z.string(), title: z.string(), result: z.enum(['warn', 'forbid']), count: z.number() })),
    }),
  }),
  'enrolment.bulk': call({
    about: 'Enrols everybody of a filter as previewed, in one transaction that can be taken back.', lane: 'write', permission: 'enrol.write',
    input: z.object({ ...bulk, ...decision, source: text(120), ...emergency, expect: z.object({ enrol: z.number().int().min(0), wait: z.number().int().min(0) }) }), output: z.object({ batch: z.string(), enrolled: z.number(), waiting: z.number() }),
  }),
  'enrolment.bulks': call({
    about: 'What was done to many parts in programmes at once, the latest first.', lane: 'read', permission: 'register.read', input: z.object({}),
    output: z.array(z.object({ batch: z.string(), what: z.string(), programme: uid.nullable(), programmeName: z.string().nullable(), count: z.number(), waiting: z.number(), at: z.string(), by: z.string().nullable(), undoneAt: z.string().nullable() })),
  }),
  'enrolment.bulkUndo': call({
    about: 'Takes back what was done to many at once; whoever was changed since is left, and named.', lane: 'write', permission: 'enrol.write', input: z.object({ batch: z.string().min(1), reason: z.string().trim().min(1).max(300) }),
    output: z.object({ undone: z.number(), kept: z.array(z.object({ enrolment: uid, name: z.string() })) }),
  }),
  'quota.get': call({
    about: 'The places of a programme by region: how many there are, are used, are free, and who waits.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid }),
    output: z.object({
      rows: z.array(z.object({ region: z.string(), regionName: z.string(), places: z.number().nullable(), used: z.number(), free: z.number().nullable(), waiting: z.number() })),
      places: z.number(), used: z.number(), waiting: z.number(), setBy: z.string().nullable(), editable: z.boolean(),
    }),
  }),
  'quota.save': call({
    about: 'Sets the places of a programme by region; null takes a region’s quota away. They leave with the next reference data.', lane: 'write', permission: 'programme.write',
    input: z.object({ programme: uid, places: z.record(regionCode, z.number().int().min(0).max(10_000_000).nullable()), reason: z.string().optional() }), output: z.object({ regions: z.number() }),
  }),
  'quota.waiting': call({
    about: 'The waiting list of a programme in the order in which people would be taken, each with why.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, region: regionCode.nullable().default(null), limit: z.number().int().min(1).max(5000).default(500), lang }), output: z.array(waiting),
  }),
  'programme.printCheck': call({
    about: 'Who on a programme’s list must not be printed, or not without a word: dead, gone or suspended (excluded), against a rule that forbids (blocked) or warns (warned).', lane: 'read', permission: 'register.read', input: z.object({ programme: uid, lang }),
    output: z.array(concern),
  }),
};
