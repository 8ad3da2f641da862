import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { writeChanges } from '../../../db/store/change-log.ts';
import { openConnection } from '../../../db/store/connection.ts';
import { knownHolders } from '../../../db/store/holders.ts';
import { DEFAULT_KDF_COST, KDF_R, openForRecovery, openForUser, readKeyring } from '../../../db/store/keyring.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { newRecoveryCode } from '../../../db/store/recovery-code.ts';
import { prepareRekey } from '../../../db/store/rekey.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { tempOffice, TEST_KDF_COST, TEST_META, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';

/** The office's folder before the new key, with the key half-way in place, and all that may stand at a power cut between. */
let temp: TempOffice;
let work: string;
let code: string;
const files = { before: '', prepared: '' };
beforeAll(() => {
  temp = tempOffice();
  writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { rt: '001', address: 'Jl. Kunci 1' }));
  const { databaseKey } = temp.office.secrets;
  const known = knownHolders(temp.office.writer.db) ?? new Map<string, string>();
  const staging = openConnection(join(temp.dir, 'staging.db'), { key: databaseKey });
  staging.exec("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('baris')");
  staging.close();
  temp.office.close();
  work = mkdtempSync(join(tmpdir(), 'tepat-rekey-'));
  files.before = join(work, 'before');
  files.prepared = join(work, 'prepared');
  cpSync(temp.dir, files.before, { recursive: true });
  code = newRecoveryCode();
  prepareRekey(temp.dir, { databaseKey, signingKey: temp.office.secrets.signingKey }, { known, isActive: () => true, maySend: () => true }, code, TEST_KDF_COST);
  cpSync(temp.dir, files.prepared, { recursive: true });
});
afterAll(() => {
  temp.remove();
  rmSync(work, { recursive: true, force: true });
});

/** Opens a folder in the state of a power cut and checks that everything is there, under one key. */
function opens(state: string, change: (dir: string) => void): { edition: number; left: string[] } {
  const dir = join(work, 'now');
  rmSync(dir, { recursive: true, force: true });
  cpSync(state, dir, { recursive: true });
  change(dir);
  const office = openOffice({ dir, profileDir: temp.profileDir, user: 'siti', passphrase: TEST_PASSPHRASE, now: () => new Date(), newId: uuidv7, kdfCost: TEST_KDF_COST });
  try {
    expect(verifyOffice(office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
    expect(office.writer.db.prepare('SELECT address FROM family').pluck().all()).toEqual(['Jl. Kunci 1']);
    const staging = openConnection(join(dir, 'staging.db'), { key: office.secrets.databaseKey, readonly: true });
    expect(staging.prepare('SELECT x FROM t').pluck().get()).toBe('baris');
    staging.close();
  } finally {
    office.close();
  }
  return { edition: readKeyring(join(dir, 'keyring.json')).edition, left: readdirSync(dir).filter((name) => name.includes('rekey')) };
}

describe('a new key for the databases, and the power goes', () => {
  it('before the keyring names it: the old key opens everything, and the copies are gone', () => {
    const { edition } = readKeyring(join(files.before, 'keyring.json'));
    expect(opens(files.prepared, (dir) => cpSync(join(files.before, 'keyring.json'), join(dir, 'keyring.json')))).toEqual({ edition, left: [] });
  });

  it('after the keyring names it: the new key opens everything, whichever databases were moved already', () => {
    const { edition, rekeyed } = readKeyring(join(files.prepared, 'keyring.json'));
    expect(rekeyed).toBe(true);
    const move = (dir: string, name: string): void => renameSync(join(dir, `${name}.rekey`), join(dir, name));
    for (const moved of [[], ['register.db'], ['staging.db'], ['register.db', 'staging.db']]) {
      expect(opens(files.prepared, (dir) => { for (const name of moved) move(dir, name); })).toEqual({ edition, left: [] });
    }
  });

  it('gives a key that the old one does not open, and the new code does', () => {
    const [old, fresh] = [files.before, files.prepared].map((dir) => openForUser(readKeyring(join(dir, 'keyring.json')), 'siti', TEST_PASSPHRASE));
    expect(fresh?.databaseKey.equals(old?.databaseKey ?? Buffer.alloc(0))).toBe(false);
    expect(fresh?.signingKey).toBe(old?.signingKey);
    expect(openForRecovery(readKeyring(join(files.prepared, 'keyring.json')), code).databaseKey).toEqual(fresh?.databaseKey);
    expect(() => openForRecovery(readKeyring(join(files.prepared, 'keyring.json')), temp.recoveryCode)).toThrow('WRONG_RECOVERY_CODE');
    expect(() => openConnection(join(files.prepared, 'register.db.rekey'), { key: old?.databaseKey ?? Buffer.alloc(32), readonly: true })).toThrow('not a database');
    expect(existsSync(join(files.prepared, 'register.db.rekey-wal'))).toBe(false);
    expect(readFileSync(join(files.prepared, 'register.db.rekey')).includes(Buffer.from('Jl. Kunci 1'))).toBe(false);
  });
});

it('an attacker pays for every try what 0.2 s cost: 2^17 rounds over 128 MiB, in every wrap that is made without a word', () => {
  expect(DEFAULT_KDF_COST).toBeGreaterThanOrEqual(17);
  expect(128 * KDF_R * 2 ** DEFAULT_KDF_COST).toBeGreaterThanOrEqual(128 * 2 ** 20);
});
