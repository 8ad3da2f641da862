import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import type { WorkbookLayout } from '../../db/sample/workbooks.ts';
import { ask, startOffice, tabTo, visit } from './packages-offices.ts';

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

  // A row that a rule forbids is let through with a reason by the keyboard, taken back, let through again, stored, and told of among the overrides.
  const nik = '6474030507850003';
  const insured = { name: 'JUNAIDI PENGUJI', nik, sex: 1, birthDate: '1985-07-05', birthPlace: 'Bontang', relationship: 1, maritalStatus: 2, healthInsurance: 4 };
  const family = { values: { address: 'Jl. Kapal Selam 12', rt: '004', rw: '002', region: kelurahan, noKkReason: 2 }, people: [{ values: insured }], reason: 'contoh uji' };
  const said = await ask<{ code: string; severity: string; record?: string; field?: string }[]>(app, 'family.check', family);
  await ask(app, 'family.save', { ...family, acknowledged: said.filter((each) => each.severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh uji' })) });
  const programme = (await ask<{ id: string; values: Record<string, unknown> }[]>(app, 'programme.list')).find((one) => one.values['code'] === 'PBI-JK')?.id ?? '';
  const file = info.outputPath('pbi.csv');
  writeFileSync(file, `NO;NIK;NAMA\r\n1;${nik};JUNAIDI PENGUJI\r\n`);
  const { staging, sheets } = await ask<{ staging: string; sheets: { name: string }[] }>(app, 'import.open', { path: file });
  await ask(app, 'import.setMapping', { staging, sheet: sheets[0]?.name ?? '', headerRow: 1, shape: 'list', columns: [{ index: 1, target: 'person.nik' }, { index: 2, target: 'person.name' }] });
  await ask(app, 'import.setOptions', { staging, programme, start: '2026-10-01', decisionNo: 'SK 9/2026', decisionDate: '2026-09-30' });
  await visit(page, `/impor/${staging}/periksa`);
  const rows = page.getByRole('grid');
  await tabTo(page, rows);
  const lets = page.getByRole('button', { name: /^Lewati aturan/ });
  await expect(lets).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog').getByLabel(/^Alasan/)).toBeFocused();
  await page.keyboard.type('Perusahaannya tutup bulan lalu');
  await page.keyboard.press('Enter');
  await expect(page.getByText('JUNAIDI PENGUJI: aturan dilewati')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(lets).toBeVisible();
  // A clerk who knows the way types on without looking: not one letter may be lost.
  await page.keyboard.press('l');
  await page.keyboard.type('Perusahaannya tutup bulan lalu');
  await page.keyboard.press('Enter');
  await expect(lets).toHaveCount(0);
  expect(await seriousFaults(page)).toEqual([]);
  await ask(app, 'import.commit', { staging });
  await visit(page, '/laporan/overrides');
  await expect(page.getByRole('row').filter({ hasText: 'JUNAIDI PENGUJI' })).toContainText('Perusahaannya tutup bulan lalu');
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
