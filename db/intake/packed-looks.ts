import type { RowLook, Said } from './row-look.ts';

/** The family of the row before, in the same words. */
const SAME = 0;

/**
 * What rows say, for another thread: texts by row go over in a tenth of the time of objects. `odd` are the few rows of which
 * something was found, or that are no data.
 */
export interface PackedLooks {
  readonly families: readonly (string | null | typeof SAME)[];
  readonly people: readonly (string | null)[];
  readonly odd: readonly (readonly [place: number, look: RowLook | null])[];
}

/** Looks by row, as they are sent. */
export function packLooks(looks: readonly (RowLook | null)[]): PackedLooks {
  const families: (string | null | typeof SAME)[] = [];
  const people: (string | null)[] = [];
  const odd: [number, RowLook | null][] = [];
  let last: string | null = null;
  for (const [place, look] of looks.entries()) {
    const isPlain = look?.kind === 'data' && look.findings.length === 0 && look.familyFindings.length === 0;
    const family = isPlain ? (look.family?.line ?? null) : null;
    families.push(family !== null && family === last ? SAME : family);
    people.push(isPlain ? (look.person?.line ?? null) : null);
    if (family !== null) last = family;
    if (!isPlain) odd.push([place, look?.kind === 'data' ? { ...look, family: unread(look.family?.line), person: unread(look.person?.line) } : look]);
  }
  return { families, people, odd };
}

/** The looks again; each is the receiver's own. */
export function unpackLooks({ families, people, odd }: PackedLooks): (RowLook | null)[] {
  let last: string | null = null;
  const looks = families.map((family, place): RowLook | null => {
    if (typeof family === 'string') last = family;
    return { kind: 'data', family: unread(family === SAME ? last : family), person: unread(people[place]), familyFindings: [], findings: [] };
  });
  for (const [place, look] of odd) looks[place] = look;
  return looks;
}

function unread(line: string | null | undefined): Said | null {
  return typeof line === 'string' ? { line, parsed: null } : null;
}
