import { isActivePerson } from '../rules/checks/finding.ts';
import { mask } from '../rules/mask.ts';
import { mayTouchRegion } from '../rules/roles.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import { hasAliases } from './aliases.ts';
import type { Scope } from './access.ts';
import { listItems } from './derive.ts';
import { ageAt, programmeNames, statusLabel } from './family-list.ts';
import { addressQuery, areaQuery, endingQuery, isAddress, personQuery, readTyped } from './search-match.ts';
import type { Typed } from './search-match.ts';
import { numberHits } from './search-numbers.ts';
import { scoreName } from './search-score.ts';
import { spellingQueries, usualWords, wideSpellingQuery } from './search-spelling.ts';
import { familyStatus, labelFor, personStatus } from './states.ts';

export interface SearchHit {
  readonly kind: 'family' | 'person'; readonly id: string; readonly family: string | null; readonly name: string; readonly nik: string | null;
  readonly noKk: string | null; readonly rt: string | null; readonly rw: string | null; readonly address: string | null; readonly age: number | null;
  readonly status: string | null; readonly region: string | null; readonly programmes: string[];
  /** Doubts to show: `dead`, `moved`, `missing`, `away`, `duplicateNik`, `noNik`, `familyInactive`. */
  readonly marks: string[]; readonly score: number;
}

/** A record that matched, before its line is read. */
export interface Candidate {
  readonly kind: 'family' | 'person';
  readonly number: number;
  /** 0 to 1 where the match itself says how good it is; names are scored when their line is read. */
  readonly score: number | null;
}

/** So many matches are read and put in order; more than that and the first entered come first. */
const CANDIDATES = 50;
/** With many spellings allowed many match, and those entered first are seldom the likeliest: so many names are read. */
const WIDE_CANDIDATES = 200;
/** A score that a name has with one slip of the pen in it, and seldom another one. */
const LIKELY = 0.82;
/** Below so many hits the first words need only be begun, too, and other spellings are tried. */
const FEW = 5;

/**
 * People and families by name, NIK, No KK or address, as typed so far, best first. Digits alone look for numbers
 * (beginning, end, middle); words look for names by letters and by sound, then in other spellings when few are found,
 * then for addresses; `RT 3` and `RW 1` among the words narrow both. NIK and No KK are masked. Dead and moved people are
 * found too, with a mark; what an undone import made is not.
 */
export function search(office: Reader, text: string, limit: number, scope: Scope): SearchHit[] {
  const typed = readTyped(text.trim());
  const area = narrowing(office, scope);
  const found = typed.digits === null ? wordHits(office, typed, Math.max(CANDIDATES, limit), area) : numberHits(office, typed.digits, limit, area);
  return readLines(office, likeliest(office, present(office, found), typed, limit), typed, limit, area);
}

/** Who was merged into another is found as the one that stayed. */
function present(office: Reader, found: readonly Candidate[]): Candidate[] {
  if (!hasAliases(office)) return [...found];
  const kept = {
    person: sql(office, 'SELECT k.id FROM person g JOIN alias a ON a.fromPerson = g.uid AND a.ended IS NULL JOIN person k ON k.uid = a.toPerson WHERE g.id = ?').pluck(),
    family: sql(office, 'SELECT k.id FROM family g JOIN alias a ON a.fromFamily = g.uid AND a.ended IS NULL JOIN family k ON k.uid = a.toFamily WHERE g.id = ?').pluck(),
  };
  const seen = new Map<string, Candidate>();
  for (const one of found) {
    const number = (kept[one.kind].get(one.number) as number | undefined) ?? one.number;
    if (!seen.has(`${one.kind} ${number}`)) seen.set(`${one.kind} ${number}`, { ...one, number });
  }
  return [...seen.values()];
}

function wordHits(office: Reader, typed: Typed, enough: number, area: string | null): Candidate[] {
  const found: Candidate[] = [];
  const asked = new Set<string>();
  const look = (query: string | null, most = enough): number => {
    if (query === null || asked.has(query)) return 0;
    asked.add(query);
    const more = matches(office, 'personSearch', query, most);
    addNew(found, more);
    return more.length;
  };
  // Nobody is called so, and names that sound alike would stand before the address.
  if (isAddress(typed)) {
    addresses(office, found, typed, area);
    if (found.length > 0) return found;
  }
  // Whole words first: who is called exactly so comes before longer names, and long lists of beginnings are seldom gathered.
  if ((typed.words.at(-1) ?? '').length > 1) look(personQuery(typed, 'whole', area));
  const isNamed = found.length > 0 && typed.words.length > 2;
  if (found.length < enough) look(usualEnding(office, typed, area));
  if (found.length < enough) look(personQuery(typed, 'lastBegun', area));
  if (found.length === 0) look(personQuery(typed, 'begun', area));
  if (found.length < FEW && !isNamed) {
    const spelt = spellingQueries(office, typed);
    const narrow = areaQuery(typed, area);
    // Where there are too many, those with one word spelt otherwise may not be among them.
    if (spelt !== null && look(spelt.any + narrow) >= enough && spelt.one !== null) look(spelt.one + narrow);
    if (found.length < FEW && !isLikely(office, found, typed)) {
      const wide = wideSpellingQuery(office, typed);
      if (wide !== null) look(wide + narrow, WIDE_CANDIDATES);
    }
  }
  if (found.length < enough) addresses(office, found, typed, area);
  return found;
}

/** Families by address, and those of the RT or RW that was typed; some more where few people were found. */
function addresses(office: Reader, found: Candidate[], typed: Typed, area: string | null): void {
  const most = FEW + Math.max(0, FEW - found.length);
  const look = (query: string | null): void => {
    if (query !== null) addNew(found, matches(office, 'addressSearch', query, most));
  };
  const inArea = typed.rt !== null || typed.rw !== null ? areaQuery(typed, area).slice(' AND '.length) : null;
  const people = found.length;
  look(addressQuery(typed, 'lastBegun', area) ?? inArea);
  if (found.length === people) look(addressQuery(typed, 'begun', area));
}

/** The query where the last word is one of the usual ones that begin so; null when a list of beginnings is short anyway. */
function usualEnding(office: Reader, typed: Typed, area: string | null): string | null {
  const last = typed.keys.at(-1);
  if (last === undefined || typed.keys.length !== typed.words.length) return null;
  const usual = usualWords(office, last);
  return usual === null ? null : endingQuery(typed, usual, area);
}

function addNew(found: Candidate[], more: readonly Candidate[]): void {
  const seen = new Set(found.map((one) => `${one.kind}${one.number}`));
  for (const one of more) if (!seen.has(`${one.kind}${one.number}`)) found.push(one);
}

function matches(office: Reader, table: 'personSearch' | 'addressSearch', query: string, most: number): Candidate[] {
  const numbers = sql(office, `SELECT rowid FROM ${table} WHERE ${table} MATCH ? LIMIT ?`).pluck().all(query, most) as number[];
  const kind = table === 'personSearch' ? 'person' : 'family';
  return numbers.map((number) => ({ kind, number, score: kind === 'family' ? addressScore : null }));
}

const addressScore = 0.5;

/** Whether one of a few names is so near to what was typed that it is the one meant: then no more spellings are tried. */
function isLikely(office: Reader, found: readonly Candidate[], typed: Typed): boolean {
  const read = sql(office, 'SELECT name FROM person WHERE id = ?').pluck();
  const [wanted, keys] = [typed.words.join(' '), typed.keys.join(' ')];
  return found.some((one) => one.kind === 'person' && scoreName(String(read.get(one.number) ?? ''), wanted, keys, true) >= LIKELY);
}

/** A match with the most that its score can be: less where its family is no longer active, which only its line tells. */
interface Scored {
  readonly one: Candidate;
  readonly score: number;
}

/** The names that fit best first, before anything else of their lines is read. */
function likeliest(office: Reader, found: readonly Candidate[], typed: Typed, limit: number): Scored[] {
  if (found.length <= limit) return found.map((one) => ({ one, score: 1 }));
  const read = sql(office, 'SELECT name, status FROM person WHERE id = ?').raw();
  const [wanted, keys] = [typed.words.join(' '), typed.keys.join(' ')];
  const scored = found.map((one): Scored => {
    if (one.score !== null) return { one, score: one.score };
    const [name, status] = (read.get(one.number) ?? []) as [name?: string | null, status?: number | null];
    return { one, score: scoreName(name ?? '', wanted, keys, (status ?? personStatus.alive) === personStatus.alive) };
  });
  return scored.sort(byScore);
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.one.number - b.one.number;
}

type Line = readonly [
  uid: string, family: string, name: string | null, nik: string | null, birth: string | null, status: number | null, presence: number | null,
  noKk: string | null, rt: string | null, rw: string | null, address: string | null, region: string | null, programmes: string, familyActive: number, familyStatus: number,
];
const familyColumns = 's.noKk, s.rt, s.rw, s.address, s.region, s.programmes, s.active, s.status';

/** The best of what was found, read until nothing behind can come before: every line lies on pages of its own. */
function readLines(office: Reader, found: readonly Scored[], typed: Typed, limit: number, area: string | null): SearchHit[] {
  const person = sql(office, `SELECT p.uid, p.family, p.name, p.nik, p.birthDate, p.status, p.presence, ${familyColumns}
    FROM person p JOIN familySummary s ON s.uid = p.family WHERE p.id = ?`).raw();
  const family = sql(office, `SELECT s.uid, s.uid, s.head, NULL, s.headBirth, NULL, NULL, ${familyColumns} FROM familySummary s WHERE s.family = ?`).raw();
  const wanted = typed.words.join(' ');
  const keys = typed.keys.join(' ');
  const scored: (Scored & { readonly line: Line })[] = [];
  for (const next of found) {
    if (scored.length >= limit && scored.filter((read) => byScore(read, next) < 0).length >= limit) break;
    const { one } = next;
    const line = (one.kind === 'person' ? person : family).get(one.number) as Line | undefined;
    if (line && isShown(line, area)) scored.push({ one, line, score: one.score ?? scoreName(line[2] ?? '', wanted, keys, line[13] === 1 && (line[5] ?? 1) === 1) });
  }
  scored.sort(byScore);
  const names = programmeNames(office);
  const day = today(office);
  return scored.slice(0, limit).map(({ one, line, score }) => toHit(office, one, line, score, names, day));
}

/** What an undone import made is not shown, nor what lies outside the user's area. */
function isShown(line: Line, area: string | null): boolean {
  const [, , , , , status, , , , , , region, , , family] = line;
  if (family === familyStatus.undone || status === personStatus.invalid) return false;
  return area === null || mayTouchRegion(area, region);
}

function toHit(office: Reader, one: Candidate, line: Line, score: number, names: ReadonlyMap<string, string>, day: string): SearchHit {
  const [uid, family, name, nik, birth, status, presence, noKk, rt, rw, address, region, programmes, active, stateOfFamily] = line;
  const isPerson = one.kind === 'person';
  return {
    kind: one.kind, id: uid, family, name: name ?? '', nik: nik === null ? null : mask(nik), noKk: noKk === null ? null : mask(noKk), rt, rw, address,
    age: ageAt(birth, day), status: isPerson ? (labelFor('KK.status_dasar', status ?? personStatus.alive) ?? null) : statusLabel(stateOfFamily), region,
    programmes: listItems(programmes).map((number) => names.get(number) ?? number),
    marks: isPerson ? personMarks(office, nik, status, presence, active) : active === 1 ? [] : ['familyInactive'], score: Math.round(score * 1000) / 1000,
  };
}

const statusMarks: Readonly<Record<number, string>> = { 2: 'dead', 3: 'moved', 4: 'missing', 6: 'away' };

function personMarks(office: Reader, nik: string | null, status: number | null, presence: number | null, familyActive: number): string[] {
  const marks: string[] = [];
  const mark = statusMarks[status ?? personStatus.alive];
  if (mark !== undefined) marks.push(mark);
  else if (!isActivePerson({ status, presence })) marks.push('dead');
  else if (familyActive === 0) marks.push('familyInactive');
  if (nik === null) marks.push('noNik');
  else if (hasDouble(office, nik)) marks.push('duplicateNik');
  return marks;
}

/** Whether another living person has the same NIK. */
function hasDouble(office: Reader, nik: string): boolean {
  return (sql(office, 'SELECT count(*) FROM person WHERE nik = ? AND coalesce(status, 1) = 1').pluck().get(nik) as number) > 1;
}
