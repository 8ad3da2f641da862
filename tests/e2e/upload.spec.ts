import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { askOf, trustEachOther } from '../helpers/by-api.ts';
import { testApi } from '../helpers/test-api.ts';
import { serverCertificate, tusServer } from '../helpers/tus-server.ts';
import { ask, saveFamily, startOffice, visit } from './packages-offices.ts';

const [own, city] = ['64.74.03.1002', '64.74'];

test('a report is uploaded to the one address the city laid down, its receipt comes back, and a dead line keeps it waiting', async ({}, info) => {
  const stick = info.outputPath('stik');
  mkdirSync(stick, { recursive: true });
  const [office, kota, server] = await Promise.all([startOffice(own), testApi({ code: city, practice: true }), tusServer()]);
  const { page } = office;
  await visit(page, '/paket/unggah');
  await expect(page.getByText('Kota belum membuka unggahan.')).toBeVisible();
  await trustEachOther((name, input) => ask(office, name, input), askOf(kota), stick, 'kota');
  await kota.call('reference.set', { upload: { url: server.url, certificate: serverCertificate } });
  const { file } = await kota.call('package.export', { to: [own], folder: stick, kind: 'ACUAN' });
  await ask(office, 'package.receive', { paths: [file] });
  await expect(page.getByText(server.url)).toBeVisible();
  expect(server.requests).toEqual([]);

  // Written to the stick first: the same package then goes by the network. Whoever leaves meanwhile finds it under way on coming back.
  await saveFamily(office, own, 'HASNAWATI CONTOH', 'Jl. Kapal Layar 3');
  await ask(office, 'package.export', { to: [city], folder: stick });
  server.faults.slowMs = 2500;
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await visit(page, '/paket');
  const above = page.getByRole('row').filter({ hasText: 'Kota Bontang' });
  await expect(above).toContainText('Tunggu unggahan selesai');
  await visit(page, '/paket/unggah');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Batal', exact: true })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  server.faults.slowMs = 0;
  const row = page.getByRole('row').filter({ hasText: 'LAPORAN' }).first();
  await expect(row).toContainText('Terkirim, menunggu tanda terima');
  expect(await seriousFaults(page)).toEqual([]);
  const arrived = path.join(stick, 'unggahan.tepat');
  writeFileSync(arrived, server.uploads().find((one) => one.metadata['kind'] === 'LAPORAN')?.bytes ?? '');
  const [taken] = await kota.call('package.receive', { paths: [arrived], receiptsFolder: stick });
  server.put(own, readFileSync(taken?.receipt ?? ''));
  await page.keyboard.press('Control+Enter');
  await expect(row).toContainText('Diterima kota');

  // The line is dead: the package waits and says when it is tried again; the stick is still equal.
  await server.close();
  await saveFamily(office, own, 'BURHANUDDIN CONTOH', 'Jl. Kapal Layar 5');
  await ask(office, 'package.export', { to: [city], folder: stick });
  await page.keyboard.press('Control+Enter');
  const failed = page.getByRole('row').filter({ hasText: 'Gagal' });
  await expect(failed).toContainText('berikutnya', { timeout: 60_000 });
  expect(await seriousFaults(page)).toEqual([]);
  // Beranda says so, and the row of the city; each leads back.
  await visit(page, '/');
  await page.getByRole('button', { name: /1 paket gagal diunggah/ }).focus();
  await page.keyboard.press('Enter');
  await expect(failed).toBeVisible();
  await visit(page, '/paket');
  await above.getByRole('link', { name: /^Unggah gagal/ }).focus();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(failed).toBeVisible();
  await failed.getByRole('button', { name: /^Keluarkan/ }).focus();
  await page.keyboard.press('Enter');
  await expect(failed).toHaveCount(0);
  await Promise.all([office.close(), kota.remove()]);
});
