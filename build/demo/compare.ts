import { city, kecamatan, kelurahan, officeFolder, passphrase } from './offices.ts';
import type { DemoOffice } from './offices.ts';
import { terminal } from './terminal.ts';

/** What stood on the pictures, as words of the page or numbers read from them. */
export interface Pictured {
  readonly preview: { readonly families: number; readonly people: number };
  readonly sent: { readonly families: number; readonly people: number };
  readonly home: string;
  readonly receiverHomes: { readonly kecamatan: string; readonly city: string };
  readonly handled: Handled;
  readonly list: string;
  readonly recap: string;
  readonly family: { readonly id: string; readonly head: string; readonly members: number };
}

/** What the tour of the areas showed in words: the list of needs that are handled, and that of usulan. */
export interface Handled {
  readonly cases: string;
  readonly petitions: string;
}

/** One pictured number, found again. */
export interface Found {
  readonly what: string;
  readonly value: string | number;
}

interface Counts {
  readonly families: number;
  readonly people: number;
}
interface Person {
  readonly values: { readonly name?: string; readonly relationship?: number };
}

/**
 * Asks the terminal about the office folders of a demonstration whose window is closed, and compares. Answers what was
 * compared; throws with every number that differs.
 */
export function findAgain(profileDir: string, seen: Pictured): Found[] {
  const ask = terminal(profileDir, passphrase);
  const on = (office: DemoOffice): string[] => ['--office', officeFolder(profileDir, office)];
  const verified = (office: DemoOffice): Counts => {
    const { ok, counts } = ask('verify', ...on(office)) as { ok: boolean; counts: Counts };
    if (!ok) throw new Error(`verify finds something wrong with ${office.code}`);
    return counts;
  };
  const totals = (office: DemoOffice): Counts => (ask('report', 'recap', ...on(office)) as { totals: Counts }).totals;
  const shown = ask('show', ...on(kelurahan), seen.family.id) as { people: Person[] };
  const own = verified(kelurahan);
  const cases = ask('call', ...on(kelurahan), 'case.list', '{}') as { counts: { open: number } };
  const petitions = ask('call', ...on(kelurahan), 'petition.list', '{"kind":1,"wait":"open"}') as unknown as unknown[];
  const rows = [
    ...pair('import preview', seen.preview, own),
    ...pair('package', seen.sent, own),
    ...pair('Beranda', wordsOf(seen.home), own),
    ...pair('list', wordsOf(seen.list), totals(kelurahan)),
    ...pair('recap', totalLine(seen.recap), totals(kelurahan)),
    ...pair('Beranda of the kecamatan', wordsOf(seen.receiverHomes.kecamatan), verified(kecamatan)),
    ...pair('recap of the kecamatan', totalLine(seen.recap), totals(kecamatan)),
    ...pair('Beranda of the city', wordsOf(seen.receiverHomes.city), verified(city)),
    ...pair('recap of the city', totalLine(seen.recap), totals(city)),
    { what: 'Kasus, needs handled', pictured: numberBefore(seen.handled.cases, 'kebutuhan'), told: cases.counts.open },
    { what: 'Usulan, not finished', pictured: numberBefore(seen.handled.petitions, 'belum selesai'), told: petitions.length },
    { what: 'family page, people', pictured: seen.family.members, told: shown.people.length },
    { what: 'family page, Kepala Keluarga', pictured: seen.family.head, told: shown.people.find((person) => person.values.relationship === 1)?.values.name ?? '' },
  ];
  const wrong = rows.filter((row) => row.pictured !== row.told);
  if (wrong.length > 0) throw new Error(`Pictures and folders disagree. ${wrong.map(({ what, pictured, told }) => `${what}: pictured ${pictured}, terminal ${told}`).join('; ')}`);
  return rows.map(({ what, pictured }) => ({ what, value: pictured }));
}

/** The commands with which anyone finds the pictured numbers again. */
export function commandsFor(profileDir: string, family: string): string[] {
  const tepat = (...words: string[]): string => `TEPAT_PROFILE=${profileDir} TEPAT_PASSPHRASE='${passphrase}' npm run -s tepat -- ${words.join(' ')}`;
  return [
    ...[kelurahan, kecamatan, city].map((office) => tepat('verify', '--office', officeFolder(profileDir, office))),
    tepat('report recap', '--office', officeFolder(profileDir, kelurahan)),
    tepat('show', '--office', officeFolder(profileDir, kelurahan), family),
  ];
}

function pair(what: string, pictured: Counts, told: Counts) {
  return [
    { what: `${what}, families`, pictured: pictured.families, told: told.families },
    { what: `${what}, people`, pictured: pictured.people, told: told.people },
  ];
}

function wordsOf(words: string): Counts {
  return { families: numberBefore(words, 'keluarga'), people: numberBefore(words, 'orang') };
}

/** The last line of the recap: `Jumlah`, families, people, and then the desil. */
function totalLine(words: string): Counts {
  const line = words.split('Jumlah').at(-1) ?? '';
  const [families = NaN, people = NaN] = [...line.matchAll(/\d[\d.]*/g)].map(([text]) => Number(text.replaceAll('.', '')));
  return { families, people };
}

/** `12.345 keluarga` → 12345. */
function numberBefore(words: string, word: string): number {
  const found = new RegExp(`(\\d[\\d.]*) ${word}`).exec(words);
  return Number((found?.[1] ?? 'NaN').replaceAll('.', ''));
}
