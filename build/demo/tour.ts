import { cases } from '../../renderer/text/id/cases.ts';
import { petitions } from '../../renderer/text/id/petitions.ts';
import { programmes } from '../../renderer/text/id/programmes.ts';
import { reports } from '../../renderer/text/id/reports.ts';
import { settings } from '../../renderer/text/id/settings.ts';
import { survival } from '../../renderer/text/id/survival.ts';
import { worklist } from '../../renderer/text/id/worklist.ts';
import { callBridge } from '../../tests/helpers/shell-app.ts';
import { plantCases, plantLetter, plantPartner, plantPetitions, plantRound } from '../../tests/helpers/plant-areas.ts';
import { plantDeliveries } from '../../tests/helpers/plant-deliveries.ts';
import type { Clerk } from './clerk.ts';
import type { Handled } from './compare.ts';

interface Stop { readonly picture: string; readonly area: string; readonly route?: string; readonly then?: () => Promise<unknown> }

/**
 * Lets the kelurahan take up one piece of work of every kind, by the calls that its screens make, and walks the areas where it
 * stands. Answers what the pictures say of it in numbers.
 */
export async function tourAreas(clerk: Clerk): Promise<Handled> {
  const { app } = clerk;
  const ask = async <T>(name: string, input: unknown = {}): Promise<T> => {
    const answer = await callBridge(app, name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as T;
  };
  const families = (await ask<{ rows: { id: string }[] }>('family.list', { limit: 20 })).rows.map(({ id }) => id);
  const person = (await ask<{ people: { id: string }[] }>('family.get', { id: families[0] })).people[0]?.id ?? '';
  await plantDeliveries(ask, person);
  const { partner, agreement } = await plantPartner(ask, await ask('programme.list'));
  const round = await plantRound(ask, families);
  const { petition, meeting } = await plantPetitions(ask, families);
  const caseOf = await plantCases(ask);
  await plantLetter(ask, person);
  const stops: readonly Stop[] = [
    { picture: '20-usulan', area: petitions.title },
    { picture: '21-usulan-satu', area: petitions.title, route: `/usulan/${petition}` },
    { picture: '22-verval', area: petitions.title, route: `/usulan/verval/periode/${round}` },
    { picture: '23-musyawarah', area: petitions.title, route: `/usulan/musyawarah/${meeting}` },
    { picture: '24-musyawarah-layar', area: petitions.title, route: `/usulan/musyawarah/${meeting}/layar` },
    { picture: '25-kasus', area: cases.title },
    { picture: '26-kasus-keluarga', area: cases.title, route: `/keluarga/${caseOf}/kasus` },
    { picture: '27-program', area: programmes.title },
    { picture: '28-penyaluran-harian', area: programmes.title, route: '/program/01900000-0000-7000-8000-000000000201/harian' },
    { picture: '29-mitra', area: programmes.title, route: `/program/mitra/${partner}/perjanjian/${agreement}` },
    { picture: '30-rekap-grafik', area: reports.title, route: '/laporan/recap/of~need,view~chart' },
    { picture: '31-outcome', area: reports.title, route: '/laporan/outcomes' },
    { picture: '32-rapat', area: reports.title, route: '/laporan/meeting' },
    { picture: '33-surat', area: reports.title, route: '/laporan/surat' },
    { picture: '34-perlu-diputuskan', area: worklist.title },
    { picture: '35-keamanan', area: settings.title, route: '/pengaturan/keamanan' },
    { picture: '36-jejak-audit', area: settings.title, route: '/pengaturan/audit' },
    { picture: '37-kesehatan', area: settings.title, route: '/pengaturan/kesehatan', then: async () => {
      await clerk.click(survival.healthNow);
      await clerk.sees(survival.check_held);
    } },
    { picture: '38-cadangan', area: settings.title, route: '/pengaturan/cadangan' },
  ];
  const words: Record<string, string> = {};
  for (const { picture, area, route, then } of stops) {
    await clerk.openArea(area);
    if (route !== undefined) await clerk.go(route);
    await then?.();
    await clerk.picture(picture);
    // The screen for the wall covers the rail.
    if (route?.endsWith('/layar')) await clerk.press('Escape');
    if (route === undefined) words[area] = await clerk.words();
  }
  return { cases: words[cases.title] ?? '', petitions: words[petitions.title] ?? '' };
}
