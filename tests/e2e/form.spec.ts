import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchApp } from '../helpers/app.ts';
import { callBridge } from '../helpers/shell-app.ts';
import { dwelling, people, place, visit, welfare } from './form-family.ts';
import { countHands, cursor, openOffice, signIn, walk } from './form-typing.ts';

/** Seconds for a key press of an average typist, thinking not counted (Card, Moran and Newell's keystroke-level model). */
const secondsPerKey = 0.28;

test('a family of five is entered by keyboard alone, through all blocks and past wrong values', async () => {
  const app = await openOffice();
  const { page } = app;
  const hands = await countHands(page);
  await page.keyboard.press('Control+n');
  await expect.poll(() => cursor(page)).toBe('family.address');
  let wrong = await walk(page, place, (at) => at === 'family.surveyDate');
  wrong += await walk(page, visit, (at) => at === 'family.buildingOwnership');
  wrong += await walk(page, dwelling, (at) => at !== null && at.startsWith('new-1.'));
  for (const [index, person] of people.entries()) {
    wrong += await walk(page, person, (at) => at === null);
    // After the last question of the last person the cursor waits on "Tambah anggota".
    await expect(page.locator('[data-add-person]')).toBeFocused();
    await page.keyboard.press(index < people.length - 1 ? 'Enter' : 'PageDown');
    await expect.poll(() => cursor(page)).toBe(index < people.length - 1 ? `new-${index + 2}.name` : 'family.sembako');
  }
  wrong += await walk(page, welfare, (at) => at === 'family.notes');
  await page.keyboard.type('Rumah di tepi muara.');

  // A parent that would clear an answer asks first; Enter takes the safe answer and nothing is lost.
  for (let back = 0; back < 3; back += 1) await page.keyboard.press('PageUp');
  await expect.poll(() => cursor(page)).toBe('family.buildingOwnership');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('1 jawaban akan dikosongkan');
  await expect(page.getByRole('dialog')).toContainText('301b Bukti kepemilikan lahan');
  await page.keyboard.press('Enter');
  await expect.poll(() => cursor(page)).toBe('family.buildingOwnership');
  await expect(page.locator('[data-field="family.buildingOwnership"]')).toHaveValue('1');

  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('1 hal perlu alasan');
  await expect(page.getByRole('dialog')).toContainText('NIK menunjukkan 12-03-2010');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/5 orang, \d+ isian disimpan/)).toBeVisible();
  const { keys, mouse } = await hands();
  process.stdout.write(`family of five (${app.engine}): ${keys} key presses, ${mouse} mouse events, ${wrong} wrong values typed and corrected, about ${Math.round(keys * secondsPerKey)} s of typing\n`);
  expect(mouse).toBe(0);
  expect(wrong).toBeGreaterThanOrEqual(8);
  expect(keys * secondsPerKey).toBeLessThan(240);

  const listed = await callBridge(app, 'family.list', {});
  const rows = (listed.value as { rows: { id: string; members: number; head: string; rt: string }[] }).rows;
  expect(rows).toMatchObject([{ members: 5, head: 'Yusuf Hidayat', rt: '004' }]);
  const stored = (await callBridge(app, 'family.forEdit', { id: rows[0]?.id })).value as { values: Record<string, unknown>; people: { values: Record<string, unknown> }[] };
  expect(stored.values).toMatchObject({ address: 'Jl. Kapal Selam 12', rw: '002', noKk: '6474031204150007', surveyDate: '2026-11-20', wall: 1, landProof: 1, sembakoMonth: 10, bltDanaDesa: 2, goats: 0, motorcycle: 1, notes: 'Rumah di tepi muara.' });
  expect(stored.people.map((person) => [person.values['name'], person.values['birthDate'], person.values['remembering']])).toEqual([
    ['Yusuf Hidayat', '1985-07-05', 4], ['Siti Aminah', '1987-08-05', 4], ['Muhammad Rizky', '2010-03-13', 4], ['Nur Aisyah', '2015-09-15', 4], ['Ahmad Fauzan', '2023-06-10', 4],
  ]);
  const drafts = await callBridge(app, 'draft.list', {});
  expect(drafts.value).toEqual([]);
  await app.close();
});

test('a crash loses nothing: the draft opens at the same block and field, half-typed text included', async () => {
  const first = await openOffice();
  await first.page.keyboard.press('Control+n');
  await expect.poll(() => cursor(first.page)).toBe('family.address');
  await walk(first.page, place, (at) => at === 'family.surveyDate');
  await first.page.keyboard.type('20-1');
  await expect(first.page.locator('[data-draft="saved"]')).toBeVisible();
  await expect.poll(async () => ((await callBridge(first, 'draft.list', {})).value as unknown[]).length).toBe(1);
  // One second at most lies between a key press and its draft.
  await first.page.waitForTimeout(1000);
  await first.crash();

  const second = await launchApp({ profileDir: first.profileDir });
  await signIn(second);
  const draft = second.page.getByText('Keluarga baru: Jl. Kapal Selam 12, RT 004/RW 002').first();
  await draft.waitFor();
  await draft.click();
  await expect.poll(() => cursor(second.page)).toBe('family.surveyDate');
  await expect(second.page.locator('[data-field="family.surveyDate"]')).toHaveValue('20-1');
  await second.page.keyboard.press('PageUp');
  await expect(second.page.locator('[data-field="family.noKk"]')).toHaveValue('6474 0312 0415 0007');
  await expect(second.page.locator('[data-field="family.rt"]')).toHaveValue('004');
  await second.close();
});

test('the lock keeps the draft, and unlocking goes on where it stopped', async () => {
  const app = await openOffice();
  const { page } = app;
  await page.keyboard.press('Control+n');
  await expect.poll(() => cursor(page)).toBe('family.address');
  await page.keyboard.type('Gang Nibung');
  await page.keyboard.press('Control+l');
  await signIn(app);
  await expect.poll(() => cursor(page)).toBe('family.address');
  await expect(page.locator('[data-field="family.address"]')).toHaveValue('Gang Nibung');
  await app.close();
});

test('a usulan that is being taken down outlives the lock, is on Beranda until it is stored, and then no more', async () => {
  const app = await openOffice();
  const { page } = app;
  const request = page.getByLabel('Uraian');
  const begun = page.getByRole('button', { name: /isian usulan atau sanggah belum tercatat/ });
  await page.evaluate(() => { window.location.hash = '/usulan/baru'; });
  await page.getByLabel('Belum ada di data kantor ini').check();
  await page.getByLabel('Nama yang diusulkan').fill('SARIPAH');
  await request.fill('Rumah bocor sejak banjir');
  await page.keyboard.press('Control+l');
  await signIn(app);
  await expect(request).toHaveValue('Rumah bocor sejak banjir');
  await page.getByLabel('Nama pengusul').fill('Ketua RT 004');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Tutup, simpan draf' }).click();
  await expect(page.getByText('Draf disimpan. Lanjutkan dari Beranda.')).toBeVisible();
  await page.evaluate(() => { window.location.hash = '/'; });
  await expect(begun).toContainText('SARIPAH');
  await begun.click();
  await expect(page.getByLabel('Nama yang diusulkan')).toHaveValue('SARIPAH');
  await expect(page.getByLabel('Nama pengusul')).toHaveValue('Ketua RT 004');
  await page.getByLabel('Pokok').fill('1');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/disimpan$/).first()).toBeVisible();
  expect((await callBridge(app, 'draft.list', {})).value).toEqual([]);
  await page.evaluate(() => { window.location.hash = '/'; });
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  await expect(begun).toHaveCount(0);
  await app.close();
});

test('saving goes on to the next family of the pile, and a NIK of the register is seen at once', async () => {
  const app = await openOffice();
  const { page } = app;
  const first = { address: 'Jl. Satu 11', rt: '7', rw: '3', enumerator: 'Budi' };
  const head = { name: 'Yusuf Hidayat', nik: '6474030507850003', presence: '1', sex: '1', birthDate: '05-07-1985', maritalStatus: '2', relationship: '1' };
  await page.keyboard.press('Control+n');
  await expect.poll(() => cursor(page)).toBe('family.address');
  await walk(page, first, (at) => at === 'family.surveyDate');
  await walk(page, { ...first, surveyDate: '20-11-2026' }, (at) => at === 'family.buildingOwnership');
  await page.keyboard.press('PageDown');
  await expect.poll(() => cursor(page)).toBe('new-1.name');
  await walk(page, head, (at) => at === 'new-1.identityCards');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/1 orang, \d+ isian disimpan/)).toBeVisible();
  await expect.poll(() => cursor(page)).toBe('family.address');
  for (const [field, value] of [['address', ''], ['rt', '007'], ['rw', '003']] as const) await expect(page.locator(`[data-field="family.${field}"]`)).toHaveValue(value);
  await page.keyboard.press('PageDown');
  await expect(page.locator('[data-field="family.enumerator"]')).toHaveValue('Budi');
  await expect(page.locator('[data-field="family.surveyDate"]')).toHaveValue('');

  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect.poll(() => cursor(page)).toBe('new-1.name');
  await walk(page, { name: 'Jusuf Hidajat', nik: head.nik }, (at) => at === 'new-1.presence');
  await expect(page.locator('main')).toContainText('NIK ini sudah dipakai Yusuf Hidayat (RT 007/RW 003, Jl. Satu 11)');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('Belum disimpan');
  const count = await callBridge(app, 'family.count', {});
  expect(count.value).toMatchObject({ families: 1, people: 1 });
  await app.close();
});

test('editing sends only what changed, and a birth brings a person with its event', async () => {
  const app = await openOffice();
  const { page } = app;
  const head = { name: 'Yusuf Hidayat', nik: '6474030507850003', sex: 1, birthDate: '1985-07-05', maritalStatus: 2, relationship: 1, presence: 1, sequence: 1 };
  const made = await callBridge(app, 'family.save', { values: { address: 'Jl. Kapal Selam 12', rt: '004', rw: '002', floorArea: 48 }, people: [{ values: head }] });
  const { id } = made.value as { id: string };

  await page.evaluate((family) => { window.location.hash = `/keluarga/${family}/ubah`; }, id);
  await expect.poll(() => cursor(page)).toBe('family.noKkReason');
  await page.keyboard.type('1');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect.poll(() => cursor(page)).toBe('family.buildingOwnership');
  await page.keyboard.type('2');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('2 perubahan disimpan')).toBeVisible();

  await page.evaluate((family) => { window.location.hash = `/keluarga/${family}/lahir`; }, id);
  await expect.poll(() => cursor(page)).toBe('new-1.name');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => cursor(page)).toBe('event.certificateNo');
  await page.keyboard.type('6474-LT-20112026-0001');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('tanggal peristiwa belum ada');
  await expect.poll(() => cursor(page)).toBe('new-1.birthDate');
  await page.keyboard.type('18-11-2026');
  for (let back = 0; back < 5; back += 1) await page.keyboard.press('Shift+Enter');
  await walk(page, { name: 'Bayi Hidayat', nikReason: '3', presence: '5', sex: '1', birthDate: '18-11-2026', maritalStatus: '1', relationship: '3' }, (at) => at === 'new-1.identityCards');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/1 orang, \d+ isian disimpan/)).toBeVisible();
  const history = (await callBridge(app, 'record.history', { id })).value as { entity: string; field: string | null; new: unknown }[];
  expect(history.some((entry) => entry.entity === 'family' && entry.field === 'buildingOwnership' && entry.new === 2)).toBe(true);
  const shown = (await callBridge(app, 'family.get', { id })).value as { people: { values: Record<string, unknown> }[] };
  expect(shown.people.map((person) => [person.values['name'], person.values['birthDate']])).toEqual([['Yusuf Hidayat', '1985-07-05'], ['Bayi Hidayat', '2026-11-18']]);
  await app.close();
});

test('the form has no serious accessibility fault in any block, light or dark', async () => {
  const app = await openOffice();
  const { page } = app;
  await page.keyboard.press('Control+n');
  await expect.poll(() => cursor(page)).toBe('family.address');
  await page.keyboard.press('Enter');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (let block = 0; block < 6; block += 1) {
      expect(await seriousFaults(page, scheme === 'light' ? 'all' : 'colours')).toEqual([]);
      await page.keyboard.press(scheme === 'light' ? 'PageDown' : 'PageUp');
    }
  }
  await app.close();
});
