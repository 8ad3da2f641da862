import { setTimeout as pause } from 'node:timers/promises';
import { writeChanges } from '../../db/store/change-log.ts';
import { benchOffice } from './bench-office.ts';
import type { BenchOffice } from './bench-office.ts';
import { percentile, spread } from './measure.ts';
import type { Line } from './measure.ts';
import { importSpreadsheet, openRegisterThreads } from './register-threads.ts';
import type { Call } from './register-threads.ts';
import { fillOffice, sampleFile } from './sample-families.ts';

const RECIPIENTS = 500;
const MOST_MS = 50;
/** A scan so often: faster than any hall, so that few scans miss what is slow. */
const EVERY_MS = 100;

/** A hall: a programme and everybody who comes for it. */
interface Hall { readonly programme: string; readonly enrolments: readonly string[] }

/**
 * A delivery day in a kelurahan of so many families: 500 recipients are ticked one after the other, each from the scan to
 * the answer that it is on the disk, with the trip to the data thread; alone, and while a spreadsheet is imported from
 * its opening to its commit. A scan that meets the one transaction of the commit waits for it. Beside it the list of the day.
 */
export async function benchDeliveries(distDir: string, families: number, importFamilies: number): Promise<Line[]> {
  const office = benchOffice();
  try {
    const people = fillOffice(office, families, 'deliveries');
    const hall = enrolMany(office);
    office.office.close();
    const threads = await openRegisterThreads(distDir, office.profileDir);
    try {
      await tickAll(threads.call, hall, 'pemanasan', 50);
      const alone = await tickAll(threads.call, hall, '2026-11');
      const lists = await timeLists(threads.call, hall);
      const file = await sampleFile(office.profileDir, importFamilies, 'meanwhile');
      const busy = await whileImporting(threads.call, hall, file.path);
      const of = `${people.toLocaleString('en')} people, ${hall.enrolments.length} recipients`;
      return [
        { name: `delivery day, ${of}: scan to saved, p99`, value: percentile(alone, 0.99), unit: 'ms', goal: { most: MOST_MS }, note: spread(alone, 'ticks') },
        { name: 'the same while a spreadsheet is imported, p99', value: percentile(busy.times, 0.99), unit: 'ms', goal: { most: MOST_MS }, note: `${spread(busy.times, `ticks, one every ${EVERY_MS} ms`)}, ${busy.times.filter((ms) => ms > MOST_MS).length} over ${MOST_MS} ms; ${file.rows.toLocaleString('en')} rows from the opening to the commit in ${busy.seconds.toFixed(1)} s` },
        { name: `list of a phase with its ${hall.enrolments.length} recipients, p99`, value: percentile(lists, 0.99), unit: 'ms', note: spread(lists, 'lists') },
      ];
    } finally {
      await threads.close();
    }
  } finally {
    office.dispose();
  }
}

function enrolMany({ writer, user }: BenchOffice): Hall {
  const programme = writer.db.prepare('SELECT uid FROM programme WHERE unitKind = 2 ORDER BY id LIMIT 1').pluck().get() as string | undefined;
  const uid = programme ?? writeChanges(writer, { user, kind: 'edit' }, (log) => log.create('programme', { name: 'Bantuan ukur', unitKind: 2, form: 1, active: 1 }).uid);
  const families = writer.db.prepare('SELECT uid FROM family WHERE coalesce(status, 1) = 1 ORDER BY id LIMIT ?').pluck().all(RECIPIENTS) as string[];
  const enrolments = writeChanges(writer, { user, kind: 'enrol' }, (log) => families.map((family) => log.create('enrolment', { owner: writer.identity.code, family, programme: uid, unitKind: 2, status: 3, start: '2026-01-01' }).uid));
  return { programme: uid, enrolments };
}

/** Ticks everybody of the hall once, or the first of them; how long each took. */
async function tickAll(call: Call, { programme, enrolments }: Hall, phase: string, most = enrolments.length, until: () => boolean = () => false): Promise<number[]> {
  const times: number[] = [];
  for (const enrolment of enrolments.slice(0, most)) {
    if (until()) break;
    const start = performance.now();
    await call('delivery.record', { mayWait: true, programme, phase, date: '2026-11-20', items: [{ enrolment, status: 1, rupiah: 200_000, relation: 1 }] });
    times.push(performance.now() - start);
  }
  return times;
}

async function timeLists(call: Call, { programme }: Hall): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    const start = performance.now();
    await call('delivery.list', { programme, phase: '2026-11' });
    times.push(performance.now() - start);
  }
  return times;
}

/**
 * Ticks one recipient every so often from the opening of a spreadsheet until it is written. Each is timed from when the
 * scan was due, so that whoever waits behind a slow one is counted as waiting too.
 */
async function whileImporting(call: Call, { programme, enrolments }: Hall, file: string): Promise<{ times: number[]; seconds: number }> {
  const began = performance.now();
  let ended = false;
  const importing = importSpreadsheet(call, file).finally(() => (ended = true));
  const times: number[] = [];
  const saved: Promise<unknown>[] = [];
  for (let count = 0; !ended; count += 1) {
    const due = began + count * EVERY_MS;
    await pause(due - performance.now());
    const enrolment = enrolments[count % enrolments.length] ?? '';
    const phase = `Tahap ${Math.floor(count / enrolments.length) + 1}`;
    saved.push(call('delivery.record', { mayWait: true, programme, phase, date: '2026-11-20', items: [{ enrolment, status: 1, rupiah: 200_000, relation: 1 }] }).then(() => times.push(performance.now() - due)));
  }
  await Promise.all([importing, ...saved]);
  return { times, seconds: (performance.now() - began) / 1000 };
}
