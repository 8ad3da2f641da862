import type { CallOutput } from '../../db/api/contract.ts';
import type { FamilySort } from '../../db/registry/family-list.ts';
import type { Reader } from '../../db/store/office.ts';
import { benchOffice } from './bench-office.ts';
import { askedPeople, counterLines, plantPetitions } from './counter.ts';
import { percentile, spread } from './measure.ts';
import type { Line } from './measure.ts';
import { openRegisterThreads } from './register-threads.ts';
import type { RegisterThreads } from './register-threads.ts';
import { fillOffice, sampleFile } from './sample-families.ts';
import { timeSearches, whileImporting } from './search-trips.ts';
import { typedTexts } from './typed-texts.ts';
import type { TypedTexts } from './typed-texts.ts';

const PAGE = 200;
const LIKE_SAMPLE = 120;

/**
 * Search as you type and pages of 200 in a register of so many families, each through the api with the trip to the data
 * thread, alone and while the other thread imports a spreadsheet; beside a LIKE scan of the same register.
 */
export async function benchSearchAndPages(distDir: string, families: number, importFamilies: number): Promise<Line[]> {
  const office = benchOffice();
  try {
    const people = fillOffice(office, families, 'search');
    const texts = typedTexts(office.writer);
    const like = likeScan(office.writer, texts.names);
    plantPetitions(office);
    const asked = askedPeople(office.writer);
    office.office.close();
    const threads = await openRegisterThreads(distDir, office.profileDir);
    try {
      const file = await sampleFile(office.profileDir, importFamilies, 'meanwhile');
      return [...(await counterLines(threads, asked)), ...(await measureTrips({ threads, texts, like, people, file }))];
    } finally {
      await threads.close();
    }
  } finally {
    office.dispose();
  }
}

interface Trips {
  readonly threads: RegisterThreads;
  readonly texts: TypedTexts;
  readonly like: readonly number[];
  readonly people: number;
  readonly file: { readonly path: string; readonly rows: number };
}

async function measureTrips({ threads, texts, like, people, file }: Trips): Promise<Line[]> {
  const everything = [...texts.names, ...texts.numbers, ...texts.addresses];
  await timeSearches(everything.slice(0, 200), threads);
  const idle = await timeSearches(everything, threads);
  const slips = await timeSearches(texts.misspelt, threads);
  const pages = await timePages(threads);
  const { times: busy, seconds } = await whileImporting(threads, file.path, everything);
  const p99 = percentile(idle, 0.99);
  return [
    { name: `search as you type, ${people.toLocaleString('en')} people, through the data thread, p99`, value: p99, unit: 'ms', goal: { most: 8 }, note: spread(idle, 'texts') },
    { name: 'the same while a spreadsheet is imported, p99', value: percentile(busy, 0.99), unit: 'ms', goal: { most: 16 }, note: `${spread(busy, 'texts')}; ${file.rows.toLocaleString('en')} rows read, checked and written in ${seconds.toFixed(1)} s` },
    { name: 'misspelt names, p99', value: percentile(slips, 0.99), unit: 'ms', note: spread(slips, 'texts') },
    { name: "LIKE '%…%' scan for the same names, p99", value: percentile(like, 0.99), unit: 'ms', note: spread(like, 'texts') },
    { name: 'LIKE scan over search, both p99', value: percentile(like, 0.99) / p99, unit: '×' },
    { name: `page of ${PAGE} rows through the data thread, every sort to its end, p99`, value: percentile(pages.all, 0.99), unit: 'ms', goal: { most: 5 }, note: `${spread(pages.all, 'pages')}; the last 10 of each sort: ${spread(pages.deepest, 'pages')}` },
  ];
}

async function timePages({ call }: RegisterThreads): Promise<{ all: number[]; deepest: number[] }> {
  const all: number[] = [];
  const deepest: number[] = [];
  const sorts: readonly FamilySort['by'][] = ['head', 'address', 'rt', 'desil', 'members', 'surveyDate', 'changedAt'];
  for (const by of sorts) {
    for (const direction of ['asc', 'desc'] as const) {
      const times: number[] = [];
      let after: string | null = null;
      do {
        const start = performance.now();
        const page: CallOutput<'family.list'> = await call('family.list', { sort: { by, direction }, after, limit: PAGE });
        times.push(performance.now() - start);
        after = page.next;
      } while (after !== null);
      all.push(...times);
      deepest.push(...times.slice(-10));
    }
  }
  return { all, deepest };
}

function likeScan({ db }: Reader, names: readonly string[]): number[] {
  const scan = db.prepare('SELECT p.uid, p.name FROM person p WHERE p.name LIKE ? LIMIT 15');
  const step = Math.max(1, Math.floor(names.length / LIKE_SAMPLE));
  return names.filter((_, place) => place % step === 0).map((name) => {
    const start = performance.now();
    scan.all(`%${name.split(' ').join('%')}%`);
    return performance.now() - start;
  });
}
