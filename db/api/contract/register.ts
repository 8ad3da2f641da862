import { z } from 'zod';
import { call } from './define.ts';
import { counts, date, done, finding, lang, nothing, uid, values } from './common.ts';

export const familyFilter = z.object({
  region: z.string().optional(), rw: z.string().optional(), rt: z.string().optional(),
  /** 0 means "not ranked". Highest-ranking source decides: see ranking.current in the registry. */
  desil: z.array(z.number().int().min(0).max(10)).optional(),
  status: z.enum(['active', 'inactive', 'all']).default('active'),
  /** Not surveyed for at least so many days; families never surveyed count as older than any. */
  olderThanDays: z.number().int().positive().optional(),
  /** Surveyed last in these months, the last excluded (`2025-11..2026-05`, either end may be missing), or `none`: never. */
  surveyed: z.string().regex(/^(none|(\d{4}-\d{2})?\.\.(\d{4}-\d{2})?)$/).optional(),
  /** Does not pass this measure of the quality score. */
  lacking: z.enum(['nik', 'noKk', 'address', 'desil', 'fresh', 'single']).optional(),
  need: z.string().optional(),
  /** A mark of vulnerability, or several of which one is enough. Those about health need the right to health answers. */
  tag: z.string().optional(),
  programme: uid.optional(),
  /** In how many programmes somebody of the family is. */
  programmes: z.object({ from: z.number().int().min(0).optional(), to: z.number().int().min(0).optional() }).optional(),
  /** Receives at least one programme of each group. */
  anyOf: z.array(z.array(z.string())).optional(),
  /** Desil 1–2, or with a need. */
  wanting: z.boolean().optional(),
  /** Only families with coordinates that cannot be those of a house of their region. */
  placed: z.enum(['outside']).optional(),
  /** Only who receives (the chosen programme, or anything) on a day, or only who does not. */
  receiving: z.enum(['yes', 'no']).optional(), on: date.optional(),
  /** Only families of a target list: whom programmes draw their recipients from. */
  target: uid.optional(),
  text: z.string().optional(),
  /** Only those whose head's name holds every word of the text. */
  headNamed: z.boolean().optional(),
  /** Only families enrolled in a programme that this agency provides. */
  agency: z.string().optional(),
});
export const familySort = z.object({
  by: z.enum(['head', 'address', 'rt', 'desil', 'members', 'surveyDate', 'changedAt']), direction: z.enum(['asc', 'desc']).default('asc'),
});

export const familyRow = z.object({
  id: uid, noKk: z.string().nullable(), head: z.string().nullable(), headAge: z.number().nullable(), address: z.string().nullable(),
  rt: z.string().nullable(), rw: z.string().nullable(), region: z.string().nullable(), desil: z.number().nullable(), desilSource: z.string().nullable(),
  members: z.number(), needs: z.array(z.string()), programmes: z.array(z.string()), surveyDate: date.nullable(), status: z.string(),
  warnings: z.number(),
});

const personView = z.object({
  id: uid, values, age: z.number().nullable(), active: z.boolean(), canReveal: z.boolean(),
  programmes: z.array(z.object({ enrolment: uid, name: z.string(), status: z.string() })),
});
/** Credit is paid back and no aid. */
export const creditView = z.object({ bank: z.string().nullable(), limit: z.number().nullable(), state: z.string().nullable() });
export const enrolmentView = z.object({
  id: uid, programme: uid, programmeName: z.string(), unit: z.string(), person: uid.nullable(), personName: z.string().nullable(),
  status: z.string(), start: date.nullable(), end: date.nullable(), decisionNo: z.string().nullable(), decisionDate: date.nullable(),
  exitReason: z.string().nullable(), source: z.string().nullable(), credit: creditView.nullable(),
});
/** What reaches a family through a group, its rumah tangga or its house. */
export const sharedAid = z.object({
  id: uid, via: z.enum(['group', 'household', 'house']), group: uid.nullable(), name: z.string(), member: z.string().nullable(), programme: uid, programmeName: z.string(), status: z.string(), start: date.nullable(), end: date.nullable(),
  last: z.object({ phase: z.string(), date: date.nullable(), rupiah: z.number().nullable(), quantity: z.number().nullable(), unit: z.string().nullable() }).nullable(),
});
export const houseView = z.object({
  id: uid, address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), label: z.string().nullable(), families: z.array(z.object({ id: uid, head: z.string().nullable() })),
  received: z.array(z.object({ enrolment: uid, programme: z.string(), start: date.nullable(), status: z.string(), family: uid.nullable(), head: z.string().nullable() })),
});
export const rankingView = z.object({
  id: uid, source: z.string(), scope: z.string().nullable(), measure: z.string(), value: z.number().nullable(), date: date.nullable(), document: z.string().nullable(),
});
export const needView = z.object({ need: z.string(), met: z.boolean().nullable(), because: z.array(z.object({ field: z.string(), text: z.string() })) });
export const familyView = z.object({
  id: uid, values, head: uid.nullable(), headName: z.string().nullable(), people: z.array(personView), rankings: z.array(rankingView),
  enrolments: z.array(enrolmentView), needs: z.array(needView), tags: z.array(z.string()), findings: z.array(finding),
  noKkHistory: z.array(z.object({ noKk: z.string(), from: date.nullable(), until: date.nullable(), reason: z.string().nullable() })),
  surveyDate: date.nullable(), createdAt: z.string(), changedAt: z.string(), owner: z.string(), own: z.boolean(), draft: uid.nullable(),
  /** Fields that the sender withheld; shown as "tidak dikirim", never as empty. */
  withheld: z.array(z.string()),
  /** The rumah tangga, when it lives with other families; the family itself is among them. */
  household: z.object({
    id: uid, number: z.string().nullable(), label: z.string().nullable(),
    families: z.array(z.object({ id: uid, head: z.string().nullable(), members: z.number(), active: z.boolean() })),
  }).nullable(),
  /** The house it is known to live in, and what reaches it through a group, its rumah tangga or that house. */
  house: houseView.nullable(), shared: z.array(sharedAid),
  /** The family it was merged into. */
  mergedInto: uid.nullable(),
});

export const historyEntry = z.object({
  at: z.string(), by: z.string(), office: z.string().nullable(), entity: z.string(), record: uid, recordName: z.string().nullable(), op: z.enum(['create', 'change']),
  field: z.string().nullable(), old: z.unknown(), new: z.unknown(), reason: z.string().nullable(),
  source: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }).nullable(), changeId: z.string(), parallel: z.boolean(),
});

const savePerson = z.object({ id: uid.optional(), values });
/** A warning that the clerk has read and given a reason for. */
export const acknowledgement = z.object({ code: z.string(), record: z.string().optional(), field: z.string().optional(), reason: z.string().min(1) });
const saved = z.object({ id: uid, people: z.array(uid), changes: z.number(), /** NIK and No KK that wait for a second person. */ held: z.number(), findings: z.array(finding) });

/** Somebody of the register who may be the one being typed. */
const candidate = z.object({
  record: uid, family: uid, name: z.string(), birthDate: z.string().nullable(), nik: z.string().nullable(), noKk: z.string().nullable(), address: z.string().nullable(),
  rt: z.string().nullable(), rw: z.string().nullable(), score: z.number(), verdict: z.enum(['sure', 'doubt', 'none']), reasons: z.array(z.string()),
});

/** A family whose pengurus died or left, with who of it could receive instead. */
export const lostPengurus = z.object({
  enrolment: uid, programmeName: z.string(), family: uid, name: z.string(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), pengurus: z.string(), cause: z.enum(['dead', 'gone']),
  since: date.nullable(), own: z.boolean(), members: z.array(z.object({ id: uid, name: z.string() })),
});

export const registerCalls = {
  'family.list': call({
    about: 'A page of families by keyset; `next` is null on the last page.', lane: 'read', permission: 'register.read',
    input: z.object({ filter: familyFilter.default({ status: 'active' }), sort: familySort.default({ by: 'head', direction: 'asc' }), after: z.string().nullable().default(null), limit: z.number().int().min(1).max(500).default(200) }),
    output: z.object({ rows: z.array(familyRow), next: z.string().nullable() }),
  }),
  'family.count': call({
    about: 'How many families and people a filter holds.', lane: 'read', permission: 'register.read',
    input: z.object({ filter: familyFilter.default({ status: 'active' }) }), output: counts,
  }),
  'family.facets': call({
    about: 'The RW, RT, regions, needs and programmes that the filter menus offer, with family counts.', lane: 'read', permission: 'register.read',
    input: nothing,
    output: z.object({
      areas: z.array(z.object({ region: z.string(), regionName: z.string(), rw: z.string().nullable(), rt: z.string().nullable(), families: z.number() })),
      needs: z.array(z.object({ need: z.string(), families: z.number() })),
      tags: z.array(z.object({ tag: z.string(), families: z.number() })),
      programmes: z.array(z.object({ id: uid, name: z.string(), families: z.number() })),
    }),
  }),
  'family.get': call({
    about: 'One family with people, rankings, needs, programmes and findings; identifiers masked.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid }), output: familyView,
  }),
  'family.forEdit': call({
    about: 'All values of a family and its people for the form, identifiers unmasked; logged as a reveal.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid }), output: z.object({ id: uid, values, people: z.array(z.object({ id: uid, values, active: z.boolean() })) }),
  }),
  'family.save': call({
    about: 'Creates or changes a family and its people in one transaction; refuses while a blocking finding stands or a warning has no reason.',
    lane: 'write', permission: 'register.write',
    input: z.object({ id: uid.optional(), values, people: z.array(savePerson), acknowledged: z.array(acknowledgement).default([]), reason: z.string().optional(), draft: uid.optional() }),
    output: saved,
  }),
  'family.check': call({
    about: 'The findings that saving these values would give, duplicates of NIK and No KK in the register included.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid.optional(), values, people: z.array(savePerson) }), output: z.array(finding),
  }),
  'person.candidates': call({
    about: 'People of the register who may be the one being typed, the likeliest first, with why; identifiers masked.', lane: 'read', urgent: true, permission: 'register.read',
    input: z.object({ values, excludeFamily: uid.optional(), limit: z.number().int().min(1).max(20).default(3), lang }),
    output: z.array(candidate),
  }),
  'record.change': call({
    about: 'Changes some fields of one family or person in place, with a reason where a warning stands. `held`: the new NIK or No KK waits for a second person, where the office wants two.', lane: 'write', permission: 'register.write',
    input: z.object({ entity: z.enum(['family', 'person']), id: uid, values, acknowledged: z.array(acknowledgement).default([]), reason: z.string().optional() }),
    output: z.object({ changes: z.number(), held: z.boolean(), findings: z.array(finding) }),
  }),
  'record.reveal': call({
    about: 'Shows one masked identifier; logged with who and when.', lane: 'write', permission: 'identity.reveal',
    input: z.object({ entity: z.enum(['family', 'person']), id: uid, field: z.enum(['nik', 'noKk']) }), output: z.object({ value: z.string().nullable() }),
  }),
  'record.show': call({
    about: 'A family or a person by id, for the terminal: `kind` and the full view; identifiers masked.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid }), output: z.object({ kind: z.string(), id: uid, values, family: familyView.nullable() }),
  }),
  'record.history': call({
    about: 'Every change of a record, newest first; a family’s history holds its people’s too.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid, limit: z.number().int().min(1).max(5000).default(500), lang }), output: z.array(historyEntry),
  }),
  'record.asOf': call({
    about: 'A record as this office knew it at the end of a date; null when it was not known yet.', lane: 'read', permission: 'register.read',
    input: z.object({ id: uid, date }), output: z.object({ entity: z.string(), values: values.nullable() }),
  }),
  'changes.list': call({
    about: 'The changes of one day, newest first, optionally of one user.', lane: 'read', long: true, permission: 'register.read',
    input: z.object({ date: date.optional(), user: z.string().optional(), limit: z.number().int().min(1).max(2000).default(300), lang }),
    output: z.object({ date, users: z.array(z.object({ name: z.string(), changes: z.number() })), entries: z.array(historyEntry) }),
  }),
  search: call({
    about: 'People and families by name in any usual spelling, NIK, No KK or address, as you type.', lane: 'read', urgent: true, permission: 'register.read',
    input: z.object({ text: z.string(), limit: z.number().int().min(1).max(100).default(15) }),
    output: z.array(z.object({
      kind: z.enum(['family', 'person']), id: uid, family: uid.nullable(), name: z.string(), nik: z.string().nullable(), noKk: z.string().nullable(),
      rt: z.string().nullable(), rw: z.string().nullable(), address: z.string().nullable(), age: z.number().nullable(), status: z.string().nullable(),
      region: z.string().nullable(), programmes: z.array(z.string()), marks: z.array(z.string()), score: z.number(),
    })),
  }),
  'person.birth': call({
    about: 'Records a birth: a new person in a family and the event.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, values, date, place: z.string().optional(), certificateNo: z.string().optional(), acknowledged: z.array(acknowledgement).default([]) }), output: z.object({ id: uid, findings: z.array(finding) }),
  }),
  'person.death': call({
    about: 'Records a death; open enrolments of the person are listed for follow-up, and a family left without a head is said so.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid, date, place: z.string().optional(), certificateNo: z.string().optional(), reason: z.string().optional() }),
    output: z.object({ headless: z.boolean(), enrolments: z.array(uid), pengurus: z.array(lostPengurus) }),
  }),
  'person.move': call({
    about: 'People, or a whole family, move out with date, destination and reason.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, people: z.array(uid).min(1), date, destination: z.string(), reason: z.string().optional() }),
    output: z.object({ headless: z.boolean(), familyClosed: z.boolean() }),
  }),
  'person.arrive': call({
    about: 'Someone joins an existing family: a new person, or one who comes from another family of this register.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, person: uid.optional(), values: values.optional(), date, origin: z.string().optional(), reason: z.string().optional(), acknowledged: z.array(acknowledgement).default([]) }),
    output: z.object({ id: uid, findings: z.array(finding), held: z.boolean() }),
  }),
  'family.changeHead': call({
    about: 'Another member becomes Kepala Keluarga; relations and, where a new card was issued, No KK change with it.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, head: uid, relationships: z.record(z.string(), z.number()), noKk: z.string().nullable().optional(), date, reason: z.string().min(1) }), output: z.object({ held: z.boolean() }),
  }),
  'ranking.add': call({
    about: 'Adds a dated ranking (desil or percentile) with its source.', lane: 'write', permission: 'register.write',
    input: z.object({ family: uid, source: z.string(), scope: z.string(), measure: z.enum(['desil', 'percentile']), value: z.number().nullable(), date, document: z.string().optional() }), output: z.object({ id: uid }),
  }),
  'draft.save': call({
    about: 'Keeps unfinished input; survives a crash. Not part of the register.', lane: 'write', permission: 'register.read',
    input: z.object({ id: uid.optional(), kind: z.string(), target: uid.nullable(), title: z.string(), content: z.string() }), output: z.object({ id: uid, savedAt: z.string() }),
  }),
  'draft.list': call({
    about: 'Unfinished input, newest first.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ id: uid, kind: z.string(), target: uid.nullable(), title: z.string(), savedAt: z.string(), by: z.string() })),
  }),
  'draft.get': call({
    about: 'One draft.', lane: 'read', permission: 'register.read', input: z.object({ id: uid }),
    output: z.object({ id: uid, kind: z.string(), target: uid.nullable(), title: z.string(), content: z.string(), savedAt: z.string() }),
  }),
  'draft.discard': call({ about: 'Throws a draft away.', lane: 'write', permission: 'register.read', input: z.object({ id: uid }), output: done }),
};
