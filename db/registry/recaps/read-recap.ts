import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { pendingRecaps } from './keep-recaps.ts';
import { addCounts, areaKey, readCounts } from './recap-counts.ts';
import type { AreaCounts, ItemCounts, RecapLevel, RecapSum } from './recap-counts.ts';

/** Which areas a recap is about; `region` may be any prefix of region codes. */
export interface RecapPlace {
  readonly region?: string;
  readonly rw?: string;
  readonly rt?: string;
}

/**
 * What is counted in each area, by these dimensions: out of what is kept, with what has changed since. Areas without families are
 * left out.
 */
export function readRecap(office: Reader, dimensions: readonly RecapDimension[], level: RecapLevel, place: RecapPlace, scope: Scope): AreaCounts[] {
  const areas = new Map<string, AreaCounts>();
  for (const dimension of dimensions) {
    for (const [region, rw, rt, text] of readRows(office, dimension, level, place, scope)) itemsIn(areas, { region, rw, rt }, dimension, readCounts(text));
  }
  const pending = pendingRecaps(office);
  if (pending) addPending(areas, pending, dimensions, level, (region, rw, rt) => isIn(office, { region, rw, rt }, place, scope));
  return [...areas.values()];
}

/** The same of a sum that was made from lines of another day. */
export function areasOfSum(office: Reader, sum: RecapSum, level: RecapLevel, place: RecapPlace, scope: Scope): AreaCounts[] {
  return [...sum.areas.values()].filter(({ region, rw, rt }) => (rw === null) === (level === 'region') && isIn(office, { region, rw, rt }, place, scope));
}

type Row = [region: string, rw: string | null, rt: string | null, counts: string];

function readRows(office: Reader, dimension: RecapDimension, level: RecapLevel, place: RecapPlace, scope: Scope): Row[] {
  const parts = ['dimension = ?'];
  const params: string[] = [dimension];
  for (const area of [narrowing(office, scope), place.region]) {
    if (!area) continue;
    // Codes are digits and dots: what begins with one and a dot ends before the same with a slash.
    parts.push('(region = ? OR (region >= ? AND region < ?))');
    params.push(area, `${area}.`, `${area}/`);
  }
  if (level === 'rt') for (const key of ['rw', 'rt'] as const) {
    const value = place[key];
    if (value === undefined || value === '') continue;
    parts.push(`${key} = ?`);
    params.push(value === 'none' ? '' : value);
  }
  const columns = level === 'rt' ? 'region, rw, rt, counts FROM recapCell' : 'region, NULL, NULL, counts FROM recapTotal';
  return sql(office, `SELECT ${columns} WHERE ${parts.join(' AND ')}`).raw().all(...params) as Row[];
}

function itemsIn(areas: Map<string, AreaCounts>, { region, rw, rt }: Pick<AreaCounts, 'region' | 'rw' | 'rt'>, dimension: RecapDimension, items: ItemCounts): void {
  const key = areaKey(region, rw, rt);
  let area = areas.get(key);
  if (!area) areas.set(key, (area = { region, rw, rt, dimensions: new Map() }));
  const known = area.dimensions.get(dimension);
  if (known) addCounts(known, items);
  else area.dimensions.set(dimension, items);
}

function addPending(areas: Map<string, AreaCounts>, pending: RecapSum, dimensions: readonly RecapDimension[], level: RecapLevel, isAsked: (region: string, rw: string | null, rt: string | null) => boolean): void {
  for (const area of pending.areas.values()) {
    if ((area.rw === null) !== (level === 'region') || !isAsked(area.region, area.rw, area.rt)) continue;
    for (const dimension of dimensions) {
      const items = area.dimensions.get(dimension);
      if (items) itemsIn(areas, area, dimension, items);
    }
  }
}

function isIn(office: Reader, { region, rw, rt }: Pick<AreaCounts, 'region' | 'rw' | 'rt'>, place: RecapPlace, scope: Scope): boolean {
  const within = (area: string | null | undefined): boolean => !area || region === area || region.startsWith(`${area}.`);
  const is = (asked: string | undefined, value: string | null): boolean => asked === undefined || asked === '' || value === null || value === (asked === 'none' ? '' : asked);
  return within(narrowing(office, scope)) && within(place.region) && is(place.rw, rw) && is(place.rt, rt);
}
