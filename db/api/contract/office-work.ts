import { z } from 'zod';
import { profiles } from '../../rules/privacy/agreement.ts';
import { call } from './define.ts';
import { done, nothing, uid } from './common.ts';
import { neighbour } from './handoff.ts';

const homeItem = z.object({
  kind: z.enum(['draft', 'petitionDraft', 'dialogDraft', 'importStaged', 'unsent', 'uploadFailed', 'receiptWaited', 'relayWaiting', 'paperUnsent', 'paperNoCard', 'wordUnsent', 'siblingUnsent', 'transferRefused', 'proposalAnswered', 'firstReport', 'newCard', 'approval', 'approvalWords', 'packageProblem', 'noBackup', 'noNeighbour', 'warning', 'conflict', 'proposal', 'quarantine', 'breach', 'breachElsewhere', 'transfer', 'task', 'duplicate', 'duplicateProposed', 'delivery', 'clock', 'petition', 'stageDue', 'emergencyOverdue', 'visitCheck', 'visitApprove', 'visitReturned', 'caseOverdue', 'caseMet', 'deliveryRefused', 'cardsKept']),
  count: z.number(), id: z.string().nullable(), title: z.string(), at: z.string().nullable(),
});
const jobReport = z.union([z.array(z.record(z.string(), z.unknown())), z.record(z.string(), z.unknown())]);

export const officeWorkCalls = {
  home: call({
    about: 'What waits for this user; at a receiving office also the table of its kelurahan.', lane: 'read', long: true, permission: 'register.read', input: nothing,
    output: z.object({
      items: z.array(homeItem),
      register: z.object({ families: z.number(), people: z.number(), unranked: z.number(), neverSurveyed: z.number() }),
      today: z.object({ changes: z.number(), mine: z.number() }),
      offices: z.array(z.object({ code: z.string(), name: z.string(), lastPackage: z.string().nullable(), sequence: z.number().nullable(), /** Whether the number is of the series for several offices. */ shared: z.boolean(), families: z.number().nullable(), people: z.number().nullable(), daysSince: z.number().nullable(), late: z.boolean(), /** Whether a schedule says when it has to send: without one nobody is punctual. */ scheduled: z.boolean(), sent: z.boolean(), /** Whether something of it is refused, waits or is set aside. */ open: z.boolean(), /** None of its cards is trusted any more. */ revoked: z.boolean(), /** What is open with it then; of others their neighbour tells. */ problems: neighbour.shape.problems })),
    }),
  }),
  'report.list': call({
    about: 'Reports that can be run, with their parameters.', lane: 'read', permission: 'report.run', input: nothing,
    output: z.array(z.object({ name: z.string(), title: z.string(), formats: z.array(z.string()), params: z.array(z.string()), /** In which forms it may leave for outsiders. */ outside: z.array(z.enum(profiles)) })),
  }),
  'report.run': call({
    about: 'A report as data: columns, rows and totals.', lane: 'read', permission: 'report.run',
    input: z.object({ name: z.string(), period: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number()])).default({}) }),
    output: z.object({
      name: z.string(), title: z.string(), office: z.string(), at: z.string(), practice: z.boolean(), data: jobReport,
      columns: z.array(z.object({ key: z.string(), title: z.string(), numeric: z.boolean() })), rows: z.array(z.record(z.string(), z.unknown())), totals: z.record(z.string(), z.unknown()).nullable(),
      notes: z.array(z.string()),
    }),
  }),
  'report.save': call({
    about: 'Writes a report or a list (families, people, recipients, search, import-rows) to a file with its metadata; exports of personal data are logged with their purpose. `masked` and `aggregate` are for outsiders, under an agreement in force.', lane: 'write', permission: 'report.export',
    input: z.object({ name: z.string(), period: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number()])).default({}), format: z.enum(['json', 'csv', 'xlsx', 'docx', 'pdf']), path: z.string(), job: z.string().default('document'), purpose: z.string().optional(), profile: z.enum(profiles).default('internal'), agreement: uid.optional() }),
    output: z.object({ file: z.string(), files: z.array(z.string()), rows: z.number(), sha256: z.string() }),
  }),
  'backup.create': call({
    about: 'Writes an encrypted backup of the whole office, its photos into a folder beside it (only those that are not there yet), and proves both by opening them.', lane: 'write', permission: 'backup',
    input: z.object({ path: z.string() }), output: z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), families: z.number(), people: z.number(), changes: z.number(), photos: z.object({ folder: z.string().nullable(), added: z.number(), total: z.number(), problem: z.string().nullable() }) }),
  }),
  'backup.list': call({
    about: 'Snapshots and backups known to this office, newest first.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ file: z.string(), at: z.string(), bytes: z.number(), kind: z.enum(['snapshot', 'backup']), why: z.string(), good: z.boolean() })),
  }),
  'backup.restore': call({
    about: 'Restores the office from a backup with the photos beside it, or from a snapshot, under a new epoch; the present database is kept aside.', lane: 'write', permission: null, open: true,
    input: z.object({ file: z.string(), user: z.string(), passphrase: z.string() }),
    output: z.object({ families: z.number(), people: z.number(), changes: z.number(), epoch: z.number(), lostChanges: z.number(), /** How often was saved or received since: reveals and receipts are lost, too. */ lostActs: z.number(), keptAside: z.string().nullable(), photos: z.object({ added: z.number(), total: z.number(), missing: z.number() }) }),
  }),
  verify: call({
    about: 'Checks the database, the chain of the change log and every imported batch; told how far it is, and may be cancelled.', lane: 'write', permission: 'register.read', input: z.object({ job: z.string().default('verify') }),
    output: z.object({
      ok: z.boolean(), integrity: z.string(), auditOk: z.boolean(), changes: z.number(), auditHead: z.string(),
      counts: z.object({ families: z.number(), people: z.number(), activeFamilies: z.number(), activePeople: z.number(), programmes: z.number(), enrolments: z.number(), rankings: z.number(), drafts: z.number() }),
      problems: z.array(z.string()),
    }),
  }),
  'recovery.confirm': call({ about: 'The user typed the recovery code back; it is not asked again.', lane: 'write', permission: null, open: true, input: z.object({ recoveryCode: z.string() }), output: done }),
};
