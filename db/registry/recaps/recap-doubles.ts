import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Connection } from '../../store/connection.ts';
import type { Condition } from '../family-filter.ts';
import { doubledPeople } from './recap-conditions.ts';

/** Families and people that may be in the register twice, of one area and desil (0: belum diperingkat). */
export interface DoubleCount {
  readonly region: string; readonly rw: string; readonly rt: string; readonly desil: number;
  readonly families: number; readonly people: number;
}

/** What a connection was told last, and of which state of the register. */
const held = new WeakMap<Connection, { readonly state: string; readonly rows: readonly DoubleCount[] }>();

/** Where there are open pairs of records that may be one; of families that fit a condition only, where one is given. */
export function recapDoubles(office: Reader, condition: Condition | null): readonly DoubleCount[] {
  if (condition) return readDoubles(office, condition);
  const state = sql(office, "SELECT coalesce((SELECT max(id) FROM tx), 0) || ' ' || (SELECT count(*) FROM duplicateFound) || ' ' || coalesce((SELECT max(at) FROM duplicateFound), '') || ' ' || (SELECT count(*) FROM alias WHERE ended IS NULL)").pluck().get() as string;
  const known = held.get(office.db);
  if (known?.state === state) return known.rows;
  const rows = readDoubles(office, { where: '1', params: [] });
  held.set(office.db, { state, rows });
  return rows;
}

function readDoubles(office: Reader, { where, params }: Condition): DoubleCount[] {
  return sql(office, `SELECT coalesce(s.region, '') AS region, coalesce(s.rw, '') AS rw, coalesce(s.rt, '') AS rt, coalesce(s.desil, 0) AS desil, count(DISTINCT s.family) AS families, count(*) AS people
    FROM (${doubledPeople}) x CROSS JOIN familySummary s ON s.family = x.family LEFT JOIN lineChange l ON l.family = s.family WHERE ${where} GROUP BY 1, 2, 3, 4`).all(...params) as DoubleCount[];
}
