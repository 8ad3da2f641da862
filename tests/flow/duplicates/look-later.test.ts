import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiEvent } from '../../../db/api/contract.ts';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Api } from '../../../db/api/create-api.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { smallDtsen, writeSheets } from '../intake/import-office.ts';

let root: string;
let api: Api;
let token = '';
let events: ApiEvent[];
const call = () => caller(api, () => token);

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tepat-nanti-'));
  events = [];
  const { port1 } = new MessageChannel();
  api = createApi({ lane: 'write', peer: port1, profileDir: join(root, 'profil'), officeDir: join(root, 'kantor'), now: () => new Date(), onEvent: (event) => void events.push(event), kdfCost: TEST_KDF_COST });
  await call()('office.create', { code: '64.74.03.1002', user: 'siti', passphrase: TEST_PASSPHRASE });
  token = (await call()('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session;
});
afterEach(async () => {
  await api.close();
  rmSync(root, { recursive: true, force: true });
});

/** Imports a file in which two people of different families share name, sex and birth date. */
async function importTwins(): Promise<void> {
  const sheets = smallDtsen(({ people }) => {
    people.push(['6474030507850009', '6474030505120003', 'BUDI', '05-07-1985', 'Laki-laki', 'Anak', 'Belum kawin']);
  });
  const opened = await call()('import.open', { path: await writeSheets(join(root, 'd.xlsx'), sheets), job: 'import' });
  const open = opened.regions.flatMap(({ bpsCode, region }) => (region === null ? [] : [{ bpsCode, region }]));
  await call()('import.confirmRegions', { staging: opened.staging, regions: open });
  const result = await call()('import.commit', { staging: opened.staging, job: 'import' });
  expect(result.created).toMatchObject({ families: 2, people: 4 });
}

describe('looking for duplicates after an import in the window', () => {
  it('comes after the result, and tells of what it found', async () => {
    await importTwins();
    expect(events.some((event) => event.type === 'progress' && event.phase === 'duplicates')).toBe(false);
    await expect.poll(async () => (await call()('duplicate.list', {})).total, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(events.at(-1)).toMatchObject({ type: 'changed', what: ['register'] });
  });

  it('is given up when the office is locked, and done by the next look', async () => {
    await importTwins();
    await call()('session.lock', {});
    token = (await call()('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session;
    expect((await call()('duplicate.scan', {})).open).toBeGreaterThan(0);
    expect(await call()('verify', {})).toMatchObject({ ok: true });
  });
});
