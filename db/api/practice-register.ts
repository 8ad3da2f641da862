import { writeChanges } from '../store/change-log.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { bulkWriteFamilies } from '../registry/bulk-write.ts';
import type { NewFamily } from '../registry/new-family.ts';
import { generateFamilies } from '../sample/families.ts';
import type { SampleFamily } from '../sample/families.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';

const FAMILIES = 300;
const SEED = 'contoh';

/** Fills a practice office with generated families; nobody in it is real. Returns how many. */
export function makePracticeRegister(writer: Writer, families = FAMILIES, seed = SEED): { families: number; people: number } {
  const meta = { user: { uid: null, name: 'contoh' }, kind: 'import', reason: 'office.createPractice' };
  const samples = generateFamilies({ seed, families, region: writer.identity.code, today: today(writer) });
  return writeChanges(writer, meta, (log) => {
    const written = bulkWriteFamilies(writer, log, asNewFamilies(writer, samples));
    return { families: written.families.count, people: written.people.count };
  });
}

/** Generated families as the register takes them: programmes by their code in the catalogue, people by their new ids. */
export function* asNewFamilies(writer: Writer, samples: Iterable<SampleFamily>): Generator<NewFamily> {
  const programmes = new Map<string, StoredRecord | undefined>();
  const programmeOf = (code: string): StoredRecord | undefined => {
    if (!programmes.has(code)) programmes.set(code, recordsWhere(writer, 'programme', 'code', code)[0]);
    return programmes.get(code);
  };
  for (const sample of samples) {
    const people = sample.people.map((values) => ({ uid: writer.newId(), values }));
    yield {
      values: { region: sample.region.code, status: 1, ...sample.family },
      people,
      rankings: sample.rankings.map((values) => ({ values })),
      enrolments: sample.enrolments.flatMap(({ programme: code, person, pengurus, values }) => {
        const programme = programmeOf(code);
        if (!programme) return [];
        const receiver = pengurus === null ? null : (people[pengurus]?.uid ?? null);
        const unitKind = programme.values.unitKind ?? null;
        return [{ values: { ...values, programme: programme.uid, unitKind, pengurus: receiver }, ...(person !== null && { person }) }];
      }),
    };
  }
}
