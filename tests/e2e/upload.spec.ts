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

  // Written to the stick first: the same package then goes by the network.
  await saveFamily(office, own, 'HASNAWATI CONTOH', 'Jl. Kapal Layar 3');
  await ask(office, 'package.export', { to: [city], folder: stick });
  await page.keyboard.press('Control+Enter');
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
  await failed.getByRole('button', { name: /^Keluarkan/ }).focus();
  await page.keyboard.press('Enter');
  await expect(failed).toHaveCount(0);
  await Promise.all([office.close(), kota.remove()]);
});
