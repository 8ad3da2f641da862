import { z } from 'zod';
import { call } from './define.ts';
import { counts, done, nothing, uid } from './common.ts';

export const importFinding = z.object({
  sheet: z.string(), row: z.number(), column: z.string().nullable(), code: z.string(), severity: z.enum(['block', 'warn', 'info']), message: z.string(), value: z.string().nullable(),
});
const rowState = z.enum(['new', 'changed', 'same', 'rejected', 'question']);
const tally = z.object({ rows: z.number(), new: z.number(), changed: z.number(), same: z.number(), rejected: z.number(), question: z.number() });

export const importPreview = z.object({
  staging: uid, file: z.string(), sha256: z.string(), profile: z.string().nullable(), profileName: z.string().nullable(),
  /** Set when this very file was imported before. */
  seenBefore: z.object({ batch: uid, at: z.string() }).nullable(),
  sheets: z.array(z.object({
    name: z.string(), entity: z.string().nullable(), rows: z.number(), headerRow: z.number().nullable(),
    columns: z.array(z.object({ index: z.number(), letter: z.string(), header: z.string(), field: z.string().nullable(), samples: z.array(z.string()), note: z.string().nullable() })),
  })),
  /** BPS region codes found beside their names, to be confirmed once. */
  regions: z.array(z.object({ bpsCode: z.string(), bpsName: z.string(), rows: z.number(), region: z.string().nullable(), regionName: z.string().nullable(), confirmed: z.boolean() })),
  tally: z.object({ families: tally, people: tally }),
  findings: z.array(importFinding), findingCount: z.number(),
  /** Why it cannot be committed as it is; empty when it can. */
  blocked: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export const importResult = z.object({
  batchId: uid, profile: z.string().nullable(), rows: z.number(),
  created: counts, updated: counts, unchanged: counts, rejected: counts, questions: z.number(),
  findings: z.array(importFinding),
});

export const intakeCalls = {
  'import.open': call({
    about: 'Reads a spreadsheet into staging, recognises it, checks and matches every row; the register is not touched. Progress arrives as events under `job`.',
    lane: 'write', permission: 'import.run',
    input: z.object({ path: z.string(), job: z.string().default('import') }), output: importPreview,
  }),
  'import.preview': call({ about: 'The preview of a staged file again.', lane: 'read', permission: 'import.run', input: z.object({ staging: uid }), output: importPreview }),
  'import.confirmRegions': call({
    about: 'Confirms which region each BPS code means; checks the staged rows again.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, regions: z.array(z.object({ bpsCode: z.string(), region: z.string() })) }), output: importPreview,
  }),
  'import.rows': call({
    about: 'A page of staged rows with what would happen to each, by state or by finding code.', lane: 'read', permission: 'import.run',
    input: z.object({ staging: uid, sheet: z.string().optional(), state: rowState.optional(), code: z.string().optional(), after: z.number().int().default(0), limit: z.number().int().min(1).max(500).default(200) }),
    output: z.object({
      rows: z.array(z.object({
        sheet: z.string(), row: z.number(), state: rowState, cells: z.array(z.string().nullable()), name: z.string().nullable(), findings: z.array(importFinding),
        changes: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() })), record: uid.nullable(),
      })),
      next: z.number().nullable(),
    }),
  }),
  'import.commit': call({
    about: 'Writes the staged rows to the register in one transaction, after a snapshot.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, job: z.string().default('import') }), output: importResult,
  }),
  'import.discard': call({ about: 'Throws a staged file away.', lane: 'write', permission: 'import.run', input: z.object({ staging: uid }), output: done }),
  'import.undo': call({
    about: 'Takes a batch back by compensating changes; rows touched since are named and left.', lane: 'write', permission: 'import.undo',
    input: z.object({ batch: uid, reason: z.string().optional() }),
    output: z.object({ batch: uid, undone: counts, kept: z.array(z.object({ record: uid, name: z.string(), why: z.string() })) }),
  }),
  'import.list': call({
    about: 'Imports so far and staged files that wait, newest first.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.object({
      staged: z.array(z.object({ staging: uid, file: z.string(), openedAt: z.string(), questions: z.number() })),
      batches: z.array(z.object({ batch: uid, file: z.string(), profile: z.string().nullable(), at: z.string(), by: z.string(), created: counts, updated: counts, unchanged: counts, rejected: counts, undoneAt: z.string().nullable() })),
    }),
  }),
  'import.template': call({
    about: 'Writes Tepat’s own template, empty or with the families of this office.', lane: 'write', permission: 'report.export',
    input: z.object({ path: z.string(), filled: z.boolean().default(false), purpose: z.string().optional() }), output: z.object({ path: z.string(), families: z.number(), people: z.number() }),
  }),
  'import.errorFile': call({
    about: 'Writes the rejected rows with their reasons to a spreadsheet that can be imported again.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, path: z.string() }), output: z.object({ path: z.string(), rows: z.number() }),
  }),
  'job.cancel': call({ about: 'Asks a running job to stop; nothing half done is left.', lane: 'read', permission: null, input: z.object({ job: z.string() }), output: done }),
};
