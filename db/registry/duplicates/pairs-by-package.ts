import { setImmediate } from 'node:timers/promises';
import { entities } from '../../rules/entities.ts';
import { isFailure } from '../../rules/failure.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor, Scope } from '../access.ts';
import type { OfficeName } from './pair-sides.ts';
import { decidePair } from './decide-pair.ts';
import type { PairDecision } from './decide-pair.ts';
import { openPairs } from './list-pairs.ts';
import { pairKind } from './pair.ts';
import type { PairRow } from './pair.ts';

/** What brought the later of two records of a pair. */
export interface Arrival { readonly package: string; readonly from: string; readonly fromName: string; readonly at: string }

/** A package that brought people who are almost surely here already: one question, however many they are. */
export interface PackageQuestion extends Arrival {
  /** Of how many people, those in families that are here twice included. */
  readonly people: number;
  readonly pairs: number;
}

/** The package that brought the later of two records; null where both were entered or imported here. */
export function arrivalOf(office: Reader, pair: Pick<PairRow, 'kind' | 'left' | 'right'>, officeName: OfficeName): Arrival | null {
  const entity = pair.kind === pairKind.family ? 'family' : 'person';
  const row = sql(office, `SELECT t.sourceId AS package, p.code AS "from", p.at AS at FROM change c JOIN tx t ON t.id = c.tx LEFT JOIN packageIn p ON p.packageId = t.sourceId
    WHERE c.entity = ${entities[entity].id} AND c.field = 0 AND c.record IN (SELECT id FROM "${entity}" WHERE uid IN (?, ?)) ORDER BY c.tx DESC LIMIT 1`)
    .get(pair.left, pair.right) as { package: string | null; from: string | null; at: string } | undefined;
  return row?.package && row.from !== null ? { package: row.package, from: row.from, fromName: officeName(row.from), at: row.at } : null;
}

/** The packages that brought people who are almost surely here already, the latest first. */
export function packageQuestions(office: Reader, scope: Scope, officeName: OfficeName): PackageQuestion[] {
  const found = surePairs(office, scope).flatMap((pair) => {
    const arrival = arrivalOf(office, pair, officeName);
    return arrival ? [{ arrival, people: peopleIn(office, pair) }] : [];
  });
  const groups = [...Map.groupBy(found, ({ arrival }) => arrival.package).values()];
  return groups.flatMap((all) => (all[0] ? [{ ...all[0].arrival, people: all.reduce((sum, one) => sum + one.people, 0), pairs: all.length }] : []))
    .sort((a, b) => b.at.localeCompare(a.at));
}

/**
 * Decides everything that a package brought twice at once, with one reason; each pair is decided and can be undone as if
 * alone. What cannot be decided (one of them was merged or ended meanwhile) is left open and counted; `held` numbers wait for a second person.
 */
export async function decidePackage(office: Writer, actor: Actor, question: { readonly package: string } & Pick<PairDecision, 'decision' | 'reason'>): Promise<{ decided: number; merged: number; left: number; held: number }> {
  const pairs = surePairs(office, actor.scope).filter((pair) => arrivalOf(office, pair, String)?.package === question.package);
  const counts = { decided: 0, merged: 0, left: 0, held: 0 };
  for (const { id } of pairs) {
    try {
      const { merged, held } = decidePair(office, actor, { id, decision: question.decision, reason: question.reason, values: {} });
      counts.decided += 1;
      if (merged) counts.merged += 1;
      counts.held += held;
    } catch (error) {
      if (!isFailure(error)) throw error;
      counts.left += 1;
    }
    // Others may want the register meanwhile.
    await setImmediate();
  }
  return counts;
}

/** Families first: their people are decided with them. */
function surePairs(office: Reader, scope: Scope): PairRow[] {
  return openPairs(office, scope).filter((pair) => pair.sure === 1).sort((a, b) => b.kind - a.kind);
}

function peopleIn(office: Reader, pair: PairRow): number {
  if (pair.kind === pairKind.person) return 1;
  return sql(office, 'SELECT count(*) FROM person a JOIN person b ON b.nik = a.nik AND b.family = ? WHERE a.family = ?').pluck().get(pair.right, pair.left) as number;
}
