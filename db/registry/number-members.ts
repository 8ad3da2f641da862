import { isActivePerson } from '../rules/checks/finding.ts';
import { inOrder } from './family-facts.ts';
import type { Fact } from './family-facts.ts';
import type { Log } from '../store/change-log.ts';
import type { StoredRecord } from '../store/records.ts';

/**
 * Numbers (nomor urut) for those who come into a family, behind everybody who is there, in the order given. Who is there keeps
 * the number he has; who has none, as after most imports, gets one before those who come: without, he would stand behind them.
 * `members` are all of the family, those who died or left too: a number that was theirs is not given again.
 */
export function numberMembers(members: readonly Fact[], comers: readonly string[]): Map<string, number> {
  let last = members.reduce((most, { values }) => Math.max(most, typeof values.sequence === 'number' ? values.sequence : 0), 0);
  const unnumbered = inOrder(members.filter(({ values }) => typeof values.sequence !== 'number' && isActivePerson(values))).map(({ uid }) => uid);
  return new Map([...unnumbered, ...comers].map((uid) => [uid, (last += 1)]));
}

/** Writes the numbers that {@link numberMembers} gave to those who are there. */
export function renumber(log: Pick<Log, 'update'>, members: readonly Pick<StoredRecord, 'id' | 'uid'>[], numbers: ReadonlyMap<string, number>): void {
  for (const { id, uid } of members) {
    const sequence = numbers.get(uid);
    if (sequence !== undefined) log.update('person', id, { sequence });
  }
}
