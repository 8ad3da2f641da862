import { expect, test } from '@playwright/test';
import { ask, serious, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

/** A family of one whose head is the same person each time, spelt a little differently. */
function household(name: string, address: string): object {
  const person = { name, sex: 1, birthDate: '1985-07-05', birthPlace: 'Bontang', relationship: 1, maritalStatus: 2, nikReason: 2 };
  return { values: { address, rt: '004', rw: '002', region: kelurahan, noKkReason: 2 }, people: [{ values: person }], reason: 'contoh uji' };
}

test('a duplicate is decided and taken back by the keyboard alone', async () => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  for (const one of [household('Muhammad Syafruddin', 'Jl. Kapal Selam 12'), household('Moh. Safrudin', 'Jl Kapal Selam No 12')]) await saveFamily(app, one);
  await visit(page, '/keluarga/ganda');
  await expect(page.getByText('Tidak ada dugaan ganda yang menunggu')).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('region', { name: 'Dua data berdampingan' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/orang dan .* keluarga dibandingkan/)).toBeVisible();
  expect(await serious(page)).toEqual([]);

  const waiting = (await ask<{ open: number }>(app, 'duplicate.count')).open;
  expect(waiting).toBeGreaterThan(0);
  await visit(page, '/');
  await expect(page.getByText(`${waiting} dugaan ganda menunggu keputusan`)).toBeVisible();
  await visit(page, '/keluarga/ganda');
  await expect(page.getByRole('region', { name: 'Dua data berdampingan' })).toBeVisible();

  await page.keyboard.press('1');
  await expect.poll(async () => (await ask<{ merged: number }>(app, 'duplicate.count')).merged).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Diurungkan:/)).toBeVisible();
  expect((await ask<{ open: number; merged: number }>(app, 'duplicate.count'))).toMatchObject({ open: waiting, merged: 0 });

  await expect(page.getByRole('button', { name: 'Orang berbeda' })).toBeEnabled();
  await page.keyboard.press('2');
  await expect.poll(async () => (await ask<{ different: number }>(app, 'duplicate.count')).different).toBe(1);
  await app.close();
});

/** Saves a family whatever the checks warn of. */
async function saveFamily(app: Parameters<typeof ask>[0], family: object): Promise<void> {
  const found = await ask<{ code: string; severity: string; record?: string; field?: string }[]>(app, 'family.check', family);
  await ask(app, 'family.save', { ...family, acknowledged: found.filter((each) => each.severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh uji' })) });
}
