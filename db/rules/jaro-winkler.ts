/** Scratch marks, so that comparing millions of names allocates nothing. Names longer than this are cut. */
const longest = 128;
const marksA = new Uint8Array(longest);
const marksB = new Uint8Array(longest);

/**
 * Jaro-Winkler likeness of two texts, 0 (nothing in common) to 1 (equal). Prefix weight 0.1, at most four letters.
 * Case and spaces count: normalise first.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, longest);
  const lengthB = Math.min(b.length, longest);
  if (lengthA === 0 || lengthB === 0) return 0;
  const matches = markMatches(a, lengthA, b, lengthB);
  if (matches === 0) return 0;
  const transpositions = countTranspositions(a, lengthA, b) / 2;
  const jaro = (matches / lengthA + matches / lengthB + (matches - transpositions) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function markMatches(a: string, lengthA: number, b: string, lengthB: number): number {
  const reach = Math.max(0, Math.floor(Math.max(lengthA, lengthB) / 2) - 1);
  marksA.fill(0, 0, lengthA);
  marksB.fill(0, 0, lengthB);
  let matches = 0;
  for (let i = 0; i < lengthA; i += 1) {
    const code = a.charCodeAt(i);
    const end = Math.min(lengthB, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (marksB[j] === 1 || b.charCodeAt(j) !== code) continue;
      marksA[i] = 1;
      marksB[j] = 1;
      matches += 1;
      break;
    }
  }
  return matches;
}

function countTranspositions(a: string, lengthA: number, b: string): number {
  let different = 0;
  let j = 0;
  for (let i = 0; i < lengthA; i += 1) {
    if (marksA[i] === 0) continue;
    while (marksB[j] === 0) j += 1;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) different += 1;
    j += 1;
  }
  return different;
}
