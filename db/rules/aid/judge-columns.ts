import { isChosen } from './aid-facts.ts';
import type { AidRule, OverlapContent } from './aid-rule.ts';
import { isOpenAt, receivesAt } from './columns.ts';
import type { AidColumns } from './columns.ts';
import { compileColumns, dayNumber, said } from './compile-columns.ts';
import type { FitsColumns } from './compile-columns.ts';
import type { DayRule, DayRules } from './day-rules.ts';
import { explainColumns } from './explain-columns.ts';
import type { ExplainColumns } from './explain-columns.ts';
import type { AidReason } from './aid-reasons.ts';

/** Hears what is found of a family, in the order of `findingsOf`; parts are rows of the columns. */
export interface Heard {
  overlap(rule: string, part: number, other: number): void;
  ineligible(rule: string, part: number, reasons: readonly AidReason[]): void;
  missed(rule: string, reasons: readonly AidReason[]): void;
  odd(rule: string, part: number, reasons: readonly AidReason[]): void;
  gone(part: number): void;
  untold(eligibility: number, anomaly: number): void;
}

/** Judges a family by its row. */
export type JudgeRow = (family: number, hear: Heard) => void;

/** A rule of recipients over columns. */
interface Ready extends Pick<DayRule, 'no' | 'rule' | 'perFamily'> {
  readonly fits: FitsColumns;
  /** Of a rule about the desil that lists show and nothing else: its reasons by desil, the same for every family. */
  readonly byDesil: (readonly AidReason[] | undefined)[] | null;
  /** How it explains itself, from where it fires first. */
  readonly explain: { ready?: ExplainColumns };
}
interface ReadyProgramme { readonly eligibility: readonly Ready[]; readonly anomaly: readonly Ready[] }

const proposed = 1;

/**
 * Makes the rules of a day ready for families that live in no house with others: the same answers as `judgeFamily`, in a
 * tight loop over columns. Null when a rule asks for something that no column holds.
 */
export function judgeByColumns(rules: DayRules, columns: AidColumns, isPresent: boolean): JudgeRow | null {
  const ready = readyRules(rules, columns);
  if (!ready) return null;
  const { ofProgramme, missed, count } = ready;
  const { parts, people } = columns;
  const date = dayNumber(rules.date);
  const pairs = readyPairs(rules, columns);
  // What a rule says of a family holds for all its parts: by rule, of which family it was asked and what it said.
  const [askedOf, told] = [new Int32Array(count).fill(-1), new Uint8Array(count)];
  const holds = (one: Ready, family: number, person: number): number => {
    if (!one.perFamily) return one.fits(family, person);
    if (askedOf[one.no] !== family) {
      askedOf[one.no] = family;
      told[one.no] = one.fits(family, -1);
    }
    return told[one.no] ?? 0;
  };
  const own: number[] = [];
  const receivesAny = (meant: Uint8Array): boolean => {
    for (const part of own) if (meant[parts.programme[part] ?? 0] === 1 && receivesAt(parts, part, date)) return true;
    return false;
  };
  const odd: [Ready, number][] = [];
  const reasonsOf = (one: Ready, family: number, person: number): readonly AidReason[] => {
    const desil = (columns.desil[family] ?? -1) + 1;
    const known = one.byDesil?.[desil];
    if (known) return known;
    const reasons = (one.explain.ready ??= explainColumns(one.rule.content.test, rules.date, columns))(family, person);
    if (one.byDesil) one.byDesil[desil] = reasons;
    return reasons;
  };
  return (family, hear) => {
    own.length = 0;
    odd.length = 0;
    for (let part = parts.first[family] ?? -1; part >= 0; part = parts.next[part] ?? -1) own.push(part);
    if (own.length > 1) pairs(own, hear);
    let [eligibility, anomaly] = [0, 0];
    for (const part of own) {
      const { eligibility: some, anomaly: others } = ofProgramme[parts.programme[part] ?? 0] ?? nothingReady;
      if (some.length + others.length === 0 || !receivesAt(parts, part, date)) continue;
      const person = parts.person[part] ?? -1;
      for (const one of some) {
        const answer = holds(one, family, person);
        if (answer === said.no) hear.ineligible(one.rule.uid, part, reasonsOf(one, family, person));
        else if (answer === said.untold) eligibility += 1;
      }
      for (const one of others) {
        const answer = holds(one, family, person);
        if (answer === said.yes) odd.push([one, part]);
        else if (answer === said.untold) anomaly += 1;
      }
    }
    for (const one of missed) {
      if (receivesAny(one.meant) || one.fits(family, -1) !== said.yes) continue;
      hear.missed(one.rule.uid, reasonsOf(one, family, -1));
      break;
    }
    for (const [one, part] of odd) hear.odd(one.rule.uid, part, reasonsOf(one, family, parts.person[part] ?? -1));
    for (const part of own) {
      const person = parts.person[part] ?? -1;
      if (person >= 0 && people.active[person] === 0 && (people.since[person] ?? 0) <= date && isOpenAt(parts, part, date, isPresent)) hear.gone(part);
    }
    if (eligibility + anomaly > 0) hear.untold(eligibility, anomaly);
  };
}

const nothingReady: ReadyProgramme = { eligibility: [], anomaly: [] };

function readyRules(rules: DayRules, columns: AidColumns): { ofProgramme: ReadyProgramme[]; missed: (Ready & { readonly meant: Uint8Array })[]; count: number } | null {
  const { programmes } = columns.parts;
  const made = new Map<number, Ready | null>();
  const ready = ({ no, rule, perFamily }: DayRule): Ready | null => {
    let one = made.get(no);
    if (one === undefined) {
      const fits = compileColumns(rule.content.test, rules.date, columns);
      made.set(no, (one = fits && { no, rule, perFamily, fits, explain: {}, byDesil: 'desil' in rule.content.test && rule.content.test.desil.source === undefined ? [] : null }));
    }
    return one;
  };
  const all = (some: readonly DayRule[]): Ready[] => some.flatMap((one) => ready(one) ?? []);
  const ofProgramme = programmes.map((programme): ReadyProgramme => ({ eligibility: all(rules.eligibility(programme)), anomaly: all(rules.anomaly(programme)) }));
  const missed = rules.missed.flatMap((one) => {
    const found = ready(one);
    return found ? [{ ...found, meant: Uint8Array.from(programmes, (programme) => (isChosen(one.rule.content.programmes, programme) ? 1 : 0)) }] : [];
  });
  if ([...made.values()].includes(null)) return null;
  return { ofProgramme, missed, count: Math.max(-1, ...made.keys()) + 1 };
}

interface Deciding { readonly rules: readonly AidRule<OverlapContent>[] }

/** `findOverlaps` within one family: what decides about two programmes is looked up once for each two. */
function readyPairs(rules: DayRules, { parts }: AidColumns): (own: readonly number[], hear: Heard) => void {
  const { programmes } = parts;
  const known: (Deciding | undefined)[] = new Array<Deciding | undefined>(programmes.length ** 2);
  const date = dayNumber(rules.date);
  const monthNow = monthOf(date);
  const deciding = (a: number, b: number): readonly AidRule<OverlapContent>[] => {
    const at = a * programmes.length + b;
    let found = known[at];
    if (!found) {
      const [one, other] = [programmes[a], programmes[b]];
      known[at] = found = { rules: one && other ? rules.pairs(one, other) : [] };
    }
    return found.rules;
  };
  const hasBegun = (part: number): boolean => parts.status[part] !== proposed && (parts.start[part] ?? 0) <= date;
  const firstMonth = (part: number): number => {
    const start = parts.start[part] ?? 0;
    return start === 0 ? -Infinity : monthOf(start);
  };
  const lastMonth = (part: number): number => {
    const end = parts.end[part] ?? 0;
    if (end !== 0 && end <= date) return monthOf(end);
    return receivesAt(parts, part, date) ? monthNow : firstMonth(part);
  };
  const fits = ({ per, months }: OverlapContent, a: number, b: number): boolean => {
    if (per === 'person' && (parts.person[a] === -1 || parts.person[a] !== parts.person[b])) return false;
    return Math.max(firstMonth(a), firstMonth(b)) - Math.min(lastMonth(a), lastMonth(b)) <= months;
  };
  return (own, hear) => {
    for (let place = 0; place < own.length - 1; place += 1) {
      const a = own[place] ?? 0;
      if (!hasBegun(a)) continue;
      for (let next = place + 1; next < own.length; next += 1) {
        const b = own[next] ?? 0;
        const some = deciding(parts.programme[a] ?? 0, parts.programme[b] ?? 0);
        if (some.length === 0 || !hasBegun(b) || (!receivesAt(parts, a, date) && !receivesAt(parts, b, date))) continue;
        const rule = some.find(({ content }) => fits(content, a, b));
        if (rule && rule.content.result !== 'allow') hear.overlap(rule.uid, a, b);
      }
    }
  };
}

function monthOf(date: number): number {
  return Math.floor(date / 10_000) * 12 + Math.floor((date % 10_000) / 100);
}
