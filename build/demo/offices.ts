import path from 'node:path';
import { frame } from '../../renderer/text/id/frame.ts';
import { lock } from '../../renderer/text/id/lock.ts';
import { settings } from '../../renderer/text/id/settings.ts';
import { welcome } from '../../renderer/text/id/welcome.ts';
import type { Clerk } from './clerk.ts';

/** An office of the demonstration. All have one passphrase, which is printed, so that the folders can be looked into. */
export interface DemoOffice {
  readonly code: string;
  /** Its name without its kind, as in the regions. */
  readonly name: string;
  readonly user: string;
  readonly login: string;
}

export const kelurahan: DemoOffice = { code: '64.74.03.1002', name: 'Gunung Telihan', user: 'Siti Contoh', login: 'siti' };
export const kecamatan: DemoOffice = { code: '64.74.03', name: 'Bontang Barat', user: 'Camat Contoh', login: 'camat' };
export const city: DemoOffice = { code: '64.74', name: 'Kota Bontang', user: 'Rahma Contoh', login: 'rahma' };
export const passphrase = 'peraga tepat sasaran 2026';

/** The folder that the wizard gives an office in a profile. */
export function officeFolder(profileDir: string, { code }: DemoOffice): string {
  return path.join(profileDir, 'offices', code);
}

/** Walks the first-run wizard to an open office; with `pictures` of its four steps. */
export async function setUpOffice(clerk: Clerk, office: DemoOffice, { pictures }: { pictures: boolean }): Promise<void> {
  const { page } = clerk.app;
  const take = async (name: string): Promise<void> => (pictures ? clerk.picture(name) : undefined);
  await page.getByRole('combobox', { name: welcome.officeLabel }).fill(office.code);
  await page.getByRole('option').filter({ hasText: office.name }).first().waitFor();
  await take('01-awal-kantor');
  await page.getByRole('option').filter({ hasText: office.name }).first().click();
  await page.getByLabel(welcome.userLabel).fill(office.user);
  await page.getByLabel(welcome.loginLabel).fill(office.login);
  await take('02-awal-pengguna');
  await clerk.press('Enter');
  await page.getByLabel(welcome.passphraseLabel, { exact: true }).fill(passphrase);
  await page.getByLabel(welcome.passphraseAgain).fill(passphrase);
  await take('03-awal-kata-sandi');
  await clerk.press('Enter');
  const code = page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
  const groups = (await code.innerText()).trim().split('-');
  for (const n of [2, 5]) await page.getByLabel(welcome.recoveryAsk.replace('{n}', String(n))).fill(groups[n - 1] ?? '');
  await take('04-awal-kode-pemulihan');
  await clerk.click(welcome.recoveryConfirm);
  await clerk.click(welcome.doneStart);
  await page.getByRole('navigation', { name: frame.areas }).waitFor();
}

/** One more office on this PC: from the lock to the wizard. */
export async function addOffice(clerk: Clerk, office: DemoOffice): Promise<void> {
  await clerk.press('Control+l');
  await clerk.click(lock.newOffice);
  await setUpOffice(clerk, office, { pictures: false });
}

/** Saves the open office's card and reads its words aloud. */
export async function handOutCard(clerk: Clerk, file: string): Promise<string> {
  await clerk.openArea(settings.title);
  await clerk.click(settings.card, 'link');
  await clerk.app.dialogs.answer(file);
  await clerk.click(settings.cardExport);
  await clerk.sees(settings.cardExported.replace('{file}', path.basename(file)));
  return spokenWords(clerk, 'main');
}

/** Trusts another office's card after its words were compared with those read aloud; throws when they differ. */
export async function trustCard(clerk: Clerk, file: string, aloud: string): Promise<void> {
  await clerk.openArea(settings.title);
  await clerk.click(settings.card, 'link');
  await clerk.app.dialogs.answer(file);
  await clerk.click(settings.cardRead);
  await clerk.sees(settings.cardCompare);
  if ((await spokenWords(clerk, '[role=dialog]')) !== aloud) throw new Error(`${file} shows other words than its office read aloud`);
  await clerk.click(settings.cardSame);
  await clerk.app.page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function spokenWords(clerk: Clerk, place: string): Promise<string> {
  const words = clerk.app.page.locator(`${place} ol`).first();
  await words.waitFor();
  return (await words.locator('li').allInnerTexts()).map((word) => word.trim()).join('-');
}
