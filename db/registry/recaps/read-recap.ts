import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { pendingRecaps } from './keep-recaps.ts';
import type { RecapLevel, RecapSum } from './recap-counts.ts';
import { recapTable } from './recap-table.ts';
import type { RecapPlace, RecapTableBuilder } from './recap-table.ts';

/** Which areas a recap is about; `region` may be any prefix of region codes. */
export interface AskedPlace {
  readonly region?: string;
  readonly rw?: string;
  readonly rt?: string;
}

type SpanOf = (month: string) => string;

/**
 * What is counted in each area, by these dimensions: out of what is kept, with what has changed since. Areas without families are
 * left out. `spanOf` says which span the months of the last survey are counted under.
 */
export function readRecap(office: Reader, dimensions: readonly RecapDimension[], level: RecapLevel, place: AskedPlace, scope: Scope, spanOf?: SpanOf): RecapTableBuilder {
  const table = recapTable(spanOf);
  for (const dimension of dimensions) {
    for (const [region, rw, rt, text] of readRows(office, dimension, level, place, scope)) table.addStored(table.at({ region, rw, rt }), dimension, text);
  }
  const pending = pendingRecaps(office);
  if (pending) addSum(office, table, pending, dimensions, level, place, scope);
  return table;
}

/** The same of a sum that was made from lines of another day. */
export function tableOfSum(office: Reader, sum: RecapSum, dimensions: readonly RecapDimension[], level: RecapLevel, place: AskedPlace, scope: Scope, spanOf?: SpanOf): RecapTableBuilder {
  const table = recapTable(spanOf);
  addSum(office, table, sum, dimensions, level, place, scope);
  return table;
}

function addSum(office: Reader, table: RecapTableBuilder, sum: RecapSum, dimensions: readonly RecapDimension[], level: RecapLevel, place: AskedPlace, scope: Scope): void {
  for (const area of sum.areas.values()) {
    if ((area.rw === null) !== (level === 'region') || !isIn(office, area, place, scope)) continue;
    const at = table.at(area);
    for (const dimension of dimensions) table.addItems(at, dimension, area.dimensions.get(dimension) ?? new Map());
  }
}

type Row = [region: string, rw: string | null, rt: string | null, counts: string];

function readRows(office: Reader, dimension: RecapDimension, level: RecapLevel, place: AskedPlace, scope: Scope): Row[] {
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

function isIn(office: Reader, { region, rw, rt }: RecapPlace, place: AskedPlace, scope: Scope): boolean {
  const within = (area: string | null | undefined): boolean => !area || region === area || region.startsWith(`${area}.`);
  const is = (asked: string | undefined, value: string | null): boolean => asked === undefined || asked === '' || value === null || value === (asked === 'none' ? '' : asked);
  return within(narrowing(office, scope)) && within(place.region) && is(place.rw, rw) && is(place.rt, rt);
}
