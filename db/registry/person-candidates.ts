import { addDays, isRealDate } from '../rules/dates.ts';
import { isPlaceholder } from '../rules/identifier.ts';
import { comparer } from '../rules/matching/compare-people.ts';
import type { Comparer, Match } from '../rules/matching/compare-people.ts';
import type { MatchPerson } from '../rules/matching/match-person.ts';
import { nameKey } from '../rules/name-key.ts';
import { nikBirthDate, parseNik } from '../rules/nik.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { hasAliases, resolveAlias } from './aliases.ts';
import { nameRarity } from './name-rarity.ts';
import { familyStatus, personStatus } from './states.ts';

/** Somebody of the register who may be the person asked about. */
export interface PersonCandidate extends Match {
  /** Ids of the person and of its family. */
  readonly record: string;
  readonly family: string | null;
  /** What the register says of that person. */
  readonly person: MatchPerson;
}

export interface CandidateOptions {
  readonly limit: number;
  /** A family whose people are not candidates: the one at hand. */
  readonly excludeFamily?: string;
  /** The lowest score to answer; by default only what is worth a question. */
  readonly least?: number;
}

/** Names of a day that are looked at; a day that many give who do not know theirs has more. */
const MOST_PER_DAY = 1000;
/** People of these days that are read whole: the names that fit best. */
const MOST_READ = 40;
const MOST_PER_NAME = 30;
/** A name whose rarest word more people have than this is not looked up; with one word alone, not more than the other. */
const COMMON_WORD = 3000;
const COMMON_ALONE = 300;
/** Somebody as near as this is the one meant: other people of that name need not be read. */
const NEAR_ENOUGH = 32;

/**
 * People of the register who may be this one, best first: looked up by NIK, by No KK, by birth date and sex (as written, with
 * day and month swapped, as the NIK tells it), and by name, then compared one by one.
 */
export function personCandidates(office: Reader, person: MatchPerson, options: CandidateOptions): PersonCandidate[] {
  const compare = comparer(person, nameRarity(office));
  const near: { readonly score: number; readonly row: Row }[] = [];
  const read = sql(office, PERSON).raw();
  const seen = new Set<number>();
  let best = -Infinity;
  const look = (numbers: Iterable<number>): void => {
    for (const id of numbers) {
      if (seen.has(id)) continue;
      seen.add(id);
      const row = read.get(id) as Row | undefined;
      if (!row || row[1] !== null && row[1] === options.excludeFamily) continue;
      const score = compare.score(toPerson(row, []));
      near.push({ score, row });
      if (score > best) best = score;
    }
  };
  look(byNumber(office, person));
  look(byDay(office, person, compare));
  if (best < NEAR_ENOUGH) look(byName(office, person));
  near.sort((a, b) => b.score - a.score || (a.row[0] < b.row[0] ? -1 : 1));
  const found: PersonCandidate[] = [];
  const readHome = sql(office, HOME).raw();
  const standing = hasAliases(office) ? resolved : asRead;
  // What the family adds is little beside the rest, so only the families of those are read whom it could bring among the best.
  const behind = (near[options.limit - 1]?.score ?? -Infinity) - MOST_OF_HOME;
  for (const { row, score } of near.slice(0, options.limit + FURTHER)) {
    if (score < behind) break;
    const home = (readHome.get(row[1]) ?? []) as Home;
    if (home[4] === familyStatus.undone) continue;
    const other = toPerson(row, home);
    const match = compare.full(other);
    if (options.least === undefined ? match.verdict !== 'none' : match.score >= options.least) found.push({ ...standing(office, row), person: other, ...match });
  }
  found.sort((a, b) => rank(b) - rank(a) || b.score - a.score || (a.record < b.record ? -1 : 1));
  return found.filter(({ record }, place) => found.findIndex((one) => one.record === record) === place).slice(0, options.limit);
}

type Standing = Pick<PersonCandidate, 'record' | 'family'>;

function asRead(_office: Reader, [record, family]: Row): Standing {
  return { record, family };
}

/** Who was merged into another is answered as the one that stayed. */
function resolved(office: Reader, [uid, family]: Row): Standing {
  const record = resolveAlias(office, 'person', uid);
  return { record, family: record === uid ? family : (sql(office, 'SELECT family FROM person WHERE uid = ?').pluck().get(record) as string | null) };
}

/** Bits that a family in common adds at most, and how many more than were asked for may gain by it. */
const MOST_OF_HOME = 5;
const FURTHER = 15;

function rank({ verdict }: Match): number {
  return verdict === 'sure' ? 1 : 0;
}

type Row = readonly [
  uid: string, family: string | null, name: string | null, nik: string | null, birthDate: string | null, sex: number | null, birthPlace: string | null,
  fatherName: string | null, motherName: string | null,
];
type Home = readonly [noKk?: string | null, address?: string | null, rt?: string | null, rw?: string | null, status?: number];

/** What an undone import made is no candidate. */
const PERSON = `SELECT uid, family, name, nik, birthDate, sex, birthPlace, fatherName, motherName FROM person WHERE id = ? AND coalesce(status, 0) <> ${personStatus.invalid}`;
const HOME = 'SELECT noKk, address, rt, rw, status FROM familySummary WHERE uid = ?';

function toPerson([, family, name, nik, birthDate, sex, birthPlace, fatherName, motherName]: Row, [noKk = null, address = null, rt = null, rw = null]: Home): MatchPerson {
  return { family, name, nik, birthDate, sex, birthPlace, fatherName, motherName, noKk, address, rt, rw };
}

/** Local numbers of people with this NIK or No KK. */
function byNumber(office: Reader, { nik, noKk }: MatchPerson): number[] {
  const numbers: number[] = [];
  if (nik !== null && nik.length === 16 && !isPlaceholder(nik)) numbers.push(...(sql(office, 'SELECT id FROM person WHERE nik = ?').pluck().all(nik) as number[]));
  if (noKk !== null) numbers.push(...(sql(office, 'SELECT p.id FROM family f JOIN person p ON p.family = f.uid WHERE f.noKk = ?').pluck().all(noKk) as number[]));
  return numbers;
}

const nameless: MatchPerson = {
  name: null, nik: null, birthDate: null, sex: null, birthPlace: null, fatherName: null, motherName: null, family: null, noKk: null, address: null, rt: null, rw: null,
};

/** Local numbers of people of this birth date, the names that fit best: the index has date, sex and name, so that nobody is read for it. */
function byDay(office: Reader, person: MatchPerson, compare: Comparer): number[] {
  const found: (readonly [id: number, name: string | null])[] = [];
  for (const day of birthDays(person, today(office))) {
    const rows = person.sex === null ? sql(office, 'SELECT id, name FROM person WHERE birthDate = ? LIMIT ?').raw().all(day, MOST_PER_DAY)
      : sql(office, 'SELECT id, name FROM person WHERE birthDate = ? AND (sex = ? OR sex IS NULL) LIMIT ?').raw().all(day, person.sex, MOST_PER_DAY);
    found.push(...(rows as [number, string | null][]));
  }
  if (found.length <= MOST_READ) return found.map(([id]) => id);
  const scored = found.map(([id, name]) => ({ id, score: compare.score({ ...nameless, name }) }));
  return scored.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, MOST_READ).map(({ id }) => id);
}

/** The birth date as written, with day and month swapped, and as the NIK tells it. */
function birthDays({ birthDate, nik }: MatchPerson, day: string): Set<string> {
  const days = new Set<string>();
  if (birthDate !== null && isRealDate(birthDate)) {
    days.add(birthDate);
    const swapped = `${birthDate.slice(0, 4)}-${birthDate.slice(8)}-${birthDate.slice(5, 7)}`;
    if (isRealDate(swapped)) days.add(swapped);
  }
  const told = nik !== null && parseNik(nik) ? nikBirthDate(nik, { today: addDays(day, 1), birthDate }) : null;
  if (told !== null) days.add(told);
  return days;
}

/** Local numbers of people whose name has the two rarest words of this one; none when these are too common to look up. */
function byName(office: Reader, { name }: MatchPerson): number[] {
  if (name === null) return [];
  const { count } = nameRarity(office);
  const words = [...new Set(nameKey(name).split(' '))].filter((word) => word.length > 1).map((word) => ({ word, people: count(word) })).filter(({ people }) => people > 0);
  words.sort((a, b) => a.people - b.people);
  const rarest = words.slice(0, 2);
  if (rarest[0] === undefined || rarest[0].people > (rarest.length > 1 ? COMMON_WORD : COMMON_ALONE)) return [];
  const query = `{key} : (${rarest.map(({ word }) => `"${word.toLowerCase()}"`).join(' AND ')})`;
  return sql(office, 'SELECT rowid FROM personSearch WHERE personSearch MATCH ? LIMIT ?').pluck().all(query, MOST_PER_NAME) as number[];
}
