import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { pdfPages } from '../helpers/pdf-pages.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ask, visit } from './packages-offices.ts';

test('an SKTM is made by keyboard at the counter: its number is drawn, the PDF written, and the register of letters holds both', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  const { rows } = await ask<{ rows: { id: string; head: string }[] }>(app, 'family.list', { filter: { desil: [1, 2] }, limit: 1 });
  const [family] = rows;
  if (!family) throw new Error('nobody of the practice register is poor');

  await visit(page, `/keluarga/${family.id}`);
  await page.getByRole('button', { name: 'Surat', exact: true }).waitFor();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Surat' });
  await expect(dialog.getByLabel('Keperluan')).toBeFocused();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.type('keringanan biaya sekolah');
  const file = path.join(temporaryFolder('surat'), 'sktm.pdf');
  await app.dialogs.answer(file);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  const [letter] = await ask<{ number: string; code: string }[]>(app, 'letter.list');
  await expect(page.getByText(letter?.number ?? 'tanpa nomor').first()).toBeVisible();
  const text = (await pdfPages(readFileSync(file))).flatMap((one) => one.lines).join('\n');
  for (const said of ['SURAT KETERANGAN TIDAK MAMPU', `Nomor: ${letter?.number ?? ''}`, family.head, 'keringanan biaya sekolah', letter?.code ?? '']) expect(text).toContain(said);

  await visit(page, '/laporan/surat');
  await expect(page.getByRole('grid', { name: 'Surat' })).toBeFocused();
  const row = page.getByRole('row').filter({ hasText: letter?.number ?? '' });
  await expect(row).toContainText('keringanan biaya sekolah');
  await expect(row).toContainText(family.head);
  // A second letter takes the next number; the paper of the first is found again by its code.
  await page.keyboard.press('f');
  await page.keyboard.type(letter?.code ?? '');
  await expect(page.getByRole('row')).toHaveCount(2);
});
