import { desilMove, familyPairs, needMoves } from '../../registry/checkpoints/compare-states.ts';
import type { DesilMove, FamilyPair } from '../../registry/checkpoints/compare-states.ts';
import { enrolledAgain, graduationsUntil } from '../../registry/checkpoints/graduations.ts';
import type { Graduation } from '../../registry/checkpoints/graduations.ts';
import { outcomeSpan, periodOr } from '../../registry/checkpoints/outcome-span.ts';
import type { OutcomeSpan } from '../../registry/checkpoints/outcome-span.ts';
import { needRulesOf } from '../../registry/needs/need-rules.ts';
import { needLabel } from '../../rules/needs.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportQuery } from '../report.ts';

/** Why a family that had graduated fell back within the period. */
export type FallReason = 'need' | 'desil' | 'again';

/** Both ends of a period, family by family, and who graduated or fell back: what every number of the outcomes is counted from. */
export interface Outcomes {
  readonly span: OutcomeSpan;
  readonly pairs: readonly FamilyPair[];
  readonly graduated: readonly Graduation[];
  readonly fell: ReadonlyMap<number, readonly FallReason[]>;
  /** The rules in force, which name the needs. */
  readonly rules: NeedRuleSet;
}

export const outcomeParams = ['region', 'rw', 'rt'] as const;

/** Compares the ends of a period. Nothing is compared (no pairs) where nothing was kept before it ended. */
export function compareOutcomes(office: Reader, query: Pick<ReportQuery, 'period' | 'params' | 'scope'>): Outcomes {
  const span = outcomeSpan(office, periodOr(office, query.period));
  const { region, rw, rt } = filterOf(query.params);
  const pairs = span.base === null ? [] : familyPairs(office, span, { scope: query.scope, ...(region !== undefined && { region }), ...(rw !== undefined && { rw }), ...(rt !== undefined && { rt }) });
  const byFamily = new Map(pairs.map((pair) => [pair.family, pair]));
  const all = graduationsUntil(office, span.period.to).filter((one) => byFamily.has(one.family));
  return { span, pairs, rules: needRulesOf(office), graduated: all.filter((one) => one.on > (span.base?.day ?? span.period.base)), fell: fallenBack(office, span, byFamily, all) };
}

/** Families that graduated at some time, and within the period have a need anew, a lower desil, or receive again. */
function fallenBack(office: Reader, { base, endDay }: OutcomeSpan, pairs: ReadonlyMap<number, FamilyPair>, graduations: readonly Graduation[]): ReadonlyMap<number, readonly FallReason[]> {
  const first = new Map<number, string>();
  for (const { family, on } of graduations) if (on < (first.get(family) ?? '9999')) first.set(family, on);
  const again = enrolledAgain(office, [...first.keys()], base?.day ?? endDay, endDay);
  const fell = new Map<number, FallReason[]>();
  for (const [family, on] of first) {
    const pair = pairs.get(family);
    if (!pair?.after) continue;
    const reasons: FallReason[] = [];
    if (needMoves(pair).appeared.length > 0) reasons.push('need');
    if (desilMove(pair) === 'down') reasons.push('desil');
    if ((again.get(family) ?? []).some((start) => start > on)) reasons.push('again');
    if (reasons.length > 0) fell.set(family, reasons);
  }
  return fell;
}

/** What became of one need. */
export interface NeedOutcome {
  readonly need: string;
  readonly label: string;
  /** Families that had it as the period began: `met` + `still` + `gone`. */
  readonly before: number;
  readonly met: number;
  readonly percent: number | null;
  readonly still: number;
  /** Moved away, dissolved, merged into another. */
  readonly gone: number;
  /** Families that were here before and have it anew. */
  readonly appeared: number;
  /** Families that came with it. */
  readonly arrived: number;
  readonly after: number;
  /** `sanitasi terpenuhi 3/10 (30 %)` */
  readonly said: string;
}

/** The outcomes in numbers. */
export function countOutcomes({ span, pairs, graduated, fell, rules }: Outcomes) {
  const needs = new Map<string, Record<'met' | 'still' | 'gone' | 'appeared' | 'arrived', number>>();
  const moves = new Map<string, number>();
  const desil: Record<DesilMove, number> = { up: 0, down: 0, same: 0, otherSource: 0, newlyRanked: 0, lostRank: 0, unranked: 0 };
  for (const pair of pairs) {
    for (const [what, names] of Object.entries(needMoves(pair)) as ['met', string[]][]) {
      for (const need of names) {
        let counts = needs.get(need);
        if (!counts) needs.set(need, (counts = { met: 0, still: 0, gone: 0, appeared: 0, arrived: 0 }));
        counts[what] += 1;
      }
    }
    const move = desilMove(pair);
    if (move === null) continue;
    desil[move] += 1;
    if (move === 'up' || move === 'down') moves.set(`${pair.before?.desil} ${pair.after?.desil}`, (moves.get(`${pair.before?.desil} ${pair.after?.desil}`) ?? 0) + 1);
  }
  const order = rules.needs.filter(({ parts }) => parts.length > 0).map((rule) => rule.need);
  const known = [...new Set([...order, ...needs.keys()])];
  const programmes = new Map<string, number>();
  for (const { programme } of graduated) programmes.set(programme, (programmes.get(programme) ?? 0) + 1);
  const fallen = [...fell.values()];
  return {
    comparable: span.base !== null, lone: span.lone, period: span.period.text, from: span.period.from, to: span.period.to, fromDay: span.base?.day ?? null, toDay: span.endDay,
    families: {
      before: pairs.filter((pair) => pair.before).length, after: pairs.filter((pair) => pair.after).length,
      gone: pairs.filter((pair) => !pair.after).length, arrived: pairs.filter((pair) => !pair.before).length,
    },
    needs: known.map((need) => needOutcome(need, needLabel('id', need, rules), needs.get(need))),
    desil: { ...desil, moves: [...moves].map(([key, families]) => ({ from: Number(key.split(' ')[0]), to: Number(key.split(' ')[1]), families })).sort((a, b) => a.from - b.from || a.to - b.to) },
    graduated: { families: new Set(graduated.map((one) => one.family)).size, parts: graduated.length, byProgramme: [...programmes].map(([programme, parts]) => ({ programme, parts })).sort((a, b) => b.parts - a.parts) },
    fellBack: { families: fell.size, need: fallen.filter((one) => one.includes('need')).length, desil: fallen.filter((one) => one.includes('desil')).length, again: fallen.filter((one) => one.includes('again')).length },
  };
}
export type OutcomeCounts = ReturnType<typeof countOutcomes>;

function needOutcome(need: string, label: string, counts = { met: 0, still: 0, gone: 0, appeared: 0, arrived: 0 }): NeedOutcome {
  const before = counts.met + counts.still + counts.gone;
  const percent = before === 0 ? null : Math.floor((counts.met * 100) / before);
  return {
    need, label, before, ...counts, percent, after: counts.still + counts.appeared + counts.arrived,
    said: `${need} terpenuhi ${counts.met}/${before}${percent === null ? '' : ` (${percent} %)`}`,
  };
}

/** Sentences that say what was compared with what. */
export function spanNotes({ comparable, lone, fromDay, toDay, from, period }: OutcomeCounts): string[] {
  if (lone !== null) return [`Hanya ada satu potret untuk masa ${period}, yaitu ${lone}; belum ada keadaan lain untuk dibandingkan.`];
  if (!comparable) return [`Belum ada potret sebelum masa ${period} berakhir; outcome tidak dapat dihitung.`];
  return [
    `Dibandingkan: potret ${fromDay ?? ''} dengan keadaan ${toDay}.`,
    ...(fromDay !== null && fromDay >= from && !period.includes('..') ? [`Belum ada potret sebelum ${from}; yang dipakai potret pertama dalam masa ini.`] : []),
    'Terpenuhi: kebutuhan tercatat pada awal dan tidak lagi tercatat pada akhir. Keluarga yang pindah, bubar, atau digabung dihitung tersendiri. Peringkat dari sumber lain bukan perpindahan desil.',
  ];
}
