import type { ItemHolds } from '../../rules/schemes/scheme.ts';
import { unmappedKey } from '../../rules/schemes/scheme.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { creditIds } from '../credit-programmes.ts';
import { countFamilies } from '../family-list.ts';
import { filterCondition } from '../family-filter.ts';
import type { FamilyFilter } from '../family-filter.ts';
import { receivedCells, receivedTotals } from './received-cells.ts';

/** An item of a scheme that a family may have: one that some programme belongs to. */
export interface CoverItem {
  readonly key: string;
  readonly title: string;
  readonly programmes: readonly string[];
}

/** The items of a scheme by which completeness is told: those without any programme are a way of working and nothing to have. */
export function coverItems(items: readonly ItemHolds[]): CoverItem[] {
  return items.filter((one) => one.key !== unmappedKey && one.programmes.length > 0).map((one) => ({ key: one.key, title: one.title, programmes: one.programmes.map((each) => each.uid) }));
}

/** What a family has: recipients by programme, in how many programmes that is, and the items of a scheme that these belong to. */
export interface Cover {
  readonly cells: Readonly<Record<string, number>>;
  /** As the filters by number count them: credit stands in its cell and is no programme. */
  readonly programmes: number;
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

/** What each of these families has and lacks, in their order. */
export function coversOf(office: Reader, families: readonly string[], items: readonly CoverItem[]): Cover[] {
  const cells = Map.groupBy(receivedCells(office, families), (one) => one.family);
  const credit = creditIds(office);
  return families.map((family) => {
    const own = cells.get(family) ?? [];
    const received = new Set(own.map((one) => one.programme));
    const [has, lacks] = [true, false].map((wanted) => items.filter((item) => item.programmes.some((one) => received.has(one)) === wanted).map((item) => item.key));
    return { cells: Object.fromEntries(own.map((one) => [one.programme, one.recipients])), programmes: own.filter((one) => !credit.has(one.programme)).length, has: has ?? [], lacks: lacks ?? [] };
  });
}

/** What the families of a filter have together. */
export interface CoverTotals {
  readonly families: number;
  readonly people: number;
  /** Families without any programme, and with three or more. */
  readonly without: number;
  readonly many: number;
  /** Families that have every item of the scheme. */
  readonly complete: number;
  readonly programmes: readonly { readonly programme: string; readonly recipients: number; readonly families: number }[];
  readonly items: readonly { readonly key: string; readonly title: string; readonly families: number }[];
}

/** How many families make a pile of programmes worth a look (BTG-3). */
const MANY = 3;

/** Counts over all families of a filter: its rows add up to them. */
export function coverTotals(office: Reader, filter: FamilyFilter, items: readonly CoverItem[], scope: Scope): CoverTotals {
  const count = (more: FamilyFilter): number => countFamilies(office, merged(filter, more), scope).families;
  const { where, params } = filterCondition(office, filter, scope);
  return {
    ...countFamilies(office, filter, scope), without: count({ programmes: { to: 0 } }), many: count({ programmes: { from: MANY } }),
    complete: items.length === 0 ? 0 : count({ anyOf: items.map((item) => item.programmes) }), programmes: receivedTotals(office, where, params),
    items: items.map((item) => ({ key: item.key, title: item.title, families: count({ anyOf: [item.programmes] }) })),
  };
}

/** Both filters at once. */
export function merged(filter: FamilyFilter, more: FamilyFilter): FamilyFilter {
  const [a, b] = [filter.programmes, more.programmes];
  return {
    ...filter, ...more,
    ...((filter.anyOf || more.anyOf) && { anyOf: [...(filter.anyOf ?? []), ...(more.anyOf ?? [])] }),
    ...((filter.noneOf || more.noneOf) && { noneOf: [...(filter.noneOf ?? []), ...(more.noneOf ?? [])] }),
    ...((a || b) && { programmes: { from: highest(a?.from, b?.from), to: lowest(a?.to, b?.to) } }),
  };
}

function highest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function lowest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
