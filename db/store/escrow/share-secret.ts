import { randomBytes } from 'node:crypto';

/** One part of a shared secret: the place of its polynomial (1 to 255) and a byte of it for each byte of the secret. */
export interface SecretShare {
  readonly place: number;
  readonly bytes: Uint8Array;
}

/**
 * Shamir's scheme over GF(256) with the polynomial of AES (0x11B): each byte of the secret is the value at 0 of a random
 * polynomial of degree `needed` - 1. So many shares give the secret back; one fewer says nothing of it, whatever is known beside.
 */
export function splitSecret(secret: Uint8Array, needed: number, of: number): SecretShare[] {
  const inBounds = Number.isInteger(needed) && Number.isInteger(of) && needed >= 2 && of >= needed && of <= 255 && secret.length > 0;
  if (!inBounds) throw new RangeError('share bounds');
  // Row 0 is the secret, the others are fresh random coefficients: never derived, never used twice.
  const rows = [secret, ...Array.from({ length: needed - 1 }, () => randomBytes(secret.length))];
  const shares = Array.from({ length: of }, (_, index) => {
    const place = index + 1;
    const bytes = Uint8Array.from(secret, (_byte, at) => rows.reduceRight((sum, row) => times(sum, place) ^ (row[at] ?? 0), 0));
    return { place, bytes };
  });
  for (const row of rows.slice(1)) row.fill(0);
  return shares;
}

/** The secret from its shares, by Lagrange at 0. Wrong or too few shares give other bytes: the caller proves the result. */
export function joinShares(shares: readonly SecretShare[]): Uint8Array {
  const length = shares[0]?.bytes.length ?? 0;
  const places = new Set(shares.map(({ place }) => place));
  if (length === 0 || places.size !== shares.length || places.has(0) || shares.some(({ bytes }) => bytes.length !== length)) throw new RangeError('shares');
  const secret = new Uint8Array(length);
  for (const { place, bytes } of shares) {
    let weight = 1;
    for (const other of places) if (other !== place) weight = times(weight, times(other, inverse(other ^ place)));
    for (let at = 0; at < length; at += 1) secret[at] = (secret[at] ?? 0) ^ times(bytes[at] ?? 0, weight);
  }
  return secret;
}

/** Product in GF(256), without a table and without a branch: how long it takes says nothing of the factors. */
export function times(a: number, b: number): number {
  let [left, right, product] = [a, b, 0];
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= left & -(right & 1);
    left = ((left << 1) ^ (0x1b & -(left >> 7))) & 0xff;
    right >>= 1;
  }
  return product;
}

/** The inverse of a number that is not 0: its 254th power. */
export function inverse(a: number): number {
  let [result, power] = [1, a];
  for (let rest = 254; rest > 0; rest >>= 1) {
    if (rest & 1) result = times(result, power);
    power = times(power, power);
  }
  return result;
}
