import { join } from 'node:path';
import type { FieldValues } from '../../rules/field.ts';
import { planDayTwo } from '../../sample/day-two.ts';
import type { KnownFamily } from '../../sample/day-two.ts';
import type { SampleFamily } from '../../sample/families.ts';
import { writeWorkbook } from '../../sample/workbooks.ts';
import type { Call } from '../session.ts';
import { familyIds } from './compare-offices.ts';
import type { DemoOffice } from './demo-office.ts';
import { importFile } from './import-file.ts';
import type { Step } from './step.ts';

const REASON = 'Sudah dicocokkan dengan dokumen';

/**
 * The second day: 37 edits, 2 births, 1 death, and a list imported by mistake and undone. Returns how many changes of
 * the register that made, by the history; a package must carry exactly these.
 */
export async function liveSecondDay(day: { step: Step; office: DemoOffice; seed: string; today: string; mistaken: () => Iterable<SampleFamily>; folder: string }): Promise<{ changes: number }> {
  const { step, office, seed, today, mistaken, folder } = day;
  const { call } = office;
  const before = (await call('office.info', {})).unsentChanges;
  const plan = planDayTwo(await knownFamilies(call), seed, today);
  await step('Hari kedua: perubahan satu per satu', async () => {
    let changed = 0;
    for (const edit of plan.edits) changed += await retryWithReasons((acknowledged) => call('record.change', { entity: edit.entity, id: edit.id, values: values(edit.values), reason: edit.reason, acknowledged })).then((done) => done.changes);
    return { edits: plan.edits.length, changed };
  });
  await step('Hari kedua: kelahiran dan kematian', async () => {
    for (const birth of plan.births) await retryWithReasons((acknowledged) => call('person.birth', { family: birth.family, values: values(birth.values), date: birth.date, acknowledged }));
    for (const death of plan.deaths) await call('person.death', { id: death.person, date: death.date, reason: death.reason });
    return { births: plan.births.length, deaths: plan.deaths.length };
  });
  await step('Hari kedua: daftar yang salah diimpor lalu dibatalkan', async () => {
    const file = join(folder, 'daftar-salah.xlsx');
    await writeWorkbook(file, 'dtsen', mistaken);
    const { batchId, created } = await importFile(office, file);
    const { undone, kept } = await call('import.undo', { batch: batchId, reason: 'Salah berkas' });
    return { created, undone, kept: kept.length };
  });
  return { changes: (await call('office.info', {})).unsentChanges - before };
}

interface Acknowledgement { code: string; reason: string; record?: string; field?: string }

/** A clerk reads a warning and gives a reason: tried once without, then with a reason for each warning that was named. */
async function retryWithReasons<T>(save: (acknowledged: Acknowledgement[]) => Promise<T>): Promise<T> {
  try {
    return await save([]);
  } catch (error) {
    const codes = String((error as { params?: { codes?: string } }).params?.codes ?? '');
    if (codes === '') throw error;
    return save(codes.split(/[ ,]+/).map((code) => ({ code, reason: REASON })));
  }
}

function values(given: FieldValues) {
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, value]));
}

async function knownFamilies(call: Call): Promise<KnownFamily[]> {
  const known: KnownFamily[] = [];
  for (const id of await familyIds(call)) {
    const { family } = await call('record.show', { id });
    if (family) known.push({ id, values: family.values, people: family.people.map((person) => ({ id: person.id, values: person.values })) });
  }
  return known;
}
