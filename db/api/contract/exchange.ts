import { z } from 'zod';
import { call } from './define.ts';
import { date, nothing, regionCode, uid } from './common.ts';
import { receivedRow } from './handoff.ts';

const reason = z.string().trim().min(1).max(500);

export const transferView = z.object({
  id: uid, direction: z.enum(['in', 'out', 'seen']), family: uid, head: z.string().nullable(), noKk: z.string().nullable(), people: z.number(),
  from: z.string(), fromName: z.string(), to: z.string(), toName: z.string(), reason: z.string(), at: z.string(), by: z.string(),
  /** `travelling`: the old owner waits for an answer; `withdrawn` by the old owner; the others as the new owner answered. */
  state: z.enum(['travelling', 'accepted', 'refused', 'withdrawn']),
  answer: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  /** Whether it went into a package yet. */
  sent: z.boolean(),
});

export const taskView = z.object({
  id: uid, list: uid, title: z.string(), kind: z.string(), office: z.string(), name: z.string().nullable(), nik: z.string().nullable(), noKk: z.string().nullable(),
  address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), birthDate: z.string().nullable(), ask: z.string().nullable(), dueOn: date.nullable(), late: z.boolean(),
  /** The family and person here that it speaks of, by id, NIK or No KK; null when nobody fits. */
  family: uid.nullable(), person: uid.nullable(),
  result: z.object({ outcome: z.number(), label: z.string(), note: z.string().nullable(), on: z.string(), by: z.string() }).nullable(),
});
const taskInput = z.object({
  family: uid.optional(), person: uid.optional(), name: z.string().max(200).optional(), nik: z.string().max(40).optional(), noKk: z.string().max(40).optional(),
  address: z.string().max(500).optional(), rt: z.string().max(10).optional(), rw: z.string().max(10).optional(), birthDate: date.optional(), ask: z.string().max(1000).optional(),
});

export const exchangeCalls = {
  'transfer.start': call({
    about: 'Offers a family to another office. Until that office accepts, it stays ours and may only be read: "dalam perjalanan".', lane: 'write', permission: 'package.send',
    input: z.object({ family: uid, to: regionCode, reason }), output: z.object({ id: uid }),
  }),
  'transfer.list': call({
    about: 'Families on their way in (`in`) and out (`out`) of this office, and those of offices below (`seen`), or all that became of one family; identifiers masked.', lane: 'read', permission: 'register.read',
    input: z.object({ direction: z.enum(['in', 'out', 'seen', 'all']).default('all'), open: z.boolean().default(false), family: uid.optional() }), output: z.array(transferView),
  }),
  'transfer.accept': call({ about: 'Accepts a family that another office offers: it and its people are ours from now on.', lane: 'write', permission: 'package.send', input: z.object({ id: uid }), output: z.object({ id: uid, family: uid, records: z.number() }) }),
  'transfer.refuse': call({ about: 'Refuses a family that another office offers; it stays theirs.', lane: 'write', permission: 'package.send', input: z.object({ id: uid, reason }), output: z.object({ id: uid }) }),
  'transfer.withdraw': call({ about: 'Takes an offer back that was not answered yet, for instance when its file was lost.', lane: 'write', permission: 'package.send', input: z.object({ id: uid, reason }), output: z.object({ id: uid }) }),
  'relay.list': call({
    about: 'Packages of other offices that this one carries on unchanged: kept, and with which TERUSAN they went.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ sha256: z.string(), file: z.string(), kind: z.string(), from: z.string(), fromName: z.string(), /** Who is to have it, and when a TERUSAN carried it there. */ to: z.array(z.object({ code: z.string(), sentAt: z.string().nullable() })), sequence: z.number(), bytes: z.number(), at: z.string() })),
  }),
  'target.issue': call({
    about: 'Makes a list of tasks for one office below: given rows, or a prelist of its families as they stand here.', lane: 'write', permission: 'programme.write',
    input: z.object({
      office: regionCode, title: z.string().trim().min(1).max(200), kind: z.enum(['verify', 'recipients', 'prelist']).default('verify'), programme: uid.optional(), dueOn: date.optional(),
      note: z.string().max(2000).optional(), rows: z.array(taskInput).max(20_000).default([]),
      /** Families held here of that office, as a prelist. */
      families: z.object({ rw: z.string().optional(), rt: z.string().optional(), desil: z.array(z.number().int()).optional(), programme: uid.optional() }).optional(),
    }),
    output: z.object({ id: uid, tasks: z.number() }),
  }),
  'target.list': call({
    about: 'Every list of tasks with what came back: done, by outcome, open, overdue.', lane: 'read', permission: 'register.read', input: z.object({ lang: z.enum(['id', 'en']).default('id') }),
    output: z.array(z.object({
      id: uid, title: z.string(), kind: z.string(), office: z.string(), officeName: z.string(), own: z.boolean(), issuedOn: date, dueOn: date.nullable(), sent: z.boolean(), voided: z.boolean(),
      tasks: z.number(), done: z.number(), open: z.number(), overdue: z.number(), outcomes: z.array(z.object({ outcome: z.number(), label: z.string(), count: z.number() })),
    })),
  }),
  'target.void': call({ about: 'Takes a list of tasks back; it disappears from the worklist of its office with the next package.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, reason }), output: z.object({ id: uid }) }),
  'task.list': call({
    about: 'Tasks from the city for this office, each with the family and person here that it speaks of; identifiers masked.', lane: 'read', permission: 'register.read',
    input: z.object({ list: uid.optional(), state: z.enum(['open', 'done', 'all']).default('open'), limit: z.number().int().min(1).max(20_000).default(1000), offset: z.number().int().min(0).default(0) }),
    output: z.object({ total: z.number(), rows: z.array(taskView) }),
  }),
  'task.answer': call({
    about: 'Answers a task: what was found. The answer travels with the next report and is counted by whoever asked.', lane: 'write', permission: 'register.write',
    input: z.object({ id: uid, outcome: z.number().int().min(1).max(20), note: z.string().max(1000).optional(), family: uid.optional(), person: uid.optional() }), output: z.object({ id: uid }),
  }),
  'upload.status': call({
    about: 'Whether uploading is on (an address in the city’s signed reference data), and what waits, is under way, was sent or acknowledged.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.object({
      address: z.string().nullable(), issuer: z.string().nullable(), lastFetchAt: z.string().nullable(),
      items: z.array(z.object({
        packageId: z.string(), file: z.string(), kind: z.string(), to: z.array(z.string()), bytes: z.number(), sent: z.number(),
        state: z.enum(['waiting', 'sending', 'sent', 'acknowledged', 'failed']), tries: z.number(), nextAt: z.string().nullable(),
        code: z.string().nullable(), message: z.string().nullable(), queuedAt: z.string(), sentAt: z.string().nullable(),
      })),
    }),
  }),
  'upload.queue': call({ about: 'Puts packages of the outbox into the queue; without a list, every package to the city that is not acknowledged.', lane: 'write', permission: 'package.send', input: z.object({ packageIds: z.array(z.string()).optional() }), output: z.object({ queued: z.number() }) }),
  'upload.run': call({
    about: 'Sends what waits, resuming where it stopped, and takes the receipts and packages that lie ready. Does nothing, and asks nothing of the network, without an address.', lane: 'write', permission: 'package.send',
    input: z.object({ job: z.string().default('upload') }), output: z.object({ sent: z.number(), failed: z.number(), received: z.array(receivedRow) }),
  }),
  'upload.running': call({
    about: 'Whether packages are uploaded now, by hand or by the clock: the job that tells how far it is, and may be cancelled, is `upload`. Asked of the thread that uploads; the other does not know.', lane: 'write', permission: 'register.read',
    input: nothing, output: z.object({ running: z.boolean() }),
  }),
  'upload.cancel': call({ about: 'Takes a package out of the queue; the package itself stays in the outbox.', lane: 'write', permission: 'package.send', input: z.object({ packageId: z.string() }), output: z.object({ cancelled: z.boolean() }) }),
};
