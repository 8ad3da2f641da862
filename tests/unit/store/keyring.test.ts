import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyringUsers, newKeyring, newRecoveryCode, openForRecovery, openForUser, parseKeyring, withoutUser, wrapForRecovery, wrapForUser } from '../../../db/store/keyring.ts';
import { TEST_KDF_COST } from '../../helpers/temp-office.ts';

const user = { id: 'u1', name: 'siti', displayName: 'Siti' };
const secrets = { databaseKey: randomBytes(32), signingKey: 'kunci' };
const ring = wrapForUser(newKeyring('kantor'), user, 'sungai kapuas', secrets, TEST_KDF_COST);
const code = (run: () => unknown): string => {
  try {
    run();
    return 'no error';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the keyring', () => {
  it('opens with the passphrase, in any Unicode form and any case of the name', () => {
    expect(openForUser(ring, 'SITI ', 'sungai kapuas')).toEqual({ ...secrets, userId: 'u1' });
    const accented = wrapForUser(ring, user, 'caf\u00e9 sungai', secrets, TEST_KDF_COST);
    expect(openForUser(accented, 'siti', 'cafe\u0301 sungai').databaseKey).toEqual(secrets.databaseKey);
  });

  it('refuses a wrong passphrase and an unknown user with the same code', () => {
    expect(code(() => openForUser(ring, 'siti', 'sungai mahakam'))).toBe('WRONG_PASSPHRASE');
    expect(code(() => openForUser(ring, 'budi', 'sungai kapuas'))).toBe('WRONG_PASSPHRASE');
  });

  it('does not open a wrap that was moved to another user or another office', () => {
    const wrap = ring.wraps[0];
    if (!wrap) throw new Error('no wrap');
    expect(code(() => openForUser({ ...ring, wraps: [{ ...wrap, id: 'u2' }] }, 'siti', 'sungai kapuas'))).toBe('WRONG_PASSPHRASE');
    expect(code(() => openForUser({ ...ring, officeId: 'lain' }, 'siti', 'sungai kapuas'))).toBe('WRONG_PASSPHRASE');
  });

  it('opens with the recovery code however it is typed', () => {
    const recovery = newRecoveryCode();
    expect(recovery).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
    const with2 = wrapForRecovery(ring, recovery, secrets, TEST_KDF_COST);
    expect(openForRecovery(with2, recovery.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')).databaseKey).toEqual(secrets.databaseKey);
    expect(code(() => openForRecovery(with2, newRecoveryCode()))).toBe('WRONG_RECOVERY_CODE');
  });

  it('forgets an ended user and counts its editions', () => {
    const without = withoutUser(ring, 'u1');
    expect(keyringUsers(without)).toEqual([]);
    expect(without.edition).toBe(ring.edition + 1);
    expect(code(() => openForUser(without, 'siti', 'sungai kapuas'))).toBe('WRONG_PASSPHRASE');
  });

  it('names a damaged file', () => {
    expect(code(() => parseKeyring('{"version":1'))).toBe('KEYRING_DAMAGED');
    expect(code(() => parseKeyring('{"version":9,"wraps":[]}'))).toBe('KEYRING_DAMAGED');
  });
});
