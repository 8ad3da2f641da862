import { countRecapLine, readRecapLine, recapDifference, recapDimensions } from '../../rules/recaps/recap-line.ts';
import type { RecapDimension, RecapLine } from '../../rules/recaps/recap-line.ts';

/** Families by desil (0 to 10), then people by desil. */
export type Counts = number[];
/** What is counted. */
export type RecapUnit = 'families' | 'people';
/** Counts by item. */
export type ItemCounts = Map<string, Counts>;

/** Numbers in {@link Counts}: where people begin, and how many there are. */
export const peopleAt = 11;
export const countsLength = 22;

/** An area with what is counted in it, by dimension; for a kelurahan as a whole RW and RT are null. */
export interface AreaCounts {
  readonly region: string;
  readonly rw: string | null;
  readonly rt: string | null;
  readonly dimensions: Map<RecapDimension, ItemCounts>;
}

/** Adds up families, by RT and by kelurahan. */
export interface RecapSum {
  readonly areas: ReadonlyMap<string, AreaCounts>;
  add(line: RecapLine, sign: 1 | -1): void;
  /** The same for a line as the register's triggers write it; null counts for nothing. */
  addText(text: string | null, sign: 1 | -1): void;
  /** Takes away what a line counted for and adds what it counts for now, in what differs only. */
  replace(was: string | null, now: string | null): void;
}

/** The key of an area in {@link RecapSum}. */
export function areaKey(region: string, rw: string | null, rt: string | null): string {
  return rw === null ? region : `${region}\u001F${rw}\u001F${rt ?? ''}`;
}

/** How finely areas are told apart: in RT, or as whole kelurahan. */
export type RecapLevel = 'rt' | 'region';

/** Begins a sum of nothing; of these dimensions only, where some are named, and of areas of one level, where it is. */
export function recapSum(dimensions: readonly RecapDimension[] = recapDimensions, level?: RecapLevel): RecapSum {
  const areas = new Map<string, AreaCounts>();
  const wanted = new Set(dimensions);
  const areaOf = (region: string, rw: string | null, rt: string | null): AreaCounts => {
    const key = areaKey(region, rw, rt);
    let area = areas.get(key);
    if (!area) areas.set(key, (area = { region, rw, rt, dimensions: new Map() }));
    return area;
  };
  const add = (line: RecapLine, sign: 1 | -1, only: readonly RecapDimension[] = recapDimensions): void => {
    const both = [...(level === 'region' ? [] : [areaOf(line.region, line.rw, line.rt)]), ...(level === 'rt' ? [] : [areaOf(line.region, null, null)])];
    countRecapLine(line, (dimension, item, people) => {
      if (!wanted.has(dimension) || !only.includes(dimension)) return;
      for (const area of both) {
        const counts = countsIn(area, dimension, item);
        counts[line.desil] = (counts[line.desil] ?? 0) + sign;
        counts[peopleAt + line.desil] = (counts[peopleAt + line.desil] ?? 0) + sign * people;
      }
    });
  };
  return {
    areas, add,
    addText(text, sign) {
      if (text !== null) add(readRecapLine(text), sign);
    },
    replace(was, now) {
      if (was === now) return;
      const [then, present] = [was === null ? null : readRecapLine(was), now === null ? null : readRecapLine(now)];
      const only = then && present ? recapDifference(then, present) : recapDimensions;
      if (then) add(then, -1, only);
      if (present) add(present, 1, only);
    },
  };
}

function countsIn({ dimensions }: AreaCounts, dimension: RecapDimension, item: string): Counts {
  let items = dimensions.get(dimension);
  if (!items) dimensions.set(dimension, (items = new Map<string, Counts>()));
  let counts = items.get(item);
  if (!counts) items.set(item, (counts = new Array<number>(countsLength).fill(0)));
  return counts;
}

/** Adds what changed to counts; items that nobody counts for any more are left out. */
export function addCounts(into: ItemCounts, changes: ItemCounts): void {
  for (const [item, change] of changes) {
    const before = into.get(item);
    const sum = before ? before.map((count, place) => count + (change[place] ?? 0)) : [...change];
    if (sum.every((count) => count === 0)) into.delete(item);
    else into.set(item, sum);
  }
}

/** How an item begins, and where its name ends; neither stands in a name. */
const [ITEM, NAME_END] = ['\u001E', '\u001F'];
/** Places of {@link Counts} by letters, so that the many that are 0 are left out. */
const FIRST_PLACE = 65;
const [itemCode, zero] = [30, 48];

/** Counts as they are stored: names, each with the places that are not 0. */
export function countsText(items: ItemCounts): string {
  let text = '';
  for (const [item, counts] of items) {
    text += `${ITEM}${item}${NAME_END}`;
    counts.forEach((count, place) => {
      if (count !== 0) text += `${String.fromCharCode(FIRST_PLACE + place)}${count}`;
    });
  }
  return text;
}

/** Counts as they were stored. */
export function readCounts(text: string): ItemCounts {
  const items: ItemCounts = new Map();
  addStored(text, (item) => {
    const counts: Counts = new Array<number>(countsLength).fill(0);
    items.set(item, counts);
    return counts;
  }, 0);
  return items;
}

/**
 * Adds counts as they were stored to those that `countsOf` gives for each item, from `base` on. Until the first version of recaps all
 * was one object of JSON, names with a mark before them.
 */
export function addStored(text: string, countsOf: (item: string) => Counts | Int32Array, base: number): void {
  if (text.startsWith('{')) {
    for (const [name, stored] of Object.entries(JSON.parse(text) as Record<string, Counts>)) {
      const counts = countsOf(name.slice(1));
      stored.forEach((count, place) => (counts[base + place] = (counts[base + place] ?? 0) + count));
    }
    return;
  }
  for (let at = 0; at < text.length;) {
    const name = text.indexOf(NAME_END, at);
    const counts = countsOf(text.slice(at + 1, name));
    at = name + 1;
    for (let code = text.charCodeAt(at); at < text.length && code !== itemCode;) {
      const place = base + code - FIRST_PLACE;
      let [number, sign] = [0, 1];
      for (at += 1, code = text.charCodeAt(at); at < text.length && code !== itemCode && code < FIRST_PLACE; at += 1, code = text.charCodeAt(at)) {
        if (code < zero) sign = -1;
        else number = number * 10 + code - zero;
      }
      counts[place] = (counts[place] ?? 0) + sign * number;
    }
  }
}
