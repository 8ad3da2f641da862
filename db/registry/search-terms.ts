/**
 * Words of the search index that no name or address has: where a family lives (`area` columns), and the digits of NIK and
 * No KK. What they look like is stored: a change here needs a new `derivedVersion`.
 */

/** How RT, RW and region stand in the search index: digits, so that no name begins like them. */
export function areaTerms(rt: string | null, rw: string | null, region: string | null): string {
  return [rt && rtTerm(rt), rw && rwTerm(rw), ...regionTerms(region)].filter(Boolean).join(' ');
}

/** The word of the index for an RT. */
export function rtTerm(rt: string): string {
  return `1${rt}`;
}

/** The word of the index for an RW. */
export function rwTerm(rw: string): string {
  return `2${rw}`;
}

/** The word of the index for a regency, district or village, which all families in it have. */
export function regionTerm(code: string): string {
  return `3${code.replaceAll('.', '')}`;
}

/** Those of the region asked for last: an import asks for one of them a hundred thousand times. */
let latest: { readonly region: string; readonly terms: readonly string[] } = { region: '', terms: [] };

function regionTerms(region: string | null): readonly string[] {
  if (region === null) return [];
  if (region !== latest.region) latest = { region, terms: termsOf(region) };
  return latest.terms;
}

function termsOf(region: string): string[] {
  const parts = region.split('.');
  return parts.slice(1).map((_, place) => regionTerm(parts.slice(0, place + 2).join('.')));
}

/** One letter per place of a number; numbers are 16 digits, and a few places more are indexed for those that are too long. */
const places = 'abcdefghijklmnopqr';

/**
 * A NIK or No KK in the search index: every three digits with the place where they begin (`a617 b171 …`), and the regions
 * it is in. Digits at a place are hundreds of times rarer than digits anywhere, so that a part of a number is found by a
 * few short lists, and without reading the numbers.
 */
export function numberTerms(number: string, region: string | null): string {
  const terms = [...regionTerms(region)];
  for (let at = 0; at < places.length && at + 3 <= number.length; at += 1) terms.push(places[at] + number.slice(at, at + 3));
  return terms.join(' ');
}

/** The places where digits may begin in a number, the beginning left out; `atEnd` is the one that ends a number of 16. */
export function placesWithin(digits: string): { readonly atEnd: number; readonly others: readonly number[] } {
  const atEnd = 16 - digits.length;
  const last = places.length + 2 - digits.length;
  return { atEnd, others: Array.from({ length: last }, (_, place) => place + 1).filter((at) => at !== atEnd) };
}

/** The FTS5 query for numbers that have these digits (three at least) from a place on. */
export function digitsAt(digits: string, at: number): string {
  const terms: string[] = [];
  for (let from = 0; from < digits.length; from += 3) {
    const start = Math.min(from, digits.length - 3);
    terms.push((places[at + start] ?? '') + digits.slice(start, start + 3));
  }
  return terms.join(' AND ');
}
