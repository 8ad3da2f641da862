import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreOffice, writeBackup } from '../../../db/store/backup.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { readKeyring, saveKeyring, wrapForUser } from '../../../db/store/keyring.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { TEST_KDF_COST, TEST_META, TEST_PASSPHRASE, tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';

let temp: TempOffice;
beforeEach(() => void (temp = tempOffice()));
afterEach(() => temp.remove());

const backupOf = (office: TempOffice): string => {
  const file = join(office.dir, '..', 'kantor.tepatbackup');
  writeBackup(office.office.writer, office.office.secrets.databaseKey, file);
  return file;
};
const restore = (file: string, user = 'siti'): string => {
  try {
    restoreOffice(temp.dir, file, { user, passphrase: TEST_PASSPHRASE }, '2026-11-22T10:00:00Z');
    return 'no error';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const registerBytes = () => readFileSync(join(temp.dir, 'register.db'));

describe('restoring', () => {
  it('does not touch an office that is open somewhere', () => {
    const file = backupOf(temp);
    expect(restore(file)).toBe('OFFICE_BUSY');
    writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { rt: '001' }));
    expect(verifyOffice(temp.office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
    temp.office.close();
    expect(restore(file)).toBe('no error');
    expect(restore(file)).toBe('no error');
  });

  it('does not put another office, or a practice one, in the place of this one', () => {
    const other = tempOffice({ code: '64.74.03.1003' });
    const practice = tempOffice({ practice: true });
    temp.office.close();
    const before = registerBytes();
    try {
      expect([restore(backupOf(other)), restore(backupOf(practice))]).toEqual(['BACKUP_OTHER_OFFICE', 'BACKUP_OTHER_OFFICE']);
      expect(registerBytes().equals(before)).toBe(true);
    } finally {
      other.remove();
      practice.remove();
    }
  });

  it('does not let what a power cut left of a WAL be read into the restored database', () => {
    const file = backupOf(temp);
    for (const rt of ['001', '002']) writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { rt }));
    const wal = readFileSync(join(temp.dir, 'register.db-wal'));
    temp.office.close();
    rmSync(join(temp.dir, 'register.db'));
    writeFileSync(join(temp.dir, 'register.db-wal'), wal);
    expect(restore(file)).toBe('no error');
    expect(verifyOffice(temp.reopen().writer)).toMatchObject({ integrity: 'ok', auditOk: true });
    expect(temp.office.writer.db.prepare('SELECT count(*) FROM family').pluck().get()).toBe(0);
  });

  it('is for users who may restore, as the backup knows them', () => {
    const { writer, secrets } = temp.office;
    const user = { id: writer.newId(), name: 'budi', displayName: 'Budi' };
    writeChanges(writer, TEST_META, (log) => log.create('user', { name: 'budi', displayName: 'Budi', role: 'operator', areaPrefix: '', active: 1 }, user.id));
    const keyring = join(temp.dir, 'keyring.json');
    saveKeyring(keyring, wrapForUser(readKeyring(keyring), user, TEST_PASSPHRASE, secrets, TEST_KDF_COST));
    const file = backupOf(temp);
    temp.office.close();
    const before = registerBytes();
    expect(restore(file, 'budi')).toBe('NOT_ALLOWED');
    expect(registerBytes().equals(before)).toBe(true);
    expect(restore(file, 'siti')).toBe('no error');
  });
});

describe('a profile that cannot be written', () => {
  it('does not lose count of a change that was committed', () => {
    const add = () => writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { rt: '001' }));
    add();
    rmSync(join(temp.profileDir, 'marks'), { recursive: true });
    add();
    add();
    expect(verifyOffice(temp.office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
    expect(temp.office.writer.author.counter).toBe((temp.office.writer.db.prepare('SELECT max(last) AS n FROM tx').get() as { n: number }).n);
  });
});
