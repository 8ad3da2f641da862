import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { ask, tabTo, visit } from './packages-offices.ts';

interface Line { readonly enrolment: string; readonly name: string; readonly status: number | null; readonly reason: string | null; readonly takenBy: string | null; readonly rupiah: number | null }

test('on the day of a distribution recipients are searched, ticked, refused with a reason and taken back by the keyboard alone', async ({}, info) => {
  const { app } = await launchOffice();
  const { today } = await ask<{ today: string }>(app, 'office.info');
  const { page } = app;
  const programmes = await ask<{ id: string; values: Record<string, unknown>; recipients: number }[]>(app, 'programme.list');
  const programme = programmes.find((one) => one.values['code'] === 'SEMBAKO')?.id ?? '';
  const lines = async (): Promise<Line[]> => (await ask<{ rows: Line[] }>(app, 'delivery.list', { programme, phase: '2026-11' })).rows;
  const all = await lines();
  const alone = all.filter((one) => all.filter((other) => other.name.toLowerCase().includes(one.name.toLowerCase())).length === 1);
  const [first, second, third] = alone;
  if (!first || !second || !third) throw new Error('too few recipients with a name of their own');
  await visit(page, `/program/${programme}`);
  await page.getByRole('button', { name: 'Salurkan', exact: true }).waitFor();
  await page.keyboard.press('s');
  const search = page.getByLabel('Cari atau pindai');
  await expect(search).toBeFocused();
  await expect(page.getByText(`0 dari ${all.length} sudah menerima`)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByLabel('Tahap').fill('2026-11');
  await search.focus();

  await page.keyboard.type(first.name);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`1 dari ${all.length} sudah menerima`)).toBeVisible();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('');

  await page.keyboard.type(second.name);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('F4');
  await expect(page.getByLabel('Alasan tidak diambil')).toBeFocused();
  await page.keyboard.type('sedang di rumah sakit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.type(third.name);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('F3');
  await expect(page.getByRole('dialog').getByLabel('Diambil oleh')).toBeFocused();
  await page.keyboard.type('Anak pertama');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`2 dari ${all.length} sudah menerima`)).toBeVisible();
  const of = async (line: Line): Promise<Line | undefined> => (await lines()).find((one) => one.enrolment === line.enrolment);
  expect(await of(second)).toMatchObject({ status: 2, reason: 'sedang di rumah sakit', rupiah: null });
  expect(await of(third)).toMatchObject({ status: 1, takenBy: 'Anak pertama' });

  await expect(search).toBeFocused();
  await page.keyboard.type(first.name);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('F6');
  await expect(page.getByRole('dialog').getByLabel(/^Alasan/)).toBeFocused();
  await page.keyboard.type('salah orang');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`1 dari ${all.length} sudah menerima`)).toBeVisible();
  expect(await of(first)).toMatchObject({ status: null });

  // A hall of hundreds: only the rows in sight are drawn, and the list keeps the keyboard while it is ticked down.
  const meals = programmes.find((one) => one.values['code'] === 'LOKAL-MAKAN-LANSIA')?.id ?? '';
  const everybody = { programme: meals, filter: {}, start: '2026-01-01', people: { who: 'members', ageFrom: 18 }, warnedReason: 'contoh uji' };
  const { counts } = await ask<{ counts: { enrol: number; wait: number } }>(app, 'enrolment.bulkPreview', everybody);
  expect(counts.enrol).toBeGreaterThan(500);
  await ask(app, 'enrolment.bulk', { ...everybody, expect: { enrol: counts.enrol, wait: counts.wait } });
  await visit(page, `/program/${meals}/salur`);
  await expect(page.getByText(`0 dari ${counts.enrol} sudah menerima`)).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  const table = page.getByRole('grid', { name: 'Penyaluran' });
  await tabTo(page, table);
  for (let count = 1; count <= 3; count += 1) {
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${count} dari ${counts.enrol} sudah menerima`)).toBeVisible();
    await expect(table).toBeFocused();
  }
  // A hall by its scanner: number and Enter at once, and the next card behind it. Most numbers end alike, so the whole one counts.
  const waiting = (await ask<{ rows: (Line & { person: string })[] }>(app, 'delivery.list', { programme: meals, phase: today })).rows.filter((one) => one.status === null);
  const cards: string[] = [];
  for (const { person } of waiting.slice(0, 40)) {
    const { value } = await ask<{ value: string | null }>(app, 'record.reveal', { entity: 'person', id: person, field: 'nik' });
    if (value !== null && /^\d{16}$/.test(value)) cards.push(value);
  }
  expect(cards.length).toBeGreaterThan(30);
  await search.focus();
  const begun = Date.now();
  for (const card of cards) {
    await page.keyboard.insertText(card);
    await page.keyboard.press('Enter');
  }
  await expect(search).toHaveValue('');
  const done = 3 + cards.length;
  await expect(page.getByText(`${done} dari ${counts.enrol} sudah menerima`)).toBeVisible({ timeout: 60_000 });
  info.annotations.push({ type: 'scans', description: `${cards.length} in ${Date.now() - begun} ms` });
  const [card = ''] = cards;
  await page.keyboard.insertText(`${card.slice(0, 4)}99999999${card.slice(12)}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 belum dicatat')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'tidak ada pada penerima program ini. Tidak ada yang dicatat' })).toBeVisible();
  // Read again, and into another field: a card all the same, taken once, and that field is as it was.
  const phase = page.getByLabel('Tahap');
  await phase.focus();
  await Promise.all([...card, 'Enter'].map((key) => page.keyboard.press(key)));
  await expect(page.getByText('2 belum dicatat')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'sudah menerima pada tahap ini; tidak dicatat dua kali' })).toBeVisible();
  await expect(phase).toHaveValue(today);
  await page.keyboard.press('F8');
  await expect(page.getByText('2 belum dicatat')).toHaveCount(0);
  // Typed over the list it goes to the field, and the arrows walk from there to who fits.
  await tabTo(page, table);
  await page.keyboard.type('a');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('a');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/penerima cocok. Ketik lebih lengkap/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(table).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await search.fill('');
  await expect(page.getByText(`${done} dari ${counts.enrol} sudah menerima`)).toBeVisible();
  // The signed sheet is back: one by one, then all of it.
  await page.getByText(`Belum tanda tangan (${done})`).click();
  await tabTo(page, table);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/: dicatat sudah tanda tangan/)).toBeVisible();
  await expect(page.getByText(`Belum tanda tangan (${done - 1})`)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog').getByText(new RegExp(`^${done - 1} penerima`))).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Semua yang menerima sudah tanda tangan')).toBeVisible();
  await app.close();
});
