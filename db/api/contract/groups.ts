import { z } from 'zod';
import { call } from './define.ts';
import { date, done, uid, values } from './common.ts';
import { enrolmentView, houseView } from './register.ts';

const rupiah = z.number().int().min(0).nullable();
const figure = z.object({ id: uid, date, capital: rupiah, loans: rupiah, turnover: rupiah, source: z.string().nullable(), note: z.string().nullable() });
const groupRow = z.object({ id: uid, values, own: z.boolean(), members: z.number(), poor: z.number(), figure: figure.nullable(), programmes: z.array(z.string()) });
const member = z.object({
  id: uid, group: uid, person: uid, name: z.string(), nik: z.string().nullable(), family: uid.nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(),
  desil: z.number().nullable(), role: z.number().nullable(), joined: date.nullable(), left: date.nullable(), leftReason: z.string().nullable(), here: z.boolean(), counts: z.boolean(), poor: z.boolean(),
});
const reason = z.string().trim().min(1).max(300);
const role = z.number().int().min(1).max(4);

export const groupCalls = {
  'group.list': call({
    about: 'The groups (kelompok) with their members, how many of them are poor, and what they reported last.', lane: 'read', permission: 'register.read',
    input: z.object({ status: z.enum(['active', 'ended', 'all']).default('active'), kind: z.number().int().optional(), region: z.string().optional(), programme: uid.optional(), text: z.string().optional(), day: date.optional() }), output: z.array(groupRow),
  }),
  'group.get': call({
    about: 'A group with its members, its reports and what it receives.', lane: 'read', permission: 'register.read', input: z.object({ id: uid }),
    output: z.object({
      id: uid, values, own: z.boolean(), members: z.array(member), counts: z.object({ members: z.number(), poor: z.number() }), figures: z.array(figure), enrolments: z.array(enrolmentView),
      deliveries: z.array(z.object({ id: uid, programme: z.string(), phase: z.string(), date: date.nullable(), status: z.string(), rupiah: z.number().nullable(), quantity: z.number().nullable(), unit: z.string().nullable() })),
    }),
  }),
  'group.save': call({ about: 'Makes a group or changes one.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid.optional(), values, reason: z.string().optional() }), output: z.object({ id: uid }) }),
  'group.end': call({ about: 'Records that a group dissolved.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, date, reason }), output: done }),
  'group.addMember': call({ about: 'Adds somebody of the register to a group.', lane: 'write', permission: 'programme.write', input: z.object({ group: uid, person: uid, role: role.default(4), joined: date }), output: z.object({ id: uid }) }),
  'group.changeMember': call({
    about: 'Gives a member another role or other dates; a date of leaving ends the membership.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid, role: role.optional(), joined: date.optional(), left: date.nullable().optional(), leftReason: z.string().max(300).nullable().optional() }), output: done,
  }),
  'group.voidMember': call({ about: 'Takes back a membership that was recorded by mistake.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, reason }), output: done }),
  'group.report': call({
    about: 'Records what a group reported for a day: capital, loans, turnover in whole rupiah; a second report of the day corrects the first.', lane: 'write', permission: 'programme.write',
    input: z.object({ group: uid, date, capital: rupiah.default(null), loans: rupiah.default(null), turnover: rupiah.default(null), source: z.string().max(120).nullable().default(null), note: z.string().max(300).nullable().default(null) }), output: z.object({ id: uid }),
  }),
  'group.voidReport': call({ about: 'Takes back a report of a group that was recorded by mistake.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, reason }), output: done }),
  'house.choices': call({
    about: 'The house that a family lives in, and others recorded at its address, each with what it received.', lane: 'read', permission: 'register.read', input: z.object({ family: uid }),
    output: z.object({ present: houseView.nullable(), others: z.array(houseView) }),
  }),
  'house.set': call({
    about: 'Says in which house a family lives: a recorded one, `new`, or null for not known.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, house: uid.nullable(), label: z.string().max(120).optional(), reason: z.string().max(300).optional() }), output: z.object({ house: uid.nullable() }),
  }),
};
