import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { caller, createApi } from '../../db/api/create-api.ts';
import { demoOffice } from '../../db/cli/demo/demo-office.ts';
import { planDayTwo } from '../../db/sample/day-two.ts';
import type { KnownFamily } from '../../db/sample/day-two.ts';
import { approve } from '../helpers/approve.ts';
import { benchOffice, benchPassphrase, benchUser } from './bench-office.ts';
import { gzippedLines } from './json-lines.ts';
import type { Line } from './measure.ts';
import { fillOffice } from './sample-families.ts';

type Call = ReturnType<typeof caller>;

/** Families that the day's edits are drawn from. */
const EDITED_AMONG = 500;
const DISTRICT = '64.74.03';

/** A kelurahan's first report and the one after a day of 37 edits: written by the kelurahan, taken by the kecamatan. */
export async function benchPackages(families: number): Promise<Line[]> {
  const bench = benchOffice();
  fillOffice(bench, families, 'package');
  const lines = gzippedLines(bench.writer, Object.fromEntries(['programme', 'family', 'person', 'ranking', 'enrolment']
    .map((table) => [table, bench.writer.db.prepare(`SELECT id FROM "${table}" WHERE owner IS NOT NULL ORDER BY id`).pluck().all() as number[]])));
  bench.office.close();
  const stick = join(bench.profileDir, 'stick');
  const receipts = join(stick, 'receipts');
  mkdirSync(stick);
  const sender = await signIn(bench.profileDir, bench.dir);
  const receiver = await demoOffice(bench.profileDir, 'kecamatan', DISTRICT);
  try {
    await trustEachOther(sender.call, receiver.call, stick);
    const ask = <T>(name: string, input?: unknown): Promise<T> => sender.call(name as 'approval.review', input as never) as Promise<T>;
    await approve(ask, [DISTRICT]);
    const [first, exporting] = await timed(() => sender.call('package.export', { to: [DISTRICT], folder: stick }));
    const receiving = await take(receiver.call, first.file, receipts);
    await take(sender.call, receipts);
    const edits = await liveOneDay(sender.call);
    await approve(ask, [DISTRICT]);
    const [second, daily] = await timed(() => sender.call('package.export', { to: [DISTRICT], folder: stick }));
    if (second.changes !== edits) throw new Error(`The second report holds ${second.changes} changes of ${edits} edits`);
    const takingDaily = await take(receiver.call, second.file, receipts);
    const of = `${first.changes.toLocaleString('en')} records of ${first.families.toLocaleString('en')} families, ${first.people.toLocaleString('en')} people`;
    return [
      { name: 'first report written, signed, sealed and read back', value: (first.changes / exporting) * 1000, unit: 'rows/s', note: `${of} in ${(exporting / 1000).toFixed(1)} s` },
      { name: 'first report received by the kecamatan', value: (first.changes / receiving) * 1000, unit: 'rows/s', note: `in ${(receiving / 1000).toFixed(1)} s, with snapshot and receipt` },
      { name: 'first report, size of a row', value: first.bytes / first.changes, unit: 'bytes', note: `${(first.bytes / 1e6).toFixed(2)} MB in one file` },
      { name: 'bytes of whole rows over gzipped JSON lines of them', value: first.bytes / lines, unit: '×', goal: { most: 0.75 } },
      { name: `report of a day with ${edits} edits`, value: second.bytes, unit: 'bytes', goal: { most: 100 * 1024 }, note: `written in ${Math.round(daily)} ms, received in ${Math.round(takingDaily)} ms` },
    ];
  } finally {
    await sender.close();
    await receiver.close();
    bench.dispose();
  }
}

async function signIn(profileDir: string, officeDir: string): Promise<{ call: Call; close(): Promise<void> }> {
  let session = '';
  const api = createApi({ lane: 'both', profileDir, officeDir, now: () => new Date(), onEvent: () => undefined });
  const call = caller(api, () => session);
  session = (await call('session.open', { user: benchUser, passphrase: benchPassphrase })).session;
  return { call, close: () => api.close() };
}

async function trustEachOther(one: Call, other: Call, folder: string): Promise<void> {
  const cards = await Promise.all([one, other].map((call, place) => call('card.export', { path: join(folder, `card-${place}.tepatcard`) })));
  const trust = (call: Call, card = cards[0]): Promise<unknown> => call('card.trust', { path: card?.file ?? '', fingerprint: card?.fingerprint });
  await Promise.all([trust(one, cards[1]), trust(other)]);
}

/** Takes one package, or the receipt in a folder; answers in how many ms. Throws where not all of it was taken. */
async function take(call: Call, path: string, receiptsFolder?: string): Promise<number> {
  const [rows, time] = await timed(() => call('package.receive', { paths: [path], receiptsFolder }));
  const [row] = rows;
  if (row?.outcome !== 'accepted' || row.conflicts + row.quarantined > 0) throw new Error(`The package was not taken whole: ${JSON.stringify(row)}`);
  return time;
}

/** Makes the demonstration's edits of a day, each one record; answers how many. */
async function liveOneDay(call: Call): Promise<number> {
  const { rows } = await call('family.list', { limit: EDITED_AMONG });
  const known: KnownFamily[] = [];
  for (const { id } of rows) {
    const { values, people } = await call('family.get', { id });
    known.push({ id, values, people });
  }
  const { edits } = planDayTwo(known, 'bench', '2025-11-20');
  for (const { entity, id, values, reason } of edits) await call('record.change', { entity, id, values: { ...values }, reason });
  return edits.length;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
