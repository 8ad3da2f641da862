import { z } from 'zod';
import { call } from './define.ts';
import { date, done, nothing, regionCode, uid, values } from './common.ts';

const reason = z.string().trim().min(1).max(1000);
const name = z.string().trim().min(1).max(200);
const checkpoint = z.object({
  id: z.number(), day: date, kind: z.enum(['month', 'asked']), title: z.string().nullable(), madeAt: z.string(), madeBy: z.string().nullable(), families: z.number(), people: z.number(),
});
const kind = z.enum(['published', 'target']);
const figure = z.object({ id: uid, own: z.boolean(), area: z.string(), areaName: z.string(), year: z.number(), kind, value: z.number(), source: z.string(), document: z.string(), date: date.nullable(), note: z.string().nullable() });
const standing = z.object({ target: uid, published: uid.nullable(), standing: z.enum(['reached', 'missed', 'ahead', 'open', 'unknown']), distance: z.number().nullable() });
const count = z.object({ area: z.string(), year: z.number(), day: date, count: z.number(), whole: z.number() });
const cell = z.union([z.string(), z.number(), z.null()]);
const section = z.object({
  key: z.string(), title: z.string(), columns: z.array(z.object({ key: z.string(), title: z.string(), numeric: z.boolean() })), rows: z.array(z.object({ key: z.string(), cells: z.array(cell) })), totals: z.array(cell).nullable(), notes: z.array(z.string()),
});
const finalReport = z.object({
  id: uid, title: z.string(), period: z.string(), from: date, to: date, version: z.number(), status: z.enum(['draft', 'final']), narrative: z.string(), finalOn: date.nullable(), finalBy: z.string().nullable(), previous: uid.nullable(), continued: z.boolean(),
});
const difference = z.object({ section: z.string(), sectionTitle: z.string(), row: z.string(), rowTitle: z.string(), column: z.string().nullable(), before: cell, after: cell });

export const outcomeCalls = {
  'checkpoint.list': call({
    about: 'Days on which it was kept how every family stood: each month as it ended, and whenever somebody wanted it.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(checkpoint),
  }),
  'checkpoint.make': call({
    about: 'Keeps how every family stands now, under a name, to compare with it later.', lane: 'write', permission: 'programme.write', input: z.object({ title: z.string().trim().min(1).max(120) }), output: checkpoint,
  }),
  'indicator.list': call({
    about: 'Published indicators with their figures and targets by area and year, how each target stands, and the register’s own counts, which are another thing.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({
      id: uid, own: z.boolean(), name: z.string(), unit: z.string(), lower: z.boolean(), beside: z.number(), besideLabel: z.string(), note: z.string().nullable(), values: z.array(figure), standings: z.array(standing), counts: z.array(count),
    })),
  }),
  'indicator.areas': call({
    about: 'Areas that figures may be of: this office, those it lies in, and those below it.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
  'indicator.save': call({
    about: 'Adds an indicator or changes one: name, unit, whether less is better, which count of the register stands beside it.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), values, reason: reason.optional() }), output: z.object({ id: uid }),
  }),
  'indicator.saveValue': call({
    about: 'Adds a figure or a target, or changes one; its history is kept. A second figure of the same area, year and source is refused.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), indicator: uid, area: regionCode, year: z.number().int().min(1990).max(2100), kind, value: z.number(), source: name, document: z.string().trim().max(300).default(''), date: date.nullish(), note: z.string().trim().max(1000).nullish(), reason: reason.optional() }),
    output: z.object({ id: uid }),
  }),
  'indicator.void': call({
    about: 'Takes back an indicator that has no figures, or a figure.', lane: 'write', permission: 'programme.write', input: z.object({ entity: z.enum(['indicator', 'indicatorValue']), id: uid, reason }), output: done,
  }),
  'indicator.import': call({
    about: 'Reads figures from a spreadsheet, a row each or years across. Without `write` it only says what would happen; with it the batch can be undone.', lane: 'write', permission: 'programme.write',
    input: z.object({ indicator: uid, path: z.string().min(1), kind: kind.default('published'), source: z.string().trim().max(200).default(''), document: z.string().trim().max(300).default(''), write: z.boolean().default(false) }),
    output: z.object({
      file: z.string(), batch: z.string().nullable(), new: z.number(), changed: z.number(), same: z.number(), rejected: z.number(),
      rows: z.array(z.object({ row: z.number(), state: z.enum(['new', 'changed', 'same', 'rejected']), area: z.string().nullable(), areaName: z.string().nullable(), year: z.number().nullable(), kind: kind.nullable(), value: z.number().nullable(), before: z.number().nullable(), source: z.string().nullable(), document: z.string().nullable(), why: z.string().nullable() })),
    }),
  }),
  'indicator.undoImport': call({
    about: 'Takes back what one file brought; figures that were changed since stay and are counted.', lane: 'write', permission: 'programme.write', input: z.object({ batch: z.string().min(1), reason }), output: z.object({ voided: z.number(), restored: z.number(), kept: z.number() }),
  }),
  'annex.save': call({
    about: 'Writes the annex tables of the RPKD or the LP2KD for a period, or a report of a period with its narrative, as .docx or PDF with the letterhead.', lane: 'write', permission: 'report.export',
    input: z.object({ kind: z.enum(['rpkd', 'lp2kd', 'report']), id: uid.optional(), period: z.string().trim().max(30).optional(), format: z.enum(['docx', 'pdf']), path: z.string().min(1), job: z.string().default('document') }),
    output: z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), pages: z.number().nullable() }),
  }),
  'periodReport.list': call({ about: 'Reports of periods, drafts and final ones, each version.', lane: 'read', permission: 'report.run', input: nothing, output: z.array(finalReport) }),
  'periodReport.get': call({
    about: 'A report of a period: its narrative and tables. Of a final one as they were then, and what the register would say otherwise today; and what differs from the version before.', lane: 'read', permission: 'report.run',
    input: z.object({ id: uid }), output: z.object({ report: finalReport, sections: z.array(section), sinceFinal: z.array(difference), sincePrevious: z.array(difference) }),
  }),
  'periodReport.save': call({
    about: 'Begins a report of a period, or writes title and narrative of a draft.', lane: 'write', permission: 'programme.write',
    input: z.object({ id: uid.optional(), title: name, period: z.string().trim().min(4).max(30), narrative: z.string().max(20_000).default('') }), output: z.object({ id: uid }),
  }),
  'periodReport.freeze': call({ about: 'Makes a draft final: its tables stay as they are now.', lane: 'write', permission: 'package.approve', input: z.object({ id: uid }), output: done }),
  'periodReport.continue': call({ about: 'Begins the next version of a final report; the one before stays as it is.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid }), output: z.object({ id: uid }) }),
  'periodReport.void': call({ about: 'Takes back a draft.', lane: 'write', permission: 'programme.write', input: z.object({ id: uid, reason }), output: done }),
};
