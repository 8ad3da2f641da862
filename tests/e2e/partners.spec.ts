import path from 'node:path';
import { expect, test } from '@playwright/test';
import ExcelJS from 'exceljs';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ask, tabTo, visit } from './packages-offices.ts';

interface Recipient { readonly name: string; readonly nik: string | null }

/** `2026-11-20` as it is typed on paper. */
const typed = (date: string): string => date.split('-').reverse().join('');
const dayBefore = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

test('PTK-8: a partner gets a masked list under its agreement, the export stands in the register, and after the expiry it is refused', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  const { today } = await ask<{ today: string }>(app, 'office.info');
  const programme = (await ask<{ id: string; values: Record<string, unknown>; recipients: number }[]>(app, 'programme.list')).find((one) => one.values['code'] === 'SEMBAKO');
  await visit(page, '/program');
  await page.getByRole('button', { name: 'Mitra', exact: true }).waitFor();
  await page.keyboard.press('m');
  await expect(page.getByText('Belum ada mitra')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await page.keyboard.press('Control+n');
  await expect(page.getByLabel('Nama mitra')).toBeFocused();
  await page.keyboard.type('PT Muara Jaya');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'PT Muara Jaya' })).toBeVisible();

  await page.keyboard.press('Control+n');
  await expect(page.getByLabel('Nomor perjanjian')).toBeFocused();
  await page.keyboard.type('12/PKS/2026');
  await page.keyboard.press('Tab');
  await page.keyboard.type(typed(today));
  await page.keyboard.press('Tab');
  await page.keyboard.type('CSR pangan');
  await tabTo(page, page.getByLabel('Berlaku sampai'));
  await page.keyboard.type(typed(today));
  await tabTo(page, page.getByRole('combobox', { name: 'Program' }));
  await page.keyboard.type('Sembako');
  const option = page.getByRole('option', { name: 'Sembako', exact: true });
  await option.waitFor();
  for (let step = 0; step < 20 && (await option.getAttribute('data-combobox-selected')) === null; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'Perjanjian 12/PKS/2026' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Daftar penerima program' }).getByRole('row').nth(1)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  const file = path.join(temporaryFolder('mitra'), 'mitra.xlsx');
  await page.keyboard.press('Control+s');
  await expect(page.getByLabel('Keperluan')).toBeFocused();
  await page.keyboard.type('penyaluran CSR');
  await app.dialogs.answer(file);
  await page.getByRole('dialog').getByRole('button', { name: /Simpan berkas/ }).press('Enter');
  await expect(page.getByText(`Disimpan: mitra.xlsx, ${programme?.recipients ?? 0} baris.`)).toBeVisible();

  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const cells = (book.getWorksheet('Daftar')?.getSheetValues() ?? []).flatMap((row) => (Array.isArray(row) ? [row.slice(1).map(String)] : []));
  const { rows } = await ask<{ rows: Recipient[] }>(app, 'programme.recipients', { programme: programme?.id, limit: 500 });
  expect(cells[0]?.[0]).toMatch(/^(DATA CONTOH, bukan data warga · )?Untuk PT Muara Jaya · Perjanjian 12\/PKS\/2026 tanggal/);
  expect(cells[1]).toEqual(['No', 'Nama', 'Sebagai', 'RT', 'RW', 'NIK']);
  expect(cells.slice(2).map((row) => row[1]).sort()).toEqual(rows.map(({ name }) => name).sort());
  expect(cells.slice(2).every((row) => /^\d{4}•{8}\d{4}$|^undefined$|^null$/.test(String(row[5])))).toBe(true);
  for (const sheet of book.worksheets) expect(sheet.headerFooter.oddHeader, sheet.name).toContain('12/PKS/2026');

  await visit(page, '/laporan/exports');
  const row = page.getByRole('row').nth(1);
  await expect(row).toContainText('Daftar penerima program (xlsx) · Tersamar');
  await expect(row).toContainText('PT Muara Jaya · 12/PKS/2026');
  await expect(row).toContainText('penyaluran CSR');
  expect(await seriousFaults(page)).toEqual([]);

  // The agreement turns out to have run until yesterday.
  const [{ agreements: [agreement], id: partner } = { agreements: [], id: '' }] = await ask<{ id: string; agreements: Record<string, unknown>[] }[]>(app, 'partner.list');
  const { id, number, date, purpose, programmes, fields } = agreement ?? {};
  const before = dayBefore(today);
  await ask(app, 'agreement.save', { id, partner, number, date, purpose, programmes, fields, from: before, until: before });
  await visit(page, `/program/mitra/${partner}/perjanjian/${String(id)}`);
  await expect(page.getByText('Perjanjian 12/PKS/2026 berakhir pada')).toBeVisible();
  await expect(page.getByRole('button', { name: /Simpan berkas/ })).toHaveCount(0);
  await app.close();
});
