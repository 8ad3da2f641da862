import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openScreen, plainScreens, recordScreens, restyled } from '../helpers/every-screen.ts';
import { openFullOffice } from '../helpers/full-office.ts';

/** Two offices, so that both workers have half of the screens. */
for (const half of [0, 1]) test(`axe finds nothing serious on any screen of a full office, light and dark, part ${half + 1}`, async ({}, info) => {
  test.setTimeout(600_000);
  const office = await openFullOffice(info.outputPath('berkas'));
  const { page } = office.app;
  const found: string[] = [];
  for (const screen of [...plainScreens, ...recordScreens(office)].filter((_, place) => place % 2 === half)) {
    await page.emulateMedia({ colorScheme: 'light' });
    await openScreen(page, screen);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await restyled(page);
      // The dark look differs in its colours alone.
      const rules = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
      const { violations } = await (colorScheme === 'dark' ? rules.withRules(['color-contrast']) : rules).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') found.push(`${screen.name} ${colorScheme}: ${id}: ${nodes.map((node) => node.html).join(' | ').slice(0, 400)}`);
      }
    }
  }
  expect(found).toEqual([]);
  await office.app.close();
});
