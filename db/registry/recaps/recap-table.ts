import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { addStored, areaKey, countsLength, peopleAt } from './recap-counts.ts';
import type { AreaCounts, Counts, ItemCounts, RecapUnit } from './recap-counts.ts';

/** Belum diperingkat (0) and the ten desil. */
export const allDesils: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** An area; of a kelurahan as a whole RW and RT are null. */
export type RecapPlace = Pick<AreaCounts, 'region' | 'rw' | 'rt'>;

/**
 * What is counted in many areas, a column of numbers for each item: a city has thousands of RT, and an object for each number of each
 * would cost more than to read them. Areas are named by their place in `areas`.
 */
export interface RecapTable {
  readonly areas: readonly RecapPlace[];
  /** The items of a dimension that anybody counts for. */
  items(dimension: RecapDimension): readonly string[];
  /** How many families or people of these desil count for an item in these areas together. */
  sum(areas: readonly number[], dimension: RecapDimension, item: string, unit: RecapUnit, desil: readonly number[]): number;
}

/** A table that is being filled. */
export interface RecapTableBuilder extends RecapTable {
  /** The place of an area, new where nothing was counted in it yet. */
  at(place: RecapPlace): number;
  /** The place of an area; −1 where nothing was counted in it. */
  find(place: RecapPlace): number;
  /** Adds counts as they are stored. */
  addStored(area: number, dimension: RecapDimension, text: string): void;
  addItems(area: number, dimension: RecapDimension, items: ItemCounts): void;
  addCounts(area: number, dimension: RecapDimension, item: string, counts: Counts): void;
}

/** Columns by the name they are counted under, and the items that lead to them. */
interface Columns { readonly byName: Map<string, Int32Array>; readonly byItem: Map<string, Int32Array> }

/** Begins a table. `spanOf` says which span the months of the last survey are counted under; without it they stay months. */
export function recapTable(spanOf?: (month: string) => string): RecapTableBuilder {
  const areas: RecapPlace[] = [];
  const known = new Map<string, number>();
  const dimensions = new Map<RecapDimension, Columns>();
  let [room, last] = [64, -1];
  const columnsOf = (dimension: RecapDimension): Columns => {
    let columns = dimensions.get(dimension);
    if (!columns) dimensions.set(dimension, (columns = { byName: new Map(), byItem: new Map() }));
    return columns;
  };
  const columnIn = ({ byName, byItem }: Columns, dimension: RecapDimension, item: string): Int32Array => {
    const found = byItem.get(item);
    if (found) return found;
    const name = dimension === 'fresh' && spanOf ? spanOf(item) : item;
    const column = byName.get(name) ?? new Int32Array(room * countsLength);
    byName.set(name, column);
    byItem.set(item, column);
    return column;
  };
  const grow = (): void => {
    room *= 2;
    for (const { byName, byItem } of dimensions.values()) {
      byItem.clear();
      for (const [name, column] of byName) {
        const wider = new Int32Array(room * countsLength);
        wider.set(column);
        byName.set(name, wider);
      }
    }
  };
  const find = ({ region, rw, rt }: RecapPlace): number => known.get(areaKey(region, rw, rt)) ?? -1;
  const addCounts = (area: number, dimension: RecapDimension, item: string, counts: Counts): void => {
    const column = columnIn(columnsOf(dimension), dimension, item);
    counts.forEach((count, place) => (column[area * countsLength + place] = (column[area * countsLength + place] ?? 0) + count));
  };
  return {
    areas, find, addCounts,
    at({ region, rw, rt }) {
      // Each dimension is stored in the same order of areas: mostly the one after the last is meant.
      const next = areas[last + 1];
      if (next?.rt === rt && next.rw === rw && next.region === region) return (last += 1);
      const key = areaKey(region, rw, rt);
      last = known.get(key) ?? -1;
      if (last >= 0) return last;
      if (areas.length === room) grow();
      known.set(key, areas.length);
      return (last = areas.push({ region, rw, rt }) - 1);
    },
    addStored(area, dimension, text) {
      const columns = columnsOf(dimension);
      addStored(text, (item) => columnIn(columns, dimension, item), area * countsLength);
    },
    addItems(area, dimension, items) {
      for (const [item, counts] of items) addCounts(area, dimension, item, counts);
    },
    items(dimension) {
      return [...(dimensions.get(dimension)?.byName ?? [])].filter(([, column]) => column.some((count) => count !== 0)).map(([name]) => name);
    },
    sum(some, dimension, item, unit, desil) {
      const column = dimensions.get(dimension)?.byName.get(item);
      if (!column) return 0;
      let sum = 0;
      for (const area of some) {
        const start = area * countsLength + (unit === 'families' ? 0 : peopleAt);
        for (const one of desil) sum += column[start + one] ?? 0;
      }
      return sum;
    },
  };
}
