import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import type { WorkbookLayout } from '../../db/sample/workbooks.ts';
import { ask, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

test('a list says what comes first in an empty office, what of its sheet is no data, and what it does for each row', async ({}, info) => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  const open = async (layout: WorkbookLayout): Promise<string> => {
    const file = info.outputPath(`${layout}.xlsx`);
    await writeWorkbook(file, layout, { seed: 'daftar', families: 12, region: kelurahan, today: '2026-11-01' });
    return (await ask<{ staging: string }>(app, 'import.open', { path: file })).staging;
  };
  await visit(page, `/impor/${await open('kpm')}`);
  await expect(page.getByText('Kantor ini belum berisi data keluarga')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Kantor ini belum berisi data keluarga')).toBeVisible();

  await ask(app, 'import.commit', { staging: await open('siak') });
  await visit(page, `/impor/${await open('kpm')}`);
  await expect(page.getByText(/jadi diusulkan: PKH \d+ · Sembako \d+/)).toBeVisible();
  await expect(page.getByText('Kantor ini belum berisi data keluarga')).toHaveCount(0);
  await expect(page.getByText('12 baris orang, dicari di data kantor.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'tanpa kode' })).toBeVisible();
  await expect(page.getByRole('button', { name: /BANSOS.*Nama program/ })).toBeVisible();

  await visit(page, `/impor/${await open('list')}`);
  await expect(page.getByText(/baris jumlah atau keterangan tidak dibaca/)).toBeVisible();
  await expect(page.getByText(/baris tanda tangan tidak dibaca/)).toBeVisible();
  await expect(page.getByText(/1 baris merah \(baris \d+\)/)).toBeVisible();
  await expect(page.getByText(/tidak ada yang didaftarkan ke program/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await app.close();
});

test('somebody typed who is in the register already is named beside the form, with the reasons', async () => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  const person = { name: 'RAHMAWATI HASANAH', sex: 2, birthDate: '1985-07-05', birthPlace: 'Bontang', relationship: 1, maritalStatus: 2, nikReason: 2 };
  const family = { values: { address: 'Jl. Kapal Selam 12', rt: '004', rw: '002', region: kelurahan, noKkReason: 2 }, people: [{ values: person }], reason: 'contoh uji' };
  const found = await ask<{ code: string; severity: string; record?: string; field?: string }[]>(app, 'family.check', family);
  await ask(app, 'family.save', { ...family, acknowledged: found.filter((each) => each.severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh uji' })) });
  await visit(page, '/keluarga');
  await page.keyboard.press('Control+n');
  await page.locator('[data-field="family.address"]').waitFor();
  const name = page.locator('[data-field="new-1.name"]');
  for (let block = 0; block < 6 && !(await name.isVisible()); block += 1) await page.keyboard.press('PageDown');
  await name.fill('RACHMAWATI HASANAH');
  await page.locator('[data-field="new-1.birthDate"]').fill('05-07-1985');
  await page.keyboard.press('Enter');
  const known = page.getByRole('region', { name: 'Mungkin sudah terdaftar' });
  await expect(known).toContainText('RAHMAWATI HASANAH');
  await expect(known).toContainText('Tanggal lahir sama');
  expect(await seriousFaults(page)).toEqual([]);
  await app.close();
});
