import { z } from 'zod';
import { MOST_YEARS, retentionClasses } from '../../rules/privacy/retention.ts';
import { call } from './define.ts';
import { date, done, nothing, uid } from './common.ts';
import { second } from './people.ts';

const kept = z.enum(retentionClasses);
const years = z.number().int().min(0).max(MOST_YEARS);
const counts = z.record(z.string(), z.number());
const choice = { classes: z.array(kept).min(1), /** Records that are kept all the same, by id: a case at law, an audit. */ keep: z.array(uid).max(5000).default([]) };
const destroyed = z.object({
  tx: z.number(), at: z.string(), by: z.string(), confirmedBy: z.string(), basis: z.string(), counts, total: z.number(), records: z.string(),
  rules: z.array(z.object({ class: z.string(), years: z.number(), upTo: z.string(), records: z.number() })),
  /** What may still hold it elsewhere, to be seen to by hand. */
  copies: z.object({ packages: z.number(), receivers: z.array(z.string()), backups: z.number(), /** Sealed packages that stay on this PC until they are acknowledged, taken or carried on. */ sealed: z.number().optional() }),
});

export const retentionCalls = {
  'retention.rules': call({
    about: 'How long data of each class is kept here, and how many records are due to be destroyed today.', lane: 'read', long: true, permission: 'register.read', input: nothing,
    output: z.array(z.object({ class: kept, years, usual: years, upTo: date.nullable(), due: z.number() })),
  }),
  'retention.set': call({
    about: 'Sets for how many years data of each class is kept; 0 keeps it for ever.', lane: 'write', permission: 'setting.write',
    input: z.object({ years: z.partialRecord(kept, years), reason: z.string().trim().min(1).max(300) }), output: done,
  }),
  'retention.preview': call({
    about: 'What would be destroyed today: whose time is over, with everything that is about them, and which copies lie elsewhere.', lane: 'read', permission: 'second.confirm',
    input: z.object({ ...choice, limit: z.number().int().min(1).max(5000).default(500) }),
    output: z.object({
      rows: z.array(z.object({ id: uid, class: kept, name: z.string().nullable(), since: date, kept: z.boolean() })), due: z.number(), counts, total: z.number(), /** Compared before anything is destroyed. */ seen: z.string(),
      copies: destroyed.shape.copies,
    }),
  }),
  'retention.destroy': call({
    about: 'Destroys what the preview showed, for good: register, history, search, pictures, snapshots, what was put aside, packages that were acknowledged. Two people say so, always; it cannot be undone.', lane: 'write', permission: 'second.confirm',
    input: z.object({ ...choice, seen: z.string().length(64), basis: z.string().trim().min(1).max(300), second }),
    output: z.object({ tx: z.number(), counts, total: z.number(), pictures: z.number(), snapshots: z.number(), /** Damaged registers that had been put aside. */ aside: z.number(), /** Sealed packages that everybody had acknowledged. */ packages: z.number() }),
  }),
  'retention.list': call({ about: 'What was destroyed here, the latest first: when, by whom, under which rule, how many; never whom.', lane: 'read', permission: 'audit.read', input: nothing, output: z.array(destroyed) }),
  'retention.document': call({
    about: 'The berita acara pemusnahan of a destruction as PDF or .docx.', lane: 'write', permission: 'report.export',
    input: z.object({ tx: z.number().int(), format: z.enum(['pdf', 'docx']), path: z.string(), job: z.string().default('document') }),
    output: z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), pages: z.number().nullable() }),
  }),
};
