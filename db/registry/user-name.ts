import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Whoever signs in by that name, as this office knows him; the name itself where it does not. */
export function userName(office: Reader, name: string): string {
  return (sql(office, 'SELECT displayName FROM user WHERE name = ?').pluck().get(name) as string | null | undefined) ?? name;
}
