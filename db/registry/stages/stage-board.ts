import { isoDate, daysInMonth } from '../../rules/dates.ts';
import { planOf } from '../../rules/programme-plan.ts';
import type { PlanStage } from '../../rules/programme-plan.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { narrowing, needRecord } from '../access.ts';
import type { Scope } from '../access.ts';
import { enrolmentStatus, labelFor } from '../states.ts';

/** TEPAT.hasilTahap. */
export const stageOutcome = { reached: 1, failed: 2, gaveUp: 3, notFound: 4 } as const;

/** What became of a stage for somebody. */
export interface StageResult {
  readonly id: string; readonly stage: string; readonly date: string | null; readonly result: number | null; readonly certificateNo: string | null; readonly place: string | null; readonly note: string | null;
}

/** A recipient with where they stand: the last result, and what is asked next. */
export interface StageLine {
  readonly enrolment: string; readonly name: string; readonly person: string | null; readonly family: string | null; readonly group: string | null; readonly rt: string | null; readonly rw: string | null; readonly status: string;
  readonly start: string | null;
  readonly results: readonly StageResult[];
  /** The last stage with a result, in the order of the stages. */
  readonly at: StageResult | null;
  /** The stage that is asked next, and since when; null once it ended, well or not. */
  readonly next: { readonly stage: string; readonly due: string | null; readonly overdue: boolean } | null;
}

/** A stage with how many reached it, failed it, and are asked about it now. */
export interface StageColumn extends PlanStage {
  readonly reached: number;
  readonly failed: number;
  readonly waiting: number;
}

export interface StageBoard {
  readonly stages: readonly StageColumn[];
  readonly rows: readonly StageLine[];
}

type Line = Omit<StageLine, 'results' | 'at' | 'next' | 'status'> & { readonly status: number | null };

/** Who takes part in a programme and where they stand in its stages; who was only proposed takes no part. Error: NOT_FOUND. */
export function stageBoard(office: Reader, programme: string, scope: Scope): StageBoard {
  return boardOf(office, needRecord(office, 'programme', programme), scope);
}

/** `due`: only those who may be asked by now. Most programmes ask nothing before somebody has a first result. */
function boardOf(office: Reader, programme: StoredRecord, scope: Scope, due = false): StageBoard {
  const { stages } = planOf(programme.values);
  const day = today(office);
  const results = Map.groupBy(resultsOf(office, programme.uid), (one) => one.enrolment);
  const rows = linesOf(office, programme.uid, scope, due && nextOf(stages, [], LONG_AGO, day)?.overdue !== true).map(({ status, ...line }): StageLine => {
    const own = stages.flatMap(({ key }) => results.get(line.enrolment)?.find((one) => one.stage === key) ?? []);
    return { ...line, status: labelFor('TEPAT.statusKepesertaan', status) ?? '', results: own, at: own.at(-1) ?? null, next: nextOf(stages, own, line.start, day) };
  });
  const count = (fits: (line: StageLine) => boolean): number => rows.filter(fits).length;
  const has = (line: StageLine, key: string, codes: readonly number[]): boolean => line.results.some((one) => one.stage === key && codes.includes(one.result ?? 0));
  return {
    rows, stages: stages.map((stage) => ({
      ...stage, reached: count((line) => has(line, stage.key, [stageOutcome.reached])), failed: count((line) => has(line, stage.key, [stageOutcome.failed, stageOutcome.gaveUp])), waiting: count((line) => line.next?.stage === stage.key),
    })),
  };
}

/**
 * What is asked next: the first stage without an answer. A stage that is only a step is passed over once a later one is
 * due: who took no internship is asked about work all the same. Nobody is asked on after a stage that failed.
 */
function nextOf(stages: readonly PlanStage[], results: readonly StageResult[], start: string | null, day: string): StageLine['next'] {
  let before = start;
  let open: StageLine['next'] = null;
  for (const { key, months, counts } of stages) {
    const known = results.find((one) => one.stage === key);
    if (known?.result === stageOutcome.failed || known?.result === stageOutcome.gaveUp) return null;
    if (known?.result === stageOutcome.reached) {
      before = known.date ?? before;
      open = null;
      continue;
    }
    const due = months === null || before === null ? null : monthsLater(before, months);
    const asked = { stage: key, due, overdue: due !== null && due <= day };
    if (asked.overdue) return asked;
    open ??= asked;
    if (counts !== 'none') return open;
  }
  return open;
}

/** The same day so many months later, or the last of that month. */
function monthsLater(date: string, months: number): string {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, at] = [Math.floor(month / 12), (month % 12) + 1];
  return isoDate(year, at, Math.min(Number(date.slice(8)), daysInMonth(year, at))) ?? date;
}

/** A question about a stage whose day has come. */
export interface StageDue {
  readonly programme: string; readonly programmeName: string; readonly enrolment: string; readonly name: string; readonly person: string | null; readonly family: string | null; readonly group: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly stage: string; readonly stageName: string; readonly due: string;
}

/** Every recipient who is to be asked about a stage by now ("does she work after six months?"), the longest due first. */
export function stagesDue(office: Reader, scope: Scope, programme?: string): StageDue[] {
  const rows = sql(office, 'SELECT * FROM programme WHERE stages IS NOT NULL AND voided IS NULL AND (? IS NULL OR uid = ?) ORDER BY id').all(programme ?? null, programme ?? null) as Parameters<typeof toRecord>[1][];
  return rows.map((row) => toRecord('programme', row)).filter(({ values }) => planOf(values).stages.some((one) => one.months !== null)).flatMap((of): StageDue[] => {
    const { stages, rows: lines } = boardOf(office, of, scope, true);
    return lines.flatMap(({ enrolment, name, person, family, group, rt, rw, next }) => (next?.overdue && next.due !== null ? [{
      programme: of.uid, programmeName: String(of.values.shortName ?? of.values.name ?? ''), enrolment, name, person, family, group, rt, rw, stage: next.stage, stageName: stages.find((one) => one.key === next.stage)?.name ?? next.stage, due: next.due,
    }] : []));
  }).sort((a, b) => a.due.localeCompare(b.due) || a.name.localeCompare(b.name));
}

/** Before anybody took part in anything. */
const LONG_AGO = '1900-01-01';

/** The results that count: of what two PCs recorded for a stage the first. */
function resultsOf(office: Reader, programme: string): (StageResult & { enrolment: string })[] {
  const rows = sql(office, 'SELECT uid AS id, enrolment, stage, date, result, certificateNo, place, note FROM stageResult WHERE programme = ? AND voided IS NULL ORDER BY uid').all(programme) as (StageResult & { enrolment: string })[];
  const seen = new Set<string>();
  return rows.filter(({ enrolment, stage }) => {
    const key = `${enrolment} ${stage}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

function linesOf(office: Reader, programme: string, scope: Scope, withResults: boolean): Line[] {
  const area = narrowing(office, scope);
  return sql(office, `SELECT e.uid AS enrolment, coalesce(k.name, p.name, s.head, '') AS name, p.uid AS person, s.uid AS family, k.uid AS "group", coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, e.status AS status, e.start AS start
    FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
    LEFT JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family) LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
    WHERE ${withResults ? '+' : ''}e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) <> ${enrolmentStatus.proposed} ${area ? "AND (coalesce(s.region, k.region) = ? OR coalesce(s.region, k.region) LIKE ? || '.%')" : ''}
    ${withResults ? 'AND e.uid IN (SELECT enrolment FROM stageResult WHERE programme = ? AND voided IS NULL)' : ''} ORDER BY upper(coalesce(k.name, p.name, s.head, '')), e.id`).all(programme, ...(area ? [area, area] : []), ...(withResults ? [programme] : [])) as Line[];
}
