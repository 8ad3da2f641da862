import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveFamily } from '../../../db/registry/family-save.ts';
import { rethrowDiskFault } from '../../../db/store/disk-fault.ts';
import { renameSafely } from '../../../db/store/files.ts';
import { migrate } from '../../../db/store/migrate.ts';
import { diskRounds } from '../../helpers/disk-rounds.ts';
import { failingDisk } from '../../helpers/failing-disk.ts';
import { fullDiskRounds, limitedRounds } from '../../helpers/database-faults.ts';
import { heldFaults, numberedFamily } from '../../helpers/numbered-families.ts';
import { tempOffice } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';

const LIMIT_MS = 120_000;
const actor = { user: { uid: null, name: 'siti' }, scope: '' };
const isRoot = process.getuid?.() === 0;

it('a disk that is full, failing, read-only or held at any step of a file is named, and nothing is lost', async () => {
  const { acts, codes, faults } = await diskRounds(5);
  expect(faults).toEqual([]);
  expect(Object.keys(acts)).toHaveLength(6);
  expect(Object.keys(codes)).toEqual(expect.arrayContaining(['DISK_FULL', 'DISK_FAULT', 'FOLDER_UNUSABLE', 'FILE_HELD']));
}, LIMIT_MS);

it('a disk that is full at any page of the database undoes the save whole and is named', () => {
  const { rounds, faults } = fullDiskRounds(20);
  expect(faults).toEqual([]);
  expect(rounds).toBe(20);
}, LIMIT_MS);

it('a write that the disk refuses, at the first page, in the WAL or when it is carried over, is named; what was acknowledged is there', async (context) => {
  if (process.platform === 'win32') return context.skip('limits of files are a POSIX shell’s');
  const { counts, faults } = await limitedRounds(20261128, 3);
  expect(faults).toEqual([]);
  expect(counts.refused).toBeGreaterThan(1);
}, LIMIT_MS);

it('a rename that a virus scanner holds for a moment succeeds; one that it holds on to is named and overwrites nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-held-'));
  const [from, to] = [join(folder, 'baru'), join(folder, 'lama')];
  writeFileSync(from, 'baru');
  const disk = failingDisk();
  try {
    const held = { at: 1, code: 'EBUSY', under: folder, only: 'renameSync' } as const;
    expect(await disk.during({ ...held, times: 3 }, async () => renameSafely(from, to))).toMatchObject({ error: null, steps: 4 });
    writeFileSync(from, 'lebih baru');
    const { error } = await disk.during(held, async () => {
      try {
        renameSafely(from, to);
      } catch (met) {
        rethrowDiskFault(met, folder);
      }
    });
    expect(error).toMatchObject({ code: 'FILE_HELD' });
  } finally {
    disk.mend();
    rmSync(folder, { recursive: true });
  }
});

it('a migration that fails half-way leaves the register as it was, for the version that wrote it', () => {
  const temp = tempOffice();
  try {
    const { writer } = temp.office;
    saveFamily(writer, actor, numberedFamily(writer.identity.code, 1));
    const schema = (): unknown[] => [writer.db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all(), writer.db.prepare('SELECT * FROM migration ORDER BY name').all()];
    const before = schema();
    const failing = [
      { name: '9001-good', sql: 'CREATE TABLE nanti (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nanti VALUES (1)' },
      { name: '9002-bad', sql: 'ALTER TABLE family ADD COLUMN nanti TEXT; INSERT INTO tidakAda VALUES (1)' },
    ];
    const attempt = (due = failing): string => {
      try {
        migrate(writer.db, '2026-11-28T00:00:00Z', due);
        return 'no error';
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    };
    expect(attempt()).toBe('MIGRATION_FAILED');
    expect(schema()).toEqual(before);
    const pages = writer.db.pragma('page_count', { simple: true }) as number;
    writer.db.pragma(`max_page_count=${pages + 1}`);
    expect(attempt([{ name: '9001-wide', sql: 'CREATE TABLE nanti AS SELECT zeroblob(60000) AS x' }])).toBe('SQLITE_FULL');
    expect(schema()).toEqual(before);
    expect(heldFaults(temp.reopen().writer, [1])).toEqual([]);
  } finally {
    temp.remove();
  }
});

it('an office in a folder that can only be read is refused by name, and opens again when it may be written', async (context) => {
  const api = await testApi();
  const folder = join(api.root, 'hanya-baca');
  try {
    await api.call('session.lock', {});
    mkdirSync(folder);
    cpSync(api.dir, folder, { recursive: true });
    if (!makeReadOnly(folder)) return context.skip('no folder can be made read-only here');
    rmSync(api.dir, { recursive: true });
    spawnSync('ln', ['-s', folder, api.dir]);
    expect(await refusal(api.signIn('siti'))).toBe('FOLDER_UNUSABLE');
    makeWritable(folder);
    await api.signIn('siti');
    expect(await api.call('verify', {})).toMatchObject({ ok: true });
  } finally {
    makeWritable(folder);
    await api.remove();
  }
});

/** Makes a folder read-only, also for root, to whom rights mean nothing: by a mount of its own. */
function makeReadOnly(folder: string): boolean {
  if (process.platform === 'win32') return false;
  if (!isRoot) {
    spawnSync('chmod', ['-R', 'a-w', folder]);
    chmodSync(folder, 0o555);
    return true;
  }
  return spawnSync('mount', ['--bind', folder, folder]).status === 0 && spawnSync('mount', ['-o', 'remount,ro,bind', folder]).status === 0;
}

function makeWritable(folder: string): void {
  if (isRoot) spawnSync('umount', [folder]);
  else spawnSync('chmod', ['-R', 'u+w', folder]);
}
