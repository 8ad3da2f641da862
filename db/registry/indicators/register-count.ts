import { isInside } from '../../rules/region-code.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';
import { checkpointFor } from '../checkpoints/checkpoints.ts';
import { familyStates } from '../checkpoints/family-states.ts';
import type { FamilyState } from '../checkpoints/family-states.ts';

/** What the register itself counts beside a published figure (TEPAT.hitunganRegister): families, or their members. */
const counts: Readonly<Record<number, { readonly of: 'families' | 'people'; readonly holds: (state: FamilyState) => boolean }>> = {
  2: { of: 'families', holds: (state) => state.desil === 1 },
  3: { of: 'families', holds: (state) => within(state, 2) },
  4: { of: 'families', holds: (state) => within(state, 4) },
  5: { of: 'people', holds: (state) => state.desil === 1 },
  6: { of: 'people', holds: (state) => within(state, 4) },
  7: { of: 'families', holds: (state) => state.needs !== '' },
};

/** The register's own count at the end of a year, or now. */
export interface RegisterCount {
  readonly year: number;
  /** The day it is of: the last one kept of that year, or today. */
  readonly day: string;
  readonly count: number;
  readonly whole: number;
}

/**
 * Counts what stands beside an indicator, for an area of this office and each year; a year of which nothing was kept has
 * none. Never called a rate of poverty: it is how many of the families that this register holds.
 */
export function registerCounts(office: Reader, beside: number, area: string, years: readonly number[], scope: Scope): RegisterCount[] {
  const count = counts[beside];
  if (!count || !isInside(area, office.identity.code)) return [];
  const now = today(office);
  return years.flatMap((year): RegisterCount[] => {
    const isRunning = String(year) === now.slice(0, 4);
    const kept = isRunning ? null : checkpointFor(office, `${year}-12-31`);
    if (!isRunning && kept?.day.slice(0, 4) !== String(year)) return [];
    let [found, whole] = [0, 0];
    for (const state of familyStates(office, kept?.parts ?? null, area)) {
      if (state.active !== 1 || !mayTouch(office, state.region, scope)) continue;
      const weight = count.of === 'people' ? state.members : 1;
      whole += weight;
      if (count.holds(state)) found += weight;
    }
    return [{ year, day: kept?.day ?? now, count: found, whole }];
  });
}

function within({ desil }: FamilyState, most: number): boolean {
  return desil !== null && desil <= most;
}
