import { findDuplicates } from '../../rules/matching/find-duplicates.ts';
import { comparePeople } from '../../rules/matching/compare-people.ts';
import type { NameRarity } from '../../rules/matching/compare-people.ts';
import type { MatchPerson } from '../../rules/matching/match-person.ts';
import { getMeta, setMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { resolveAlias } from '../aliases.ts';
import type { AliasedEntity } from '../aliases.ts';
import { loadPeopleColumns } from '../load-people-columns.ts';
import { nameRarity } from '../name-rarity.ts';
import { personCandidates } from '../person-candidates.ts';
import { pairKey, pairKind } from './pair.ts';
import type { Agreement } from './pair.ts';
import { isNumber } from './pair-fields.ts';

/** A pair that a look found. */
interface Found {
  readonly kind: AliasedEntity;
  readonly left: string;
  readonly right: string;
  readonly score: number;
  readonly sure: boolean;
  readonly agreements: readonly Agreement[];
}

/** What a look found: open questions by kind, and how many of them are new. */
export interface ScanCounts {
  readonly people: number;
  readonly families: number;
  readonly open: number;
  readonly fresh: number;
}

/** Called with the share that is done, 0 to 1; may wait, and throws to stop. */
export type ScanPause = (done: number) => Promise<void> | void;

/** Up to so many changed people, or one in a hundred, are looked up one by one; above that the whole register is quicker. */
const FEW = 500;
/** So many questions about people are kept, the likeliest. */
const MOST_PAIRS = 20_000;
const TWINS = 10;
/** More families than this with one No KK are a fault of a file. */
const LARGEST_BLOCK = 40;

/**
 * Looks for people and families that are one. `all` looks at the whole register, else only at what changed since the last
 * look. Questions are kept in a table of their own, which is no part of the register; a pair that somebody decided is not
 * asked again, and the people of two families that may be one are asked about with their families.
 */
export async function findPairs(office: Writer, all: boolean, pause: ScanPause = () => undefined): Promise<ScanCounts> {
  const since = Number(getMeta(office.db, 'duplicateTx') ?? 0);
  const last = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const changed = all || since === 0 ? null : changedSince(office, since);
  const people = sql(office, 'SELECT count(*) FROM person').pluck().get() as number;
  const whole = changed === null || changed.length > Math.max(FEW, people / 100);
  const found = whole ? await pairsOfAll(office, pause) : await pairsOf(office, changed, pause);
  const touched = whole ? null : new Set(changed);
  const counts = office.db.transaction(() => keep(office, [...familyPairs(office), ...found], touched)).immediate();
  setMeta(office.db, 'duplicateTx', String(last));
  return counts;
}

/** Uids of people who changed, or whose family did, after a transaction. */
function changedSince(office: Reader, tx: number): string[] {
  return sql(office, `SELECT p.uid FROM change c CROSS JOIN person p ON p.id = c.record WHERE c.tx > @tx AND +c.entity = 2
    UNION SELECT p.uid FROM change c CROSS JOIN family f ON f.id = c.record CROSS JOIN person p ON p.family = f.uid WHERE c.tx > @tx AND +c.entity = 1 AND c.field > 0`)
    .pluck().all({ tx }) as string[];
}

interface ActivePerson extends MatchPerson { readonly uid: string }

const active = `SELECT p.uid, p.family, p.name, p.nik, p.birthDate, p.sex, p.birthPlace, p.fatherName, p.motherName, s.noKk, s.address, s.rt, s.rw
  FROM person p JOIN familySummary s ON s.uid = p.family WHERE s.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2`;

/** Every pair of living people in the register that may be one. */
async function pairsOfAll(office: Reader, pause: ScanPause): Promise<Found[]> {
  const columns = await loadPeopleColumns(office, () => pause(0));
  const pairs = await findDuplicates(columns, { pause, most: MOST_PAIRS });
  const read = sql(office, `${active} AND p.id = ?`);
  const rarity = nameRarity(office);
  return pairs.flatMap((pair) => {
    const [a, b] = [read.get(pair.left), read.get(pair.right)] as (ActivePerson | undefined)[];
    return a && b ? [pairOf(a, b, rarity)] : [];
  });
}

/** The pairs of some people with anybody. */
async function pairsOf(office: Reader, uids: readonly string[], pause: ScanPause): Promise<Found[]> {
  const read = sql(office, `${active} AND p.uid = ?`);
  const rarity = nameRarity(office);
  const found: Found[] = [];
  for (const [place, uid] of uids.entries()) {
    if (place % 50 === 0) await pause(place / uids.length);
    const person = read.get(uid) as ActivePerson | undefined;
    if (!person) continue;
    for (const { record } of personCandidates(office, person, { limit: TWINS })) {
      const other = record === uid ? undefined : (read.get(record) as ActivePerson | undefined);
      if (other) found.push(pairOf(person, other, rarity));
    }
  }
  return found;
}

function pairOf(a: ActivePerson, b: ActivePerson, rarity: NameRarity): Found {
  const [left, right] = a.uid < b.uid ? [a, b] : [b, a];
  const { score, verdict, agreements } = comparePeople(left, right, rarity);
  return { kind: 'person', left: left.uid, right: right.uid, score: Math.round(score * 10) / 10, sure: verdict === 'sure', agreements };
}

interface FamilyLine { readonly uid: string; readonly noKk: string; readonly headKey: string | null; readonly addressKey: string | null }

function familyPairs(office: Reader): Found[] {
  const rows = sql(office, `SELECT s.uid AS uid, s.noKk AS noKk, s.headKey AS headKey, s.addressKey AS addressKey FROM familySummary s WHERE s.active = 1 AND s.noKk IN
    (SELECT noKk FROM family WHERE noKk IS NOT NULL AND coalesce(status, 1) = 1 GROUP BY noKk HAVING count(*) > 1)`).all() as FamilyLine[];
  const groups = Map.groupBy(rows.filter((row) => isNumber(row.noKk)), (row) => row.noKk);
  return [...groups.values()].filter((group) => group.length <= LARGEST_BLOCK).flatMap((group) =>
    group.flatMap((a, place) => group.slice(place + 1).map((b): Found => {
      const [left, right] = a.uid < b.uid ? [a, b] : [b, a];
      const kindOf = (x: string | null, y: string | null): Agreement['kind'] => (!x || !y ? 'missing' : x === y ? 'same' : 'differs');
      const head = kindOf(left.headKey, right.headKey);
      return {
        kind: 'family', left: left.uid, right: right.uid, score: head === 'same' ? 80 : 40, sure: head === 'same',
        agreements: [{ field: 'noKk', kind: 'same', weight: 40, params: {} }, { field: 'head', kind: head, weight: 40, params: {} }, { field: 'address', kind: kindOf(left.addressKey, right.addressKey), weight: 5, params: {} }],
      };
    })));
}

/** Replaces the open questions about the people looked at (all of them when `touched` is null) and about families. */
function keep(office: Writer, found: readonly Found[], touched: ReadonlySet<string> | null): ScanCounts {
  const decided = decidedKeys(office);
  const before = new Map((sql(office, 'SELECT id, kind, "left", "right" FROM duplicateFound').all() as KeptPair[]).map((row) => [keyOf(row), row]));
  const known = new Map((sql(office, 'SELECT uid AS id, kind, "left", "right" FROM pair').all() as KeptPair[]).map((row) => [keyOf(row), row.id]));
  const drop = sql(office, 'DELETE FROM duplicateFound WHERE id = ?');
  for (const row of before.values()) if (touched === null || row.kind === pairKind.family || touched.has(row.left) || touched.has(row.right)) drop.run(row.id);
  const insert = sql(office, 'INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,?,?,?,?)');
  const at = office.now().toISOString();
  let fresh = 0;
  for (const one of openOnes(office, found, decided)) {
    const key = pairKey(one.kind, one.left, one.right);
    if (!before.has(key)) fresh += 1;
    insert.run([before.get(key)?.id ?? known.get(key) ?? office.newId(), pairKind[one.kind], one.left, one.right, one.score, one.sure ? 1 : 0, JSON.stringify(one.agreements), at]);
  }
  const count = (kind: number): number => sql(office, 'SELECT count(*) FROM duplicateFound WHERE kind = ?').pluck().get(kind) as number;
  const [people, families] = [count(pairKind.person), count(pairKind.family)];
  return { people, families, open: people + families, fresh };
}

interface KeptPair { readonly id: string; readonly kind: number; readonly left: string; readonly right: string }

function keyOf(row: KeptPair): string {
  return pairKey(row.kind === pairKind.family ? 'family' : 'person', row.left, row.right);
}

/** What nobody decided, each pair once; people whose two families are asked about wait for that answer. */
function openOnes(office: Reader, found: readonly Found[], decided: ReadonlySet<string>): Found[] {
  const open = new Map(found.map((one) => [pairKey(one.kind, one.left, one.right), one]));
  for (const key of decided) open.delete(key);
  const familyOf = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck();
  for (const [key, one] of open) {
    if (one.kind === 'person' && open.has(pairKey('family', String(familyOf.get(one.left)), String(familyOf.get(one.right))))) open.delete(key);
  }
  return [...open.values()];
}

/**
 * The pairs that somebody decided, by their records and by the records that these were merged into. A decision counts
 * when it is this office's or an owner's of one of the records.
 */
function decidedKeys(office: Reader): ReadonlySet<string> {
  const rows = sql(office, `SELECT p.kind AS kind, p."left" AS left, p."right" AS right FROM pair p WHERE p.decision IS NOT NULL AND (p.owner = ?
    OR p.owner IN (SELECT owner FROM person WHERE uid IN (p."left", p."right") UNION SELECT owner FROM family WHERE uid IN (p."left", p."right")))`)
    .all(office.identity.code) as { kind: number; left: string; right: string }[];
  return new Set(rows.flatMap((row) => {
    const kind = row.kind === pairKind.family ? 'family' : 'person';
    return [pairKey(kind, row.left, row.right), pairKey(kind, resolveAlias(office, kind, row.left), resolveAlias(office, kind, row.right))];
  }));
}
