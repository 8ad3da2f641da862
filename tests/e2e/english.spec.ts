import { expect, test } from '@playwright/test';
import { importFindingsEn } from '../../db/intake/text/findings.en.ts';
import { importFindingsId } from '../../db/intake/text/findings.id.ts';
import { targetsEn } from '../../db/intake/text/targets.en.ts';
import { targetsId } from '../../db/intake/text/targets.id.ts';
import { matchesEn } from '../../db/rules/text/matches.en.ts';
import { matchesId } from '../../db/rules/text/matches.id.ts';
import { duplicatesEn as reasonsEn } from '../../db/rules/text/duplicates.en.ts';
import { duplicatesId as reasonsId } from '../../db/rules/text/duplicates.id.ts';
import { duplicates as duplicatesEn } from '../../renderer/text/en/duplicates.ts';
import { imports as importsEn } from '../../renderer/text/en/imports.ts';
import { duplicates as duplicatesId } from '../../renderer/text/id/duplicates.ts';
import { imports as importsId } from '../../renderer/text/id/imports.ts';
import { openScreen, plainScreens, recordScreens } from '../helpers/every-screen.ts';
import { openFullOffice } from '../helpers/full-office.ts';
import { signIn } from '../helpers/ready-office.ts';

type Texts = Readonly<Record<string, string>>;

/** Pieces of Indonesian sentences, long enough to be nobody's name, that the English ones do not have. */
function indonesian(pairs: readonly (readonly [Texts, Texts])[]): string[] {
  const english = pairs.flatMap(([, en]) => Object.values(en)).join('\n');
  return [...new Set(pairs.flatMap(([id]) => Object.values(id)).flatMap((text) => text.split(/\{\w+\}/)).map((part) => part.trim()).filter((part) => part.length > 11 && !english.includes(part)))];
}

test('in an English window imports and duplicates say nothing in Indonesian', async ({}, info) => {
  test.setTimeout(300_000);
  const office = await openFullOffice(info.outputPath('berkas'));
  const { page } = office.app;
  await page.evaluate(() => window.localStorage.setItem('tepat.language', 'en'));
  await page.reload();
  await signIn(office.app, office.passphrase);
  const pieces = indonesian([[importFindingsId, importFindingsEn], [targetsId, targetsEn], [reasonsId, reasonsEn], [matchesId, matchesEn], [duplicatesId, duplicatesEn], [importsId, importsEn]]);
  expect(pieces.length).toBeGreaterThan(150);
  const found: string[] = [];
  for (const screen of [...plainScreens, ...recordScreens(office)].filter(({ name }) => /^(impor|ganda)/.test(name))) {
    await openScreen(page, screen);
    const shown = await page.locator('body').innerText();
    for (const piece of pieces) if (shown.includes(piece)) found.push(`${screen.name}: ${piece}`);
  }
  expect(found).toEqual([]);
  await office.app.close();
});
