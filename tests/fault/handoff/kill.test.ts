import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportPackage } from '../../../db/handoff/export.ts';
import { digestFile } from '../../../db/handoff/file-io.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { addFamilies, befriend, holdings, makeWorld } from '../../flow/handoff/offices.ts';
import type { TestOffice, World } from '../../flow/handoff/offices.ts';

const KEL = '64.74.03.1002';
const KEC = '64.74.03';
const FAMILIES = 450;
const LIMIT_MS = 600_000;

let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;

beforeEach(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  await befriend(world, kelurahan, kecamatan);
});
afterEach(() => world.end());

/** Runs the child on a closed office; returns the steps it printed, or null when it was killed. */
function child(mode: string, one: TestOffice, stick: string, killAt: number, extra: string[] = [], wrap?: (command: string[]) => string[]): string[] | null {
  one.close();
  const command = [process.execPath, '--no-warnings', join(import.meta.dirname, 'child.ts'), mode, one.dir, one.profileDir, stick, String(killAt), ...extra];
  const [program, ...args] = wrap ? wrap(command) : command;
  const ran = spawnSync(program as string, args, { encoding: 'utf8' });
  one.reopen();
  if (ran.signal === 'SIGKILL' || ran.status === 137) return null;
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\n').filter((line) => line !== '');
}

const packages = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.tepat'));

describe('kill -9 at every step', () => {
  it('of an export leaves a number with its bytes or no number at all, and the next export is whole', async () => {
    addFamilies(kelurahan, FAMILIES);
    const steps = child('export', kelurahan, world.stick(), 0) ?? [];
    expect(steps.slice(-4)).toEqual(['sealed', 'built', 'committed', 'delivered']);
    for (let killAt = 1; killAt <= steps.length; killAt += 1) {
      const stick = world.stick();
      expect(child('export', kelurahan, stick, killAt)).toBeNull();
      const { db } = kelurahan.session.office;
      const rows = db.prepare("SELECT file, sha256, sequence FROM packageOut WHERE kind = 'LAPORAN'").all() as { file: string; sha256: string; sequence: number }[];
      expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, place) => place + 1));
      for (const row of rows) expect(digestFile(join(kelurahan.dir, 'outbox', row.file)).sha256).toBe(row.sha256);
      for (const name of packages(stick)) {
        expect(digestFile(join(stick, name)).sha256).toBe(rows.find((row) => basename(row.file) === name)?.sha256);
      }
    }
    expect(verifyOffice(kelurahan.session.office).auditOk).toBe(true);
    const sent = await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() });
    expect((await receivePackages(kecamatan.session, { paths: [sent.file] }))[0]?.outcome).toBe('accepted');
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  }, LIMIT_MS);

  it('of a receive leaves the register before or after, never between, and the same stick finishes it', async () => {
    let held = 0;
    let rounds = 0;
    for (let killAt = 1; killAt < 40; killAt += 1) {
      const stick = world.stick();
      addFamilies(kelurahan, 30);
      const sent = await exportPackage(kelurahan.session, { to: [KEC], folder: stick });
      const killed = child('receive', kecamatan, stick, killAt) === null;
      const people = kecamatan.session.office.db.prepare('SELECT count(*) FROM person').pluck().get() as number;
      expect([held, held + 90]).toContain(people);
      const listed = kecamatan.session.office.db.prepare('SELECT coalesce(sum(members), 0) FROM familySummary').pluck().get();
      expect(listed).toBe(people);
      const [row] = await receivePackages(kecamatan.session, { paths: [sent.file], receiptsFolder: stick });
      expect(row?.outcome).toBe(people === held ? 'accepted' : 'duplicate');
      expect(row?.receipt).not.toBeNull();
      expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
      held += 90;
      rounds += 1;
      await receivePackages(kelurahan.session, { paths: [stick] });
      for (const name of packages(stick)) expect(name.startsWith('~')).toBe(false);
      if (!killed) break;
    }
    expect(rounds).toBeGreaterThan(8);
    expect(verifyOffice(kecamatan.session.office).auditOk).toBe(true);
  }, LIMIT_MS);
});

describe('a stick that is full', () => {
  it('is named, leaves no partial file, and the same bytes go to the next stick', async () => {
    addFamilies(kelurahan, FAMILIES);
    const sent = await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() });
    const stick = world.stick();
    // A limit on the size of any file makes the operating system itself refuse the write half way.
    const limited = (command: string[]): string[] => ['bash', '-c', 'ulimit -f 36; exec "$@"', 'bash', ...command];
    expect(child('copy', kelurahan, stick, 0, [sent.packageId], limited)).toEqual(['error DISK_FULL']);
    expect(readdirSync(stick)).toEqual([]);
    expect(child('copy', kelurahan, stick, 0, [sent.packageId])).toEqual(['delivered']);
    expect(digestFile(join(stick, basename(sent.file))).sha256).toBe(sent.sha256);
  }, LIMIT_MS);
});
