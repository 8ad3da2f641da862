import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ESCROW, isSaneKdf, keyFromPassphrase, keyringUsers, newKeyring, openForRecovery, openForUser, openWithKey, parseKeyring, sealAnew, seedFromPassphrase, withoutWrap, wrapForKey, wrapForRecovery, wrapForUser, wrapOf } from '../../../db/store/keyring.ts';
import { codeBytes, printedCode } from '../../../db/rules/printed-code.ts';
import { newRecoveryCode } from '../../../db/store/recovery-code.ts';
import { publicKeyOf } from '../../../db/store/sealed-box.ts';
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
    const without = withoutWrap(ring, 'u1');
    expect(keyringUsers(without)).toEqual([]);
    expect(without.edition).toBe(ring.edition + 1);
    expect(code(() => openForUser(without, 'siti', 'sungai kapuas'))).toBe('WRONG_PASSPHRASE');
  });

  it('names a damaged file', () => {
    expect(code(() => parseKeyring('{"version":1'))).toBe('KEYRING_DAMAGED');
    expect(code(() => parseKeyring('{"version":9,"wraps":[]}'))).toBe('KEYRING_DAMAGED');
    expect(code(() => parseKeyring('null'))).toBe('KEYRING_DAMAGED');
    expect(code(() => parseKeyring('{"version":1,"wraps":[{"id":"u1","kind":"user"}]}'))).toBe('KEYRING_DAMAGED');
    // What a file asks for to make a key from a passphrase is bounded: 2^20 rounds over 32 blocks would take 4 GiB.
    const kdf = { name: 'scrypt' as const, n: 2 ** 20, r: 32, p: 1, salt: 'AAAA' };
    expect(code(() => seedFromPassphrase('x', kdf))).toBe('KEYRING_DAMAGED');
    expect([isSaneKdf({ ...kdf, r: 8, n: 2 ** 17 }), isSaneKdf(kdf), isSaneKdf({ ...kdf, n: 1000, r: 8 }), isSaneKdf(undefined)]).toEqual([true, false, false, false]);
  });

  it('is sealed anew for everybody without anybody’s passphrase, the signing key only for whom may send', () => {
    const seed = randomBytes(32);
    const two = wrapForUser(ring, { id: 'u2', name: 'budi', displayName: 'Budi' }, 'danau toba', { ...secrets, signingKey: null }, TEST_KDF_COST);
    const three = wrapForKey(two, { id: ESCROW, kind: 'escrow', name: 'Bontang', displayName: '' }, publicKeyOf(seed), null, secrets);
    const fresh = { databaseKey: randomBytes(32), signingKey: 'kunci baru' };
    const anew = sealAnew(three, fresh, (id) => id === 'u1', () => true);
    expect(openForUser(anew, 'siti', 'sungai kapuas')).toEqual({ ...fresh, userId: 'u1' });
    expect(openForUser(anew, 'budi', 'danau toba')).toEqual({ ...fresh, signingKey: null, userId: 'u2' });
    const escrow = wrapOf(anew, ESCROW);
    expect(escrow?.box && openWithKey({ id: ESCROW, box: escrow.box }, seed, 'kantor')).toEqual(fresh);
    expect(escrow?.box && openWithKey({ id: ESCROW, box: escrow.box }, randomBytes(32), 'kantor')).toBeNull();
  });

  it('takes a passphrase that was chosen elsewhere, by the public half of its key', () => {
    const { kdf, publicKey } = keyFromPassphrase('rawa gambut 77', TEST_KDF_COST);
    expect(openForUser(wrapForKey(ring, { id: 'u1', kind: 'user', name: 'siti', displayName: 'Siti' }, publicKey, kdf, secrets), 'siti', 'rawa gambut 77').databaseKey).toEqual(secrets.databaseKey);
  });
});

describe('a printed code', () => {
  it('gives back its bytes however it is typed, and nothing for what no code holds', () => {
    for (const length of [1, 5, 16, 32, 33]) {
      const bytes = randomBytes(length);
      expect(Buffer.from(codeBytes(printedCode(bytes).toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o')) ?? [])).toEqual(bytes);
    }
    expect(codeBytes('ABCDU')).toBeNull();
  });
});
