import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type * as Axe from 'axe-core';

let source: string | undefined;

/**
 * What axe finds serious or critical on the page once what it waits for is there: the rule and the elements.
 * axe is read into a page once and stays there, as the window never loads another page; the rule of colours alone is
 * enough where only the look changed.
 */
export async function seriousFaults(page: Page, which: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate((source ??= readAxe()));
  return page.evaluate(async (coloursOnly) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(coloursOnly ? { runOnly: ['color-contrast'] } : {}) });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ').slice(0, 400)}`);
  }, which === 'colours');
}

/** The script is evaluated by the debugger, as the window's policy lets no page load one. */
function readAxe(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
