import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { exportPackage } from '../../db/handoff/export.ts';
import type { ReceivedRow } from '../../db/handoff/inbox.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import type { Session } from '../../db/handoff/session.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import { knownRegions } from '../../db/sample/places.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import type { Reader } from '../../db/store/office.ts';
import { newOffice, openKept, sessionOf } from './bench-session.ts';
import { approve, timed } from './hand-over.ts';
import { copyKept, keep } from './keep.ts';
import type { Line } from './measure.ts';
import { insertAll, readTables } from './raw-rows.ts';
import { trustBoth } from './trust-both.ts';

/** A change in what is generated or written takes the next number: packages that were kept are made anew. */
const EDITION = 1;
const CITY = '61.71';
/** All kelurahan of Pontianak: 29. */
const kelurahan = knownRegions.filter(({ code }) => code.startsWith(`${CITY}.`));

/** A city that trusts its 29 kelurahan, and the first report of each in the folder `stick`: made once, minutes for a city. */
export function keptCity(families: number): Promise<string> {
  return keep(`city-${families}-${EDITION}`, async (folder) => {
    const city = newOffice(folder, CITY, 'Pontianak', 'kota');
    const to = sessionOf(city);
    seedProgrammes(to.office, { user: to.user, kind: 'system' });
    const stick = path.join(folder, 'stick');
    mkdirSync(stick);
    for (const [place, { code, village }] of kelurahan.entries()) await writeFirstReport(path.join(folder, 'making'), stick, to, code, village, Math.floor((families * (place + 1)) / kelurahan.length) - Math.floor((families * place) / kelurahan.length));
    city.close();
  });
}

async function writeFirstReport(folder: string, stick: string, to: Session, code: string, name: string, families: number): Promise<void> {
  const office = newOffice(folder, code, name, 'kelurahan');
  const from = sessionOf(office);
  seedProgrammes(from.office, { user: from.user, kind: 'system' });
  const generated = generateFamilies({ seed: `city ${code}`, families, region: code, today: '2025-11-20' });
  writeChanges(from.office, { user: from.user, kind: 'import' }, (log) => bulkWriteFamilies(from.office, log, asNewFamilies(from.office, generated), families));
  await trustBoth(from, to, folder);
  approve(from, CITY);
  await exportPackage(from, { to: [CITY], folder: stick });
  office.close();
  rmSync(folder, { recursive: true });
}

/**
 * The first reports of 29 kelurahan taken by their city in one go, with receipts; then the rows that this left put into an
 * empty register by prepared statements, a transaction a kelurahan.
 */
export async function benchCity(families: number): Promise<Line[]> {
  const folder = copyKept(await keptCity(families));
  const office = openKept(folder, CITY);
  const to = sessionOf(office);
  try {
    let rows: ReceivedRow[] = [];
    const answers = path.join(folder, 'answers');
    mkdirSync(answers);
    const ours = await timed(async () => (rows = await receivePackages(to, { paths: [path.join(folder, 'stick')], receiptsFolder: answers })));
    if (rows.length !== kelurahan.length || rows.some((row) => row.outcome !== 'accepted' || row.quarantined + row.conflicts > 0)) throw new Error(`Not all was taken: ${JSON.stringify(rows.find((row) => row.outcome !== 'accepted') ?? rows[0])}`);
    const raw = rawInserts(to.office, folder);
    const counts = to.office.db.prepare('SELECT (SELECT count(*) FROM family) AS families, (SELECT count(*) FROM person) AS people').get() as { families: number; people: number };
    const seconds = rows.map((row) => row.seconds ?? 0);
    return [
      {
        name: `first reports of ${rows.length} kelurahan taken in one go, over raw inserts of their rows`, value: raw / ours, unit: '×', goal: { least: 0.4 },
        note: `${(ours / 1000).toFixed(1)} s against ${(raw / 1000).toFixed(1)} s; ${counts.families.toLocaleString('en')} families, ${counts.people.toLocaleString('en')} people; a package ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s`,
      },
      { name: 'rows of first reports taken', value: (rows.reduce((sum, row) => sum + row.applied, 0) / ours) * 1000, unit: 'rows/s', note: `${(rows.reduce((sum, row) => sum + (row.bytes ?? 0), 0) / 1e6).toFixed(1)} MB in ${readdirSync(answers).length} answered files` },
    ];
  } finally {
    office.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Puts what a city holds into a new register, a kelurahan at a time; reading it is not counted. Answers the ms. */
function rawInserts(city: Reader, folder: string): number {
  const bare = newOffice(path.join(folder, 'bare'), CITY, 'Pontianak', 'kota');
  let sum = 0;
  try {
    for (const { code } of kelurahan) {
      const owned = `owner = '${code}'`;
      const tables = readTables(city, {
        family: owned, person: owned, ranking: owned, enrolment: owned,
        ...Object.fromEntries((['familySummary', 'lineChange', 'lineOrder'] as const).map((table) => [table, `family IN (SELECT id FROM family WHERE ${owned})`])), change: `device IN (SELECT no FROM device WHERE office = '${code}')`,
      });
      const start = performance.now();
      insertAll(bare.writer, tables);
      sum += performance.now() - start;
    }
  } finally {
    bare.close();
  }
  return sum;
}
