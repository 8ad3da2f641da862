import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';
import type { LaunchedApp, LaunchOptions } from '../helpers/app.ts';
import { saveFamilyAt, trustEachOther } from '../helpers/by-api.ts';
import { launchOffice, signIn } from '../helpers/ready-office.ts';
import { callBridge } from '../helpers/shell-app.ts';

/** What opens the offices of these tests. */
export const officePassphrase = 'perahu biru di muara 7';

/** Starts the app with a practice office of this code and signs in. */
export async function startOffice(code: string, options: LaunchOptions = {}): Promise<LaunchedApp> {
  return (await launchOffice({ code, user: 'siti', displayName: 'Siti Rahmawati', passphrase: officePassphrase }, options)).app;
}

/** Starts the app of a profile again and signs in. */
export async function startAgain(profileDir: string): Promise<LaunchedApp> {
  const app = await launchApp({ profileDir });
  await signIn(app, officePassphrase);
  return app;
}

/** Goes to a route of the window. */
export async function visit(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => { window.location.hash = to; }, route);
}

/** Chooses from the list that has the keyboard by its arrows, however long the list takes to open. */
export async function choose(page: Page, option: string): Promise<void> {
  await page.keyboard.press('ArrowDown');
  const wanted = page.getByRole('option', { name: option, exact: true });
  await wanted.waitFor();
  await page.locator('[data-combobox-selected]:visible').first().waitFor();
  for (let step = 0; step < 20 && (await wanted.getAttribute('data-combobox-selected')) === null; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await wanted.waitFor({ state: 'hidden' });
}

/** Presses Tab until the keyboard is on something. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 60 && !(await target.evaluate((each) => each === document.activeElement)); step += 1) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

/** Each of two windows trusts the other's card, its words compared. */
export function exchangeCards(a: LaunchedApp, b: LaunchedApp, folder: string): Promise<void> {
  return trustEachOther((name, input) => ask(a, name, input), (name, input) => ask(b, name, input), folder, 'kartu');
}

/** Saves a family of one through the window, whatever the checks warn of. */
export function saveFamily(app: LaunchedApp, region: string, name: string, address: string): Promise<string> {
  return saveFamilyAt((call, input) => ask(app, call, input), region, name, address);
}

/** Calls the api as the signed-in user and answers its value; a refusal fails the test. */
export async function ask<T>(app: LaunchedApp, name: string, input: unknown = {}): Promise<T> {
  const answer = await callBridge(app, name, input);
  expect(answer.error, name).toBeUndefined();
  return answer.value as T;
}

/** The numbers of a line like "248 baris keluarga = 236 sama + 12 baru", in their order. */
export async function numbersOf(page: Page, total: string): Promise<number[]> {
  const line = page.locator('ul').filter({ has: page.locator('li').first().filter({ hasText: total }) }).filter({ hasText: 'ditolak' });
  const texts = await line.first().locator('strong').allTextContents();
  return texts.map((text) => Number(text.replaceAll('.', '')));
}
