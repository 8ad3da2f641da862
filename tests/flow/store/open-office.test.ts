import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreOffice, writeBackup } from '../../../db/store/backup.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { takeSnapshot, listSnapshots } from '../../../db/store/snapshot.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { uuidv7 } from 'uuidv7';
import { TEST_KDF_COST, TEST_META, TEST_PASSPHRASE, tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';

let temp: TempOffice;
beforeEach(() => void (temp = tempOffice()));
afterEach(() => temp.remove());

const add = (rt: string) => writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { rt, address: 'JL. RAHASIA NOMOR SATU' }));
const families = () => (temp.office.writer.db.prepare('SELECT count(*) AS n FROM family').get() as { n: number }).n;
const open = (more: { passphrase?: string; waitMs?: number } = {}) =>
  openOffice({ dir: temp.dir, profileDir: temp.profileDir, user: 'siti', passphrase: TEST_PASSPHRASE, now: () => new Date(), newId: uuidv7, kdfCost: TEST_KDF_COST, ...more });
const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'no error';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('opening an office', () => {
  it('goes on where it stopped, with no notice', () => {
    add('001');
    const { author } = temp.office.writer;
    const again = temp.reopen();
    expect(again.notices).toEqual([]);
    expect(again.writer.author).toMatchObject({ deviceUid: author.deviceUid, epoch: 1, counter: author.counter, head: author.head });
  });

  it('refuses a wrong passphrase, a second opener, a missing keyring and a newer database by name', () => {
    expect(codeOf(() => open({ passphrase: 'bukan itu sandinya' }))).toBe('WRONG_PASSPHRASE');
    expect(codeOf(() => open())).toBe('OFFICE_BUSY');
    temp.office.writer.db.prepare("INSERT INTO migration VALUES ('9999-future', 'x', 'x')").run();
    temp.office.close();
    expect(codeOf(() => open())).toBe('OFFICE_NEWER');
    rmSync(join(temp.dir, 'keyring.json'));
    expect(codeOf(() => open())).toBe('KEYRING_MISSING');
  });

  it('names a damaged register instead of opening it', () => {
    add('001');
    temp.office.close();
    const bytes = readFileSync(join(temp.dir, 'register.db'));
    bytes.fill(0, 0, 4096);
    writeFileSync(join(temp.dir, 'register.db'), bytes);
    expect(codeOf(() => open())).toBe('OFFICE_DAMAGED');
  });

  it('sweeps away what a power cut left of copies and scratch files, and nothing else', () => {
    temp.office.close();
    const left = ['~words.tmp', '~entries.tmp', 'backup.tmp', 'mark.json.4711.tmp', 'catatan.tmp'];
    for (const name of left) writeFileSync(join(temp.dir, name), 'x');
    open().close();
    expect(readdirSync(temp.dir).filter((name) => name.endsWith('.tmp'))).toEqual(['catatan.tmp']);
  });

  it('leaves no word of the register readable in any file', () => {
    add('001');
    takeSnapshot(temp.office.writer, temp.office.secrets.databaseKey, 'uji');
    const found = readdirSync(temp.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('RAHASIA NOMOR SATU'));
    expect(found).toEqual([]);
  });

  it('makes a new device of a copied folder in another profile, and lets its user go on', () => {
    add('001');
    temp.office.close();
    const copy = join(temp.dir, '..', 'salinan');
    cpSync(temp.dir, copy, { recursive: true });
    const first = temp.office.writer.author.deviceUid;
    const clone = temp.reopen({ dir: copy, profileDir: join(temp.dir, '..', 'profil-lain') });
    expect(clone.notices[0]?.code).toBe('NEW_DEVICE');
    expect(clone.writer.author.deviceUid).not.toBe(first);
    expect(clone.secrets.signingKey).not.toBeNull();
    writeChanges(clone.writer, TEST_META, (log) => log.create('family', { rt: '002' }));
    expect(verifyOffice(clone.writer)).toMatchObject({ auditOk: true });
  });
});

describe('snapshots, backup and restore', () => {
  it('takes one also where another goes away while the folder is looked through', () => {
    const folder = join(temp.dir, 'snapshots');
    mkdirSync(folder, { recursive: true });
    // What the folder names and nobody finds behind the name: as when another thread thins them.
    symlinkSync(join(folder, 'gone'), join(folder, '2026-01-01T00-00-00.000Z-harian.db'));
    const { file, bytes } = takeSnapshot(temp.office.writer, temp.office.secrets.databaseKey, 'impor');
    expect(bytes).toBeGreaterThan(0);
    expect(listSnapshots(folder).map((one) => one.file)).toEqual([file]);
  });

  it('takes a checked snapshot that the same key opens', () => {
    add('001');
    const snapshot = takeSnapshot(temp.office.writer, temp.office.secrets.databaseKey, 'impor');
    expect(listSnapshots(join(temp.dir, 'snapshots'))).toMatchObject([{ file: snapshot.file, why: 'impor' }]);
  });

  it('backs up to one file, proves it, and restores it with the lost work named and a new epoch', () => {
    add('001');
    const file = join(temp.dir, '..', 'stik', 'kantor.tepatbackup');
    const savedAt = temp.office.writer.author.lastAt;
    const backup = writeBackup(temp.office.writer, temp.office.secrets.databaseKey, file);
    expect(backup).toMatchObject({ families: 1, bytes: readFileSync(file).length });
    add('002');
    add('003');
    const { counter, epoch, lastAt } = temp.office.writer.author;
    temp.office.close();
    const restored = restoreOffice(temp.dir, file, { user: 'siti', passphrase: TEST_PASSPHRASE }, '2026-11-22T10:00:00Z');
    expect(restored.families).toBe(1);
    expect(existsSync(join(restored.keptAside ?? '', 'register.db'))).toBe(true);
    const again = temp.reopen();
    expect(again.notices).toEqual([{ code: 'WORK_LOST', params: { changes: 2, acts: 2, from: savedAt, to: lastAt } }]);
    expect(again.writer.author.epoch).toBe(epoch + 1);
    expect(again.writer.db.prepare('SELECT baseEpoch, baseCounter FROM epoch WHERE epoch = 2').get()).toEqual({ baseEpoch: 1, baseCounter: counter - 2 });
    add('004');
    expect(families()).toBe(2);
    expect(verifyOffice(again.writer).auditOk).toBe(true);
    expect(temp.reopen().notices).toEqual([]);
  });

  it('refuses a backup with any byte changed, a truncated one, and a wrong passphrase; the office stays as it was', () => {
    add('001');
    const file = join(temp.dir, '..', 'kantor.tepatbackup');
    writeBackup(temp.office.writer, temp.office.secrets.databaseKey, file);
    const good = readFileSync(file);
    temp.office.close();
    const before = readFileSync(join(temp.dir, 'register.db'));
    const attempt = (bytes: Buffer, passphrase = TEST_PASSPHRASE): string => {
      writeFileSync(file, bytes);
      return codeOf(() => restoreOffice(temp.dir, file, { user: 'siti', passphrase }, '2026-11-22T10:00:00Z'));
    };
    for (const at of [3, 17, Math.floor(good.length / 2), good.length - 5]) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(attempt(bad)).not.toBe('no error');
    }
    // The head lies in the clear: one that is no head, or that says another office than stands in the register, is refused as well.
    const length = good.readUInt32BE(16);
    const header = JSON.parse(good.subarray(20, 20 + length).toString('utf8')) as { identity: object };
    const withHead = (head: unknown): Buffer => {
      const text = Buffer.from(JSON.stringify(head));
      const size = Buffer.alloc(4);
      size.writeUInt32BE(text.length);
      return Buffer.concat([good.subarray(0, 16), size, text, good.subarray(20 + length)]);
    };
    for (const head of [null, 5, [], {}, { ...header, keyring: 7 }, { ...header, identity: { ...header.identity, officeId: 'lain' } }]) expect(attempt(withHead(head))).toBe('BACKUP_BAD');
    expect(attempt(good.subarray(0, good.length - 1024))).toBe('BACKUP_BAD');
    expect(attempt(good, 'bukan sandinya ini')).toBe('WRONG_PASSPHRASE');
    expect(readFileSync(join(temp.dir, 'register.db')).equals(before)).toBe(true);
    expect(readdirSync(temp.dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
