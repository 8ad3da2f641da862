import { nameKey } from '../../rules/name-key.ts';
import { getMeta, setMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { resolveAlias } from '../aliases.ts';
import type { AliasedEntity } from '../aliases.ts';
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

interface PersonLine {
  readonly uid: string; readonly family: string; readonly name: string | null; readonly birthDate: string | null; readonly nik: string | null;
  readonly sex: number | null; readonly noKk: string | null;
}

const active = `FROM person p JOIN familySummary s ON s.uid = p.family WHERE s.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2`;
const personColumns = 'p.uid AS uid, p.family AS family, p.name AS name, p.birthDate AS birthDate, p.nik AS nik, p.sex AS sex, s.noKk AS noKk';

/** Above so many changed records a look at the whole register is quicker than one record at a time. */
const MANY = 5000;
/** More people than this with one number or one name and birth date are a fault of the file, not one person. */
const LARGEST_BLOCK = 40;

/**
 * Looks for people and families that are one: the same NIK, the same name and birth date, the same No KK. `all` looks at
 * the whole register, else only at what changed since the last look. Questions are kept in a table of their own, which
 * is no part of the register; a pair that somebody decided is not asked again.
 */
export function findPairs(office: Writer, all: boolean, stop: () => void = () => undefined): ScanCounts {
  const since = Number(getMeta(office.db, 'duplicateTx') ?? 0);
  const last = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const changed = all || since === 0 ? null : changedSince(office, since);
  const whole = changed === null || changed.length > MANY;
  const lines = whole ? (sql(office, `SELECT ${personColumns} ${active}`).all() as PersonLine[]) : neighbourhood(office, changed);
  stop();
  const found = [...familyPairs(office), ...personPairs(lines, stop)];
  const touched = whole ? null : new Set(changed);
  const counts = office.db.transaction(() => keep(office, found, touched)).immediate();
  setMeta(office.db, 'duplicateTx', String(last));
  return counts;
}

/** Uids of living people who changed, or whose family did, after a transaction. */
function changedSince(office: Reader, tx: number): string[] {
  return sql(office, `SELECT p.uid FROM change c JOIN person p ON p.id = c.record WHERE c.tx > @tx AND c.entity = 2
    UNION SELECT p.uid FROM change c JOIN family f ON f.id = c.record JOIN person p ON p.family = f.uid WHERE c.tx > @tx AND c.entity = 1 AND c.field > 0`)
    .pluck().all({ tx }) as string[];
}

/** These people and everyone who shares a NIK or a birth date with one of them. */
function neighbourhood(office: Reader, uids: readonly string[]): PersonLine[] {
  const own = sql(office, `SELECT ${personColumns} ${active} AND p.uid IN (SELECT value FROM json_each(?))`).all(JSON.stringify(uids)) as PersonLine[];
  const near = sql(office, `SELECT ${personColumns} ${active} AND p.nik = ? UNION SELECT ${personColumns} ${active} AND p.birthDate = ?`);
  const lines = new Map(own.map((line) => [line.uid, line]));
  for (const line of own) for (const other of near.all(line.nik, line.birthDate) as PersonLine[]) lines.set(other.uid, other);
  return [...lines.values()];
}

function* personPairs(lines: readonly PersonLine[], stop: () => void): Generator<Found> {
  const seen = new Set<string>();
  const keys = new Map(lines.map((line) => [line.uid, nameKey(line.name ?? '')]));
  const blocks = [
    Map.groupBy(lines.filter((line) => isNumber(line.nik)), (line) => line.nik ?? ''),
    Map.groupBy(lines.filter((line) => line.birthDate && keys.get(line.uid)), (line) => `${line.birthDate} ${keys.get(line.uid)}`),
  ];
  for (const block of blocks) {
    stop();
    for (const group of block.values()) {
      if (group.length < 2 || group.length > LARGEST_BLOCK) continue;
      for (const [place, a] of group.entries()) {
        for (const b of group.slice(place + 1)) {
          const key = pairKey('person', a.uid, b.uid);
          if (seen.has(key)) continue;
          seen.add(key);
          yield comparePeople(a, b, keys);
        }
      }
    }
  }
}

/** What two people of one block agree on. The same NIK with the same name or birth date is sure; all else is a question. */
function comparePeople(a: PersonLine, b: PersonLine, keys: ReadonlyMap<string, string>): Found {
  const [left, right] = a.uid < b.uid ? [a, b] : [b, a];
  const agreements: Agreement[] = [];
  const compare = (field: string, x: unknown, y: unknown, weight: number): boolean => {
    const kind = !x || !y ? 'missing' : x === y ? 'same' : 'differs';
    agreements.push({ field, kind, weight: kind === 'same' ? weight : kind === 'differs' ? -weight : 0 });
    return kind === 'same';
  };
  const nik = compare('nik', isNumber(left.nik) && left.nik, isNumber(right.nik) && right.nik, 10);
  const name = compare('name', keys.get(left.uid), keys.get(right.uid), 5);
  const birth = compare('birthDate', left.birthDate, right.birthDate, 4);
  compare('sex', left.sex, right.sex, 1);
  compare('noKk', isNumber(left.noKk) && left.noKk, isNumber(right.noKk) && right.noKk, 3);
  const weight = agreements.reduce((sum, one) => sum + one.weight, 0);
  return { kind: 'person', left: left.uid, right: right.uid, score: Math.round(1000 / (1 + Math.exp(-weight / 4))) / 1000, sure: nik && (name || birth), agreements };
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
        kind: 'family', left: left.uid, right: right.uid, score: head === 'same' ? 0.999 : 0.95, sure: head === 'same',
        agreements: [{ field: 'noKk', kind: 'same', weight: 10 }, { field: 'head', kind: head, weight: 5 }, { field: 'address', kind: kindOf(left.addressKey, right.addressKey), weight: 3 }],
      };
    })));
}

/** Replaces the open questions about the people looked at (all of them when `touched` is null) and about families. */
function keep(office: Writer, found: readonly Found[], touched: ReadonlySet<string> | null): ScanCounts {
  const decided = decidedKeys(office);
  const before = new Map((sql(office, 'SELECT id, kind, "left", "right" FROM duplicateFound').all() as { id: string; kind: number; left: string; right: string }[])
    .map((row) => [pairKey(row.kind === pairKind.family ? 'family' : 'person', row.left, row.right), row]));
  const known = new Map((sql(office, 'SELECT uid, kind, "left", "right" FROM pair').all() as { uid: string; kind: number; left: string; right: string }[])
    .map((row) => [pairKey(row.kind === pairKind.family ? 'family' : 'person', row.left, row.right), row.uid]));
  const drop = sql(office, 'DELETE FROM duplicateFound WHERE id = ?');
  for (const row of before.values()) if (touched === null || row.kind === pairKind.family || touched.has(row.left) || touched.has(row.right)) drop.run(row.id);
  const insert = sql(office, 'INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,?,?,?,?)');
  const at = office.now().toISOString();
  let fresh = 0;
  for (const one of found) {
    const key = pairKey(one.kind, one.left, one.right);
    if (decided.has(key)) continue;
    if (!before.has(key)) fresh += 1;
    insert.run([before.get(key)?.id ?? known.get(key) ?? office.newId(), pairKind[one.kind], one.left, one.right, one.score, one.sure ? 1 : 0, JSON.stringify(one.agreements), at]);
  }
  const count = (kind: number): number => sql(office, 'SELECT count(*) FROM duplicateFound WHERE kind = ?').pluck().get(kind) as number;
  const [people, families] = [count(pairKind.person), count(pairKind.family)];
  return { people, families, open: people + families, fresh };
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

/** Takes the open questions about these records away: they were merged, or are asked about no more. */
export function dropFound(office: Writer, uids: readonly string[]): void {
  const drop = sql(office, 'DELETE FROM duplicateFound WHERE "left" IN (SELECT value FROM json_each(@uids)) OR "right" IN (SELECT value FROM json_each(@uids))');
  drop.run({ uids: JSON.stringify(uids) });
}
