import { z } from 'zod';
import { call } from './define.ts';
import { concern } from './programme.ts';
import { date, done, lang, uid } from './common.ts';

const phase = z.string().trim().min(1).max(60);
const month = z.string().regex(/^\d{4}-\d{2}$/);
const recipient = {
  enrolment: uid, family: uid, person: uid.nullable(), name: z.string(), identifier: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(),
};
const held = z.enum(['dead', 'gone', 'suspended', 'ended']);
const followUp = z.object({ ...recipient, family: uid.nullable(), group: uid.nullable(), cause: held, since: date.nullable(), until: date.nullable(), why: z.string().nullable() });
const deliveryLine = z.object({
  ...recipient, family: uid.nullable(), group: uid.nullable(), delivery: uid.nullable(), status: z.number().nullable(), date: date.nullable(), rupiah: z.number().nullable(), quantity: z.number().nullable(), unit: z.string().nullable(), takenBy: z.string().nullable(),
  relation: z.number().nullable(), proof: z.number().nullable(), reason: z.string().nullable(), own: z.boolean(),
  /** Received in this phase, and would be handed nothing now. */
  held: held.nullable(),
});
const deliveryList = z.object({
  rows: z.array(deliveryLine), followUp: z.array(followUp), received: z.number(), unsigned: z.number(), rupiah: z.number(), quantities: z.array(z.object({ unit: z.string(), quantity: z.number() })),
});
const refusedDelivery = z.object({ no: z.number(), at: z.string(), by: z.string(), names: z.array(z.string()), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
const sums = { portions: z.number(), received: z.number(), absent: z.number() };
const side = z.object({
  id: uid, office: z.string(), officeName: z.string(), own: z.boolean(), counts: z.boolean(), date: date.nullable(), status: z.number().nullable(), rupiah: z.number().nullable(), quantity: z.number().nullable(),
  unit: z.string().nullable(), takenBy: z.string().nullable(), officer: z.string().nullable(),
});

/** A whole number that was scanned, or somebody who was chosen, and how the screen stood then. */
const keptCard = z.object({
  card: z.string().regex(/^\d{16}$/).nullable(), enrolment: uid.nullable(), phase: z.string(), date: z.string(), sign: z.boolean(),
  rupiah: z.number().nullable(), quantity: z.number().nullable(), unit: z.string().nullable(),
});

export const deliveryCalls = {
  'delivery.list': call({
    about: 'Everybody who receives a programme now, with what became of a phase; apart, with the reason, to whom nothing is handed: the dead, the gone, the suspended, and who left of late.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid, phase }),
    /** `waiting`: recorded while the register was being written, and counted as if it were there; `refused`: what could not be written in the end. */
    output: deliveryList.extend({ waiting: z.number(), refused: z.array(refusedDelivery) }),
  }),
  'delivery.scan': call({
    about: 'Whose parts in a programme a whole NIK or No KK means: what a card says that is scanned. A masked number would mean others as well.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid, number: z.string().regex(/^\d{16}$/) }),
    output: z.object({ enrolments: z.array(uid) }),
  }),
  'delivery.phases': call({
    about: 'The phases of a programme that anything was recorded for.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid }),
    output: z.array(z.object({ phase: z.string(), date: date.nullable(), received: z.number(), others: z.number() })),
  }),
  'delivery.record': call({
    about: 'Records what became of a phase for one recipient or many, in one transaction; a second record corrects the first.', lane: 'write', permission: 'enrol.write', mayWait: true,
    input: z.object({
      /** Whether it may be kept beside the register, durable, while that is being written by an import. */
      mayWait: z.boolean().default(false), programme: uid, phase, date, place: z.string().max(200).nullable().default(null), officer: z.string().max(120).nullable().default(null),
      items: z.array(z.object({
        enrolment: uid, status: z.number().int().min(1).max(4), rupiah: z.number().int().min(0).nullable().default(null), quantity: z.number().min(0).nullable().default(null), unit: z.string().max(40).nullable().default(null),
        takenBy: z.string().max(120).nullable().default(null), relation: z.number().int().nullable().default(null), proof: z.number().int().nullable().default(null), proofNo: z.string().max(60).nullable().default(null),
        reason: z.string().max(300).nullable().default(null), note: z.string().max(1000).nullable().default(null),
      })).min(1).max(5000),
    }),
    output: z.object({ recorded: z.number(), waiting: z.number() }),
  }),
  'delivery.keepCards': call({
    about: 'Keeps cards that were taken and are in no record yet beside the register, durable, so that a power cut loses none; answers their numbers.', lane: 'read', permission: 'enrol.write',
    input: z.object({ programme: uid, cards: z.array(keptCard).min(1).max(500) }), output: z.object({ nos: z.array(z.number().int()) }),
  }),
  'delivery.keptCards': call({
    about: 'The cards of a programme that are kept so, in the order in which they were taken.', lane: 'read', permission: 'enrol.write', input: z.object({ programme: uid }), output: z.array(keptCard.extend({ no: z.number().int() })),
  }),
  'delivery.forgetCards': call({
    about: 'Forgets kept cards that are recorded, or of which somebody has seen why they are not.', lane: 'read', permission: 'enrol.write', input: z.object({ nos: z.array(z.number().int()).min(1).max(500) }), output: done,
  }),
  'delivery.forget': call({
    about: 'Takes deliveries that could not be written in the end off the list, when somebody has settled them; what they were goes into the log.', lane: 'write', permission: 'enrol.write',
    input: z.object({ nos: z.array(z.number().int()).min(1).max(500), reason: z.string().trim().min(1).max(300) }), output: z.object({ forgotten: z.number() }),
  }),
  'delivery.void': call({ about: 'Takes back a delivery that was recorded by mistake.', lane: 'write', permission: 'enrol.write', input: z.object({ id: uid, reason: z.string().trim().min(1) }), output: done }),
  'delivery.sign': call({
    about: 'Notes what proves that deliveries were received, once the signed sheet is back.', lane: 'write', permission: 'enrol.write',
    input: z.object({ ids: z.array(uid).min(1).max(5000), proof: z.number().int().min(1).max(5).default(1), proofNo: z.string().max(60).nullable().default(null) }), output: z.object({ signed: z.number() }),
  }),
  'delivery.sheet': call({
    about: 'What is printed for people to sign: the recipients of a phase in the order of RT with what each gets; the purpose is logged. The dead, the gone and the suspended never stand on it, whom a rule forbids only with `anyway`, a reason that is logged too; `held` are those left out.', lane: 'write', permission: 'report.run',
    input: z.object({ programme: uid, phase, identifiers: z.enum(['masked', 'full']).default('masked'), purpose: z.string().trim().min(1).max(200), anyway: z.string().trim().min(1).max(300).optional(), lang }), output: deliveryList.extend({ held: z.array(concern) }),
  }),
  'delivery.grid': call({
    about: 'A month of a daily programme: recipients by days with portions, absences and reasons, days off, and sums each way.', lane: 'read', permission: 'register.read', input: z.object({ programme: uid, month }),
    output: z.object({
      month, followUp: z.array(followUp), ...sums,
      days: z.array(z.object({ date, day: z.number(), weekday: z.number(), off: z.boolean(), reason: z.string().nullable(), rule: z.enum(['weekend', 'holiday']).nullable(), ...sums })),
      rows: z.array(z.object({
        ...recipient, active: z.boolean(), portions: z.number(), absent: z.number(),
        cells: z.array(z.object({ day: z.number(), delivery: uid, status: z.number(), quantity: z.number().nullable(), reason: z.string().nullable(), own: z.boolean() })),
      })),
    }),
  }),
  'delivery.dayOff': call({
    about: 'Says that a daily programme is not given on a date or a day of the week (1 Monday to 7), or is after all.', lane: 'write', permission: 'enrol.write',
    input: z.object({ programme: uid, date: date.optional(), weekday: z.number().int().min(1).max(7).optional(), off: z.boolean(), reason: z.string().max(200).nullable().default(null) }), output: done,
  }),
  'delivery.doubles': call({
    about: 'What was handed over according to more than one PC or office, a question for each programme and phase; it counts once meanwhile.', lane: 'read', permission: 'register.read', input: z.object({}),
    output: z.array(z.object({
      id: z.string(), programme: uid, programmeName: z.string(), phase: z.string(), own: z.boolean(),
      lines: z.array(z.object({ recipient: uid, family: uid, name: z.string(), rt: z.string().nullable(), rw: z.string().nullable(), sides: z.array(side) })),
    })),
  }),
  'delivery.settleDoubles': call({
    about: 'Answers whether deliveries of this office that do not count are the same as the others (struck out) or others (a phase of their own).', lane: 'write', permission: 'enrol.write',
    input: z.object({ programme: uid, phase, verdict: z.enum(['same', 'different']), recipients: z.array(uid).max(5000).optional(), otherPhase: z.string().trim().max(60).optional(), reason: z.string().trim().min(1).max(300) }),
    output: z.object({ settled: z.number() }),
  }),
  'visit.list': call({
    about: 'The visits of a programme, the latest first; the note and the number of the medical record only for who may read about health.', lane: 'read', permission: 'register.read',
    input: z.object({ programme: uid, from: date.nullable().default(null), to: date.nullable().default(null), due: z.boolean().default(false) }),
    output: z.object({
      /** Whether this user is shown the notes. */
      health: z.boolean(),
      rows: z.array(z.object({
        ...recipient, id: uid, date: date.nullable(), status: z.number().nullable(), reason: z.string().nullable(), officer: z.string().nullable(), followUp: z.number().nullable(), followUpDate: date.nullable(), due: z.boolean(),
        note: z.string().nullable(), recordNo: z.string().nullable(), own: z.boolean(),
      })),
    }),
  }),
  'visit.record': call({
    about: 'Records a visit at home, or corrects that of the same day; a note about health needs the permission to read about it.', lane: 'write', permission: 'enrol.write',
    input: z.object({
      programme: uid, enrolment: uid, date, officer: z.string().trim().min(1).max(120), status: z.number().int().min(1).max(4).default(1), reason: z.string().max(300).nullable().default(null),
      followUp: z.number().int().min(1).max(6).nullable().default(null), followUpDate: date.nullable().default(null), note: z.string().max(1000).nullable().optional(), recordNo: z.string().max(60).nullable().optional(),
    }),
    output: done,
  }),
};
