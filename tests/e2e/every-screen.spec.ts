import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { frame } from '../../renderer/text/id/frame.ts';
import { seriousFaults } from '../helpers/accessibility.ts';
import { openScreen, plainScreens, recordScreens, restyled } from '../helpers/every-screen.ts';
import { openFullOffice } from '../helpers/full-office.ts';

const bodyPixels = 14;
const smallestPixels = 12;
const usual = { width: 1366, height: 768 };
/** 1366×768 magnified to 125 % leaves so many CSS pixels; 1024×768 is the smallest window. */
const tightWindows = [{ width: 1093, height: 614 }, { width: 1024, height: 768 }];

/** Two offices, so that both workers have half of the screens; each screen is opened once and looked at in every way. */
for (const half of [0, 1]) test(`every screen of a full office is accessible in light and dark, legible, and fits at 125 % and at 1024×768, part ${half + 1}`, async ({}, info) => {
  test.setTimeout(600_000);
  const office = await openFullOffice(info.outputPath('berkas'));
  const { page } = office.app;
  const found: string[] = [];
  for (const screen of [...plainScreens, ...recordScreens(office)].filter((_, place) => place % 2 === half)) {
    await openScreen(page, screen);
    for (const fault of await faultsOf(page)) found.push(`${screen.name} ${fault}`);
  }
  expect(found).toEqual([]);
  await office.app.close();
});

/** Everything wrong with the screen that is open; leaves the window light and of its usual size. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const look = async (how: string, found: Promise<string[]>): Promise<void> => void faults.push(...(await found).map((fault) => `${how}: ${fault}`));
  // A part of the window that is opened for the first time has to be fetched.
  await page.locator('main h1').first().waitFor({ timeout: 5000 }).catch(() => undefined);
  if ((await page.locator('main h1').count()) !== 1 || (await page.getByText(frame.notFoundTitle).count()) > 0) faults.push('not the screen that was asked for');
  await look('light', seriousFaults(page));
  // The dark look differs in its colours alone.
  await page.emulateMedia({ colorScheme: 'dark' });
  await restyled(page);
  await look('dark', seriousFaults(page, 'colours'));
  await page.emulateMedia({ colorScheme: 'light' });
  for (const size of tightWindows) {
    await page.setViewportSize(size);
    await restyled(page);
    await look(`${size.width}×${size.height}`, sizeFaults(page));
  }
  await page.setViewportSize(usual);
  return faults;
}

/** Faults of size on the page as it stands: too small a text, or more width than the window has. */
function sizeFaults(page: Page): Promise<string[]> {
  return page.evaluate(([smallest, body]) => {
    const faults: string[] = [];
    const own = (element: Element): string => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '').join('').trim();
    for (const element of document.body.querySelectorAll('*')) {
      if (own(element) === '' || element.getClientRects().length === 0) continue;
      const pixels = Number.parseFloat(getComputedStyle(element).fontSize);
      if (pixels < smallest) faults.push(`${pixels} px: ${own(element).slice(0, 40)}`);
    }
    if (Number.parseFloat(getComputedStyle(document.body).fontSize) < body) faults.push('body text is too small');
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`sideways scroll: ${scrollWidth} in ${clientWidth}`);
    const main = document.querySelector('main');
    if (main !== null && main.scrollWidth > main.clientWidth) faults.push(`content scrolls sideways: ${main.scrollWidth} in ${main.clientWidth}`);
    return faults;
  }, [smallestPixels, bodyPixels] as const);
}
