import { writeChanges } from '../../db/store/change-log.ts';
import type { BenchOffice } from './bench-office.ts';
import { percentile, spread } from './measure.ts';
import type { Line } from './measure.ts';
import type { RegisterThreads } from './register-threads.ts';

const PETITIONS = 4000;
const ASKED = 240;
/** Domain reference KLB-6: who stands at the counter is answered within a second. */
const ANSWERED_WITHIN = 1000;

/** Usulan and sanggah about families spread over the register, at every step. */
export function plantPetitions({ writer, user }: BenchOffice): void {
  const families = writer.db.prepare('SELECT uid FROM family ORDER BY id').pluck().all() as string[];
  const { code } = writer.identity;
  writeChanges(writer, { user, kind: 'petition' }, (log) => {
    for (let place = 0; place < PETITIONS; place += 1) {
      const state = 2 + (place % 4);
      const { uid } = log.create('petition', { owner: code, kind: 1 + Number(place % 5 === 0), subject: place % 5 === 0 ? 11 : 1, number: `${String(place + 1).padStart(4, '0')}/USL/2025`, source: 2, applicant: 'Ketua RT', request: 'Belum menerima apa pun', family: families[(place * 7) % families.length] ?? null, receivedOn: '2025-10-01', state, result: state === 3 ? 1 : state > 3 ? 4 : null, stateDate: '2025-11-01', round: 1 });
      for (let step = 2; step <= state; step += 1) log.create('petitionStep', { owner: code, petition: uid, state: step, round: 1, date: '2025-11-01', by: 'siti' });
    }
  });
}

/** The whole answer at the counter, through the data threads: by NIK, and by a name that is typed, found and opened. Each is logged. */
export async function counterLines({ call }: RegisterThreads, people: readonly (readonly [id: string, nik: string, name: string])[]): Promise<Line[]> {
  const byNik: number[] = [];
  const byName: number[] = [];
  const purpose = 'pertanyaan di loket';
  for (const [, nik] of people) byNik.push(await timed(() => call('aid.check', { nik, purpose })));
  for (const [id, , name] of people) {
    byName.push(await timed(async () => {
      await call('search', { text: name.toLowerCase(), limit: 15 });
      await call('aid.check', { person: id, purpose });
    }));
  }
  const line = (name: string, times: readonly number[]): Line => ({ name, value: percentile(times, 0.99), unit: 'ms', goal: { most: ANSWERED_WITHIN }, note: `${spread(times, 'answers')}, each kept in the change log; ${PETITIONS.toLocaleString('en')} usulan and sanggah` });
  return [line('the whole answer at the counter by NIK, p99', byNik), line('the same by a typed name that is found and opened, p99', byName)];
}

/** People spread over the register, with their NIK and name. */
export function askedPeople({ db }: Pick<BenchOffice['writer'], 'db'>): [string, string, string][] {
  return db.prepare('SELECT uid, nik, name FROM person WHERE nik IS NOT NULL AND name IS NOT NULL AND id % (SELECT max(1, count(*) / ?) FROM person) = 0 ORDER BY id').raw().all(ASKED) as [string, string, string][];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
