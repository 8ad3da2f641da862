import { expect, test } from '@playwright/test';
import type { CDPSession } from '@playwright/test';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { startOffice, visit } from './packages-offices.ts';

test('a file dropped on the window is read like a chosen one', async ({}, info) => {
  const app = await startOffice('64.74.03.1002');
  const { page } = app;
  await visit(page, '/impor');
  await expect(page.getByText('Belum ada impor')).toBeVisible();
  const file = info.outputPath('DTSEN.xlsx');
  await writeWorkbook(file, 'dtsen', { seed: 'seret', families: 5, region: '64.74.03.1002', today: '2026-11-01' });
  const devTools = await page.context().newCDPSession(page);
  await drag(devTools, 'dragEnter', file);
  await drag(devTools, 'dragOver', file);
  await expect(page.getByText('Lepaskan berkas di sini')).toBeVisible();
  await drag(devTools, 'drop', file);
  await expect(page.getByRole('heading', { name: /Dikenali sebagai DTSEN/ })).toBeVisible({ timeout: 60_000 });
  await app.close();
});

/** What the system says of a file that is dragged over the middle of the page. */
async function drag(devTools: CDPSession, type: 'dragEnter' | 'dragOver' | 'drop', file: string): Promise<void> {
  await devTools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data: { items: [], files: [file], dragOperationsMask: 1 } });
}
