import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { askOf, trustEachOther } from '../helpers/by-api.ts';
import { testApi } from '../helpers/test-api.ts';
import { ask, startOffice, tabTo, visit } from './packages-offices.ts';

const sembako = '01900000-0000-7000-9000-000000000022';
const code = '64.74.03.1002';

test('a rule changed in the form changes list, explanation and count, goes down with the reference data, and binds the kelurahan', async ({}, info) => {
  const [up, down] = [info.outputPath('naik'), info.outputPath('turun')];
  for (const folder of [up, down]) mkdirSync(folder, { recursive: true });
  const [city, kelurahan] = [await startOffice('64.74'), await testApi({ code, practice: true })];
  const { page } = city;
  const below = askOf(kelurahan);
  await trustEachOther((name, input) => ask(city, name, input), below, info.outputDir, 'kartu');

  // The kelurahan reports a family of desil 4 that receives Sembako.
  const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((each) => ({ code: each, reason: 'contoh uji' }));
  const person = { name: 'Hasanuddin', sex: 1, birthDate: '1985-07-05', birthPlace: 'Bontang', relationship: 1, maritalStatus: 2, nikReason: 2 };
  const { id } = await below<{ id: string }>('family.save', { values: { address: 'Jl. Pelabuhan 3', rt: '004', rw: '002', region: code, noKkReason: 2 }, people: [{ values: person }], acknowledged });
  await below('ranking.add', { family: id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 4, date: '2026-06-30' });
  const programme = (await below<{ id: string; values: Record<string, unknown> }[]>('programme.list')).find((one) => one.values['code'] === 'SEMBAKO')?.id ?? '';
  await below('enrolment.create', { programme, family: id, start: '2026-10-01' });
  const { digest } = await below<{ digest: string }>('approval.review', { to: ['64.74'] });
  await below('approval.give', { to: ['64.74'], digest });
  await below('package.export', { to: ['64.74'], folder: up });
  expect(await ask(city, 'package.receive', { paths: [up] })).toMatchObject([{ outcome: 'accepted' }]);

  await visit(page, '/laporan/ineligible');
  await expect(page.getByText('Semua penerima memenuhi aturan')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  // Enter takes what is marked in a field of several answers, and stores no rule that is still being written; Escape closes its list alone.
  await visit(page, '/program/aturan/baru');
  await page.getByLabel('Nama aturan').fill('Setengah jadi');
  await page.getByLabel('Nama program').first().focus();
  await page.keyboard.type('sembako');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Program pertama' }).getByText('Sembako', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Nama aturan')).toHaveValue('Setengah jadi');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The city narrows the rule, tries it, and saves it.
  await visit(page, `/program/aturan/${sembako}`);
  await expect(page.getByLabel('Nama aturan')).toHaveValue('Sembako untuk desil 1 sampai 5');
  expect(await seriousFaults(page)).toEqual([]);
  const most = page.getByRole('group', { name: 'Syarat 1' }).getByLabel('Sampai');
  await tabTo(page, most);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3');
  await page.keyboard.press('Control+Enter');
  const trial = page.getByRole('status', { name: 'Hasil percobaan' });
  await expect(trial).toContainText('Hasanuddin');
  // A change holds from today on unless it is said to correct the past.
  await expect(page.getByRole('radio', { name: /^Mulai tanggal di bawah/ })).toBeChecked();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('disimpan sebagai versi 2')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Sembako untuk desil 1 sampai 5' })).toContainText('desil paling tinggi 3');

  await visit(page, '/laporan/ineligible');
  await expect(page.getByText('1 baris, 1 keluarga')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Hasanuddin' })).toContainText('desil 4 > 3');

  // It goes down; there it explains and counts alike, and is not changed.
  await ask(city, 'package.export', { to: [code], folder: down, kind: 'ACUAN' });
  expect(await below('package.receive', { paths: [down] })).toMatchObject([{ outcome: 'accepted' }]);
  const list = await below<{ rows: Record<string, unknown>[] }>('report.run', { name: 'ineligible' });
  expect(list.rows).toMatchObject([{ recipient: 'Hasanuddin', facts: 'desil 4 > 3', ruleVersion: 2 }]);
  const rule = (await below<{ uid: string; version: number; title: string; content: unknown }[]>('aidRule.list')).find((one) => one.uid === sembako);
  expect(rule).toMatchObject({ version: 2 });
  await expect(below('aidRule.save', { id: sembako, title: rule?.title, content: rule?.content })).rejects.toMatchObject({ code: 'RULES_FROM_ABOVE' });
  await kelurahan.remove();
  await city.close();
});
