/**
 * Divides a whole number among shares so that the parts add up to it again: each gets its share rounded down, and what is
 * left goes one by one to those that lost most by it, the earlier first. Shares that are all nothing leave all to the first.
 */
export function apportion(total: number, shares: readonly number[]): number[] {
  if (shares.length === 0) return [];
  const whole = BigInt(total);
  const weights = shares.map(BigInt);
  const sum = weights.reduce((all, one) => all + one, 0n);
  if (sum === 0n) return shares.map((_, place) => (place === 0 ? total : 0));
  const parts = weights.map((weight, place) => ({ place, part: (whole * weight) / sum, lost: (whole * weight) % sum }));
  let left = whole - parts.reduce((all, one) => all + one.part, 0n);
  for (const one of [...parts].sort((a, b) => (a.lost === b.lost ? a.place - b.place : a.lost > b.lost ? -1 : 1))) {
    if (left === 0n) break;
    one.part += 1n;
    left -= 1n;
  }
  return parts.map((one) => Number(one.part));
}
