import { loadRegions } from '../store/regions.ts';
import type { Regions } from '../store/regions.ts';

let regions: Regions | null = null;
const known = new Map<string, boolean>();

/** Whether the first six digits of a NIK or No KK are, or were, a district. Reads the regions at its first use. */
export function isKnownDistrict(sixDigits: string): boolean {
  let answer = known.get(sixDigits);
  if (answer === undefined) {
    regions ??= loadRegions();
    known.set(sixDigits, (answer = regions.knownNikPrefix(sixDigits)));
  }
  return answer;
}
