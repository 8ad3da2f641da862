import type { AidFamily } from '../../rules/aid/aid-facts.ts';
import { askedFields } from '../../rules/aid/asked-fields.ts';
import type { AidRule } from '../../rules/aid/aid-rule.ts';
import type { AidColumns } from '../../rules/aid/columns.ts';
import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import type { DayRules } from '../../rules/aid/day-rules.ts';
import { judgeByColumns } from '../../rules/aid/judge-columns.ts';
import type { Heard, JudgeRow } from '../../rules/aid/judge-columns.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { aidProgrammes } from './aid-families.ts';
import type { AidProgrammes } from './aid-families.ts';
import { readHouses } from './houses.ts';
import { columnFinding, findingKinds, findingsOf } from './aid-finding.ts';
import type { AidFinding, FamilyFindings } from './aid-finding.ts';
import { headState, readHeads } from './heads.ts';
import type { Heads } from './heads.ts';
import { judgeSome } from './judge-some.ts';
import type { JudgedFamily } from './judge-some.ts';
import { enrolmentTable, linkEnrolments } from './packed-enrolments.ts';
import type { PackedEnrolments } from './packed-enrolments.ts';
import { readFamilies } from './packed-families.ts';
import type { PackedFamilies } from './packed-families.ts';
import { linkPeople, planPeople } from './packed-people.ts';
import type { PackedPeople } from './packed-people.ts';
import { readPacked } from './packed-rows.ts';
import { readBeside } from './read-beside.ts';

type Judged = Omit<JudgedFamily, 'until'>;

/**
 * Judges every family of the register on each day, from its records and with nothing kept. Only what the rules ask for is
 * read, a table at a time into columns, people in a thread beside; a family becomes an object where a rule fires. Families
 * under one roof are judged as objects; whose answers do not fit columns (older code lists, merged or departed families) like
 * a single family. `beside` is the number of people from which on a thread reads them.
 */
export function* judgeAll(office: Reader, rules: readonly AidRule[], dates: readonly string[], beside?: number): Generator<Judged> {
  const days = dates.map((date) => rulesOfDay(rules, date));
  const programmes = aidProgrammes(office);
  const slow: number[] = [];
  yield* judgeRead(office, rules, programmes, days, slow, beside);
  yield* judgeSome(office, slow, programmes, days);
}

function* judgeRead(office: Reader, rules: readonly AidRule[], programmes: AidProgrammes, days: readonly DayRules[], slow: number[], beside?: number): Generator<Judged> {
  const now = today(office);
  const asked = askedFields(rules);
  const plan = planPeople(asked.person);
  if (!plan) {
    // One by one: a city's families are more than a call takes as arguments.
    for (const number of sql(office, 'SELECT family FROM familySummary ORDER BY family').pluck().all() as number[]) slow.push(number);
    return;
  }
  const peopleRead = readBeside(office, plan.table, beside);
  const heads = readHeads(office, now);
  const [away, kept] = aliasesOf(office);
  const houses = readHouses(office, heads.numberOf);
  const homeOf = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck();
  // Read before the thread with the people is waited for.
  const partRows = readPacked(office.db, enrolmentTable);
  const families = readFamilies(office, asked, heads, kept);
  if (!families) {
    for (const number of heads.order) slow.push(number);
    return;
  }
  const people = linkPeople(plan, peopleRead(), heads, away.size === 0 ? null : (person) => away.has(person));
  const parts = linkEnrolments(programmes, partRows, people, {
    heads, houses, standing: (person) => away.get(person) ?? person, standingFamily: (family) => kept.get(family) ?? family, anyMerged: away.size + kept.size > 0,
    homeOf: (person) => heads.numberOf(String(homeOf.get(person) ?? '')),
  });
  const columns = columnsOf(heads, families, people, parts);
  const byColumns = allReady(days.map((day) => judgeByColumns(day, columns, day.date >= now)));
  const hear = listener(columns, parts);
  const empty = days.map(() => nothingFound);
  for (const number of heads.order) {
    const mates = houses.isHome(number) || parts.housed.has(number) ? houses.matesOf(number, heads.uidOf(number), parts.of(number)) : null;
    if (families.odd.has(number) || people.odd.has(number) || parts.odd.has(number) || mates?.some((mate) => parts.odd.has(mate)) === true) {
      slow.push(number);
      continue;
    }
    if (heads.state[number] !== headState.asListed) {
      if (heads.state[number] === headState.gone && (parts.first[number] ?? -1) < 0) yield { family: number, days: empty };
      else slow.push(number);
      continue;
    }
    if (mates === null && byColumns !== null) {
      yield { family: number, days: judgeRow(byColumns, hear, number, empty) };
      continue;
    }
    const family = objectOf(heads, families, people, parts, number);
    const others = (mates ?? []).flatMap((mate) => parts.of(mate));
    yield { family: number, days: days.map((day) => findingsOf(family, day, others, now)) };
  }
}

function allReady(judges: readonly (JudgeRow | null)[]): readonly JudgeRow[] | null {
  return judges.every((one) => one !== null) ? judges : null;
}

/** Of most families nothing is found, which costs nothing then. */
function judgeRow(judges: readonly JudgeRow[], hear: Listener, family: number, empty: readonly FamilyFindings[]): readonly FamilyFindings[] {
  let found: FamilyFindings[] | null = null;
  for (let day = 0; day < judges.length; day += 1) {
    judges[day]?.(family, hear);
    const heard = hear.take();
    if (heard !== nothingFound) (found ??= [...empty])[day] = heard;
  }
  return found ?? empty;
}

const nothingFound: FamilyFindings = { findings: [], untoldEligibility: 0, untoldAnomaly: 0 };

function columnsOf(heads: Heads, families: PackedFamilies, people: PackedPeople, parts: PackedEnrolments): AidColumns {
  return { desil: heads.desil, inNeed: heads.inNeed, needsOf: heads.needsOf, regionOf: heads.regionOf, families, people, parts };
}

/** A family as an object, for what columns do not say: who lives under one roof with others. */
function objectOf(heads: Heads, families: PackedFamilies, people: PackedPeople, parts: PackedEnrolments, number: number): AidFamily {
  const desil = heads.desil[number] ?? -1;
  return {
    uid: heads.uidOf(number), values: families.valuesOf(number), active: true, region: heads.regionOf(number), desil: desil < 0 ? null : desil, desils: families.desilsOf(number), needs: heads.needsOf(number),
    people: people.of(number), enrolments: parts.of(number),
  };
}

interface Listener extends Heard {
  /** What was heard since it was asked last. */
  take(): FamilyFindings;
}

/** Puts what is heard of a family into rows, as `findingsOf` does. */
function listener(columns: AidColumns, parts: PackedEnrolments): Listener {
  let findings: AidFinding[] = [];
  let [untoldEligibility, untoldAnomaly] = [0, 0];
  const programmeOf = (part: number): string => columns.parts.programmes[parts.programme[part] ?? 0]?.uid ?? '';
  const row = (kind: AidFinding['kind'], part: number, rule: string, reasons: AidFinding['reasons']): void =>
    void findings.push(columnFinding({ kind, rule, reasons, enrolment: parts.uidOf(part), programme: programmeOf(part), person: parts.personOf(part) }));
  return {
    overlap: (rule, part, other) => void findings.push(columnFinding({ kind: findingKinds.overlap, rule, enrolment: parts.uidOf(part), programme: programmeOf(part), person: parts.personOf(part), other: parts.uidOf(other), otherProgramme: programmeOf(other) })),
    ineligible: (rule, part, reasons) => row(findingKinds.ineligible, part, rule, reasons),
    missed: (rule, reasons) => void findings.push(columnFinding({ kind: findingKinds.missed, rule, reasons })),
    odd: (rule, part, reasons) => row(findingKinds.odd, part, rule, reasons),
    gone: (part) => row(findingKinds.gone, part, 'person', []),
    untold(eligibility, anomaly) {
      [untoldEligibility, untoldAnomaly] = [eligibility, anomaly];
    },
    take() {
      if (findings.length === 0 && untoldEligibility + untoldAnomaly === 0) return nothingFound;
      const found = { findings, untoldEligibility, untoldAnomaly };
      findings = [];
      [untoldEligibility, untoldAnomaly] = [0, 0];
      return found;
    },
  };
}

/** Who was merged into whom: people, and families. */
function aliasesOf(office: Reader): [ReadonlyMap<string, string>, ReadonlyMap<string, string>] {
  const pairs = (from: string, to: string): Map<string, string> => new Map(sql(office, `SELECT "${from}", "${to}" FROM alias WHERE ended IS NULL AND "${from}" IS NOT NULL ORDER BY id`).raw().all() as [string, string][]);
  return [pairs('fromPerson', 'toPerson'), pairs('fromFamily', 'toFamily')];
}
