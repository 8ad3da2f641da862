import { join } from 'node:path';
import type { DemoOffice } from './demo-office.ts';

/** Lets every office trust every other one by its card and fingerprint; how many times that was. */
export async function exchangeCards(offices: readonly DemoOffice[], folder: string): Promise<number> {
  let trusted = 0;
  const cards = [];
  for (const office of offices) cards.push({ office, path: (await office.call('card.export', { path: join(folder, `${office.code}.tepatcard`) })).file });
  for (const own of offices) {
    for (const { office, path } of cards) {
      if (office === own) continue;
      await own.call('card.trust', { path, fingerprint: office.fingerprint });
      trusted += 1;
    }
  }
  return trusted;
}
