import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchOffice, signIn } from '../helpers/ready-office.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ask, visit } from './packages-offices.ts';

interface Family { readonly id: string; readonly head: string | null; readonly rt: string | null; readonly rw: string | null }
interface Verval { readonly id: string; readonly state: number; readonly visitor: string | null; readonly onBehalf: boolean; readonly photos: readonly { width: number; height: number; bytes: number }[]; readonly latitude: number | null }

test('a period is opened, given to a kader, a result entered on her behalf with a photo and a place on the map, and sent back by who checks', async () => {
  const { app, passphrase } = await launchOffice();
  const { page } = app;
  const [first] = (await ask<{ rows: Family[] }>(app, 'family.list', { limit: 5 })).rows;
  const rt = Number(first?.rt ?? 1);
  const rw = Number(first?.rw ?? 1);
  await ask(app, 'enumerator.save', { name: 'Ibu Rukmini', role: 4, rt: String(rt), rw: String(rw) });

  await visit(page, '/usulan/verval');
  await expect(page.getByText('Belum ada periode pemutakhiran')).toBeVisible();
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Nama periode')).toBeFocused();
  await page.keyboard.type('Pemutakhiran semester II');
  await dialog.getByLabel('Sampai').focus();
  await page.keyboard.type('31-12-2099');
  await dialog.getByLabel('Umur data dalam hari').fill('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Pemutakhiran semester II' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await page.keyboard.press('b');
  await expect(dialog.getByRole('combobox', { name: 'Yang mengunjungi' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Bagi tugas' }).click();
  await expect(page.getByText(/kunjungan dibagikan/)).toBeVisible();
  await page.keyboard.press('3');
  const queue = page.getByRole('navigation', { name: 'Daftar kerja' });
  await queue.getByRole('button', { name: /Ibu Rukmini/ }).click();
  const table = page.getByRole('grid', { name: 'Keluarga yang perlu dikunjungi' });
  await expect(table.getByText('Ditugaskan').first()).toBeVisible();
  await table.focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: /^Hasil verval:/ })).toBeVisible();
  await dialog.getByRole('combobox', { name: /^Hasil/ }).click();
  await page.getByRole('option', { name: 'Layak', exact: true }).click();
  // A power cut: what was typed is offered on Beranda, and the dialogue stands where it stood.
  await dialog.getByRole('textbox', { name: 'Catatan' }).fill('Rumah kosong siang hari, tetangga membantu');
  await expect(dialog.getByText(/^Isian disimpan sementara pukul/)).toBeVisible();
  await page.reload();
  await signIn(app, passphrase);
  await visit(page, '/');
  await page.getByRole('button', { name: /isian belum tercatat/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Catatan' })).toHaveValue('Rumah kosong siang hari, tetangga membantu');
  await expect(dialog.getByRole('combobox', { name: /^Hasil/ })).toHaveValue('Layak');
  await dialog.getByRole('button', { name: 'Pilih di peta' }).click();
  await dialog.getByRole('application').click();
  await expect(dialog.getByLabel('Lintang')).toHaveValue(/^-?\d+,\d+$/);
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/dicatat\. Data keluarga berubah/)).toBeVisible();
  expect(await ask(app, 'draft.list')).toEqual([]);
  const large = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2400, 1800];
    const pen = canvas.getContext('2d');
    for (let place = 0; place < 400; place += 1) { if (pen) pen.fillStyle = `hsl(${place * 7} 60% 50%)`; pen?.fillRect((place * 131) % 2400, (place * 97) % 1800, 300, 200); }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? '';
  });
  const photo = path.join(temporaryFolder('foto'), 'rumah.jpg');
  writeFileSync(photo, Buffer.from(large, 'base64'));
  await app.dialogs.answer(photo);
  await dialog.getByRole('button', { name: 'Tambah foto …' }).click();
  await expect(dialog.getByRole('button', { name: 'Buka foto: Rumah tampak depan' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const [found] = await ask<Verval[]>(app, 'verval.list', { states: [3] });
  expect(found).toMatchObject({ visitor: 'Ibu Rukmini', onBehalf: true, photos: [{ width: 1280, height: 960 }] });
  expect(found?.photos[0]?.bytes).toBeLessThan(400 * 1024);

  // Who entered it is told why they cannot check it; another user sends it back.
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(page.getByText(/aturan dua orang/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await ask(app, 'setting.set', { key: 'check.twoPersons', value: 'off' });
  await page.getByRole('button', { name: 'Benar', exact: true }).click();
  await expect(page.getByText(/^Hasil verval .* terverifikasi\.$/)).toBeVisible();
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Setujui', exact: true }).click();
  await expect(page.getByText(/disetujui; data keluarga diperbarui/)).toBeVisible();
  expect((await ask<Verval[]>(app, 'verval.list', { states: [5] }))[0]?.id).toBe(found?.id);
  // The paper of the practice office: answers of every length, a page per house all the same.
  const { rows } = await ask<{ rows: Family[] }>(app, 'family.list', { limit: 25 });
  const forms = await ask<{ pages: number; houses: number }>(app, 'verval.forms', { families: rows.map((row) => row.id), path: path.join(temporaryFolder('formulir'), 'formulir.pdf'), purpose: 'pemutakhiran data' });
  expect(forms.pages).toBe(forms.houses);
  await app.close();
});
