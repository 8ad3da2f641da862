import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { launchApp } from '../helpers/app.ts';
import { approve } from '../helpers/approve.ts';
import { saveFamilyAt } from '../helpers/by-api.ts';
import { signIn } from '../helpers/ready-office.ts';
import { ask, choose, exchangeCards, officePassphrase, startOffice, visit } from './packages-offices.ts';

const village = '64.74.03.1002';
const named = 'ROSMINI WAHYUNINGTYAS KUSUMANEGARA';
/** Practice offices hear another day: one that lies after everything this PC may have been told before. */
const year = new Date().getFullYear() + 1;
const [first, later] = [`${year}-01-12`, `${year}-07-14`];

/** Hands a report of one office to another, as `packages` shows it through the window. */
async function hand(from: LaunchedApp, to: LaunchedApp, code: string, folder: string): Promise<void> {
  await approve((name, input) => ask(from, name, input), [code]);
  const { file } = await ask<{ file: string }>(from, 'package.export', { to: [code], folder });
  const [taken] = await ask<{ outcome: string; quarantined: number; conflicts: number }[]>(to, 'package.receive', { paths: [file] });
  expect(taken).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
}

/** Locks and lets somebody else sign in. */
async function change(page: Page, who: RegExp): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.getByRole('radio', { name: who }).click();
  await page.locator('input[type=password]').first().fill(officePassphrase);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
}

/** A picture of a house as large as the register keeps them, in base64. */
function picture(page: Page): Promise<string> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1280, 960];
    const pen = canvas.getContext('2d');
    for (let place = 0; place < 60; place += 1) { if (pen) pen.fillStyle = `hsl(${place * 17} 50% 45%)`; pen?.fillRect((place * 131) % 1280, (place * 97) % 960, 300, 200); }
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1] ?? '';
  });
}

test('PTK-4 PTK-5 PTK-9 KLB-6 PLK-7 the story: a usulan is visited, decided, answered by the city and told; the need of the family is closed half a year later and counts', async ({}, info) => {
  test.setTimeout(240_000);
  const kelurahan = await startOffice(village, { env: { TEPAT_CLOCK: first } });
  const { page, profileDir } = kelurahan;
  const family = await saveFamilyAt((name, input) => ask(kelurahan, name, input), village, named, 'Jl. Nusa Indah 9', { toilet: 6, toiletBowl: null, sewage: 6 });
  await ask(kelurahan, 'user.create', { name: 'wati', displayName: 'Wati Verifikator', role: 'verifikator', passphrase: officePassphrase });
  await ask(kelurahan, 'enumerator.save', { name: 'Ibu Rukmini', role: 1, rt: '4', rw: '2' });
  await ask(kelurahan, 'round.save', { name: 'Pemutakhiran semester I', from: `${year}-01-01`, until: `${year}-06-30`, olderThan: 365 });

  // The citizen comes to the desk.
  await visit(page, '/usulan');
  await expect(page.getByText('Belum ada usulan warga')).toBeVisible();
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('combobox', { name: 'Nama, NIK, atau No KK di data kantor ini' })).toBeFocused();
  await page.keyboard.type('rosmini');
  await page.getByRole('option', { name: /ROSMINI/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('Pokok').fill('1');
  await page.getByLabel('Uraian').fill('Tidak punya jamban, mohon didata');
  await page.getByLabel('Nama pengusul').fill('Ketua RT 004');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/diajukan; menunggu verifikasi petugas lain/)).toBeVisible();

  // Verified by a visit, entered for the kader and checked by somebody else.
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: /^Buat verval/ }).waitFor();
  await page.keyboard.press('w');
  await expect(dialog.getByRole('combobox', { name: 'Yang mengunjungi' })).toBeFocused();
  await expect(dialog.getByRole('combobox', { name: /^Dalam daftar kerja/ })).toHaveValue('Pemutakhiran semester I');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/ditugaskan kepada Ibu Rukmini/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Kunjungan verval' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('h');
  await expect(dialog.getByRole('heading', { name: `Hasil verval: ${named}` })).toBeVisible();
  await dialog.getByRole('combobox', { name: /^Hasil/ }).click();
  await page.getByRole('option', { name: 'Layak', exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await change(page, /Wati/);
  await visit(page, '/usulan/verval/periksa');
  await expect(page.getByRole('link', { name: /USL/ })).toBeVisible();
  await page.getByRole('button', { name: 'Benar', exact: true }).click();
  await expect(page.getByText(/^Hasil verval .* terverifikasi\.$/)).toBeVisible();
  await change(page, /Siti/);

  // Musyawarah: quorum, a decision on the wall, minutes that lock.
  await visit(page, '/usulan/musyawarah');
  await page.getByText('Belum ada musyawarah').waitFor();
  await page.keyboard.press('Control+n');
  await expect(page.getByLabel('Judul')).toBeFocused();
  await page.keyboard.type('Musyawarah kelurahan Januari');
  await page.getByLabel('Kuorum').fill('1');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Musyawarah kelurahan Januari' }).waitFor();
  await page.getByRole('button', { name: 'Isi dari yang menunggu (1)', exact: true }).waitFor();
  await page.keyboard.press('i');
  await expect(page.getByRole('row').filter({ hasText: 'ROSMINI' })).toContainText('Layak');
  await page.keyboard.press('2');
  await page.getByText('Belum ada yang diundang').waitFor();
  await page.keyboard.press('t');
  await expect(dialog.getByLabel('Nama', { exact: false })).toBeFocused();
  await page.keyboard.type('Ibu Sumiati');
  await dialog.getByRole('combobox', { name: 'Jenis kelamin' }).focus();
  await choose(page, 'Perempuan');
  await dialog.getByLabel('Wakil penerima manfaat').check();
  await dialog.getByLabel('Wakil penyandang disabilitas').check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Hadir 1 dari 1; perempuan 1, wakil penerima manfaat 1, wakil penyandang disabilitas 1\. Kuorum 1\.$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('m');
  await page.getByText('Musyawarah dimulai; putusan dapat dicatat').waitFor();
  await page.keyboard.press('l');
  await expect(page.getByRole('heading', { name: named })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('Semua 1 butir sudah diputuskan')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Agenda (1)' }).waitFor();
  await page.keyboard.press('g');
  await dialog.getByText(/^Berita acara terkunci/).waitFor();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Berita acara final; 1 usulan dan sanggah berpindah')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Versi baru', exact: true })).toBeVisible();

  // The head's letter, and the package to the city.
  await visit(page, '/usulan');
  await page.getByRole('row').filter({ hasText: 'Diterima musyawarah' }).waitFor();
  await page.keyboard.press('s');
  await expect(dialog.getByLabel('Nomor surat')).toBeFocused();
  await page.keyboard.type('400.9/12/2026');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row').filter({ hasText: 'ROSMINI' })).toContainText('Disahkan');
  const city = await startOffice('64.74', { env: { TEPAT_CLOCK: first } });
  const folder = info.outputPath('stik');
  mkdirSync(folder, { recursive: true });
  await exchangeCards(kelurahan, city, info.outputDir);
  await hand(kelurahan, city, '64.74', folder);

  // The city answers: it sees the kelurahan by name and takes nothing down itself.
  await visit(city.page, '/usulan');
  await expect(city.page.getByRole('row').filter({ hasText: 'ROSMINI' })).toContainText('Gunung Telihan');
  await expect(city.page.getByRole('button', { name: 'Catat usulan' })).toHaveCount(0);
  await city.page.keyboard.press('j');
  await expect(city.page.getByRole('dialog').getByRole('combobox', { name: 'Jawaban' })).toBeFocused();
  await choose(city.page, 'Dikabulkan');
  await city.page.getByLabel('Keterangan untuk warga').fill('Masuk penetapan tahun ini');
  await city.page.keyboard.press('Control+Enter');
  await expect(city.page.getByText('1 dijawab')).toBeVisible();
  await hand(city, kelurahan, village, folder);
  await city.close();

  // Told at the counter, by name, with the purpose kept; the need becomes a case.
  await visit(page, '/keluarga/bantuan');
  await expect(page.getByRole('combobox', { name: 'NIK atau nama' })).toBeFocused();
  await page.keyboard.type('rosmini');
  await page.getByRole('option', { name: /ROSMINI/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Keperluan')).toBeFocused();
  await page.keyboard.type('menanyakan usulan');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Dikabulkan pada .*Masuk penetapan tahun ini\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Jawaban sudah disampaikan …' }).click();
  await expect(dialog.getByLabel('Melalui')).toBeFocused();
  await page.keyboard.type('datang ke loket');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Tercatat sudah disampaikan.')).toBeVisible();
  await visit(page, `/keluarga/${family}/kasus`);
  await page.getByRole('button', { name: 'Tangani kebutuhan Sanitasi layak' }).click();
  await expect(dialog.getByLabel('Rencana')).toBeFocused();
  await page.keyboard.type('Jamban dengan tangki septik');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: 'Ditangani' }).getByText(/Jamban dengan tangki septik/)).toBeVisible();
  await kelurahan.close();

  // Half a year later: a visit saw the toilet, the need is closed with its photo, and it is an outcome.
  const after = await launchApp({ profileDir, env: { TEPAT_CLOCK: later } });
  await signIn(after, officePassphrase);
  await ask(after, 'setting.set', { key: 'check.twoPersons', value: 'off' });
  const { id } = await ask<{ id: string }>(after, 'verval.record', { family, date: later, result: 1, effects: [{ kind: 'values', entity: 'family', id: family, values: { toilet: 1, toiletBowl: 1, sewage: 1 } }] });
  await ask(after, 'photo.add', { visit: id, subject: 2, image: await picture(after.page) });
  await ask(after, 'verval.check', { id, verdict: 'correct' });
  await ask(after, 'verval.decide', { id, verdict: 'approve' });
  await visit(after.page, '/kasus/perhapsMet');
  await after.page.getByRole('row').filter({ hasText: 'Sanitasi layak' }).waitFor();
  await after.page.keyboard.press('Enter');
  await after.page.getByRole('button', { name: 'Tutup dengan bukti: Sanitasi layak', exact: true }).click();
  const closing = after.page.getByRole('dialog');
  await expect(closing.getByLabel('Bukti terpenuhi')).toBeFocused();
  await after.page.keyboard.type('Jamban dipakai sejak Juni');
  await closing.getByRole('radio', { name: /^Bagian dalam/ }).first().check();
  await expect(closing.locator('img').first()).toHaveJSProperty('naturalWidth', 1280);
  await after.page.keyboard.press('Control+Enter');
  await expect(after.page.getByRole('list', { name: 'Selesai atau tidak dilanjutkan' })).toContainText('Jamban dipakai sejak Juni');
  expect(await seriousFaults(after.page)).toEqual([]);
  await visit(after.page, `/laporan/outcomes/${year}-S2`);
  await expect(after.page.getByRole('row').filter({ hasText: 'Sanitasi layak' }).getByRole('cell')).toHaveText(['1', '1', '100', '0', '0', '0', '0', '0']);
  await after.close();
});
