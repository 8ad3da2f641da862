import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { ask, visit } from './packages-offices.ts';

interface Hit { readonly kind: string; readonly id: string; readonly name: string; readonly family: string | null }
interface Board { readonly rows: readonly { name: string; at: { stage: string; date: string; result: number } | null }[] }

test('a group is made, members found by search, the group enrolled and a stage recorded, by the keyboard alone', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  const programmes = await ask<{ id: string; values: Record<string, unknown> }[]>(app, 'programme.list');
  const of = programmes.find((one) => one.values['code'] === 'LOKAL-KELOMPOK-USAHA')?.id ?? '';
  const stages = JSON.stringify([{ key: 'latih', name: 'Pelatihan kelompok', counts: 'output', months: null }, { key: 'jalan', name: 'Usaha berjalan', counts: 'outcome', months: 6 }]);
  await ask(app, 'programme.save', { id: of, values: { stages } });
  await ask(app, 'plan.save', { values: { year: new Date().getFullYear(), target: 100, unitKind: 4 }, programmes: [of] });
  const { rows } = await ask<{ rows: { head: string | null }[] }>(app, 'family.list', { limit: 40 });
  const people: string[] = [];
  for (const { head } of rows) {
    const hits = head === null ? [] : (await ask<Hit[]>(app, 'search', { text: head })).filter((hit) => hit.kind === 'person');
    if (hits.length === 1 && people.length < 2) people.push(head ?? '');
  }
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error('too few people with a name of their own');

  await visit(page, '/program');
  await expect(page.getByRole('grid', { name: 'Program' })).toBeFocused();
  await page.keyboard.press('g');
  await expect(page.getByText('Belum ada kelompok')).toBeVisible();
  await page.keyboard.press('Control+n');
  await expect(page.getByLabel('Nama kelompok')).toBeFocused();
  await page.keyboard.type('UP2K Melati');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'UP2K Melati' })).toBeVisible();

  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Tambah anggota' });
  for (const name of [first, second]) {
    await expect(dialog.getByRole('combobox', { name: 'Orang' })).toBeFocused();
    await page.keyboard.type(name);
    await expect(dialog.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('option')).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(`${name} dicatat sebagai anggota.`)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Anggota (2)' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await page.keyboard.press('d');
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Program' })).toBeFocused();
  await page.keyboard.type('Kelompok usaha');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.locator('[data-combobox-selected]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Daftarkan', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('UP2K Melati didaftarkan.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await visit(page, `/program/${of}/tahap`);
  await expect(page.getByText('1 dari 100 tercapai')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Tahap' })).toBeFocused();
  await page.keyboard.press('p');
  await page.keyboard.press('c');
  const stage = page.getByRole('dialog', { name: 'Catat tahap: UP2K Melati' });
  await expect(stage.getByRole('combobox', { name: 'Tahap' })).toBeFocused();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Pelatihan kelompok: 1 peserta dicatat.')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Usaha berjalan' })).toBeVisible();
  const board = await ask<Board>(app, 'stage.board', { programme: of });
  expect(board.rows).toMatchObject([{ name: 'UP2K Melati', at: { stage: 'latih', result: 1 } }]);
  await app.close();
});
