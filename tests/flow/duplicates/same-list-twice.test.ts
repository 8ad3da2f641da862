import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Call } from '../../../db/cli/session.ts';
import { testApi } from '../../helpers/test-api.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { smallDtsen, writeSheets } from '../intake/import-office.ts';

const code = '64.74.03.1002';
const root = mkdtempSync(join(tmpdir(), 'tepat-daftar-'));
const why = 'daftar yang sama diimpor di dua PC';
interface Pc { readonly call: Call; readonly close: () => Promise<void> }
let pc1: Pc, pc2: Pc;
let serial = 0;

/** The office's folder as it lies on a PC with a profile of its own. */
async function open(folder: string, profile: string): Promise<Pc> {
  let token = '';
  const api = createApi({ lane: 'both', profileDir: join(root, profile), officeDir: join(root, folder), now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
  const call = caller(api, () => token);
  token = (await call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session;
  return { call, close: () => api.close() };
}

async function trust(from: Pc, to: Pc): Promise<void> {
  const path = join(root, `${(serial += 1)}.tepatcard`);
  const { fingerprint } = await from.call('card.export', { path });
  await to.call('card.trust', { path, fingerprint });
}

async function send(from: Pc, to: Pc) {
  const folder = join(root, `stik-${(serial += 1)}`);
  mkdirSync(folder);
  const { file } = await from.call('package.export', { to: [code], folder });
  const rows = await to.call('package.receive', { paths: [file] });
  expect(rows).toMatchObject([{ outcome: 'accepted', quarantined: 0 }]);
}

async function importList(at: Pc, path: string): Promise<void> {
  const opened = await at.call('import.open', { path, job: 'import' });
  await at.call('import.confirmRegions', { staging: opened.staging, regions: opened.regions.flatMap(({ bpsCode, region }) => (region === null ? [] : [{ bpsCode, region }])) });
  expect((await at.call('import.commit', { staging: opened.staging, job: 'import' })).created).toMatchObject({ families: 2, people: 3 });
}

beforeAll(async () => {
  const path = await writeSheets(join(root, 'd.xlsx'), smallDtsen());
  await (await testApi({ root, code, folder: 'satu' })).close();
  cpSync(join(root, 'satu'), join(root, 'dua'), { recursive: true });
  [pc1, pc2] = [await open('satu', 'profil'), await open('dua', 'profil-2')];
  for (const one of [pc1, pc2]) await importList(one, path);
  await trust(pc1, pc2);
  await trust(pc2, pc1);
  await send(pc2, pc1);
}, 60_000);
afterAll(async () => {
  for (const one of [pc1, pc2]) await one.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the same list imported at two PCs', () => {
  test('is one question per package, and nothing is merged silently', async () => {
    const questions = await pc1.call('duplicate.packages', {});
    expect(questions).toMatchObject([{ from: code, people: 3, pairs: 2 }]);
    expect(await pc1.call('family.count', {})).toEqual({ families: 4, people: 6 });
    expect((await pc1.call('duplicate.list', {})).rows).toMatchObject([{ sure: true, mayMerge: true }, { sure: true, mayMerge: true }]);
    // Whoever entered them here is asked about nothing that came with no package.
    expect(await pc2.call('duplicate.packages', {})).toEqual([]);
  });

  test('a pair may still be decided alone; the rest is decided at once, and is one person each at both PCs', async () => {
    const [question] = await pc1.call('duplicate.packages', {});
    const [first] = (await pc1.call('duplicate.list', {})).rows;
    await pc1.call('duplicate.decide', { id: first?.id ?? '', decision: 'later', reason: 'tunggu kartu' });
    expect(await pc1.call('duplicate.packages', {})).toMatchObject([{ pairs: 1 }]);
    expect(await pc1.call('duplicate.decidePackage', { package: question?.package ?? '', decision: 'same', reason: why })).toEqual({ decided: 1, merged: 1, left: 0, held: 0 });
    expect(await pc1.call('family.count', {})).not.toEqual({ families: 2, people: 3 });
    expect(await pc1.call('duplicate.decide', { id: first?.id ?? '', decision: 'same', reason: why })).toMatchObject({ merged: true });
    expect([await pc1.call('duplicate.packages', {}), await pc1.call('family.count', {})]).toEqual([[], { families: 2, people: 3 }]);
    await send(pc1, pc2);
    expect(await pc2.call('family.count', {})).toEqual({ families: 2, people: 3 });
    expect(await pc2.call('duplicate.packages', {})).toEqual([]);
    for (const one of [pc1, pc2]) expect(await one.call('verify', {})).toMatchObject({ auditOk: true });
  });
});
