import type { Page } from '@playwright/test';

/** Opens what can be recorded of the family on the screen, chooses by the arrows, and waits until its dialogue or form stands. */
export async function record(page: Page, what: string): Promise<void> {
  await page.keyboard.press('c');
  const item = page.getByRole('menuitem', { name: what, exact: true });
  await item.waitFor();
  for (let step = 0; step < 12 && !(await item.evaluate((each) => each === document.activeElement)); step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: what }).waitFor();
}
