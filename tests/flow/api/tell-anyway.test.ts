import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tellAnyway } from '../../../db/api/tell-anyway.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { put, smallDtsen, writeSheets } from '../intake/import-office.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
});
afterEach(() => api.remove());

async function open(name: string, change?: Parameters<typeof smallDtsen>[0]): Promise<string> {
  const opened = await api.call('import.open', { path: await writeSheets(join(api.root, name), smallDtsen(change)), job: 'import' });
  const regions = opened.regions.flatMap(({ bpsCode, region }) => (region === null ? [] : [{ bpsCode, region }]));
  await api.call('import.confirmRegions', { staging: opened.staging, regions });
  return opened.staging;
}

it('tells the window of the new preview when storing is refused because the register changed meanwhile', async () => {
  const first = await open('satu.xlsx');
  const people = async () => (await api.call('import.preview', { staging: first, lang: 'id' })).tally.people;
  expect(await people()).toMatchObject({ new: 3, changed: 0 });
  const second = await open('dua.xlsx', ({ people: rows }) => put(rows, 3, 6, 'Cerai mati'));
  await api.call('import.commit', { staging: second, job: 'import' });
  api.events.length = 0;
  expect(await refusal(api.call('import.commit', { staging: first, job: 'import' }))).toBe('IMPORT_STALE');
  expect(await people()).toMatchObject({ new: 0, changed: 1 });
  expect(api.events.filter((event) => event.type === 'changed').flatMap((event) => event.what)).toContain('import');
});

it('tells of what was kept when work fails, and lets the failure through', async () => {
  const told: string[] = [];
  const work = tellAnyway({ changed: (...what) => void told.push(...what) }, ['package', 'register'], () => Promise.reject(new Error('batal')));
  await expect(work).rejects.toThrow('batal');
  expect(told).toEqual(['package', 'register']);
});
