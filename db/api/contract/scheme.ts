import { z } from 'zod';
import { schemeSchema } from '../../rules/schemes/scheme.ts';
import { targetContentSchema } from '../../rules/schemes/target-set.ts';
import { call } from './define.ts';
import { date, done, nothing, uid, values } from './common.ts';

const reason = z.string().trim().min(1).max(1000);
const title = z.string().trim().min(1).max(200);
const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});
const scheme = z.object({ uid, title: z.string(), source: z.string(), version: z.number(), ended: date.nullable(), content: schemeSchema, seeded: z.boolean() });
const targetOffice = z.object({ code: z.string(), list: uid, families: z.number(), name: z.string(), sent: z.boolean() });
const trial = { families: z.number(), untold: z.number(), placeless: z.number(), offices: z.array(z.object({ code: z.string(), families: z.number() })) };
const planRow = z.object({
  id: uid, own: z.boolean(), year: z.number(), activity: z.string(), agency: z.string().nullable(), place: z.string().nullable(), placeNote: z.string().nullable(), programmes: z.array(z.object({ id: uid, name: z.string() })),
  kind: z.enum(['output', 'outcome']), measure: z.number(), measureLabel: z.string(), unitKind: z.number(), unit: z.string(), target: z.number(), realised: z.number(), percent: z.number().nullable(),
  budget: z.number().nullable(), spent: z.number(), spentPercent: z.number().nullable(), basis: z.string().nullable(), note: z.string().nullable(),
  parts: z.array(z.object({ period: z.string(), realised: z.number(), spent: z.number(), until: z.number(), untilPercent: z.number().nullable() })).optional(),
});

export const schemeCalls = {
  'scheme.list': call({ about: 'Schemes that programmes and needs are told apart by: strategies, directions, sectors.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(scheme) }),
  'scheme.save': call({
    about: 'Adds a scheme or makes its next version; `ended` takes it out of use. It leaves with the next reference data.', lane: 'write', permission: 'setting.write',
    input: z.object({ id: uid.optional(), title, source: z.string().trim().max(500).default(''), content: schemeSchema, ended: z.boolean().default(false), reason: reason.optional() }), output: z.object({ id: uid, version: z.number() }),
  }),
  'template.list': call({
    about: 'Patterns that programmes can be made after: national and local programmes, jamban, UMKM, alsintan.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ id: uid, version: z.number(), ended: date.nullable(), seeded: z.boolean(), values })),
  }),
  'template.save': call({
    about: 'Adds a pattern or makes its next version; `ended` takes it out of use. It leaves with the next reference data.', lane: 'write', permission: 'setting.write',
    input: z.object({ id: uid.optional(), values, ended: z.boolean().default(false), reason: reason.optional() }), output: z.object({ id: uid, version: z.number() }),
  }),
  'programme.fromTemplate': call({
    about: 'Adds a programme after a pattern; the values given count before those of the pattern.', lane: 'write', permission: 'programme.write',
    input: z.object({ template: uid, values: values.default({}) }), output: z.object({ id: uid }),
  }),
  'coverage.page': call({
    about: 'Families with what each has: recipients by programme, and the items of a scheme that it has and lacks. Parameters as of the report `coverage`.', lane: 'read', permission: 'register.read',
    input: z.object({ params, after: z.string().nullable().default(null), limit: z.number().int().min(1).max(500).default(200) }),
    output: z.object({
      rows: z.array(z.object({
        id: uid, head: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), region: z.string().nullable(), desil: z.number().nullable(), needs: z.array(z.string()),
        cells: z.record(z.string(), z.number()), /** How many of them are programmes: credit is none. */ programmes: z.number(), has: z.array(z.string()), lacks: z.array(z.string()),
      })),
      next: z.string().nullable(),
    }),
  }),
  'coverage.totals': call({
    about: 'What the families of the same parameters have together: each column’s sum, families without and with many programmes, complete ones.', lane: 'read', long: true, permission: 'register.read', input: z.object({ params }),
    output: z.object({
      families: z.number(), people: z.number(), without: z.number(), many: z.number(), complete: z.number(), scheme: uid,
      programmes: z.array(z.object({ programme: uid, recipients: z.number(), families: z.number() })), items: z.array(z.object({ key: z.string(), title: z.string(), families: z.number() })),
    }),
  }),
  'targetSet.list': call({
    about: 'Target lists (daftar sasaran) in force: how they choose, their version, and the families of each office.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({
      id: uid, title: z.string(), version: z.number(), content: targetContentSchema, chosenOn: date, ended: date.nullable(), own: z.boolean(), families: z.number(), offices: z.array(targetOffice),
    })),
  }),
  'targetSet.try': call({ about: 'Whom a target list would choose, office by office, before it is issued.', lane: 'read', permission: 'register.read', input: z.object({ content: targetContentSchema }), output: z.object(trial) }),
  'targetSet.issue': call({
    about: 'Chooses the families of a target list and makes a list for each office below; the version before is taken back. They leave as SASARAN.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), title, content: targetContentSchema }), output: z.object({ id: uid, version: z.number(), ...trial }),
  }),
  'targetSet.end': call({ about: 'Takes a target list out of force.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, reason }), output: done }),
  'plan.list': call({
    about: 'The yearly action plan (RAT) and the programmes’ targets of a year, each with what was reached, with `months` also in each part of the year; output and outcome apart.', lane: 'read', permission: 'register.read',
    input: z.object({ year: z.number().int().optional(), programme: uid.optional(), months: z.union([z.literal(1), z.literal(3), z.literal(6)]).optional() }),
    output: z.object({ years: z.array(z.number()), output: z.array(planRow), outcome: z.array(planRow) }),
  }),
  'plan.save': call({
    about: 'Adds a row of a plan or changes one: activity, agency, place, target, budget, year, and the programmes that it is reached by.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), values, programmes: z.array(uid).max(100).optional(), reason: reason.optional() }), output: z.object({ id: uid }),
  }),
  'plan.void': call({ about: 'Takes back a row that was written by mistake.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, reason }), output: done }),
};

