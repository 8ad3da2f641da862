import type { AidEnrolment, AidFamily, AidPerson } from '../../rules/aid/aid-facts.ts';
import { askedFields } from '../../rules/aid/asked-fields.ts';
import type { AidRule } from '../../rules/aid/aid-rule.ts';
import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import type { DayRules } from '../../rules/aid/day-rules.ts';
import type { FieldValues } from '../../rules/field.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { listItems } from '../derive.ts';
import { aidProgrammes } from './aid-families.ts';
import type { AidProgrammes } from './aid-families.ts';
import { readHouses } from './houses.ts';
import { findingsOf } from './aid-finding.ts';
import type { FamilyFindings } from './aid-finding.ts';
import { judgeSome } from './judge-some.ts';
import type { JudgedFamily } from './judge-some.ts';
import { readEnrolments } from './packed-enrolments.ts';
import { readPeople } from './packed-people.ts';

/**
 * Judges every family of the register on each day, from its records and with nothing kept. Only what the rules ask for is
 * read, a table at a time; whose answers do not fit that (older code lists, merged or departed families) is judged like a
 * single family.
 */
export function* judgeAll(office: Reader, rules: readonly AidRule[], dates: readonly string[]): Generator<Omit<JudgedFamily, 'until'>> {
  const days = dates.map((date) => rulesOfDay(rules, date));
  const programmes = aidProgrammes(office);
  const slow: number[] = [];
  yield* judgeRead(office, rules, programmes, days, slow);
  yield* judgeSome(office, slow, programmes, days);
}

function* judgeRead(office: Reader, rules: readonly AidRule[], programmes: AidProgrammes, days: readonly DayRules[], slow: number[]): Generator<Omit<JudgedFamily, 'until'>> {
  const now = today(office);
  const asked = askedFields(rules);
  const heads = readHeads(office, now);
  const [away, kept] = aliasesOf(office);
  const people = asked.family.length > 0 || asked.desils ? null : readPeople(office, asked.person, heads.last, (uid) => heads.numbers.get(uid), (person) => away.has(person));
  if (!people) {
    slow.push(...heads.order);
    return;
  }
  const houses = readHouses(office, (uid) => heads.numbers.get(uid));
  const homeOf = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck();
  const enrolments = readEnrolments(office, programmes, heads.last, {
    numberOf: (uid) => heads.numbers.get(kept.get(uid) ?? uid), uidOf: (number) => heads.uids[number] ?? '', standing: (person) => away.get(person) ?? person, isIn: people.isIn,
    homeOf: (person) => heads.numbers.get(String(homeOf.get(person) ?? '')), placesOf: houses.placesOf,
  });
  const empty = days.map(() => nothingFound);
  for (const number of heads.order) {
    const own = enrolments.of(number);
    const mates = houses.matesOf(number, heads.uids[number] ?? '', own);
    if (people.odd.has(number) || enrolments.odd.has(number) || mates.some((mate) => enrolments.odd.has(mate))) {
      slow.push(number);
      continue;
    }
    if (heads.state[number] !== state.asListed) {
      if (heads.state[number] === state.gone && own.length === 0) yield { family: number, days: empty };
      else slow.push(number);
      continue;
    }
    const family = packedFamily(heads, number, own, people.of);
    const others: AidEnrolment[] = mates.flatMap((mate) => enrolments.of(mate));
    yield { family: number, days: days.map((day) => findingsOf(family, day, others, now)) };
  }
}

const nothingFound: FamilyFindings = { findings: [], untoldEligibility: 0, untoldAnomaly: 0 };

/** A family whose people are read when somebody asks for them: of most that receive nothing nobody does. */
function packedFamily({ uids, texts }: Heads, number: number, enrolments: readonly AidEnrolment[], peopleOf: (family: number) => readonly AidPerson[]): AidFamily {
  const text = texts[number] ?? '';
  let people: readonly AidPerson[] | undefined;
  return {
    uid: uids[number] ?? '', values: noValues, active: true, region: regionIn(text), desil: desilIn(text), desils: [], needs: needsIn(text), enrolments,
    get people() {
      return (people ??= peopleOf(number));
    },
  };
}

const noValues: FieldValues = {};

interface Heads {
  readonly last: number;
  readonly order: readonly number[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly uids: readonly (string | undefined)[];
  /** By number: desil, region and needs. */
  readonly texts: readonly (string | undefined)[];
  /** By number. */
  readonly state: Uint8Array;
}

/** Whether the lists' line says all that is asked of a family; of one that is gone, or whose line is of an earlier day, it does not. */
const state = { asListed: 1, outdated: 2, gone: 3 } as const;

const SLICE = 2000;
const DIGIT = 48;

/** What the lists know of every family. */
function readHeads(office: Reader, now: string): Heads {
  const last = (sql(office, 'SELECT max(family) FROM familySummary').pluck().get() as number | null) ?? 0;
  const slice = sql(office, `SELECT group_concat(family || char(9) || uid || char(9) || CASE WHEN active = 0 THEN ${state.gone} WHEN renews > @now THEN ${state.asListed} ELSE ${state.outdated} END || char(9) || coalesce(desil, '') || char(9) || coalesce(region, '') || char(9) || needs, char(10))
    FROM familySummary WHERE family > @after AND family <= @until`).pluck();
  const [uids, texts]: [(string | undefined)[], (string | undefined)[]] = [new Array<string | undefined>(last + 1), new Array<string | undefined>(last + 1)];
  const states = new Uint8Array(last + 1);
  const numbers = new Map<string, number>();
  const order: number[] = [];
  for (let after = 0; after < last; after += SLICE) {
    const text = slice.get({ now, after, until: after + SLICE }) as string | null;
    for (const line of text?.split('\n') ?? []) {
      // Cut, not split: five pieces a family would be a million.
      const first = line.indexOf('\t');
      const second = line.indexOf('\t', first + 1);
      const no = Number(line.slice(0, first));
      const uid = line.slice(first + 1, second);
      uids[no] = uid;
      texts[no] = line.slice(second + 3);
      states[no] = line.charCodeAt(second + 1) - DIGIT;
      numbers.set(uid, no);
      order.push(no);
    }
  }
  return { last, order, numbers, uids, texts, state: states };
}

function desilIn(text: string): number | null {
  const end = text.indexOf('\t');
  return end === 0 ? null : Number(text.slice(0, end));
}

function regionIn(text: string): string | null {
  const region = text.slice(text.indexOf('\t') + 1, text.lastIndexOf('\t'));
  return region === '' ? null : region;
}

function needsIn(text: string): string[] {
  return listItems(text.slice(text.lastIndexOf('\t') + 1));
}

/** Who was merged into whom: people, and families. */
function aliasesOf(office: Reader): [ReadonlyMap<string, string>, ReadonlyMap<string, string>] {
  const pairs = (from: string, to: string): Map<string, string> => new Map(sql(office, `SELECT "${from}", "${to}" FROM alias WHERE ended IS NULL AND "${from}" IS NOT NULL ORDER BY id`).raw().all() as [string, string][]);
  return [pairs('fromPerson', 'toPerson'), pairs('fromFamily', 'toFamily')];
}
