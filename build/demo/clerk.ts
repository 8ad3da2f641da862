import path from 'node:path';
import type { Locator } from '@playwright/test';
import { frame } from '../../renderer/text/id/frame.ts';
import { lock } from '../../renderer/text/id/lock.ts';
import type { LaunchedApp } from '../../tests/helpers/app.ts';

const drawLimitMs = 60_000;

/** Someone at the window who clicks, types and presses keys, and takes a picture of what is there. */
export interface Clerk {
  readonly app: LaunchedApp;
  /** Clicks an area of the rail, by its name. */
  openArea(name: string): Promise<void>;
  /** Goes to a screen by its address, as a link of the area would. */
  go(route: string): Promise<void>;
  /** Clicks a button, or another thing of that role, by its words. */
  click(name: string | RegExp, role?: 'button' | 'link' | 'option' | 'tab'): Promise<void>;
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Waits until these words are on the page. */
  sees(text: string | RegExp): Promise<Locator>;
  /** All words in the content, in one line each. */
  words(): Promise<string>;
  picture(name: string): Promise<void>;
  /** Locks, changes to another office of this PC, and opens it. */
  changeTo(office: string, passphrase: string): Promise<void>;
}

/** Puts a clerk at an open window of 1366×768; pictures go to `folder`. */
export async function seatClerk(app: LaunchedApp, folder: string): Promise<Clerk> {
  const { page } = app;
  page.setDefaultTimeout(drawLimitMs);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

  /** Lets answers arrive and the page draw them. */
  async function settle(): Promise<void> {
    await page.waitForTimeout(300);
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  const clerk: Clerk = {
    app,
    openArea: async (name) => {
      await page.getByRole('navigation', { name: frame.areas }).getByRole('link', { name, exact: true }).click();
      await settle();
    },
    go: async (route) => {
      await page.evaluate((to) => { window.location.hash = to; }, route);
      await settle();
    },
    click: async (name, role = 'button') => {
      await page.getByRole(role, { name }).first().click();
      await settle();
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      await settle();
    },
    type: async (text) => {
      await page.keyboard.type(text);
      await settle();
    },
    sees: async (text) => {
      const found = page.getByText(text).first();
      await found.waitFor();
      await settle();
      return found;
    },
    words: async () => (await page.locator('body').innerText()).replaceAll(/[\t ]+/g, ' '),
    picture: async (name) => {
      // The hand goes off the mouse, so that no tooltip covers the page.
      await page.mouse.move(700, 760);
      await settle();
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    },
    changeTo: async (office, passphrase) => {
      await clerk.press('Control+l');
      await clerk.click(lock.switchTo.replace('{name}', office));
      await page.locator('input[type=password]').fill(passphrase);
      await clerk.press('Enter');
      await page.getByRole('navigation', { name: frame.areas }).waitFor();
    },
  };
  return clerk;
}
