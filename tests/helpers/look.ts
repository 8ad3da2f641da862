import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cityAnswers, fakeBackend, kelurahanAnswers } from './fake-api.ts';
import { goTo, startScreens, unlock } from './screens.ts';

/** `look.ts OUT [--city] [--quick] ROUTE…`: pictures of routes at both sizes, light and dark, over made-up data. */
const [out = 'shots', ...rest] = process.argv.slice(2);
const answers = rest.includes('--city') ? cityAnswers : kelurahanAnswers;
const routes = rest.filter((each) => !each.startsWith('--'));
const sizes = rest.includes('--quick') ? [[1366, 768]] as const : [[1366, 768], [1024, 768]] as const;
mkdirSync(out, { recursive: true });
const screens = await startScreens();
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [width, height] of sizes) {
      const page = await screens.open(fakeBackend(answers), { width, height, scheme });
      page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
      await unlock(page, 'contoh');
      for (const route of routes) {
        await goTo(page, route);
        const file = path.join(out, `${route.replaceAll('/', '_').replace(/^_$/, '_home')}-${width}-${scheme}.png`);
        await page.screenshot({ path: file });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        process.stdout.write(`${file}${wide ? '  SIDEWAYS SCROLL' : ''}\n`);
      }
      await page.context().close();
    }
  }
} finally {
  await screens.close();
}
