import { expect, test } from '@playwright/test';
import { callBridge } from '../helpers/shell-app.ts';
import { openOffice, signIn } from './form-typing.ts';

test('ten idle minutes lock the office and keep what was typed; any key begins them anew', async () => {
  const app = await openOffice();
  const { page } = app;
  await page.clock.install();
  await page.reload();
  await signIn(app);
  await page.keyboard.press('Control+n');
  await page.locator('[data-field="family.address"]').focus();
  await page.keyboard.type('Jl. Sunyi 10');
  const lock = page.locator('input[type=password]');

  await page.clock.fastForward('09:50');
  await page.keyboard.type('A');
  await page.clock.fastForward('09:50');
  expect(await lock.count()).toBe(0);
  await page.clock.fastForward('00:15');
  await expect(lock.first()).toBeVisible();
  expect((await callBridge(app, 'home', {})).error).toMatchObject({ code: 'LOCKED' });

  await callBridge(app, 'session.open', { user: 'siti', passphrase: 'perahu biru di muara 7' });
  const drafts = (await callBridge(app, 'draft.list', {})).value as { id: string }[];
  expect(drafts).toHaveLength(1);
  const draft = (await callBridge(app, 'draft.get', { id: drafts[0]?.id })).value as { content: string };
  expect(draft.content).toContain('Jl. Sunyi 10A');
  await app.close();
});
