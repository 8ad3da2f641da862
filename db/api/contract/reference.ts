import { z } from 'zod';
import { call } from './define.ts';
import { date, done, nothing, officeLevel, regionCode } from './common.ts';

/** When an office hands in: the most specific row for its code counts. `day` is 1 (Monday) to 7 of a week, or 1 to 31 of a month. */
export const scheduleRow = z.object({
  /** Region code whose offices it is for; empty is everyone. */
  code: z.union([regionCode, z.literal('')]).default(''),
  every: z.enum(['week', 'month']), day: z.number().int().min(1).max(31),
  /** Days after the due day until a report counts as late. */
  grace: z.number().int().min(0).max(31).default(0),
});
export const uploadAddress = z.object({
  /** The tus endpoint, https only. */
  url: z.string().max(500),
  /** The server's own certificate (PEM) when no public authority vouches for it. */
  certificate: z.string().max(20_000).nullable().default(null),
});
const template = z.object({ name: z.string().min(1).max(60), text: z.string().max(20_000) });
const asked = z.tuple([z.number().int(), z.number().int()]);

const reference = z.object({
  edition: z.number(), issuer: z.string(), issuerName: z.string(), issuedAt: z.string(), receivedAt: z.string().nullable(),
  schedule: z.array(scheduleRow.extend({ /** From which day it is in force; an edition of before does not say. */ since: date.optional() })), upload: uploadAddress.nullable(),
  /** Withheld fields that the city asks for all the same, as [entity, field] numbers with their labels. */
  asked: z.array(z.object({ entity: z.number(), field: z.number(), label: z.string() })),
  templates: z.array(template), mappings: z.array(z.string()), programmes: z.number(),
  cards: z.array(z.object({ code: z.string(), name: z.string(), level: z.string(), fingerprint: z.string() })),
  /** Code lists of which the city uses another version than this PC. */
  lists: z.array(z.object({ name: z.string(), theirs: z.string(), ours: z.string().nullable() })),
});
const dueState = z.enum(['none', 'upcoming', 'today', 'late', 'done']);

export const referenceCalls = {
  'reference.status': call({
    about: 'The reference data in force here (ACUAN), as received from the city or as last issued by this office.', lane: 'read', permission: 'register.read',
    input: z.object({ lang: z.enum(['id', 'en']).default('id') }), output: z.object({
      held: reference.nullable(),
      /** What the next edition will say: what this office set; null for an office that issues none. */
      draft: z.object({ schedule: z.array(scheduleRow), upload: uploadAddress.nullable(), asked: z.array(asked), templates: z.array(template) }).nullable(),
    }),
  }),
  'reference.set': call({
    about: 'Sets what the next edition of the reference data says; what is left out stays. Nothing leaves until it is issued.', lane: 'write', permission: 'setting.write',
    input: z.object({ schedule: z.array(scheduleRow).max(500).optional(), upload: uploadAddress.nullable().optional(), asked: z.array(asked).max(200).optional(), templates: z.array(template).max(50).optional() }),
    output: done,
  }),
  'reference.askable': call({
    about: 'The fields that are withheld between offices unless the reference data asks for them.', lane: 'read', permission: 'register.read',
    input: z.object({ lang: z.enum(['id', 'en']).default('id') }), output: z.array(z.object({ entity: z.number(), field: z.number(), label: z.string(), asked: z.boolean() })),
  }),
  'schedule.mine': call({
    about: 'When this office has to hand in, and whether it is late.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.object({
      state: dueState, every: z.enum(['week', 'month']).nullable(), day: z.number().nullable(), dueOn: date.nullable(), daysLate: z.number(), lastSentOn: date.nullable(),
      /** The last day of grace; null unless a report is due now. */
      until: date.nullable(),
    }),
  }),
  'below.table': call({
    about: 'A row for each office below this one: received, late, never ("belum kirim", never 0), quality, what is open.', lane: 'read', long: true, permission: 'register.read', input: nothing,
    output: z.array(z.object({
      code: z.string(), name: z.string(), level: z.string(), parent: z.string(), trusted: z.boolean(), /** It had cards here, and none of them is trusted any more: what it sent stays. */ revoked: z.boolean(),
      /** PCs of it that are trusted on the word of another of its PCs. */
      vouchedPcs: z.number(),
      state: z.enum(['never', 'late', 'due', 'received', 'unscheduled']), lastAt: z.string().nullable(), lastSequence: z.number().nullable(), lastShared: z.boolean(),
      families: z.number().nullable(), people: z.number().nullable(), dueOn: date.nullable(), daysLate: z.number(),
      /** 0 to 100 as the report `quality`; null while nothing came. */
      quality: z.number().nullable(), openTasks: z.number(), problems: z.number(),
      /** What became of its starter file; null when none was written. */
      starter: z.enum(['written', 'used']).nullable(),
    })),
  }),
  'below.calendar': call({
    about: 'For each office below this one and each due date of a period: received in time, late, missing, or still to come.', lane: 'read', permission: 'register.read',
    input: z.object({ from: date, to: date }),
    output: z.object({
      dues: z.array(date),
      rows: z.array(z.object({
        code: z.string(), name: z.string(),
        cells: z.array(z.object({ due: date, state: z.enum(['received', 'late', 'missing', 'upcoming']), at: z.string().nullable(), packages: z.number() })),
      })),
    }),
  }),
  'starter.write': call({
    about: 'Writes one starter file per office: region, trust, templates, rules, schedule. For the offices named, or all kelurahan and desa below.', lane: 'write', permission: 'setting.write',
    input: z.object({ codes: z.array(regionCode).max(1000).default([]), folder: z.string(), job: z.string().default('starter') }),
    output: z.array(z.object({ code: z.string(), name: z.string(), level: z.string(), file: z.string().nullable(), refusal: z.string().nullable() })),
  }),
  'starter.list': call({
    about: 'The starter files that were written, and which offices have answered.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ code: z.string(), name: z.string(), at: z.string(), by: z.string(), usedAt: z.string().nullable(), state: z.enum(['written', 'used']),
      /** When the office hands in by its file; null for one without a schedule, absent where it is not known any more. */
      schedule: scheduleRow.nullable().optional(),
    })),
  }),
  'starter.read': call({
    about: 'What a starter file says: the office it is for and who wrote it. Needs no session.', lane: 'write', permission: null, open: true, input: z.object({ path: z.string() }),
    output: z.object({
      code: z.string(), name: z.string(), level: officeLevel, practice: z.boolean(), issuedAt: z.string(), edition: z.number(),
      issuer: z.object({ code: z.string(), name: z.string(), fingerprint: z.string() }), schedule: scheduleRow.nullable(), upload: z.string().nullable(),
    }),
  }),
  'starter.create': call({
    about: 'Creates the office of a starter file: asks only for a user and a passphrase, and the city’s fingerprint as it was spoken.', lane: 'write', permission: null, open: true,
    input: z.object({ path: z.string(), user: z.string().min(1).max(40), displayName: z.string().max(80).optional(), passphrase: z.string(), fingerprint: z.string().optional(), unchecked: z.boolean().default(false) }),
    output: z.object({
      officeId: z.string(), deviceId: z.string(), code: z.string(), level: officeLevel, name: z.string(), fingerprint: z.string(), recoveryCode: z.string(),
      issuer: z.object({ code: z.string(), name: z.string(), checked: z.boolean() }),
    }),
  }),
};

