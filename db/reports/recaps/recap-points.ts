import { filterCondition } from '../../registry/family-filter.ts';
import { placedOutside } from '../../registry/place-box.ts';
import { stateTable } from '../../registry/checkpoints/state-table.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportQuery } from '../report.ts';
import { recapDay } from './recap-day.ts';

/** Where families of a filter live: one point a family, or a square of about 100 m where there are very many. */
export interface RecapPoints {
  readonly points: readonly { readonly latitude: number; readonly longitude: number; readonly families: number; /** The family, where it is one. */ readonly id: string | null }[];
  readonly families: number;
  /** How many of them have coordinates. */
  readonly located: number;
  /** How many of these lie where no house of their region can: they are counted, and not among the points. */
  readonly outside: number;
}

/** More points than a screen tells apart. */
const MOST = 4000;
/** Squares of a thousandth of a degree. */
const GRID = 1000;

/** The families of a filter as points; on a past day the families of then where they live now. */
export function recapPoints(office: Reader, query: Pick<ReportQuery, 'params' | 'scope' | 'period'>): RecapPoints {
  const at = recapDay(office, query.period);
  if (at.isPast && !at.checkpoint) return { points: [], families: 0, located: 0, outside: 0 };
  const table = at.checkpoint ? stateTable(office, at.checkpoint) : 'familySummary';
  const filter = filterOf(query.params);
  const { where, params } = filterCondition(office, { ...filter, on: filter.on ?? at.day }, query.scope, at.checkpoint ? 'past' : 'asked');
  const lying = `FROM ${table} s JOIN family f ON f.id = s.family WHERE f.latitude IS NOT NULL AND f.longitude IS NOT NULL`;
  const far = placedOutside(office);
  const outside = sql(office, `SELECT count(*) ${lying} AND ${far.where} AND ${where}`).pluck().get(...far.params, ...params) as number;
  // One point in the ocean would make the whole town a dot.
  const drawn = outside === 0 ? { from: `${lying} AND ${where}`, params } : { from: `${lying} AND NOT ${far.where} AND ${where}`, params: [...far.params, ...params] };
  const families = sql(office, `SELECT count(*) FROM ${table} s WHERE ${where}`).pluck().get(...params) as number;
  const shown = sql(office, `SELECT count(*) ${drawn.from}`).pluck().get(...drawn.params) as number;
  const rows = shown <= MOST
    ? sql(office, `SELECT f.latitude, f.longitude, 1, f.uid ${drawn.from}`).raw().all(...drawn.params)
    : sql(office, `SELECT (round(f.latitude * ${GRID}) / ${GRID}), (round(f.longitude * ${GRID}) / ${GRID}), count(*), iif(count(*) = 1, min(f.uid), NULL) ${drawn.from} GROUP BY 1, 2`).raw().all(...drawn.params);
  return { points: (rows as [number, number, number, string | null][]).map(([latitude, longitude, count, id]) => ({ latitude, longitude, families: count, id })), families, located: shown + outside, outside };
}
