import { fail } from '../../rules/failure.ts';
import type { FieldValue } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { toRecord } from '../../store/records.ts';
import { needRecord } from '../access.ts';
import type { Actor } from '../access.ts';
import { periodOr } from '../checkpoints/outcome-span.ts';
import { voidReason } from '../states.ts';

/** TEPAT.statusLaporan. */
const reportStatus = { draft: 1, final: 2 } as const;

/** One table of a report of a period. */
export interface FrozenSection {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly { readonly key: string; readonly title: string; readonly numeric: boolean }[];
  /** Cells in the order of the columns, each row under the name that finds it again. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly (string | number | null)[] }[];
  readonly totals: readonly (string | number | null)[] | null;
  readonly notes: readonly string[];
}

/** A report of a period, without its tables. */
export interface FinalReport {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly version: number;
  readonly status: 'draft' | 'final';
  readonly narrative: string;
  readonly finalOn: string | null;
  readonly finalBy: string | null;
  readonly previous: string | null;
  /** Another version continues it. */
  readonly continued: boolean;
}

/** Every report of a period, the latest period and version first. */
export function listFinalReports(office: Reader): FinalReport[] {
  const rows = sql(office, 'SELECT * FROM finalReport WHERE voided IS NULL ORDER BY period DESC, title COLLATE NOCASE, version DESC, id DESC').all() as Parameters<typeof toRecord>[1][];
  const records = rows.map((row) => toRecord('finalReport', row));
  const continued = new Set(records.map((one) => one.values.previous));
  return records.map((one) => describe(one, continued));
}

/** One report, and its tables once it is final. Error: NOT_FOUND. */
export function needFinalReport(office: Reader, id: string): { report: FinalReport; sections: FrozenSection[] | null } {
  const report = listFinalReports(office).find((one) => one.id === id) ?? fail('NOT_FOUND', { id });
  const content = needRecord(office, 'finalReport', id).values.content;
  return { report, sections: typeof content === 'string' && content !== '' ? (JSON.parse(content) as FrozenSection[]) : null };
}

/** Begins a report, or writes its title and narrative while it is a draft. Errors: NOT_FOUND, PERIOD_BAD, REPORT_FINAL. */
export function saveFinalReport(office: Writer, actor: Actor, input: { readonly id?: string | undefined; readonly title: string; readonly period: string; readonly narrative: string }): { id: string } {
  const period = periodOr(office, input.period).text;
  const values = { title: input.title, period, narrative: input.narrative };
  const stored = input.id === undefined ? null : needDraft(office, input.id);
  return writeChanges(office, { user: actor.user, kind: 'finalReport' }, (log) => {
    if (!stored) return { id: log.create('finalReport', { ...values, version: 1, status: reportStatus.draft }).uid };
    log.update('finalReport', stored.id, values);
    return { id: stored.uid };
  });
}

/** Makes a draft final: its tables are kept as they are now and never change. Errors: NOT_FOUND, REPORT_FINAL, REPORT_PERIOD_OPEN. */
export function freezeReport(office: Writer, actor: Actor, id: string, sections: readonly FrozenSection[], by: string): void {
  const stored = needDraft(office, id);
  const { to } = periodOr(office, String(stored.values.period));
  if (to > today(office)) fail('REPORT_PERIOD_OPEN', { date: to });
  writeChanges(office, { user: actor.user, kind: 'finalReport', reason: 'finalReport.freeze' }, (log) => {
    log.update('finalReport', stored.id, { status: reportStatus.final, content: JSON.stringify(sections), finalOn: today(office), finalBy: by });
  });
}

/** Begins the next version of a final report; the one before stays as it is. Errors: NOT_FOUND, REPORT_DRAFT. */
export function continueReport(office: Writer, actor: Actor, id: string): { id: string } {
  const stored = needRecord(office, 'finalReport', id);
  const { title, period, narrative, version, status } = stored.values;
  if (status !== reportStatus.final) fail('REPORT_DRAFT', { title: textOf(title) });
  const open = listFinalReports(office).find((one) => one.previous === id);
  if (open) return { id: open.id };
  return writeChanges(office, { user: actor.user, kind: 'finalReport' }, (log) => ({
    id: log.create('finalReport', { title: title ?? null, period: period ?? null, narrative: narrative ?? null, version: Number(version ?? 1) + 1, status: reportStatus.draft, previous: id }).uid,
  }));
}

/** Takes back a draft. Errors: NOT_FOUND, REPORT_FINAL. */
export function voidReport(office: Writer, actor: Actor, id: string, reason: string): void {
  const stored = needDraft(office, id);
  writeChanges(office, { user: actor.user, kind: 'finalReport', reason }, (log) => log.update('finalReport', stored.id, { voided: voidReason.mistake }));
}

function needDraft(office: Reader, id: string): StoredRecord {
  const stored = needRecord(office, 'finalReport', id);
  const { status, title, finalOn } = stored.values;
  if (status === reportStatus.final) fail('REPORT_FINAL', { title: textOf(title), date: textOf(finalOn) });
  return stored;
}

function describe({ uid, values }: StoredRecord, continued: ReadonlySet<FieldValue | undefined>): FinalReport {
  return {
    id: uid, title: textOf(values.title), period: textOf(values.period), version: Number(values.version ?? 1), status: values.status === reportStatus.final ? 'final' : 'draft', narrative: textOf(values.narrative),
    finalOn: textOf(values.finalOn) || null, finalBy: textOf(values.finalBy) || null, previous: textOf(values.previous) || null, continued: continued.has(uid),
  };
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
