import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { showBridge } from './bridge-regions.ts';
import type { FileFacts } from './check-file.ts';
import { choicesOf } from './choices.ts';
import { countAid } from './count-aid.ts';
import type { Choices } from './choices.ts';
import { guessHeader, openColumns } from './guess-header.ts';
import { importFindingText } from './import-texts.ts';
import { shownTarget } from './import-targets.ts';
import { columnName } from './read-row.ts';
import { rowCounts } from './row-counts.ts';
import { layoutName } from './layouts/all.ts';
import type { ColumnPlan, SheetPlan } from './sheet-plan.ts';
import { cellsOf } from './staged-row.ts';
import { stagedFile } from './staging-store.ts';
import type { StagedFile } from './staging-store.ts';
import type { ImportFinding, ImportPreview, PreviewColumn } from './types.ts';

type Lang = 'id' | 'en';

export const FINDINGS_SHOWN = 500;
const SAMPLES = 3;
const SAMPLE_ROWS = 20;

/** The preview of a staged file. Error: IMPORT_NOT_STAGED. */
export function previewOf(office: Reader, regions: Regions, db: Connection, staging: string, lang: Lang = 'id'): ImportPreview {
  const file = stagedFile(db, staging);
  const facts = JSON.parse(file.facts) as Partial<FileFacts>;
  const choices = choicesOf(file);
  const counts = rowCounts(db, file.id);
  const count = db.prepare('SELECT count(*) FROM finding WHERE file = ?').pluck().get(file.id) as number;
  return {
    staging, file: file.name, sha256: file.sha256, profile: file.profile, profileName: file.profile ? layoutName(file.profile) : null,
    seenBefore: seenBefore(office, file), sheets: sheetsOf(db, file, facts, choices, lang), regions: (facts.regions ?? []).map((bridge) => showBridge(regions, bridge)),
    options: choices.options, mapping: choices.mapping,
    tally: counts.tally, aid: counts.withChanges === 0 ? [] : countAid(db, file.id),
    findings: findingsOf(db, file.id, 'file = ?', [file.id], FINDINGS_SHOWN, lang), findingCount: count, notes: findingsOf(db, file.id, 'file = ? AND row IS NULL', [file.id], FINDINGS_SHOWN, lang), kinds: kindsOf(db, file.id, lang), blocked: facts.blocked ?? [],
  };
}

/** The last import of the very same file that still stands. */
function seenBefore(office: Reader, file: StagedFile): { batch: string; at: string } | null {
  const row = sql(office, 'SELECT uid, at FROM batch WHERE sha256 = ? AND undoneAt IS NULL ORDER BY tx DESC LIMIT 1').get(file.sha256) as { uid: string; at: string } | undefined;
  return row ? { batch: row.uid, at: row.at } : null;
}

function sheetsOf(db: Connection, file: StagedFile, facts: Partial<FileFacts>, choices: Choices, lang: Lang): ImportPreview['sheets'] {
  const sheets = db.prepare('SELECT no, name, entity, headerRow, rows FROM sheet WHERE file = ? ORDER BY no').all(file.id) as
    { no: number; name: string; entity: string | null; headerRow: number | null; rows: number }[];
  const countAll = db.prepare('SELECT count(*) FROM source WHERE file = ? AND sheet = ?').pluck();
  return sheets.map(({ no, name, entity, headerRow, rows }) => {
    const plan = facts.plans?.find((one) => one.no === no);
    const samples = firstRows(db, file.id, no, plan?.headerEnd ?? 0);
    const choice = choices.sheets[String(no)];
    const open = facts.plans?.length === 0 ? openSheet(db, file.id, no, choice?.headerRow) : null;
    const columns = plan ? plan.columns.map((column) => showColumn(column, samples, plan, choices.options.addresses)) : (open?.columns ?? []);
    return {
      name, entity, headerRow: headerRow ?? open?.headerRow ?? null, rows: plan ? rows : (countAll.get(file.id, no) as number), layout: plan?.layout ?? null, shape: plan?.shape ?? null,
      ignored: choice?.ignored ?? false, why: (plan?.why ?? []).map(({ code, params }) => importFindingText(lang, code, params)), columns,
    };
  });
}

/** A sheet of a file that nothing is known of, with what may be its header, so that its columns can be named. */
function openSheet(db: Connection, file: number, sheet: number, chosen: number | undefined): { headerRow: number; columns: PreviewColumn[] } {
  const found = db.prepare('SELECT no, id FROM source WHERE file = ? AND sheet = ? ORDER BY no LIMIT ?').all(file, sheet, SAMPLE_ROWS) as { no: number; id: number }[];
  const rows = found.map(({ no, id }) => ({ no, texts: cellsOf(db, id).map((cell) => cell?.text ?? null) }));
  const headerRow = chosen ?? guessHeader(rows);
  const below = rows.filter((row) => row.no > headerRow).map((row) => row.texts);
  return { headerRow, columns: openColumns(rows, headerRow).map((column) => showColumn(column, below, { entity: 'person', columns: [] })) };
}

function firstRows(db: Connection, file: number, sheet: number, after: number): (string | null)[][] {
  const rows = db.prepare('SELECT id FROM source WHERE file = ? AND sheet = ? AND no > ? ORDER BY no LIMIT ?').pluck().all(file, sheet, after, SAMPLE_ROWS) as number[];
  return rows.map((source) => cellsOf(db, source).map((cell) => cell?.text ?? null));
}

function showColumn(column: ColumnPlan, rows: readonly (readonly (string | null)[])[], plan: Pick<SheetPlan, 'entity' | 'columns'> & Partial<Pick<SheetPlan, 'shape'>>, addresses = false): PreviewColumn {
  const samples = [...new Set(rows.map((row) => row[column.index]).filter((text) => text !== null && text !== undefined && text !== ''))].slice(0, SAMPLES);
  const field = column.target === null ? null : column.target.replace(/^@/, '');
  return { index: column.index, letter: columnName(column.index) ?? '', header: column.header, field, samples: samples as string[], target: shownTarget(column.target, plan.entity), note: (plan.shape === 'list' ? noteForHome(column, addresses) : null) ?? noteFor(column, plan.columns) };
}

/** A word for the column that the window translates: why it is not read, or what else is read from it. */
function noteFor(column: ColumnPlan, all: readonly ColumnPlan[]): string | null {
  if (column.target === null) return column.reason === 'not-kept' || column.reason === 'aid' ? column.reason : 'not-read';
  if (/^(family\.)?address$/.test(column.target) && !all.some((one) => one.target?.endsWith('rt') === true || one.target === '@rtRw')) return 'rt-rw-from-address';
  return null;
}

/** Of a list of names: what a column about the family is good for, since families that are there keep their own. */
function noteForHome({ target }: ColumnPlan, addresses: boolean): string | null {
  if (target === '@rtRw' || /^family\.(address|rt|rw)$/.test(target ?? '')) return addresses ? 'home-updated' : 'home-looked-for';
  return target?.startsWith('family.') === true ? 'family-new-only' : null;
}

/** Every kind of finding about rows, the gravest first, with how many rows have it and what it says of the first of them. */
function kindsOf(db: Connection, file: number, lang: Lang): ImportPreview['kinds'] {
  const kinds = db.prepare('SELECT code, sheet, count(DISTINCT row) AS rows, min(id) AS first FROM finding WHERE file = ? AND row IS NOT NULL GROUP BY code, sheet').all(file) as { rows: number; first: number }[];
  return kinds.flatMap(({ rows, first }) => findingsOf(db, file, 'id = ?', [first], 1, lang).map(({ sheet, code, severity, message }) => ({ sheet, code, severity, message, rows })))
    .sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity) || b.rows - a.rows);
}

const gravity: readonly ImportFinding['severity'][] = ['block', 'warn', 'info'];

interface FindingRow { readonly name: string; readonly no: number; readonly column: string | null; readonly code: string; readonly severity: ImportFinding['severity']; readonly params: string; readonly value: string | null }

/** Findings of a file, the gravest first, with their texts. `condition` is this room's own SQL. */
export function findingsOf(db: Connection, file: number, condition: string, bound: readonly (string | number)[], limit: number, lang: Lang = 'id'): ImportFinding[] {
  const names = new Map((prepared(db, 'SELECT no, name FROM sheet WHERE file = ?').all(file) as { no: number; name: string }[]).map((one) => [one.no, one.name]));
  const rows = prepared(db, `SELECT sheet, no, column, code, severity, params, value FROM finding WHERE ${condition}
    ORDER BY CASE severity WHEN 'block' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, sheet, no, id LIMIT ?`).all([...bound, limit]) as (FindingRow & { sheet: number })[];
  return rows.map((row) => ({
    sheet: names.get(row.sheet) ?? '', row: row.no, column: row.column, code: row.code, severity: row.severity,
    message: importFindingText(lang, row.code, JSON.parse(row.params) as Record<string, string | number>), value: row.value,
  }));
}
