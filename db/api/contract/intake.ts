import { z } from 'zod';
import { call } from './define.ts';
import { counts, date, done, lang, nothing, uid } from './common.ts';

export const importFinding = z.object({
  sheet: z.string(), row: z.number(), column: z.string().nullable(), code: z.string(), severity: z.enum(['block', 'warn', 'info']), message: z.string(), value: z.string().nullable(),
});
/** `left`: the row would change something, but the chosen mode leaves it alone. */
/** Who is proposed for a programme because a file says that it is received; of an ended programme it becomes history. */
const aidCount = z.object({ programme: uid, name: z.string(), count: z.number(), as: z.enum(['proposal', 'history']) });
const rowState = z.enum(['new', 'changed', 'same', 'rejected', 'question', 'left']);
const tally = z.object({ rows: z.number(), new: z.number(), changed: z.number(), same: z.number(), rejected: z.number(), question: z.number(), left: z.number() });
/** How a sheet's rows are read: two sheets that join, one row a person, group rows, a named list, or desil alone. */
const shape = z.enum(['families', 'people', 'flat', 'grouped', 'list', 'desil']);

export const importOptions = z.object({
  /** What may be written: records that are new, records that are there, or both. */
  mode: z.enum(['both', 'new', 'update']),
  /** Whether an empty cell in a column that is read clears the value. Identifiers are never cleared. */
  erase: z.boolean(),
  /** Whether a list of names brings address, RT and RW of the families that are there up to date; else they are only looked for by them. */
  addresses: z.boolean(),
  /** The programme that the rows of a list are enrolled in. */
  programme: uid.nullable(),
  start: date.nullable(), decisionNo: z.string().nullable(), decisionDate: date.nullable(),
});

export const importPreview = z.object({
  staging: uid, file: z.string(), sha256: z.string(), profile: z.string().nullable(), profileName: z.string().nullable(),
  /** Set when this very file was imported before. */
  seenBefore: z.object({ batch: uid, at: z.string() }).nullable(),
  sheets: z.array(z.object({
    name: z.string(), entity: z.string().nullable(), rows: z.number(), headerRow: z.number().nullable(),
    layout: z.string().nullable(), shape: shape.nullable(), ignored: z.boolean(),
    /** What the sheet was recognised by, as sentences. */
    why: z.array(z.string()),
    columns: z.array(z.object({
      index: z.number(), letter: z.string(), header: z.string(), field: z.string().nullable(), samples: z.array(z.string()), note: z.string().nullable(),
      /** One of `import.targets`; null for a column that is not read. */
      target: z.string().nullable(),
    })),
  })),
  options: importOptions,
  /** The saved mapping that was applied, if any. */
  mapping: z.string().nullable(),
  /** BPS region codes found beside their names, to be confirmed once. */
  regions: z.array(z.object({ bpsCode: z.string(), bpsName: z.string(), rows: z.number(), region: z.string().nullable(), regionName: z.string().nullable(), confirmed: z.boolean() })),
  /** Every row of the file is in exactly one state; recipients are the rows of a list. */
  tally: z.object({ families: tally, people: tally, recipients: tally }),
  aid: z.array(aidCount),
  findings: z.array(importFinding), findingCount: z.number(), notes: z.array(importFinding),
  /** Every kind of finding about rows, the gravest first: how many rows have it, and what it says of the first. */
  kinds: z.array(z.object({ sheet: z.string(), code: z.string(), severity: z.enum(['block', 'warn', 'info']), message: z.string(), rows: z.number() })),
  /** Why it cannot be committed as it is; empty when it can. */
  blocked: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
/** A value typed over a cell of the file. */
const importFix = z.object({ sheet: z.string(), row: z.number(), column: z.string(), before: z.string().nullable(), after: z.string().nullable(), by: z.string(), at: z.string() });

export const importResult = z.object({
  batchId: uid, profile: z.string().nullable(), rows: z.number(),
  created: counts, updated: counts, unchanged: counts, rejected: counts, left: counts, questions: z.number(),
  /** The rows of a list, by what became of them. */
  recipients: tally,
  aid: z.array(aidCount),
  /** `none`: not one record of the register changed; never call that a success. */
  effect: z.enum(['none', 'some']),
  /** What happened, in one sentence. */
  summary: z.string(),
  findings: z.array(importFinding),
});
/** A record that a doubtful row may mean; numbers masked. */
const importCandidate = z.object({
  record: uid, family: uid.nullable(), name: z.string(), birthDate: z.string().nullable(), nik: z.string().nullable(), noKk: z.string().nullable(),
  address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable(), office: z.string().nullable(),
  /** How alike they are in bits, to order by; no probability. */
  score: z.number(),
  reasons: z.array(z.string()),
});
const mappingLine = z.object({ name: z.string(), layout: z.string(), columns: z.number(), savedAt: z.string(), savedBy: z.string() });

export const intakeCalls = {
  'import.open': call({
    about: 'Reads a spreadsheet into staging, recognises it, checks and matches every row; the register is not touched. Progress arrives as events under `job`.',
    lane: 'write', permission: 'import.run',
    input: z.object({ path: z.string(), job: z.string().default('import') }), output: importPreview,
  }),
  'import.preview': call({ about: 'The preview of a staged file again, also of the one that was stored last.', lane: 'read', permission: 'import.run', input: z.object({ staging: uid, lang }), output: importPreview }),
  'import.confirmRegions': call({
    about: 'Confirms which region each BPS code means; checks the staged rows again.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, regions: z.array(z.object({ bpsCode: z.string(), region: z.string() })) }), output: importPreview,
  }),
  'import.setOptions': call({
    about: 'Chooses what the import may write (mode), whether empty cells clear, and the programme a list enrols in; every row is judged again.', lane: 'write', permission: 'import.run',
    input: importOptions.partial().extend({ staging: uid, job: z.string().default('import'), lang }), output: importPreview,
  }),
  'import.targets': call({
    about: 'What a column can be mapped to.', lane: 'read', permission: 'import.run', input: z.object({ lang }),
    output: z.array(z.object({ target: z.string(), entity: z.string().nullable(), label: z.string(), group: z.string() })),
  }),
  'import.setMapping': call({
    about: 'Corrects what a sheet was taken for: its header row, its shape, whether it is read at all, and which column is which. Every row is judged again.', lane: 'write', permission: 'import.run',
    input: z.object({
      staging: uid, sheet: z.string(), layout: z.string().optional(), /** 0: the sheet has no header row. */ headerRow: z.number().int().min(0).max(200).optional(), shape: shape.optional(), ignored: z.boolean().optional(),
      columns: z.array(z.object({ index: z.number().int().min(0), target: z.string().nullable() })).optional(), job: z.string().default('import'), lang,
    }),
    output: importPreview,
  }),
  'import.saveMapping': call({
    about: 'Keeps the mapping of this staged file under a name; a file with the same headers is read with it from then on.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, name: z.string().trim().min(1).max(80), lang }), output: importPreview,
  }),
  'import.useMapping': call({
    about: 'Reads the staged file with a saved mapping; headers it does not know stay open.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, name: z.string(), job: z.string().default('import'), lang }), output: importPreview,
  }),
  'import.mappings': call({ about: 'The saved mappings.', lane: 'read', permission: 'import.run', input: nothing, output: z.array(mappingLine) }),
  'import.removeMapping': call({ about: 'Takes a saved mapping away.', lane: 'write', permission: 'import.run', input: z.object({ name: z.string() }), output: z.array(mappingLine) }),
  'import.exportMapping': call({ about: 'Writes a saved mapping to a JSON file, for another office.', lane: 'write', permission: 'import.run', input: z.object({ name: z.string(), path: z.string() }), output: z.object({ path: z.string() }) }),
  'import.importMapping': call({ about: 'Takes in a mapping that another office wrote; one of the same name is replaced.', lane: 'write', permission: 'import.run', input: z.object({ path: z.string() }), output: z.array(mappingLine) }),
  'import.fixCell': call({
    about: 'Types a value over a staged cell; the cell as it came is kept. Only that family is judged again. Null takes the fix back.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, sheet: z.string(), row: z.number().int(), column: z.string(), value: z.string().nullable(), job: z.string().default('import'), lang }), output: importPreview,
  }),
  'import.answer': call({
    about: 'Answers a question of a staged row: the same as a record, somebody else than all that were shown (from a list: to be added), or leave the row out. Null takes the answer back.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, sheet: z.string(), row: z.number().int(), entity: z.enum(['family', 'person', 'recipient']).optional(), answer: z.enum(['same', 'different', 'skip']).nullable(), record: uid.optional(), job: z.string().default('import'), lang }), output: importPreview,
  }),
  'import.rows': call({
    about: 'A page of staged rows with what would happen to each, by state or by finding code.', lane: 'read', permission: 'import.run',
    input: z.object({ staging: uid, sheet: z.string().optional(), entity: z.enum(['family', 'person', 'recipient']).optional(), state: rowState.optional(), code: z.string().optional(), after: z.number().int().default(0), limit: z.number().int().min(1).max(500).default(200), lang }),
    output: z.object({
      rows: z.array(z.object({
        sheet: z.string(), row: z.number(), state: rowState, entity: z.enum(['family', 'person', 'recipient']), cells: z.array(z.string().nullable()),
        name: z.string().nullable(), findings: z.array(importFinding), changes: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown(), /** The name of what changes where it is no field: a programme that the file says is received. */ label: z.string().optional() })), record: uid.nullable(),
        /** For a question: the records it may mean, best first. */
        candidates: z.array(importCandidate),
        /** For a question: what the file says of the home, in this row, in a cell beside others or in the row of its family. */
        home: z.object({ noKk: z.string().nullable(), address: z.string().nullable(), rt: z.string().nullable(), rw: z.string().nullable() }).nullable(),
        /** What was typed over cells of this row, by column letter; `cells` holds what the file has. */
        fixes: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
        answer: z.enum(['same', 'different', 'skip']).nullable(),
      })),
      next: z.number().nullable(),
    }),
  }),
  'import.commit': call({
    about: 'Writes the staged rows to the register in one transaction, after a snapshot. `held` NIK and No KK wait for a second person.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, job: z.string().default('import') }), output: importResult.extend({ held: z.number() }),
  }),
  'import.discard': call({ about: 'Throws a staged file away.', lane: 'write', permission: 'import.run', input: z.object({ staging: uid }), output: done }),
  'import.undo': call({
    about: 'Takes a batch back by compensating changes; rows touched since are named and left.', lane: 'write', permission: 'import.undo',
    input: z.object({ batch: uid, reason: z.string().optional(), lang }),
    output: z.object({ batch: uid, undone: counts, recipients: z.number(), kept: z.array(z.object({ record: uid, name: z.string(), why: z.string() })) }),
  }),
  'import.fixes': call({
    about: 'What was typed over the cells of an imported file before it was written: what stood there, what was put, by whom and when.', lane: 'read', permission: 'import.run',
    input: z.object({ batch: uid }), output: z.array(importFix),
  }),
  'import.list': call({
    about: 'Imports so far and staged files that wait, newest first.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.object({
      staged: z.array(z.object({ staging: uid, file: z.string(), openedAt: z.string(), questions: z.number() })),
      batches: z.array(z.object({ batch: uid, file: z.string(), profile: z.string().nullable(), at: z.string(), by: z.string(), effect: z.enum(['none', 'some']), created: counts, updated: counts, unchanged: counts, rejected: counts, recipients: tally, aid: z.array(aidCount), fixes: z.number(), undoneAt: z.string().nullable() })),
    }),
  }),
  'import.template': call({
    about: 'Writes Tepat’s own template, empty or with the families of this office.', lane: 'write', permission: 'report.export',
    input: z.object({ path: z.string(), filled: z.boolean().default(false), purpose: z.string().optional() }), output: z.object({ path: z.string(), families: z.number(), people: z.number() }),
  }),
  'import.errorFile': call({
    about: 'Writes the rejected rows with their reasons to a spreadsheet that can be imported again.', lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, path: z.string(), lang }), output: z.object({ path: z.string(), rows: z.number() }),
  }),
  'job.cancel': call({ about: 'Asks a running job to stop; nothing half done is left.', lane: 'read', permission: null, input: z.object({ job: z.string() }), output: done }),
};
