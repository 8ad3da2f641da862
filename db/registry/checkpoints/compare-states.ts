import { isInside } from '../../rules/region-code.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';
import { listItems } from '../derive.ts';
import { familyStates } from './family-states.ts';
import type { FamilyState } from './family-states.ts';
import type { OutcomeSpan } from './outcome-span.ts';

/** A family as it stood at the beginning and at the end; null where it was not, or not any more, an active family here. */
export interface FamilyPair {
  readonly family: number;
  readonly before: FamilyState | null;
  readonly after: FamilyState | null;
}

/** What became of a family's desil; a ranking of another source is no move. */
export type DesilMove = 'up' | 'down' | 'same' | 'otherSource' | 'newlyRanked' | 'lostRank' | 'unranked';

/** Which families are compared. */
export interface Within {
  readonly scope: Scope;
  readonly region?: string;
  readonly rw?: string;
  readonly rt?: string;
}

/** Every family of two checkpoints with both of its states, seen through merges: who was merged is the one that stayed. */
export function familyPairs(office: Reader, { base, end }: OutcomeSpan, within: Within): FamilyPair[] {
  const stays = survivors(office);
  const pairs = new Map<number, { before: FamilyState | null; after: FamilyState | null }>();
  const take = (parts: number | null, side: 'before' | 'after'): void => {
    for (const state of familyStates(office, parts)) {
      if (state.active !== 1) continue;
      const own = stays.get(state.family) ?? state.family;
      const pair = pairs.get(own);
      if (!pair) pairs.set(own, { before: null, after: null, [side]: state });
      else if (pair[side] === null || own === state.family) pair[side] = state;
    }
  };
  if (base !== null) take(base.parts, 'before');
  take(end?.parts ?? null, 'after');
  return [...pairs].map(([family, pair]) => ({ family, ...pair })).filter((pair) => isWithin(office, pair, within));
}

/** The needs that a family had and has no more, has still, and has anew; `gone` says that it is no active family here any more. */
export function needMoves({ before, after }: FamilyPair): { met: string[]; still: string[]; gone: string[]; appeared: string[]; arrived: string[] } {
  const had = before === null ? [] : listItems(before.needs);
  const has = after === null ? [] : listItems(after.needs);
  const fresh = has.filter((need) => !had.includes(need));
  return {
    met: after === null ? [] : had.filter((need) => !has.includes(need)), still: had.filter((need) => has.includes(need)), gone: after === null ? had : [],
    appeared: before === null ? [] : fresh, arrived: before === null ? fresh : [],
  };
}

/** How the desil of a family moved; null unless it was there at both ends. A higher desil is better off. */
export function desilMove({ before, after }: FamilyPair): DesilMove | null {
  if (before === null || after === null) return null;
  if (before.desil === null || after.desil === null) return before.desil === after.desil ? 'unranked' : before.desil === null ? 'newlyRanked' : 'lostRank';
  if (before.desilSource !== after.desilSource) return 'otherSource';
  return before.desil === after.desil ? 'same' : after.desil > before.desil ? 'up' : 'down';
}

function isWithin(office: Reader, { before, after }: FamilyPair, { scope, region, rw, rt }: Within): boolean {
  const place = after ?? before;
  if (place === null || !mayTouch(office, place.region, scope)) return false;
  return (region === undefined || isInside(place.region, region)) && (rw === undefined || place.rw === rw) && (rt === undefined || place.rt === rt);
}

/** Merged families by local number, each with the one that stayed. */
function survivors(office: Reader): ReadonlyMap<number, number> {
  return new Map(sql(office, 'SELECT f.id, t.id FROM alias a JOIN family f ON f.uid = a.fromFamily JOIN family t ON t.uid = a.toFamily WHERE a.ended IS NULL').raw().all() as [number, number][]);
}
