/** The version of this Tepat, as `package.json` has it; a test keeps the two together. */
export const VERSION = '0.1.0';

/** Compares two versions of three numbers: below zero where the first is older. Anything else is no version: null. */
export function compareVersions(a: string, b: string): number | null {
  const [one, other] = [partsOf(a), partsOf(b)];
  if (!one || !other) return null;
  for (const place of [0, 1, 2]) if (one[place] !== other[place]) return (one[place] ?? 0) - (other[place] ?? 0);
  return 0;
}

function partsOf(version: string): number[] | null {
  const match = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/.exec(version);
  return match ? match.slice(1).map(Number) : null;
}
