import { rmSync } from 'node:fs';
import type { DocumentModel } from '../reports/documents/model.ts';
import { tablesModel } from '../reports/documents/tables-model.ts';
import { closedTo } from '../registry/closed-answers.ts';
import { filterWords } from '../reports/filter-words.ts';
import { lists } from '../reports/lists/lists.ts';
import type { FileFacts } from '../reports/metadata.ts';
import { reportNamed } from '../reports/reports.ts';
import type { ReportDef, ReportQuery } from '../reports/report.ts';
import type { TableSet } from '../reports/table.ts';
import { reportTables, writeReport } from '../reports/write-report.ts';
import { writeTables } from '../reports/write-tables.ts';
import type { WrittenTables } from '../reports/write-tables.ts';
import { fail } from '../rules/failure.ts';
import { writeChanges } from '../store/change-log.ts';
import { schemaVersion } from '../store/migrate.ts';
import { sql, today } from '../store/office.ts';
import type { HandlerInput } from './contract.ts';
import { keepDisclosed } from './disclosed.ts';
import { foundLists } from './found-tables.ts';
import { plainDocument } from './documents/plain-document.ts';
import type { PlainDocument } from '../rules/letters/kinds.ts';
import type { Context } from './handler.ts';
import { letterheadOf } from './letterhead.ts';
import { periodOf } from './office-facts.ts';
import { forOutside } from './outside.ts';
import type { OutsideQuery } from './outside.ts';
import { runReport } from './run-report.ts';
import { tablesWithoutChildren } from './without-children.ts';
import { layDown } from './write-document.ts';

/** Reports that are documents of their own on paper, with who signs. */
const paperOf: Readonly<Partial<Record<string, PlainDocument>>> = { 'named-list': 'bnba', quality: 'mutu-data' };

/** Lists that are written to a file as they stand, beside the reports. */
export const savedLists = [...lists, ...foundLists].map(({ name, title, params }) => ({ name, title, params }));

/** Whether a report is asked to show NIK and No KK unmasked. */
export function showsIdentifiers(def: Pick<ReportDef, 'personal'>, params: ReportQuery['params']): boolean {
  return def.personal && params.identifiers === 'full';
}

/**
 * Writes a report or a list to a file. What names people needs a purpose, identifiers in full the right to see them; who
 * wrote what, why and how many rows is logged.
 */
export async function saveReport(input: HandlerInput<'report.save'>, context: Context): Promise<Omit<WrittenTables, 'files'> & { files: string[] }> {
  const { name, params, purpose } = input;
  const list = savedLists.find((one) => one.name === name);
  const def = list ? { personal: true } : reportNamed(name);
  if ((def.personal || input.profile !== 'internal') && !purpose?.trim()) fail('PURPOSE_NEEDED');
  if (input.profile !== 'internal') return saveForOutside(input, input.profile, context);
  const identifiers = showsIdentifiers(def, params);
  if (identifiers && !context.session.permissions.includes('identity.reveal')) fail('NOT_ALLOWED', { role: context.session.user.role, call: 'report.save' });
  const written = list ? await writeList(input, identifiers, context) : await writeNamed(input, context);
  return logged(input, written, { profile: 'internal', title: (list ?? reportNamed(name)).title }, context);
}

/** A list for a partner: masked whoever writes it, with its mark, only under an agreement in force. */
async function saveForOutside(input: HandlerInput<'report.save'>, profile: OutsideQuery['profile'], context: Context): Promise<ReturnType<typeof logged>> {
  const { name, params, format, period, agreement } = input;
  if (format === 'json') return fail('REPORT_FORMAT', { format, name });
  const { set, mark, detail } = forOutside({ name, profile, agreement, params, period }, context);
  return logged(input, await writeSet(tablesWithoutChildren(set, context), { ...factsOf(input, context), mark }, input, context), detail, context);
}

/** Whether a list or report names people; only counts are about nobody. */
function aboutPeople(name: string): boolean {
  return savedLists.some((one) => one.name === name) || reportNamed(name).personal;
}

function logged(input: HandlerInput<'report.save'>, written: WrittenTables, more: object, context: Context): Omit<WrittenTables, 'files'> & { files: string[] } {
  const { name, params, format, purpose } = input;
  const detail = { what: 'report', name, params, format, rows: written.rows, sha256: written.sha256, ...more };
  try {
    writeChanges(context.writer, context.meta('access', { reason: purpose ?? null, detail }), (log) => { if (aboutPeople(name)) keepDisclosed(input, log.tx, context); });
  } catch (error) {
    // What cannot be logged does not leave.
    for (const file of written.files) rmSync(file, { force: true });
    throw error;
  }
  return { ...written, files: [...written.files] };
}

async function writeNamed(input: HandlerInput<'report.save'>, context: Context): Promise<WrittenTables> {
  const { name, period, params, format, path } = input;
  const def = reportNamed(name);
  const document = paperOf[name];
  if (document !== undefined && (format === 'docx' || format === 'pdf')) {
    const { identifiers, ...filter } = params;
    const { model, rows } = plainDocument({ name: document, date: today(context.writer), signer: 'head', params: filter, period, full: identifiers === 'full', paper: 'f4' }, context);
    const { file, sha256 } = await layDown({ model, format, path, job: input.job }, context);
    return { file, files: [file], sha256, rows };
  }
  const asked = runReport(def, period, params, context);
  const words = filterWords(context.reader, params, (code) => context.host.regions().get(code)?.displayName ?? code);
  const report = words === '' ? asked : { ...asked, notes: [`Saringan: ${words}.`, ...asked.notes] };
  const facts = factsOf(input, context);
  if (format !== 'docx' && format !== 'pdf') return writeReport(def, report, facts, format, path);
  return def.document ? writeModel(def.document(report, facts), input, context) : writeSet(reportTables(def, report), facts, input, context);
}

/** Tables in the form that was asked for: data for a spreadsheet, or pages. */
async function writeSet(set: TableSet, facts: FileFacts, { format, path, job }: HandlerInput<'report.save'>, context: Context): Promise<WrittenTables> {
  if (format !== 'docx' && format !== 'pdf') return writeTables(set, facts, format === 'json' ? 'csv' : format, path);
  return writeModel(tablesModel(set, facts, letterheadOf(context)), { format, path, job }, context);
}

async function writeModel(model: DocumentModel, { format, path, job }: Pick<HandlerInput<'report.save'>, 'format' | 'path' | 'job'>, context: Context): Promise<WrittenTables> {
  if (format !== 'docx' && format !== 'pdf') return fail('REPORT_FORMAT', { format, name: model.title });
  const { file, sha256 } = await layDown({ model, format, path, job }, context);
  return { file, files: [file], sha256, rows: model.blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0) };
}

async function writeList(input: HandlerInput<'report.save'>, identifiers: boolean, context: Context): Promise<WrittenTables> {
  const { name, params, format, path } = input;
  // Every question of every family in columns: no paper is so wide.
  if (format !== 'csv' && format !== 'xlsx') return fail('REPORT_FORMAT', { format, name });
  const query = { params, scope: context.scope, identifiers, closed: closedTo(context.session.permissions) };
  const found = foundLists.find((one) => one.name === name);
  const set = found ? await found.tables(context, query) : lists.find((one) => one.name === name)?.tables(context.writer, query);
  return set ? writeTables(tablesWithoutChildren(set, context), factsOf(input, context), format, path) : fail('UNKNOWN_REPORT', { name });
}

function factsOf({ period, purpose }: HandlerInput<'report.save'>, { writer, session, host }: Context): FileFacts {
  const { identity } = writer;
  const city = host.regions().path(identity.code).find((region) => region.kind === 'kota' || region.kind === 'kabupaten');
  const bpsCode = sql(writer, 'SELECT bpsCode FROM bridge WHERE region = ? AND voided IS NULL ORDER BY id DESC LIMIT 1').pluck().get(identity.code) as string | undefined;
  return {
    office: identity.name, code: identity.code, city: city?.displayName ?? identity.name, bpsCode: bpsCode ?? null, period: period ?? periodOf(today(writer)), at: writer.now().toISOString(),
    by: session.user.displayName, purpose: purpose ?? '', practice: identity.practice, schema: schemaVersion(),
  };
}
