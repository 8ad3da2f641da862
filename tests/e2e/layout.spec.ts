import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { frame } from '../../renderer/text/id/frame.ts';
import { openScreen, plainScreens, recordScreens, restyled } from '../helpers/every-screen.ts';
import { openFullOffice } from '../helpers/full-office.ts';

const bodyPixels = 14;
const smallestPixels = 12;
/** 1366×768 magnified to 125 % leaves so many CSS pixels; 1024×768 is the smallest window. */
const windows = [[1093, 614], [1024, 768]] as const;

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

test('every screen is legible and fits at 1366×768 magnified to 125 % and at 1024×768', async ({}, info) => {
  test.setTimeout(600_000);
  const office = await openFullOffice(info.outputPath('berkas'));
  const { page } = office.app;
  const found: string[] = [];
  for (const screen of [...plainScreens, ...recordScreens(office)]) {
    await openScreen(page, screen);
    if ((await page.locator('main h1').count()) !== 1 || (await page.getByText(frame.notFoundTitle).count()) > 0) found.push(`${screen.name}: not the screen that was asked for`);
    for (const [width, height] of windows) {
      await page.setViewportSize({ width, height });
      await restyled(page);
      for (const fault of await sizeFaults(page)) found.push(`${screen.name} ${width}×${height}: ${fault}`);
    }
  }
  expect(found).toEqual([]);
  await office.app.close();
});
