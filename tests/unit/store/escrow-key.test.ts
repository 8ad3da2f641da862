import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeBytes, printedCode } from '../../../db/rules/printed-code.ts';
import { escrowName, joinEscrow, makeEscrow } from '../../../db/store/escrow/escrow-key.ts';
import { inverse, joinShares, splitSecret, times } from '../../../db/store/escrow/share-secret.ts';
import type { SecretShare } from '../../../db/store/escrow/share-secret.ts';
import { publicKeyOf } from '../../../db/store/sealed-box.ts';

function choose<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => choose(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}

describe('sharing a secret over GF(256)', () => {
  it('multiplies and inverts as AES does', () => {
    // The examples of FIPS 197 §4.2, and that every number but 0 has its inverse.
    expect([times(0x57, 0x83), times(0x57, 0x13), times(0x53, 0xca), times(0x02, 0x87)]).toEqual([0xc1, 0xfe, 0x01, 0x15]);
    for (let a = 1; a < 256; a += 1) expect(times(a, inverse(a))).toBe(1);
    for (let a = 0; a < 256; a += 5) for (let b = 0; b < 256; b += 7) expect(times(a, b ^ 3)).toBe(times(a, b) ^ times(3, a));
  });

  it('gives the secret back from any so many of the shares, whatever their order', () => {
    for (const [needed, of] of [[2, 2], [2, 3], [3, 5], [5, 7], [9, 9]] as const) {
      const secret = randomBytes(32);
      const shares = splitSecret(secret, needed, of);
      expect(shares).toHaveLength(of);
      for (const some of choose(shares, needed)) expect(Buffer.from(joinShares(some.reverse())).equals(secret)).toBe(true);
      expect(Buffer.from(joinShares(shares)).equals(secret)).toBe(true);
    }
  });

  it('says nothing with one share fewer: every secret fits them, exactly once', () => {
    const [first, second] = splitSecret(Buffer.from([0x42]), 3, 3);
    const fits = new Map<number, number>();
    for (let guess = 0; guess < 256; guess += 1) {
      const third: SecretShare = { place: 3, bytes: Uint8Array.of(guess) };
      const secret = joinShares([first as SecretShare, second as SecretShare, third])[0] ?? -1;
      fits.set(secret, (fits.get(secret) ?? 0) + 1);
    }
    expect(fits.size).toBe(256);
    expect(new Set(fits.values())).toEqual(new Set([1]));
  });

  it('takes a fresh polynomial each time, and no share is the secret', () => {
    const secret = randomBytes(32);
    const [one, two] = [splitSecret(secret, 2, 3), splitSecret(secret, 2, 3)];
    for (const [index, share] of one.entries()) {
      expect(Buffer.from(share.bytes).equals(Buffer.from(two[index]?.bytes ?? []))).toBe(false);
      expect(Buffer.from(share.bytes).equals(secret)).toBe(false);
    }
  });

  it('refuses bounds and shares that make no sense', () => {
    for (const [needed, of] of [[1, 3], [4, 3], [2, 256], [2.5, 3]] as const) expect(() => splitSecret(randomBytes(4), needed, of)).toThrow();
    const [share] = splitSecret(randomBytes(4), 2, 3);
    expect(() => joinShares([share as SecretShare, share as SecretShare])).toThrow();
    expect(() => joinShares([])).toThrow();
    expect(() => joinShares([{ place: 0, bytes: Uint8Array.of(1) }, { place: 1, bytes: Uint8Array.of(1) }])).toThrow();
  });
});

describe('the escrow key of a city', () => {
  const holders = ['Sekretaris daerah', 'Kepala dinas', 'Inspektur'];
  const { set, parts } = makeEscrow(holders, 2, '2026-11-28', '2027-11-28');
  const code = (run: () => unknown): unknown => {
    try {
      run();
      return 'no error';
    } catch (error) {
      const { code: said, params } = error as { code: string; params: unknown };
      return [said, params];
    }
  };

  it('is had again from any two printed parts, however they are typed, and says whose they were', () => {
    for (const [a, b] of choose([0, 1, 2], 2) as [number, number][]) {
      const { seed, holders: used } = joinEscrow(set, [parts[a] ?? '', (parts[b] ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')]);
      expect(publicKeyOf(seed)).toBe(set.publicKey);
      expect(used).toEqual([holders[a], holders[b]]);
    }
  });

  it('opens nothing with one part, the same part twice, a mistyped one or one of another set, and names which', () => {
    const other = makeEscrow(holders, 2, '2026-11-28', '2027-11-28');
    const [first = '', second = ''] = parts;
    expect(code(() => joinEscrow(set, [first]))).toEqual(['ESCROW_SHARES_FEW', { needed: 2, given: 1 }]);
    expect(code(() => joinEscrow(set, [first, first]))).toEqual(['ESCROW_SHARES_FEW', { needed: 2, given: 1 }]);
    expect(code(() => joinEscrow(set, [first, second.replace(/.$/, (last) => (last === '4' ? '8' : '4'))]))).toEqual(['ESCROW_SHARE_WRONG', { n: 2 }]);
    expect(code(() => joinEscrow(set, [other.parts[0] ?? '', second]))).toEqual(['ESCROW_SHARE_WRONG', { n: 1 }]);
    const forged = Buffer.from(codeBytes(second) ?? []);
    forged[20] = (forged[20] ?? 0) ^ 1;
    expect(code(() => joinEscrow(set, [first, printedCode(forged)]))).toEqual(['ESCROW_SHARE_WRONG', { n: 2 }]);
  });

  it('is kept as its public half and hashes only, and has a short name', () => {
    const kept = JSON.stringify(set);
    for (const part of parts) expect(kept).not.toContain(part.slice(0, 20));
    expect(escrowName(set.publicKey)).toMatch(/^[0-9A-F]{8}$/);
    expect(parts[0]).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});
