import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { caller, createApi } from '../../db/api/create-api.ts';
import { writeCard } from '../../db/handoff/card.ts';
import { seriousFaults } from '../helpers/accessibility.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../helpers/by-api.ts';
import { secondPc } from '../helpers/questions.ts';
import { record } from '../helpers/record-menu.ts';
import { testApi } from '../helpers/test-api.ts';
import { ask, officePassphrase, saveFamily, startOffice, tabTo, visit } from './packages-offices.ts';

const [own, other, city] = ['64.74.03.1002', '64.74.03.1001', '64.74'];

interface Sent { readonly file: string }
interface Rows { readonly rows: readonly { readonly id: string; readonly head: string | null }[] }

test('the city asks whom to visit and sees the answers; a family goes to another kelurahan and one comes from there', async ({}, info) => {
  const stick = info.outputPath('stik');
  const receipts = `${stick}/tanda-terima`;
  mkdirSync(receipts, { recursive: true });
  const [office, kota, sibling] = await Promise.all([startOffice(own), startOffice(city), testApi({ code: other, practice: true })]);
  const { page } = office;
  const ours = <T>(name: string, input: unknown = {}): Promise<T> => ask<T>(office, name, input);
  const theirs = askOf(sibling);
  await trustEachOther(ours, (name, input) => ask(kota, name, input), stick, 'kota');
  await trustEachOther(ours, theirs, stick, 'tetangga');
  const seen = await saveFamily(office, own, 'HASNAWATI CONTOH', 'Jl. Kapal Layar 3');
  await saveFamily(office, own, 'BURHANUDDIN CONTOH', 'Jl. Kapal Layar 5');
  const report = await ours<Sent>('package.export', { to: [city], folder: stick });
  await ask(kota, 'package.receive', { paths: [report.file] });

  // The city makes a list of whom to visit and writes it, by the keyboard.
  await visit(kota.page, '/paket/tugas');
  await expect(kota.page.getByText('Belum ada daftar tugas')).toBeVisible();
  await kota.page.keyboard.press('Control+b');
  await expect(kota.page.getByLabel('Nama daftar')).toBeFocused();
  await kota.page.keyboard.type('Verifikasi RW 002');
  await expect(kota.page.getByText('2 keluarga masuk daftar ini.')).toBeVisible();
  await kota.page.keyboard.press('Tab');
  await kota.page.keyboard.type('7');
  await expect(kota.page.getByText('Tidak ada keluarga yang cocok.')).toBeVisible();
  await kota.page.keyboard.press('Backspace');
  await kota.page.keyboard.type('2');
  await expect(kota.page.getByText('2 keluarga masuk daftar ini.')).toBeVisible();
  expect(await seriousFaults(kota.page)).toEqual([]);
  await kota.page.keyboard.press('Control+Enter');
  const row = kota.page.getByRole('row').filter({ hasText: 'Verifikasi RW 002' });
  await expect(row).toContainText('Belum dikirim');
  expect(await seriousFaults(kota.page)).toEqual([]);
  await tabTo(kota.page, kota.page.getByRole('button', { name: /Tulis paket Sasaran/ }));
  await kota.page.keyboard.press('Enter');
  await kota.page.getByRole('checkbox', { name: /Gunung Telihan/ }).check();
  await kota.dialogs.answer(stick);
  await kota.page.getByRole('button', { name: /Pilih stik atau folder/ }).click();
  await expect(kota.page.getByText('Stik aman dicabut.')).toBeVisible({ timeout: 30_000 });
  await kota.page.keyboard.press('Escape');
  await expect(row).toContainText('2 belum dijawab');

  // The kelurahan answers one of them by number, with a note.
  await ours('package.receive', { paths: [stick], receiptsFolder: receipts });
  await visit(page, '/');
  await page.getByRole('button', { name: /2 tugas verifikasi dari kota/ }).focus();
  await page.keyboard.press('Enter');
  const task = page.getByRole('region', { name: 'Tugas verifikasi' });
  await expect(task).toContainText('Daftar: Verifikasi RW 002');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('1');
  await page.keyboard.type('sudah didatangi');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/dijawab\. Jawaban ikut dengan setoran berikutnya/)).toBeVisible();
  const answers = await ours<Sent>('package.export', { to: [city], folder: stick });
  await ask(kota, 'package.receive', { paths: [answers.file] });
  await expect(row).toContainText('1 belum dijawab');

  // What the city proposes for a family of the kelurahan is approved for that kelurahan, though nobody is above the city, and leaves.
  await ask(kota, 'proposal.make', { entity: 'family', id: seen, values: { landmark: 'dekat balai' }, reason: 'surat RT' });
  const tellsFirst = 'Tulis setoran ke kantor ini: 1 usulan atau jawaban belum dikirim';
  await visit(kota.page, '/paket/wilayah');
  await expect(kota.page.getByRole('row').filter({ hasText: 'Gunung Telihan' })).toContainText(tellsFirst);
  await visit(kota.page, '/');
  await kota.page.getByRole('button', { name: /1 usulan atau jawaban untuk kantor lain belum dikirim/ }).focus();
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByRole('row').filter({ hasText: 'Gunung Telihan' })).toContainText(tellsFirst);
  await kota.page.keyboard.press('Control+Enter');
  const writing = kota.page.getByRole('dialog');
  await expect(writing.getByText('1 keputusan menunggu persetujuan pengesah.')).toBeVisible();
  await tabTo(kota.page, writing.getByRole('button', { name: 'Lihat daftar' }));
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByRole('heading', { name: 'Setoran berikut ke Kelurahan Gunung Telihan' })).toBeVisible();
  await expect(kota.page.getByRole('row').filter({ hasText: 'HASNAWATI CONTOH' })).toContainText('kosong → dekat balai');
  expect(await seriousFaults(kota.page)).toEqual([]);
  await kota.page.keyboard.press('Control+Enter');
  await expect(kota.page.getByRole('button', { name: /^Tulis setoran/ })).toBeFocused();
  await kota.page.keyboard.press('Enter');
  await expect(writing.getByRole('checkbox', { name: /Gunung Telihan/ })).toBeChecked();
  await expect(writing.getByText(/^Disetujui Siti Rahmawati/)).toBeVisible();
  await kota.dialogs.answer(stick);
  await writing.getByRole('button', { name: /Pilih stik atau folder/ }).click();
  await expect(kota.page.getByText('Stik aman dicabut.')).toBeVisible({ timeout: 30_000 });
  await kota.page.keyboard.press('Escape');
  await expect(writing).toHaveCount(0);
  await ours('package.receive', { paths: [stick], receiptsFolder: receipts });
  const [wish] = await ours<{ id: string }[]>('proposal.list');
  expect(wish).toMatchObject({ office: city, reason: 'surat RT' });

  // The city hears on its Beranda what became of it.
  await ours('proposal.decide', { id: wish?.id, verdict: 'reject', reason: 'alamatnya sudah jelas', acknowledged: [] });
  const upward = { to: [city], full: false };
  await ours('approval.give', { ...upward, digest: (await ours<{ digest: string }>('approval.review', { ...upward, limit: 1 })).digest });
  await ask(kota, 'package.receive', { paths: [(await ours<Sent>('package.export', { to: [city], folder: stick })).file] });
  await visit(kota.page, '/');
  await kota.page.getByRole('button', { name: /1 usulan kantor ini sudah dijawab kantor pemilik datanya/ }).focus();
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByText('alamatnya sudah jelas')).toBeVisible();
  await visit(kota.page, '/paket/tugas');

  // A family goes to the neighbour: ours to read only until they answer, and can be taken back.
  const { rows } = await ours<Rows>('family.list', { limit: 10 });
  const leaving = rows.find((each) => each.head?.startsWith('BURHANUDDIN'))?.id ?? '';
  await visit(page, `/keluarga/${leaving}`);
  await page.getByRole('tab', { name: 'Anggota' }).waitFor();
  await record(page, 'Serahkan ke kantor lain');
  await expect(page.getByRole('combobox', { name: 'Kantor penerima' })).toBeFocused();
  await page.keyboard.type('guntung');
  await expect(page.getByRole('option').first()).toContainText('64.74.');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('pindah rumah');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Penyerahan ke Kelurahan Guntung dicatat', { exact: false })).toBeVisible();
  await expect(page.getByText(/^Dalam perjalanan ke/)).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: /Tarik/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Alasan' })).toBeFocused();
  await page.keyboard.type('batal pindah');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Dalam perjalanan ke/)).toBeHidden();

  // The neighbour offers one; accepted here, it is ours.
  await saveFamilyAt(theirs, other, 'SITI AMINAH CONTOH', 'Jl. Guntung 8');
  const [arriving] = (await theirs<Rows>('family.list', { limit: 10 })).rows;
  await theirs('transfer.start', { family: arriving?.id, to: own, reason: 'pindah ke Gunung Telihan' });
  const offer = await theirs<Sent>('package.export', { to: [own], folder: stick, kind: 'PINDAH' });
  await ours('package.receive', { paths: [offer.file] });
  await visit(page, '/putusan/pindahan');
  const transfer = page.getByRole('region', { name: 'Pindahan keluarga' });
  await expect(transfer).toContainText('pindah ke Gunung Telihan');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/sekarang milik kantor ini/)).toBeVisible();
  expect((await ours<{ rows: unknown[] }>('family.list', { limit: 10 })).rows).toHaveLength(3);

  // The kelurahan works on two PCs: the first compares the words of the second and vouches for it, so that the city need not.
  const { offices } = await ours<{ offices: { dir: string; current: boolean }[] }>('office.status');
  const second = secondPc({ folder: info.outputPath('kedua'), dir: offices.find((one) => one.current)?.dir ?? '', code: own, user: 'siti', passphrase: officePassphrase });
  const card = await writeCard(second.session, `${stick}/kedua.tepatcard`);
  second.office.close();
  await visit(page, '/pengaturan/kartu');
  await office.dialogs.answer(card.file);
  await page.getByRole('button', { name: 'Baca kartu dari berkas' }).click();
  const pairing = page.getByRole('dialog');
  await expect(pairing.getByText('Ini PC lain kantor ini')).toBeVisible();
  await expect(pairing.getByText('Ada kata yang berbeda?')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await pairing.getByRole('button', { name: /percayai$/ }).click();
  await expect(page.getByText(/PC itu dipercaya, dan PC ini menjaminnya/)).toBeVisible();
  expect((await ours<{ items: unknown[] }>('home')).items).toContainEqual(expect.objectContaining({ kind: 'siblingUnsent' }));
  const vouching = await ours<Sent>('package.export', { to: [city], folder: stick });
  expect(await ask(kota, 'package.receive', { paths: [vouching.file] })).toMatchObject([{ outcome: 'accepted', code: 'SENDER_VOUCHED' }]);

  // It loses the first: the city revokes the card of that one, with a reason that stays in sight.
  await visit(kota.page, '/pengaturan/kartu');
  await kota.page.getByRole('button', { name: 'Cabut kartu: Gunung Telihan' }).focus();
  await kota.page.keyboard.press('Enter');
  const revoking = kota.page.getByRole('dialog');
  await expect(revoking.getByRole('radio', { name: /^PC yang terakhir mengirim/ })).toBeFocused();
  await expect(revoking.getByRole('radio', { name: 'PC yang belum pernah mengirim ke sini' })).toHaveAccessibleDescription(new RegExp(card.fingerprint.replaceAll('-', ' ')));
  await expect(revoking.getByRole('radio', { name: 'Semua 2 PC kantor ini' })).toBeVisible();
  expect(await seriousFaults(kota.page)).toEqual([]);
  await kota.page.keyboard.press('Space');
  await expect(revoking.getByText('PC ini menjamin 1 PC lain kantor itu')).toBeVisible();
  await kota.page.keyboard.press('Tab');
  await expect(kota.page.getByRole('textbox', { name: 'Alasan' })).toBeFocused();
  await kota.page.keyboard.type('PC hilang terbawa banjir');
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByRole('grid', { name: 'Kartu yang dicabut' })).toContainText('PC hilang terbawa banjir');
  // The button that opened it may be gone with the card: the keyboard is not lost with it.
  await expect.poll(() => kota.page.evaluate(() => document.activeElement === document.body)).toBe(false);
  expect(await seriousFaults(kota.page)).toEqual([]);
  const [kelurahan] = (await ask<{ code: string; pcs: { fingerprint: string }[] }[]>(kota, 'neighbour.list')).filter((one) => one.code === own);
  expect(kelurahan?.pcs).toMatchObject([{ fingerprint: card.fingerprint }]);
  await saveFamily(office, own, 'JUMRIAH CONTOH', 'Jl. Kapal Layar 7');
  const late = await ours<Sent>('package.export', { to: [city], folder: stick });
  expect(await ask<{ code: string }[]>(kota, 'package.receive', { paths: [late.file] })).toMatchObject([{ outcome: 'refused', code: 'KEY_REVOKED' }]);

  // Its new PC begins with a starter file and reports: the city is asked to give back what it holds of the lost ones, and not again once it did.
  await ask(kota, 'card.revoke', { code: own, reason: 'PC kedua ikut hilang' });
  const [starter] = await ask<Sent[]>(kota, 'starter.write', { codes: [own], folder: stick });
  let token = '';
  const newPc = createApi({ lane: 'both', profileDir: info.outputPath('profil-baru'), officeDir: info.outputPath('kantor-baru'), now: () => new Date(), onEvent: () => undefined, kdfCost: 10 });
  const fresh = caller(newPc, () => token);
  await fresh('starter.create', { path: starter?.file ?? '', user: 'siti', passphrase: officePassphrase, unchecked: true });
  token = (await fresh('session.open', { user: 'siti', passphrase: officePassphrase })).session;
  const first = await fresh('package.export', { to: [city], folder: stick });
  await newPc.close();
  expect(await ask(kota, 'package.receive', { paths: [first.file] })).toMatchObject([{ outcome: 'accepted' }]);
  await kota.dialogs.answer(stick);
  await kota.page.getByRole('button', { name: 'Kembalikan data' }).focus();
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByText(/^Paket pengembalian ditulis: \d+ keluarga/)).toBeVisible({ timeout: 30_000 });
  await expect(kota.page.getByRole('button', { name: 'Kembalikan sekali lagi' })).toBeFocused();
  expect(await seriousFaults(kota.page)).toEqual([]);

  // The city's own backup is lost: it takes new keys, with a wrong passphrase first, and its card has another fingerprint.
  const before = (await ask<{ fingerprint: string }>(kota, 'card.mine')).fingerprint;
  await kota.page.getByRole('button', { name: 'Ganti kunci kartu' }).focus();
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByLabel('Kata sandi Anda')).toBeFocused();
  await kota.page.keyboard.type('bukan ini');
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByRole('dialog').getByRole('alert')).toBeVisible();
  expect(await seriousFaults(kota.page)).toEqual([]);
  await kota.page.getByLabel('Kata sandi Anda').fill(officePassphrase);
  await kota.page.keyboard.press('Enter');
  await expect(kota.page.getByText(/^Kunci diganti/)).toBeVisible();
  expect((await ask<{ fingerprint: string }>(kota, 'card.mine')).fingerprint).not.toBe(before);
  await Promise.all([office.close(), kota.close(), sibling.remove()]);
});
