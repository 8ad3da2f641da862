import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { plantQuestions } from '../helpers/questions.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { ask, tabTo, visit } from './packages-offices.ts';

interface Counts { readonly conflicts: number; readonly proposals: number; readonly quarantine: number; readonly breaches: number }

test('every kind of question that packages raise is decided by the keyboard alone, with a reason', async ({}, info) => {
  const { app, passphrase, user } = await launchOffice();
  const { page } = app;
  await visit(page, '/putusan');
  await expect(page.getByText('Tidak ada yang perlu diputuskan')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  const { office, offices } = await ask<{ office: { code: string }; offices: { dir: string; current: boolean }[] }>(app, 'office.status');
  const { families } = await plantQuestions((name, input) => ask(app, name, input), { folder: info.outputPath('kantor'), dir: offices.find((one) => one.current)?.dir ?? '', code: office.code, user, passphrase });
  const count = (): Promise<Counts> => ask<Counts>(app, 'worklist.count');
  const before = await count();
  expect(before).toMatchObject({ conflicts: 3, proposals: 1, quarantine: 2, breaches: 1 });
  // Questions stand in the order in which the package named them, which is not that of the families.
  const addresses = (): Promise<unknown[]> => Promise.all(families.slice(0, 3).map(async (id) => (await ask<{ values: Record<string, unknown> }>(app, 'family.get', { id })).values['address']));

  // From Beranda to the first konflik; both sides stand there with who wrote them.
  await visit(page, '/');
  await expect(page.getByRole('button', { name: /3 perbedaan data menunggu keputusan/ })).toBeVisible();
  await page.getByRole('button', { name: /3 perbedaan data/ }).focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Konflik' });
  await expect(panel).toContainText('Jl. Kapal Layar');
  await expect(panel).toContainText('belakang Posyandu Melati');
  await expect(panel).toContainText('Gunung Telihan, PC lain');
  expect(await seriousFaults(page)).toEqual([]);

  // Without a reason nothing is decided.
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  expect(await count()).toMatchObject({ conflicts: 3 });
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('KK fisik sudah dilihat di rumahnya');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/diputuskan\. Putusan ikut/)).toBeVisible();
  expect(await count()).toMatchObject({ conflicts: 2 });
  expect((await addresses()).filter((each) => String(each).endsWith('belakang Posyandu Melati'))).toHaveLength(1);

  // The second gets a value that neither had; the third follows with what is like it, together.
  await page.keyboard.press('3');
  await expect(page.getByRole('group', { name: 'Isi nilai lain' }).getByRole('textbox', { name: 'Alamat' })).toBeFocused();
  await page.keyboard.type('Jl. Sudah Dilihat 7');
  await tabTo(page, page.getByRole('textbox', { name: 'Alasan' }));
  await page.keyboard.type('2');
  await expect(page.getByText('Tercatat: Sudah ditanyakan kepada keluarga')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(count).toMatchObject({ conflicts: 1 });
  await expect(page.getByRole('navigation', { name: 'Antrean pertanyaan' }).getByRole('button')).toHaveCount(1);
  expect(await addresses()).toContain('Jl. Sudah Dilihat 7');
  await page.keyboard.press('1');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tidak ada konflik')).toBeVisible();
  // With the last of a kind the keyboard goes to the kinds.
  await expect(page.getByRole('radio', { name: /^Konflik/ })).toBeFocused();
  expect((await addresses()).filter((each) => /^Jl\. Kapal Layar \d$/.test(String(each)))).toHaveLength(1);

  // The next kind is one key away: the city's proposal, accepted.
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('region', { name: 'Usulan' })).toContainText('Hasil verifikasi lapangan Dinas Sosial 12 November 2026');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('1');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tidak ada usulan dari kantor lain')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Usulan \(/ })).toBeFocused();
  expect((await ask<{ values: Record<string, unknown> }>(app, 'family.get', { id: families[4] })).values['landmark']).toBe('Depan balai RT');

  // A family with two heads is mended in the form.
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('region', { name: 'Pelanggaran aturan' })).toContainText('satu kepala keluarga (sekarang 2)');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/keluarga/${families[3]}/ubah`));

  // What nobody can use is settled together, with one reason.
  await visit(page, '/putusan/karantina');
  await expect(page.getByRole('region', { name: 'Karantina' })).toContainText('Kota Bontang');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('dialog')).toContainText('2 data karantina dari Kota Bontang');
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
  expect(await seriousFaults(page)).toEqual([]);
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Alasan' })).toBeFocused();
  await page.keyboard.type('Orang itu tidak dikenal di kelurahan ini');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toContainText('2 dari 2 diputuskan.');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Karantina kosong')).toBeVisible();
  expect(await count()).toMatchObject({ conflicts: 0, proposals: 0, quarantine: 0 });
  await app.close();
});
