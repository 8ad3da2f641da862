import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { digitsAt, placesWithin, regionTerm } from './search-terms.ts';
import type { Candidate } from './search.ts';
import { familyStatus, personStatus } from './states.ts';

/** Parts of numbers need three digits; below that only the beginning of a number is looked for. */
const SHORTEST_PART = 3;

/** What an undone import made must not take the places of what is shown; who was merged is found by the old number. */
const BEGINNING = {
  person: `SELECT id FROM person WHERE nik >= ? AND nik < ? AND (coalesce(status, 0) <> ${personStatus.invalid}
    OR EXISTS (SELECT 1 FROM alias WHERE fromPerson = person.uid AND ended IS NULL)) ORDER BY nik LIMIT ?`,
  family: `SELECT id FROM family WHERE noKk >= ? AND noKk < ? AND coalesce(status, 0) <> ${familyStatus.undone} ORDER BY noKk LIMIT ?`,
} as const;

/**
 * People and families whose NIK or No KK begins with the digits, then those where it ends with them or contains them. A
 * No KK that a family had earlier finds it too. With an `area` only what lies in that region.
 */
export function numberHits(office: Reader, digits: string, limit: number, area: string | null): Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const add = (kind: Candidate['kind'], score: number, numbers: readonly number[]): void => {
    for (const number of numbers) {
      if (seen.has(kind + number)) continue;
      seen.add(kind + number);
      found.push({ kind, number, score });
    }
  };
  const parts = digits.length >= SHORTEST_PART;
  if (parts && area !== null) {
    add('person', 1, byPart(office, 'nikSearch', digitsAt(digits, 0), area, limit));
    add('family', 0.99, byPart(office, 'noKkSearch', digitsAt(digits, 0), area, limit));
  } else {
    const range = [digits, `${digits}:`, limit];
    add('person', 1, sql(office, BEGINNING.person).pluck().all(range) as number[]);
    add('family', 0.99, sql(office, BEGINNING.family).pluck().all(range) as number[]);
  }
  add('family', 0.98, formerNumbers(office, digits, limit));
  if (found.length >= limit || !parts) return found;
  const { atEnd, others } = placesWithin(digits);
  const within = others.map((at) => `(${digitsAt(digits, at)})`).join(' OR ');
  if (atEnd > 0) {
    add('person', 0.9, byPart(office, 'nikSearch', digitsAt(digits, atEnd), area, limit));
    add('family', 0.89, byPart(office, 'noKkSearch', digitsAt(digits, atEnd), area, limit));
  }
  if (found.length < limit && within !== '') {
    add('person', 0.7, byPart(office, 'nikSearch', within, area, limit));
    add('family', 0.69, byPart(office, 'noKkSearch', within, area, limit));
  }
  return found;
}

function formerNumbers(office: Reader, digits: string, limit: number): number[] {
  const former = 'SELECT f.id FROM familyNumber n JOIN family f ON f.uid = n.family WHERE n.noKk >= ? AND n.noKk < ? AND n.voided IS NULL LIMIT ?';
  return sql(office, former).pluck().all(digits, `${digits}:`, limit) as number[];
}

function byPart(office: Reader, table: 'nikSearch' | 'noKkSearch', query: string, area: string | null, limit: number): number[] {
  const narrowed = area === null ? query : `(${query}) AND ${regionTerm(area)}`;
  return sql(office, `SELECT rowid FROM ${table} WHERE ${table} MATCH ? LIMIT ?`).pluck().all(narrowed, limit) as number[];
}
