/** How RT and RW stand in the search index: digits, so that no name begins like them. */
export function areaTerms(rt: string | null, rw: string | null): string {
  return [rt && `1${rt}`, rw && `2${rw}`].filter(Boolean).join(' ');
}

/** The word of the index for an RT. */
export function rtTerm(rt: string): string {
  return `1${rt}`;
}

/** The word of the index for an RW. */
export function rwTerm(rw: string): string {
  return `2${rw}`;
}
