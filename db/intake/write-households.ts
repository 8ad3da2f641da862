import { endIfAlone } from '../registry/households.ts';
import type { Log } from '../store/change-log.ts';
import { findRecord } from '../store/records.ts';
import type { Writer } from '../store/office.ts';
import { householdNumbered } from './match-households.ts';

/** A family and the number of the rumah tangga that a list gives it. */
export interface HouseholdOf {
  readonly family: string;
  readonly number: string;
}

/** Groups families under the numbers of a list; a group that is left with one family ends. */
export function writeHouseholds(office: Writer, log: Log, all: readonly HouseholdOf[], reason: string): void {
  const left = new Set<string>();
  const groups = new Map<string, string>();
  for (const { family: uid, number } of all) {
    const family = findRecord(office, 'family', uid);
    if (!family) continue;
    const group = groups.get(number) ?? householdNumbered(office, number)?.uid ?? log.create('household', { owner: office.identity.code, number }).uid;
    groups.set(number, group);
    if (typeof family.values.household === 'string' && family.values.household !== group) left.add(family.values.household);
    log.update('family', family.id, { household: group });
  }
  for (const household of left) endIfAlone(office, log, household, reason);
}
