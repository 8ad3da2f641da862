import { aidFamily, aidProgrammes, houseEnrolments } from '../../registry/aid/aid-families.ts';
import { listAidRules } from '../../registry/aid/aid-rules.ts';
import { loadFamilies } from '../../registry/family-facts.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import { familyStatus } from '../../registry/states.ts';
import type { AidFamily } from '../../rules/aid/aid-facts.ts';
import { judgeFamily } from '../../rules/aid/judge-recipients.ts';
import type { AidAnswers } from '../../rules/aid/judge-recipients.ts';
import { isRealDate } from '../../rules/dates.ts';
import { fail } from '../../rules/failure.ts';
import { mask } from '../../rules/mask.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportQuery } from '../report.ts';

/** Parameters that every list of aid knows: who is meant, and how many months of counts before. */
export const aidParams = ['region', 'rw', 'rt', 'desil', 'programme', 'text', 'identifiers', 'months'] as const;
const CHUNK = 500;
const MOST_MONTHS = 60;

/** A family with where it lives, and its answer to the four questions on each day that was asked about. */
export interface AidLine {
  readonly place: AidPlace;
  readonly family: AidFamily;
  readonly nameOf: (person: string) => string;
  /** In the order of the days. */
  readonly answers: readonly AidAnswers[];
}

export interface AidPlace {
  readonly id: string; readonly name: string; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  readonly region: string | null; readonly desil: number | null;
}

interface Head { readonly family: number; readonly uid: string; readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly desil: number | null }

/**
 * The families of a query with their answers on each day, in the order of a walk through the kelurahan. `all` brings
 * families that are no longer active too: somebody in them may still receive.
 */
export function* walkAid(office: Reader, query: ReportQuery, days: readonly string[], all: boolean): Generator<AidLine> {
  const { where, params } = filterCondition(office, { ...filterOf(query.params), ...(all && { status: 'all' }) }, query.scope);
  const heads = office.db.prepare(`SELECT s.family AS family, s.uid AS uid, s.head AS head, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, s.desil AS desil
    FROM familySummary s WHERE ${where} AND s.status <> ${familyStatus.undone} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as Head[];
  const [programmes, rules, now] = [aidProgrammes(office), listAidRules(office), today(office)];
  const shown = (noKk: string | null): string | null => (noKk === null || query.params.identifiers === 'full' ? noKk : mask(noKk));
  for (let at = 0; at < heads.length; at += CHUNK) {
    const chunk = heads.slice(at, at + CHUNK);
    const facts = new Map(loadFamilies(office, chunk.map((one) => one.family)).map((one) => [one.family.id, one]));
    for (const head of chunk) {
      const known = facts.get(head.family);
      if (!known) continue;
      const family = aidFamily(known, programmes, now);
      const houses = houseEnrolments(office, family, programmes);
      const names = new Map(family.people.map((one) => [one.uid, String(one.values.name ?? '')]));
      yield {
        place: { id: head.uid, name: head.head ?? '(belum ada Kepala Keluarga)', noKk: shown(head.noKk), address: head.address, rt: head.rt, rw: head.rw, region: head.region, desil: head.desil },
        family, nameOf: (person) => names.get(person) ?? '', answers: days.map((day) => judgeFamily(family, rules, day, houses)),
      };
    }
  }
}

/**
 * The days of a report: the last of the months before, the oldest first, and at the end the day itself, which `period`
 * may name (`2026-11-30`). Error: INVALID_INPUT.
 */
export function daysOf(office: Reader, query: ReportQuery): string[] {
  const day = query.period ?? today(office);
  if (!isRealDate(day)) return fail('INVALID_INPUT', { detail: `period ${day}` });
  const months = Math.min(MOST_MONTHS, Math.max(0, Number(query.params.months ?? 0) || 0));
  const before = Array.from({ length: months }, (_, back) => lastDayBefore(day, months - back));
  return [...before, day];
}

/** The last day of the month that lies so many months before a day's own. */
function lastDayBefore(day: string, months: number): string {
  const month = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - months, 0));
  return month.toISOString().slice(0, 10);
}
