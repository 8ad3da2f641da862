import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureOf } from '../../../db/rules/failure.ts';
import { tryOnce } from '../../../db/store/failed-tries.ts';

test('no number of made-up names makes the count of a real one forgotten, and a day later the room is there again', () => {
  const profileDir = mkdtempSync(join(tmpdir(), 'tepat-tries-'));
  let now = new Date('2026-11-28T08:00:00');
  const place = { profileDir, officeId: 'kantor', now: () => now };
  const wrong = (who: string): string => {
    try {
      return String(tryOnce(place, who, () => { throw failureOf('WRONG_PASSPHRASE'); }).value);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  try {
    for (let n = 0; n < 5; n += 1) expect(wrong('siti')).toBe('WRONG_PASSPHRASE');
    for (let n = 0; n < 150; n += 1) wrong(`orang ${n}`);
    expect(wrong(' SITI')).toBe('TOO_MANY_TRIES');
    // Names for which there is no room are slowed together.
    expect(wrong('orang 151')).toBe('TOO_MANY_TRIES');
    now = new Date('2026-11-29T08:00:01');
    expect(wrong('orang 151')).toBe('WRONG_PASSPHRASE');
    expect(tryOnce(place, 'lurah', () => 1)).toEqual({ value: 1, failedBefore: 0 });
  } finally {
    rmSync(profileDir, { recursive: true, force: true });
  }
});
