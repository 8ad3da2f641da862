import { describe, expect, it } from 'vitest';
import { fingerprintOf, sameFingerprint } from '../../../db/handoff/fingerprint.ts';
import { fingerprintWords } from '../../../db/handoff/fingerprint-words.ts';

/** Letters and sounds that are easily taken for each other on the telephone become one. */
function sound(word: string): string {
  return word.replace(/ng|ny|m/g, 'n').replace(/[pfv]/g, 'b').replace(/t/g, 'd').replace(/[kq]/g, 'g').replace(/[cy]/g, 'j').replace(/z/g, 's')
    .replace(/i/g, 'e').replace(/u/g, 'o').replace(/h/g, '').replace(/(.)\1/g, '$1');
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

describe('fingerprint words', () => {
  it('are 256, all different, each pair at least two letters and two sounds apart', () => {
    expect(new Set(fingerprintWords).size).toBe(256);
    expect(fingerprintWords).toHaveLength(256);
    expect(fingerprintWords.every((word) => /^[a-z]{4,9}$/.test(word))).toBe(true);
    const near: string[] = [];
    for (const [index, a] of fingerprintWords.entries()) {
      for (const b of fingerprintWords.slice(index + 1)) {
        if (distance(a, b) < 2 || distance(sound(a), sound(b)) < 2) near.push(`${a} ${b}`);
      }
    }
    expect(near).toEqual([]);
  });

  it('say 80 bits as ten words, compared whatever the spelling of the gaps', () => {
    const fingerprint = fingerprintOf(Uint8Array.from({ length: 32 }, (_, index) => index * 25));
    expect(fingerprint.split('-')).toHaveLength(10);
    expect(sameFingerprint(fingerprint.toUpperCase().replaceAll('-', ', '), fingerprint)).toBe(true);
    expect(sameFingerprint(fingerprint.split('-').slice(1).join('-'), fingerprint)).toBe(false);
    expect(fingerprintOf(Uint8Array.from({ length: 32 }, (_, index) => (index === 9 ? 1 : index * 25)))).not.toBe(fingerprint);
  });
});
