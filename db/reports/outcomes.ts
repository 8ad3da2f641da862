import { progressOf } from '../registry/progress.ts';
import { stageBoard, stageOutcome } from '../registry/stages/stage-board.ts';
import type { StageLine } from '../registry/stages/stage-board.ts';
import { labelFor } from '../registry/states.ts';
import { planOf } from '../rules/programme-plan.ts';
import { periodOr } from '../registry/checkpoints/outcome-span.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { toRecord } from '../store/records.ts';
import { compareOutcomes, countOutcomes, outcomeParams, spanNotes } from './outcome/family-outcomes.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from './report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'programme', title: 'Program', numeric: false }, { key: 'unit', title: 'Satuan', numeric: false }, { key: 'target', title: 'Target', numeric: true }, { key: 'reached', title: 'Tercapai', numeric: true }, { key: 'percent', title: '%', numeric: true },
  { key: 'participants', title: 'Peserta', numeric: true }, { key: 'output', title: 'Output', numeric: false }, { key: 'outcome', title: 'Outcome', numeric: false },
];

/**
 * What programmes did and what became of people, counted apart: the target of a year and who was reached, outputs by stage,
 * outcomes by stage (BTG-6, BTG-8); and in its data what became of families between the ends of the period (PTK-9).
 */
export const outcomesReport: ReportDef = {
  name: 'outcomes',
  title: 'Target, output, dan outcome program',
  unit: 'penerima menurut satuan programnya',
  definition: 'Penerima pada tahun laporan, masing-masing sekali; output dan outcome adalah penerima yang mencapai tahapnya pada tahun itu',
  params: ['programme', ...outcomeParams],
  personal: false,
  run(office, query) {
    const period = periodOr(office, query.period);
    const year = Number(period.to.slice(0, 4));
    const families = countOutcomes(compareOutcomes(office, query));
    const rows = programmesOf(office, query).map((record) => rowOf(office, query, record, year)).filter((row) => row.target !== null || row.reached > 0 || row.stages.some((one) => one.reached > 0));
    return { columns, rows, totals: null, notes: [`Program: tahun ${year}. Perubahan keluarga: laporan "changes".`, ...spanNotes(families)], data: { year, rows, ...families } };
  },
};

function programmesOf(office: Reader, { params }: ReportQuery) {
  const rows = sql(office, 'SELECT * FROM programme WHERE voided IS NULL AND (? IS NULL OR uid = ?) ORDER BY coalesce(shortName, name), id').all(params.programme ?? null, params.programme ?? null) as Parameters<typeof toRecord>[1][];
  return rows.map((row) => toRecord('programme', row));
}

function rowOf(office: Reader, { scope }: ReportQuery, { uid, values }: ReturnType<typeof toRecord>, year: number) {
  const { target, reached } = progressOf(office, uid, scope, year);
  const plan = planOf(values);
  const lines = plan.stages.length === 0 ? [] : stageBoard(office, uid, scope).rows;
  const stages = plan.stages.map(({ key, name, counts }) => ({ key, name, counts, reached: lines.filter((line) => isReached(line, key, year)).length }));
  const said = (counts: 'output' | 'outcome'): string => stages.filter((one) => one.counts === counts).map((one) => `${one.name} ${one.reached}`).join(' · ');
  return {
    id: uid, programme: String(values.shortName ?? values.name ?? ''), unit: labelFor('TEPAT.satuanPenerima', values.unitKind), target, reached, percent: target === null ? null : Math.floor((reached * 100) / target),
    participants: lines.length === 0 ? reached : lines.filter((line) => line.results.some((one) => (one.date ?? '').startsWith(String(year)))).length, output: said('output'), outcome: said('outcome'), stages,
  } satisfies ReportRow;
}

function isReached(line: StageLine, stage: string, year: number): boolean {
  return line.results.some((one) => one.stage === stage && one.result === stageOutcome.reached && (one.date ?? '').startsWith(String(year)));
}
