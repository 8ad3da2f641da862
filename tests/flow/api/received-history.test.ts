import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const root = mkdtempSync(join(tmpdir(), 'tepat-history-'));
let kelurahan: TestApi;
let kota: TestApi;
let family = '';
let made = '';

beforeAll(async () => {
  kelurahan = await testApi({ root, folder: 'kelurahan' });
  kota = await testApi({ root, folder: 'kota', code: '64.74' });
  for (const [from, to, name] of [[kelurahan, kota, 'a'], [kota, kelurahan, 'b']] as const) {
    const { file } = await from.call('card.export', { path: join(root, name) });
    await to.call('card.trust', { path: file, unchecked: true });
  }
  const saved = await kelurahan.call('family.save', {
    values: { region: '64.74.03.1002', address: 'Jl. Flores 4', rt: '001', rw: '001', account: 4 },
    people: [{ values: { name: 'AMINAH', relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1 } }],
    acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25', 'V10'].map((code) => ({ code, reason: 'uji' })),
  });
  family = saved.id;
  await kelurahan.call('record.change', { entity: 'family', id: family, values: { rt: '002' }, reason: 'Pemekaran RT' });
  made = (await kelurahan.call('record.history', { id: family }))[0]?.at ?? '';
  const sent = await kelurahan.call('package.export', { to: ['64.74'], folder: join(root, 'stik') });
  expect((await kota.call('package.receive', { paths: [sent.file] }))[0]?.outcome).toBe('accepted');
});
afterAll(async () => {
  await kelurahan.close();
  await kota.close();
  rmSync(root, { recursive: true, force: true });
});

describe('what a receiving office knows of a change', () => {
  it('is who made it, when and why, and in which office; not who took the package', async () => {
    const [newest] = (await kota.call('record.history', { id: family })).filter((entry) => entry.field === 'rt');
    expect(newest).toMatchObject({ old: '001', new: '002', by: 'siti', office: 'Gunung Telihan', reason: 'Pemekaran RT', at: made, source: { kind: 'package' } });
  });

  it('counts as the work of the one who made it, not of the one who took the package', async () => {
    expect((await kota.call('changes.list', {})).entries.filter((entry) => entry.record === family)).toEqual([]);
    expect((await kota.call('home', {})).today.mine).toBeLessThan((await kelurahan.call('home', {})).today.mine);
  });

  it('names the fields that were withheld, and no others', async () => {
    const { withheld, values, own } = await kota.call('family.get', { id: family });
    expect(own).toBe(false);
    expect(withheld).toContain('account');
    expect(values.account).toBeNull();
    expect(withheld).not.toContain('address');
    expect((await kelurahan.call('family.get', { id: family })).withheld).toEqual([]);
  });
});
