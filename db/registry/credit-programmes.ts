import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { creditForm } from './recipient-unit.ts';

/** The programmes that give credit, by their local numbers: it is paid back, and whoever has only that receives no aid (KPS-9). */
export function creditNumbers(office: Reader): readonly number[] {
  return sql(office, `SELECT id FROM programme WHERE form = ${creditForm} ORDER BY id`).pluck().all() as number[];
}

/** The same by their ids, as enrolments name them. */
export function creditIds(office: Reader): ReadonlySet<string> {
  return new Set(sql(office, `SELECT uid FROM programme WHERE form = ${creditForm}`).pluck().all() as string[]);
}

/** The same as they stand in a line of a recap. */
export function creditItems(office: Reader): ReadonlySet<string> {
  return new Set(creditNumbers(office).map(String));
}
