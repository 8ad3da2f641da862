import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { clearDerived } from '../../db/registry/refresh-derived.ts';
import { setMeta } from '../../db/store/meta.ts';
import { openOffice } from '../../db/store/open-office.ts';
import { fillOffice } from '../bench/sample-families.ts';
import { undoMerge } from '../flow/store/undo-merge.ts';
import { launchApp } from '../helpers/app.ts';
import { makeOffice, signIn } from '../helpers/ready-office.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ask, visit } from './packages-offices.ts';

const families = 1100;
const office = { code: '64.74.03.1002', user: 'siti', displayName: 'Siti Rahmawati', passphrase: 'perahu biru di muara 7' };

/** The profile of an office whose register an earlier version of Tepat wrote; its lists and search are as empty as a stranger's. */
async function oldRegister(): Promise<{ profileDir: string; dir: string }> {
  const profileDir = temporaryFolder('profile');
  await makeOffice(profileDir, office);
  const dir = path.join(profileDir, 'offices', readdirSync(path.join(profileDir, 'offices'))[0] ?? '');
  const opened = openOffice({ dir, profileDir, user: office.user, passphrase: office.passphrase, now: () => new Date(), newId: uuidv7 });
  fillOffice({ writer: opened.writer, user: { uid: opened.userId, name: office.user } }, families, 'pembaruan');
  clearDerived(opened.writer);
  setMeta(opened.writer.db, 'derivedVersion', null);
  undoMerge(opened.writer.db);
  opened.close();
  return { profileDir, dir };
}

test('after an upgrade the lock screen tells how far lists and search are made anew; then they are whole, and a snapshot of before stands', async () => {
  const { profileDir, dir } = await oldRegister();
  const app = await launchApp({ profileDir });
  const { page } = app;
  await page.locator('input[type=password]').waitFor();
  // It passes in a second or two: every word of it is noted as it is drawn.
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar]');
      if (bar) seen.push(`${bar.getAttribute('aria-label') ?? ''} ${bar.getAttribute('aria-valuenow') ?? ''}`);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await signIn(app, office.passphrase);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  const told = seen.map((line) => /^Tepat diperbarui; daftar dan pencarian disusun ulang\. .* (\d+)$/.exec(line)?.[1]).filter((share) => share !== undefined).map(Number);
  expect(told.filter((share) => share > 0 && share < 100)).not.toEqual([]);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(await ask(app, 'family.count', { filter: {} })).toMatchObject({ families });
  const [{ head = '' } = {}] = (await ask<{ rows: { head: string }[] }>(app, 'family.list', { limit: 1 })).rows;
  await visit(page, '/keluarga');
  await page.keyboard.press('F2');
  await page.keyboard.type(head);
  await expect(page.getByRole('option').first()).toContainText(head);
  expect(readdirSync(path.join(dir, 'snapshots')).length).toBeGreaterThan(0);
  await app.close();
});
