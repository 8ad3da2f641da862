import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';
import { mergedInto, resolveAlias } from '../aliases.ts';

/**
 * The parts in a programme that a scanned card means, by its whole number: of the person whose NIK it is, of the family of
 * somebody living in it, of everybody under a No KK (also one that the family had before), or of the kelompok of a member. A
 * masked number would mean somebody else as well: the last four digits of most NIK are the same few.
 */
export function partsOfNumber(office: Reader, programme: string, number: string, scope: Scope): string[] {
  const people = sql(office, 'SELECT uid, family, coalesce(status, 1) = 1 AS here FROM person WHERE nik = ?').all(number) as { uid: string; family: string | null; here: number }[];
  const cards = sql(office, 'SELECT uid FROM family WHERE noKk = ? UNION SELECT family FROM familyNumber WHERE noKk = ? AND voided IS NULL').pluck().all(number, number) as string[];
  const underCard = sql(office, 'SELECT uid FROM person WHERE family IN (SELECT value FROM json_each(?))').pluck().all(namesOf(office, 'family', cards)) as string[];
  const own = namesOf(office, 'person', people.map((one) => one.uid));
  const homes = namesOf(office, 'family', [...cards, ...people.flatMap((one) => (one.here === 1 && one.family !== null ? [one.family] : []))]);
  const parts = sql(office, `SELECT e.uid AS uid, coalesce(f.region, k.region) AS region FROM (
      SELECT * FROM enrolment WHERE person IN (SELECT value FROM json_each(@own) UNION SELECT value FROM json_each(@underCard))
      UNION SELECT * FROM enrolment WHERE person IS NULL AND family IN (SELECT value FROM json_each(@homes))
      UNION SELECT * FROM enrolment WHERE peopleGroup IN (SELECT m.peopleGroup FROM groupMember m WHERE m.voided IS NULL AND m."left" IS NULL AND m.person IN (SELECT value FROM json_each(@own)))) e
    LEFT JOIN person p ON p.uid = e.person LEFT JOIN family f ON f.uid = coalesce(p.family, e.family) LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
    WHERE e.programme = @programme AND e.voided IS NULL ORDER BY e.id`).all({ own, underCard: namesOf(office, 'person', underCard), homes, programme }) as { uid: string; region: string | null }[];
  return parts.filter(({ region }) => mayTouch(office, region, scope)).map(({ uid }) => uid);
}

/** Under which ids these may stand in a part, as JSON for a query: their own by now, and those that were merged into it. */
function namesOf(office: Reader, kind: 'person' | 'family', ids: readonly string[]): string {
  const kept = [...new Set(ids.map((one) => resolveAlias(office, kind, one)))];
  const merged = mergedInto(office, kind, kept);
  return JSON.stringify(kept.flatMap((one) => [one, ...(merged.get(one) ?? [])]));
}
