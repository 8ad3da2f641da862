import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { search } from '../../db/registry/search.ts';
import { corrupt, errorKinds } from '../../db/sample/error-model.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import { createRandom } from '../../db/sample/random.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { openReader } from '../../db/store/open-office.ts';
import type { Reader } from '../../db/store/office.ts';
import { benchRegion } from './bench-office.ts';
import { dirOf, newOffice, openKept, sessionOf } from './bench-session.ts';
import { copyKept, keep } from './keep.ts';
import { percentile, spread } from './measure.ts';
import type { Line } from './measure.ts';
import { openRegisterThreads } from './register-threads.ts';
import { sampleFile } from './sample-families.ts';
import { timeSearches, whileImporting } from './search-trips.ts';
import { typedTexts } from './typed-texts.ts';

/** Not the region of the spreadsheet: so many people of one village use up its numbers, and every row would be a question. */
const cityRegion = '64.74.01.1001';
const LIMIT = 15;
const FOUND_WITHIN = 50;
const MISSPELT = 600;
const SCANS = 12;
const WHOLE_NAME = 14;
const NAME_ERRORS = errorKinds.filter((kind) => kind.startsWith('name-'));

/** A change in what is generated or written takes the next number: a register that was kept is made anew. */
const EDITION = 1;

/** Search in the register of a city, by texts as they are typed and by names with the errors of offices, beside a LIKE scan. */
export async function benchSearchLarge(distDir: string, families: number, importFamilies: number): Promise<Line[]> {
  const folder = copyKept(await keep(`search-${families}-${EDITION}`, (making) => fill(making, families)));
  const dir = dirOf(folder, benchRegion);
  writeFileSync(path.join(folder, 'offices.json'), JSON.stringify({ current: dir, known: [dir] }));
  const office = openKept(folder, benchRegion);
  try {
    const texts = typedTexts(office.writer);
    const alone = measure(openReader(dir, office.secrets.databaseKey, office.writer));
    office.close();
    return [...alone, await whileBusy(distDir, folder, importFamilies, [...texts.names, ...texts.numbers, ...texts.addresses])];
  } finally {
    office.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** As the window's searches run: on a connection that only reads, with the page cache of a register of this size. */
function measure(reader: ReturnType<typeof openReader>): Line[] {
  try {
    const people = reader.db.prepare('SELECT count(*) FROM person').pluck().get() as number;
    const { names, numbers, addresses } = typedTexts(reader);
    const texts = [...names, ...numbers, ...addresses];
    for (const text of texts.slice(0, 200)) search(reader, text, LIMIT, null);
    const time = (some: readonly string[]): number[] => some.map((text) => timed(() => search(reader, text, LIMIT, null)));
    const kinds = { names: time(names), numbers: time(numbers), addresses: time(addresses) };
    const typed = Object.values(kinds).flat();
    const like = likeScans(reader, names);
    const { times, found } = misspelt(reader);
    const shown = `${people.toLocaleString('en')} people`;
    const p99 = percentile(typed, 0.99);
    return [
      { name: `search as you type, ${shown}, p99`, value: p99, unit: 'ms', goal: { most: 8 }, note: spread(typed, 'texts') },
      ...Object.entries(kinds).map(([kind, times]): Line => ({ name: `the same, ${kind} alone, p99`, value: percentile(times, 0.99), unit: 'ms', goal: { most: 8 }, note: spread(times, 'texts') })),
      { name: `search, ${shown}: over a LIKE '%…%' scan, p99 of each`, value: percentile(like, 0.99) / p99, unit: '×', goal: { least: 15 }, note: spread(like, 'scans') },
      { name: `misspelt names, ${shown}, p99`, value: percentile(times, 0.99), unit: 'ms', goal: { most: 16 }, note: spread(times, 'names') },
      { name: 'misspelt names: the one meant is among the first 50', value: found, unit: '×', goal: { least: 0.6 }, note: `share of ${times.length} names with one error of offices` },
    ];
  } finally {
    reader.close();
  }
}

/** Through the data thread, while the other one reads, checks and writes a spreadsheet. */
async function whileBusy(distDir: string, profileDir: string, importFamilies: number, texts: readonly string[]): Promise<Line> {
  const threads = await openRegisterThreads(distDir, profileDir);
  try {
    const file = await sampleFile(profileDir, importFamilies, 'meanwhile');
    await timeSearches(texts.slice(0, 200), threads);
    const { times, seconds } = await whileImporting(threads, file.path, texts);
    return {
      name: 'search in a city while a spreadsheet is imported, p99', value: percentile(times, 0.99), unit: 'ms', goal: { most: 16 },
      note: `${spread(times, 'texts')}; ${file.rows.toLocaleString('en')} rows read, checked and written in ${seconds.toFixed(1)} s`,
    };
  } finally {
    await threads.close();
  }
}

/** Straight from the generator: a city's families are never held together. */
function fill(folder: string, families: number): Promise<void> {
  const office = newOffice(folder, benchRegion, 'Gunung Telihan', 'kelurahan');
  const { office: writer, user } = sessionOf(office);
  seedProgrammes(writer, { user, kind: 'system' });
  const generated = generateFamilies({ seed: 'city', families, region: cityRegion, today: '2025-11-20' });
  writeChanges(writer, { user, kind: 'import' }, (log) => bulkWriteFamilies(writer, log, asNewFamilies(writer, generated), families));
  office.close();
  return Promise.resolve();
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function likeScans({ db }: Reader, names: readonly string[]): number[] {
  const scan = db.prepare('SELECT p.uid, p.name FROM person p WHERE p.name LIKE ? LIMIT 15');
  // Whole names only: a short beginning is found after a few rows, and no scan is needed.
  const long = names.filter((name) => name.length >= WHOLE_NAME && !name.includes(' rt '));
  const step = Math.max(1, Math.floor(long.length / SCANS));
  return long.filter((_, place) => place % step === 0).map((name) => timed(() => scan.all(`%${name.split(' ').join('%')}%`)));
}

/** Names of the register with an error each, looked for as a clerk would type them. */
function misspelt(office: Reader): { times: number[]; found: number } {
  const random = createRandom('misspelt');
  const rows = office.db.prepare(`SELECT uid, name FROM person WHERE instr(name, ' ') > 0 AND id % (SELECT max(1, count(*) / ?) FROM person) = 0 ORDER BY id`)
    .raw().all(MISSPELT) as [string, string][];
  const times: number[] = [];
  let found = 0;
  for (const [place, [uid, name]] of rows.entries()) {
    const kind = NAME_ERRORS[place % NAME_ERRORS.length];
    const typed = kind === undefined ? name : String(corrupt({ name }, random, [kind]).values.name);
    if (typed === name) continue;
    const start = performance.now();
    const hits = search(office, typed.toLowerCase(), FOUND_WITHIN, null);
    times.push(performance.now() - start);
    if (hits.some((hit) => hit.id === uid)) found += 1;
  }
  return { times, found: found / Math.max(1, times.length) };
}
