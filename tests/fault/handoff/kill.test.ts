import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportPackage } from '../../../db/handoff/export.ts';
import { digestFile } from '../../../db/handoff/file-io.ts';
import type { Exported } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { addFamilies, holdings } from '../../flow/handoff/offices.ts';
import type { TestOffice } from '../../flow/handoff/offices.ts';
import { killRounds, killWorld } from '../../helpers/kill-rounds.ts';
import type { ChildAccident, KillWorld } from '../../helpers/kill-rounds.ts';

const SEED = 20261127;
const KEL = '64.74.03.1002';
const KEC = '64.74.03';
const LIMIT_MS = 300_000;

describe('kill -9', () => {
  it(`at steps from the first to the last of export and receive, 20 rounds: before or after, never between (seed ${SEED})`, async () => {
    const { steps, faults } = await killRounds(SEED, 20);
    expect(faults).toEqual([]);
    // The last of the rounds may fall behind the last step.
    expect(Object.values(steps).reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(18);
  }, LIMIT_MS);
});

describe('sticks and disks that fail', () => {
  let made: KillWorld;
  let sent: Exported;
  beforeAll(async () => {
    made = await killWorld();
    addFamilies(made.kelurahan, 40);
    sent = await exportPackage(made.kelurahan.session, { to: [KEC], folder: made.world.stick() });
  });
  afterAll(() => made.world.end());

  const said = (mode: 'export' | 'receive' | 'copy', one: TestOffice, stick: string, accident: ChildAccident): readonly string[] => {
    const ended = made.child(mode, one, stick, accident);
    return ended.killed ? ['killed'] : ended.said;
  };
  const left = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => basename(name).startsWith('~'));
  const registerHash = (one: TestOffice): string => {
    one.close();
    const hash = createHash('sha256').update(readFileSync(officePaths(one.dir).register)).digest('hex');
    one.reopen();
    return hash;
  };
  const sequences = (): unknown[] => made.kelurahan.session.office.db.prepare("SELECT sequence FROM packageOut WHERE kind = 'LAPORAN'").pluck().all();

  it('a full stick is named, leaves no partial file, and takes the same bytes when there is room', () => {
    const stick = made.world.stick();
    const { packageId } = sent;
    // The second write: half of the file is there when the disk says that it is full.
    expect(said('copy', made.kelurahan, stick, { at: 3, under: stick, code: 'ENOSPC', packageId })).toEqual(['error DISK_FULL']);
    expect(readdirSync(stick).filter((name) => name.endsWith('.tepat'))).toEqual([]);
    expect(said('copy', made.kelurahan, stick, { at: 0, packageId })).toEqual([]);
    expect(digestFile(join(stick, basename(sent.file))).sha256).toBe(sent.sha256);
  });

  it('a full disk while a package is built gives no number and leaves nothing behind', () => {
    const before = sequences();
    for (const at of [2, 3, 5]) expect(said('export', made.kelurahan, made.world.stick(), { at, under: join(made.kelurahan.dir, 'outbox'), code: 'ENOSPC' })).toEqual(['error DISK_FULL']);
    expect(sequences()).toEqual(before);
  });

  it('a stick pulled out while it is written is named; its package waits in the outbox', () => {
    for (const at of [1, 2, 3, 4]) {
      const stick = made.world.stick();
      expect(said('copy', made.kelurahan, stick, { at, under: stick, code: 'EIO', packageId: sent.packageId })).toEqual(['error FOLDER_UNUSABLE']);
      expect(readdirSync(stick).filter((name) => name.endsWith('.tepat'))).toEqual([]);
    }
    const stick = made.world.stick();
    expect(said('copy', made.kelurahan, stick, { at: 0, packageId: sent.packageId })).toEqual([]);
    expect(digestFile(join(stick, basename(sent.file))).sha256).toBe(sent.sha256);
  });

  it('a stick that can only be read is named when something is to be written', () => {
    const stick = made.world.stick();
    expect(said('export', made.kelurahan, stick, { at: 1, under: join(stick, '~'), code: 'EROFS' })).toEqual(['error FOLDER_UNUSABLE']);
    expect(readdirSync(stick)).toEqual([]);
  });

  it('a full disk while packages are checked takes nothing, and the register keeps its SHA-256', () => {
    const before = registerHash(made.kecamatan);
    const stick = sent.file.slice(0, -basename(sent.file).length - 1);
    for (const at of [2, 3]) expect(said('receive', made.kecamatan, stick, { at, under: join(made.kecamatan.dir, 'inbox'), code: 'ENOSPC' })).toEqual(['error DISK_FULL']);
    expect(registerHash(made.kecamatan)).toBe(before);
  });

  it('a stick pulled out while it is read refuses its file by name, and the register keeps its SHA-256', () => {
    const before = registerHash(made.kecamatan);
    const stick = sent.file.slice(0, -basename(sent.file).length - 1);
    // Node reads the header first, to pass over what this PC wrote itself: opened, read twice; then the whole file.
    for (const at of [4, 5]) expect(said('receive', made.kecamatan, stick, { at, under: sent.file, code: 'EIO' })).toEqual(['row refused FOLDER_UNUSABLE']);
    expect(registerHash(made.kecamatan)).toBe(before);
    expect(left(made.kecamatan.dir)).toEqual([]);
  });

  it('a stick that can only be read gives what is on it; the answer waits in the outbox and is named', async () => {
    const stick = sent.file.slice(0, -basename(sent.file).length - 1);
    expect(said('receive', made.kecamatan, stick, { at: 1, under: join(stick, '~'), code: 'EROFS' })).toEqual(['row accepted FOLDER_UNUSABLE']);
    expect(holdings(made.kecamatan, KEL)).toEqual(holdings(made.kelurahan, KEL));
    const [row] = await receivePackages(made.kecamatan.session, { paths: [sent.file], receiptsFolder: stick });
    expect(row).toMatchObject({ outcome: 'duplicate', code: null });
    expect(readdirSync(stick).some((name) => name.includes('TANDA_TERIMA'))).toBe(true);
  });
});
