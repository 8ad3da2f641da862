import { toMatchPerson } from '../rules/matching/match-person.ts';
import type { MatchPerson } from '../rules/matching/match-person.ts';
import type { FieldValues } from '../rules/field.ts';
import type { ParsedRow } from './read-row.ts';

/** The person of a row as the matching engine takes it; `family` is what the row of its family says. */
export function askedPerson(row: ParsedRow, family: FieldValues = row.also): MatchPerson {
  const noKk = linkOf(row, 'n');
  return toMatchPerson(row.values, noKk === null ? family : { ...family, noKk }, null);
}

/** What joins a row to others: its No KK (`n`), the file's own number (`k`) or a member's NIK (`i`). */
export function linkOf(row: ParsedRow, kind: 'n' | 'k' | 'i' | 'h'): string | null {
  return row.links.find((link) => link.startsWith(`${kind}:`))?.slice(2) ?? null;
}
