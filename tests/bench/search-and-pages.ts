import { Worker } from 'node:worker_threads';
import { uuidv7 } from 'uuidv7';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { listFamilies } from '../../db/registry/family-list.ts';
import type { FamilyPage, FamilySort } from '../../db/registry/family-list.ts';
import { search } from '../../db/registry/search.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { openReader } from '../../db/store/open-office.ts';
import type { Reader } from '../../db/store/office.ts';
import { benchOffice } from './bench-office.ts';
import type { BenchOffice } from './bench-office.ts';
import { percentile } from './measure.ts';
import type { Measure } from './measure.ts';
import { sampleFamilies } from './sample-families.ts';
import { typedTexts } from './typed-texts.ts';

/** Whoever answers: the registry itself, or the api with the trip to the data thread. */
export interface Caller {
  readonly name: string;
  search(text: string, limit: number): Promise<unknown>;
  page(sort: FamilySort, after: string | null, limit: number): Promise<FamilyPage>;
  close(): Promise<void>;
}

/** Opens a caller for an office whose writer is not open in this thread. */
export type OpenCaller = (office: BenchOffice, databaseKey: Uint8Array) => Promise<Caller>;

/** The registry on a read-only connection in this thread. */
export const openRegistryCaller: OpenCaller = (office, databaseKey) => {
  const reader = openReader(office.dir, databaseKey, { newId: uuidv7, now: () => new Date() });
  return Promise.resolve({
    name: 'registry',
    search: (text, limit) => Promise.resolve(search(reader, text, limit, null)),
    page: (sort, after, limit) => Promise.resolve(listFamilies(reader, {}, sort, after, limit, null)),
    close: () => Promise.resolve(reader.close()),
  });
};

const LIMIT = 15;
const PAGE = 200;
const LIKE_SAMPLE = 120;

/** Search as you type and pages of 200 in a register of so many families, alone and while an import writes to it. */
export async function benchSearchAndPages(families: number, importFamilies: number, open: OpenCaller = openRegistryCaller): Promise<Measure[]> {
  const office = benchOffice();
  const list = sampleFamilies(office, families, 'search');
  writeChanges(office.writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, list));
  const people = list.reduce((sum, family) => sum + family.people.length, 0);
  const texts = typedTexts(office.writer);
  const like = likeScan(office.writer, texts.names);
  const key = office.office.secrets.databaseKey;
  office.office.close();
  const caller = await open(office, key);
  try {
    const everything = [...texts.names, ...texts.numbers, ...texts.addresses];
    await timeAll(everything.slice(0, 200), caller);
    const idle = await timeAll(everything, caller);
    const slips = await timeAll(texts.misspelt, caller);
    const pages = await timePages(caller);
    const busy = await whileImporting(office, importFamilies, (ended) => timeAll(everything, caller, ended));
    const per = (times: readonly number[]) => `p50 ${percentile(times, 0.5).toFixed(2)}, max ${Math.max(...times).toFixed(1)} ms, ${times.length} texts`;
    const p99 = percentile(idle, 0.99);
    return [
      { name: `search as you type (${caller.name}), ${people} people, p99`, value: p99, unit: 'ms', goal: { most: 8 }, note: per(idle) },
      { name: 'search while an import runs, p99', value: percentile(busy, 0.99), unit: 'ms', goal: { most: 16 }, note: per(busy) },
      { name: 'misspelt names, p99', value: percentile(slips, 0.99), unit: 'ms', note: per(slips) },
      { name: "LIKE '%…%' scan of the same names, p99", value: percentile(like, 0.99), unit: 'ms', note: per(like) },
      { name: 'LIKE scan over search, p99', value: percentile(like, 0.99) / p99, unit: '×' },
      { name: `page of ${PAGE} rows (${caller.name}), every sort to its end, p99`, value: percentile(pages, 0.99), unit: 'ms', goal: { most: 5 }, note: `${per(pages).replace('texts', 'pages')}` },
    ];
  } finally {
    await caller.close();
    office.dispose();
  }
}

async function timeAll(texts: readonly string[], caller: Caller, until: () => boolean = () => false): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    if (until()) break;
    await new Promise((resolve) => setImmediate(resolve));
    const start = performance.now();
    await caller.search(text, LIMIT);
    times.push(performance.now() - start);
  }
  return times;
}

async function timePages(caller: Caller): Promise<number[]> {
  const times: number[] = [];
  const sorts = ['head', 'address', 'rt', 'desil', 'members', 'surveyDate', 'changedAt'] as const;
  for (const by of sorts) {
    for (const direction of ['asc', 'desc'] as const) {
      let after: string | null = null;
      do {
        const start = performance.now();
        const page: FamilyPage = await caller.page({ by, direction }, after, PAGE);
        times.push(performance.now() - start);
        after = page.next;
      } while (after !== null);
    }
  }
  return times;
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

/** Runs `work` again and again from the start of an import in another thread until it has ended. */
async function whileImporting(office: BenchOffice, families: number, work: (ended: () => boolean) => Promise<number[]>): Promise<number[]> {
  const thread = new Worker(new URL('./import-thread.ts', import.meta.url), { workerData: { dir: office.dir, profileDir: office.profileDir, families } });
  let done = false;
  const said = (word: string): Promise<void> => new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.on('message', (message) => {
      if (message === word) resolve();
    });
  });
  await said('ready');
  const ended = said('done').then(() => {
    done = true;
  });
  thread.postMessage('go');
  const times: number[] = [];
  while (!done) times.push(...(await work(() => done)));
  await ended;
  await thread.terminate();
  return times;
}
