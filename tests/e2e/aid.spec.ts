import { expect, test } from '@playwright/test';
import { openOffice } from './form-typing.ts';

test('a NIK typed at the counter stays while the purpose is written, and that nobody has it is said plainly', async () => {
  const app = await openOffice();
  const { page } = app;
  await page.evaluate(() => { window.location.hash = '/keluarga/bantuan'; });
  await expect(page.getByLabel('NIK atau nama').first()).toBeFocused();
  await page.keyboard.type('6474010101500001');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Keperluan')).toBeFocused();
  await page.keyboard.type('pertanyaan warga di loket');
  await expect(page.getByLabel('NIK atau nama').first()).toHaveValue('6474010101500001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('NIK ini tidak ada dalam data kantor ini.')).toBeVisible();
  await app.close();
});
