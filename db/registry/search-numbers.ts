import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Candidate } from './search.ts';

/** Trigrams need three digits; below that only the beginning of a number is looked for. */
const SHORTEST_FRAGMENT = 3;
/** Fragments that so many numbers contain are not read to the end. */
const MOST_READ = 100;

/**
 * People and families whose NIK or No KK begins with the digits, then those where it ends with them or contains them. A
 * No KK that a family had earlier finds it too.
 */
export function numberHits(office: Reader, digits: string, limit: number): Candidate[] {
  const found: Candidate[] = [];
  const add = (kind: Candidate['kind'], numbers: readonly number[], score: number): void => {
    for (const number of numbers) if (!found.some((one) => one.kind === kind && one.number === number)) found.push({ kind, number, score });
  };
  const range = [digits, `${digits}:`];
  add('person', sql(office, 'SELECT id FROM person WHERE nik >= ? AND nik < ? ORDER BY nik LIMIT ?').pluck().all(...range, limit) as number[], 1);
  add('family', sql(office, 'SELECT id FROM family WHERE noKk >= ? AND noKk < ? ORDER BY noKk LIMIT ?').pluck().all(...range, limit) as number[], 0.99);
  const former = 'SELECT f.id FROM familyNumber n JOIN family f ON f.uid = n.family WHERE n.noKk >= ? AND n.noKk < ? AND n.voided IS NULL LIMIT ?';
  add('family', sql(office, former).pluck().all(...range, limit) as number[], 0.98);
  if (found.length >= limit || digits.length < SHORTEST_FRAGMENT) return found;
  addFragments(office, digits, add);
  return found;
}

function addFragments(office: Reader, digits: string, add: (kind: Candidate['kind'], numbers: readonly number[], score: number) => void): void {
  const query = trigrams(digits).map((part) => `"${part}"`).join(' AND ');
  const niks = sql(office, 'SELECT p.id, p.nik FROM nikSearch JOIN person p ON p.id = nikSearch.rowid WHERE nikSearch MATCH ? AND instr(p.nik, ?) > 0 LIMIT ?')
    .raw().all(query, digits, MOST_READ) as [number, string][];
  const noKks = sql(office, 'SELECT f.id, f.noKk FROM noKkSearch JOIN family f ON f.id = noKkSearch.rowid WHERE noKkSearch MATCH ? AND instr(f.noKk, ?) > 0 LIMIT ?')
    .raw().all(query, digits, MOST_READ) as [number, string][];
  const numbers = (rows: readonly [number, string][], atEnd: boolean): number[] => rows.filter(([, text]) => text.endsWith(digits) === atEnd).map(([id]) => id);
  add('person', numbers(niks, true), 0.9);
  add('family', numbers(noKks, true), 0.89);
  add('person', numbers(niks, false), 0.7);
  add('family', numbers(noKks, false), 0.69);
}

function trigrams(digits: string): string[] {
  return Array.from({ length: digits.length - 2 }, (_, at) => digits.slice(at, at + 3));
}
