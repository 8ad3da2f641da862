import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { escrow } from '../../renderer/text/id/escrow.ts';
import { privacy } from '../../renderer/text/id/privacy.ts';
import { security } from '../../renderer/text/id/security.ts';
import { settings } from '../../renderer/text/id/settings.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { askOf, trustEachOther } from '../helpers/by-api.ts';
import { pdfPages } from '../helpers/pdf-pages.ts';
import { plantPartner } from '../helpers/plant-areas.ts';
import { launchOffice, signIn } from '../helpers/ready-office.ts';
import { callBridge } from '../helpers/shell-app.ts';
import { testApi } from '../helpers/test-api.ts';
import type { TestApi } from '../helpers/test-api.ts';
import { ask, officePassphrase } from './packages-offices.ts';

/** A day in the practice office’s future: what moved away in 2026 is over its time there. */
const later = '2045-05-05';
const fresh = 'payung hijau menari pelan';
const second = { name: 'lurah', passphrase: 'kambing biru terbang' };

test('data over its time is destroyed with its berita acara, a BACA file goes to a key and is read, and a forgotten passphrase is set anew, all by keyboard', async ({}, info) => {
  test.setTimeout(120_000);
  const { app } = await launchOffice(undefined, { env: { TEPAT_CLOCK: later } });
  const { page } = app;
  const dialog = page.getByRole('dialog').last();
  const keys = page.keyboard;
  // A key pressed before the dialogue has the focus would go to the page behind.
  const ready = (): Promise<void> => expect(dialog.locator(':focus')).toHaveCount(1);
  const gone = (): Promise<void> => expect(page.getByRole('dialog')).toHaveCount(0);
  const ask = async <T>(name: string, input: unknown = {}): Promise<T> => {
    const answer = await callBridge(app, name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as T;
  };
  const go = (route: string): Promise<void> => page.evaluate((to) => { window.location.hash = to; }, route);
  await ask('user.create', { name: second.name, displayName: 'Hj. Sri Wahyuni', role: 'pengesah', passphrase: second.passphrase });
  const { rows } = await ask<{ rows: { id: string }[] }>('family.list', { limit: 1 });
  const family = await ask<{ people: { id: string }[] }>('family.get', { id: rows[0]?.id });
  await ask('person.move', { family: rows[0]?.id, people: family.people.map(({ id }) => id), date: '2026-11-01', destination: 'Samarinda' });

  await go('/pengaturan/simpan');
  await page.getByRole('button', { name: /^Lihat yang jatuh tempo/ }).press('Enter');
  await expect(dialog.getByLabel(privacy.basis)).toBeFocused();
  await keys.type('Jadwal retensi 2026');
  await keys.press('Tab');
  await keys.type(second.name);
  await keys.press('Tab');
  await keys.type(second.passphrase);
  const destroy = dialog.getByRole('button', { name: /^Musnahkan \d+ catatan/ });
  await destroy.focus();
  await keys.press('Enter');
  const report = page.getByRole('button', { name: `${privacy.record} …` });
  await report.waitFor();
  await app.dialogs.answer(info.outputPath('berita acara.pdf'));
  await report.press('Enter');
  await expect.poll(() => existsSync(info.outputPath('berita acara.pdf'))).toBe(true);
  expect((await pdfPages(readFileSync(info.outputPath('berita acara.pdf')))).length).toBeGreaterThan(0);

  await plantPartner(ask, await ask('programme.list'));
  await go('/pengaturan/baca');
  const [key, file] = [info.outputPath('kunci.txt'), info.outputPath('daftar.tepatbaca')];
  const { recipient } = await ask<{ recipient: string }>('baca.makeKey', { path: key });
  await page.getByRole('button', { name: `${privacy.bacaWrite} …` }).press('Enter');
  await ready();
  await dialog.getByRole('combobox').first().focus();
  await keys.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await dialog.getByLabel(privacy.bacaUntil).focus();
  await keys.type('31-12-2045');
  await keys.press('Tab');
  await keys.type('Verifikasi penerima bersama');
  await keys.press('Tab');
  await keys.press('ArrowDown');
  await keys.press('Tab');
  await keys.type(recipient);
  await app.dialogs.answer(file);
  await keys.press('Control+Enter');
  await expect(dialog).toContainText(privacy.bacaForKey);
  await ready();
  await keys.press('Enter');
  await gone();
  await page.getByRole('button', { name: `${privacy.bacaOpen} …` }).press('Enter');
  await ready();
  await app.dialogs.answer(file);
  await keys.press('Enter');
  await expect(dialog).toContainText(privacy.bacaKeyFile);
  await ready();
  await app.dialogs.answer(key);
  await keys.press('Control+Enter');
  await expect(dialog.getByRole('table')).toBeVisible();
  await keys.press('Escape');

  const { recoveryCode } = await ask<{ recoveryCode: string }>('recovery.renew', { reason: 'kertas lama basah' });
  await ask('session.lock');
  await page.getByRole('button', { name: security.forgot }).press('Enter');
  await expect(dialog.getByLabel(settings.recoveryLabel)).toBeFocused();
  await keys.type(recoveryCode);
  for (const typed of [fresh, fresh]) {
    await keys.press('Tab');
    if (await page.evaluate(() => document.activeElement?.tagName) !== 'INPUT') await keys.press('Tab');
    await keys.type(typed);
  }
  await keys.press('Control+Enter');
  await expect(dialog).toContainText(security.newCodeHint);
  await keys.press('Enter');
  await signIn(app, fresh);
  await app.close();
});

test('an office that nobody can open any more is opened with the city’s key, its request and the answer carried on a stick, by keyboard', async () => {
  const { app, office, city } = await openBesideCity();
  const { page } = app;
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog').last();
  const parts = (await city.call('escrow.begin', { holders: ['Sekretaris Daerah', 'Inspektur'], needed: 2, until: `${new Date().getFullYear() + 1}-12-31`, reason: 'SK Wali Kota 12/2026' })).parts.map(({ code }) => code);
  const { file } = await city.call('package.export', { to: [office], folder: city.root, kind: 'ACUAN' });
  expect((await callBridge(app, 'package.receive', { paths: [file] })).ok).toBe(true);
  expect((await callBridge(app, 'escrow.join', {})).ok).toBe(true);
  await callBridge(app, 'session.lock', {});

  await page.getByRole('button', { name: security.forgot }).press('Enter');
  await page.getByRole('button', { name: `${escrow.byCity} …` }).press('Enter');
  await expect(dialog.locator('input[type=password]').first()).toBeFocused();
  for (let field = 0; field < 2; field += 1) {
    await dialog.locator('input[type=password]').nth(field).focus();
    await keys.type(fresh);
  }
  const [request, answer] = [path.join(city.root, 'permintaan.tepatminta'), path.join(city.root, 'jawaban.tepatjawab')];
  await app.dialogs.answer(request);
  await keys.press('Control+Enter');
  await expect(dialog.getByLabel(escrow.chosenPassphrase)).toBeFocused();
  const { fingerprint } = await city.call('escrow.look', { path: request });
  // Both offices read the same words to each other.
  for (const word of fingerprint.split(' ')) await expect(dialog).toContainText(word);
  const given = await city.call('escrow.answer', { path: request, parts, fingerprint, out: answer, reason: 'surat lurah 3/2026' });
  await keys.type(fresh);
  await app.dialogs.answer(given.file);
  await keys.press('Control+Enter');
  await expect(dialog).toContainText(escrow.rekeyedHint);
  await keys.press('Enter');
  await signIn(app, fresh);
  await app.close();
  await city.remove();
});

/** A kelurahan in the window and the city above it, which trust each other's cards. */
async function openBesideCity(): Promise<{ app: LaunchedApp; office: string; city: TestApi }> {
  const { app } = await launchOffice({ code: '64.74.03.1002', user: 'siti', displayName: 'Siti Rahmawati', passphrase: officePassphrase });
  const city = await testApi({ code: '64.74', folder: 'kota', practice: true, now: () => new Date() });
  await trustEachOther(askOf(city), (name, input) => ask(app, name, input), city.root, 'kartu');
  return { app, office: '64.74.03.1002', city };
}
