import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { linesByChange } from '../line-changes.ts';
import { refreshLists } from '../refresh-derived.ts';
import { aidEdition, beginEdition } from './aid-edition.ts';
import { aidProgrammes } from './aid-families.ts';
import type { AidFinding } from './aid-finding.ts';
import { listAidRules } from './aid-rules.ts';
import { judgeSome } from './judge-some.ts';

/** Families whose kept answers hold no more on a day, in the order of their numbers; all of them where nothing kept may be used. */
export function staleFamilies(office: Reader, day: string, most = Infinity): number[] {
  const { edition, isUsable } = aidEdition(office, day);
  const limit = Number.isFinite(most) ? most : -1;
  if (!isUsable) return sql(office, 'SELECT family FROM aidState ORDER BY family LIMIT ?').pluck().all(limit) as number[];
  return sql(office, 'SELECT family FROM aidState WHERE edition < @edition UNION ALL SELECT family FROM aidState WHERE edition = @edition AND until <= @day LIMIT @limit')
    .pluck().all({ edition, day, limit }) as number[];
}

/**
 * Judges so many families anew whose kept answers hold no more, and keeps the answers, in a transaction of its own: whatever
 * stops it, the next call goes on with the rest. Families under one roof are judged together. Answers how many are left, as
 * far as that is known: 0 or more than 0.
 */
export function keepAnswers(office: Writer, most: number): number {
  return office.db.transaction(() => {
    const day = today(office);
    const some = staleFamilies(office, day, most + 1);
    if (some.length === 0) return 0;
    const edition = beginEdition(office, day);
    keep(office, withHousemates(office, some.slice(0, most)), day, edition);
    refreshOutdated(office, some.slice(0, most), day);
    return some.length - Math.min(some.length, most);
  }).immediate();
}

/** These families with everybody in the houses that they live in or received for, and in theirs: no pair across families is kept on one side alone. */
function withHousemates(office: Reader, families: readonly number[]): number[] {
  const known = new Set(families);
  const houses = sql(office, `SELECT household FROM family WHERE household IS NOT NULL AND id IN (SELECT value FROM json_each(@ids)) UNION SELECT house FROM family WHERE house IS NOT NULL AND id IN (SELECT value FROM json_each(@ids))
    UNION SELECT e.house FROM family f JOIN enrolment e ON e.family = f.uid WHERE e.house IS NOT NULL AND f.id IN (SELECT value FROM json_each(@ids))`).pluck();
  const inHouses = sql(office, `SELECT id FROM family WHERE household IN (SELECT value FROM json_each(@places)) OR house IN (SELECT value FROM json_each(@places))
    OR uid IN (SELECT family FROM enrolment WHERE house IN (SELECT value FROM json_each(@places)))`).pluck();
  for (let next: readonly number[] = families; next.length > 0;) {
    const places = houses.all({ ids: JSON.stringify(next) }) as string[];
    next = places.length === 0 ? [] : (inHouses.all({ places: JSON.stringify(places) }) as number[]).filter((one) => !known.has(one));
    for (const one of next) known.add(one);
  }
  return [...known];
}

function keep(office: Writer, families: readonly number[], day: string, edition: number): void {
  const remove = sql(office, 'DELETE FROM aidFinding WHERE family = ?');
  const state = sql(office, 'UPDATE aidState SET edition = ?, until = ?, untoldEligibility = ?, untoldAnomaly = ? WHERE family = ?');
  const write = findingWriter(office, 'aidFinding');
  for (const { family, days: [found], until } of judgeSome(office, families, aidProgrammes(office), [rulesOfDay(listAidRules(office), day)])) {
    remove.run(family);
    if (!found) continue;
    write(family, found.findings);
    state.run(edition, until(), found.untoldEligibility, found.untoldAnomaly, family);
  }
}

/** The lists' lines of families whose day has come too, so that needs are those of today. */
function refreshOutdated(office: Writer, families: readonly number[], day: string): void {
  const lines = linesByChange(office, "coalesce(s.renews, '') <= ? AND s.family IN (SELECT value FROM json_each(?))", day, JSON.stringify(families));
  for (const [tx, numbers] of lines) refreshLists(office, numbers, tx);
}

/** Writes rows of a family into a table of findings. */
export function findingWriter(office: Reader, table: 'aidFinding' | 'temp.aidNow'): (family: number, findings: readonly AidFinding[]) => void {
  const insert = sql(office, `INSERT INTO ${table} (family, kind, place, rule, enrolment, programme, person, other, otherProgramme, otherFamily, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return (family, findings) => {
    findings.forEach(({ kind, rule, enrolment, programme, person, other, otherProgramme, otherFamily, reasons }, place) => {
      insert.run(family, kind, place, rule, enrolment, programme, person, other, otherProgramme, otherFamily, reasons.length === 0 ? null : JSON.stringify(reasons));
    });
  };
}


/** So few families may be judged beside what is kept that nobody notices. */
const FEW = 500;

/** Whether what is kept says nearly all of a day. */
export function isKept(office: Reader, day: string): boolean {
  return aidEdition(office, day).isUsable && staleFamilies(office, day, FEW + 1).length <= FEW;
}
