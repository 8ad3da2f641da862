import { addPerson, countName, createPeopleColumns } from '../rules/matching/people-columns.ts';
import type { PeopleColumns } from '../rules/matching/people-columns.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { familyStatus, personStatus } from './states.ts';

type Row = readonly [
  id: number, family: string | null, name: string | null, nik: string | null, birthDate: string | null, sex: number | null, birthPlace: string | null,
  fatherName: string | null, motherName: string | null, noKk: string | null, address: string | null, rt: string | null, rw: string | null,
];

/** People read between two pauses. */
const SLICE = 5000;

/**
 * The register's people for {@link findDuplicates}, streamed from the database a slice at a time: about 110 bytes each are
 * kept. What an undone import made is left out. `pause` is called between slices; it may wait, and throws to stop.
 */
export async function loadPeopleColumns(office: Reader, pause?: (read: number) => Promise<void> | void): Promise<PeopleColumns> {
  const last = (sql(office, 'SELECT max(id) FROM person').pluck().get() as number | null) ?? 0;
  const people = createPeopleColumns(last, true);
  const slice = sql(office, `SELECT p.id, p.family, p.name, p.nik, p.birthDate, p.sex, p.birthPlace, p.fatherName, p.motherName, f.noKk, f.address, f.rt, f.rw
    FROM person p LEFT JOIN familySummary f ON f.uid = p.family
    WHERE p.id > ? AND p.id <= ? AND coalesce(p.status, 0) <> ${personStatus.invalid} AND coalesce(f.status, 0) <> ${familyStatus.undone}`).raw();
  for (let from = 0; from < last; from += SLICE) {
    for (const row of slice.iterate(from, from + SLICE) as IterableIterator<Row>) add(people, row);
    await pause?.(people.length);
  }
  return people;
}

function add(people: PeopleColumns, [id, family, name, nik, birthDate, sex, birthPlace, fatherName, motherName, noKk, address, rt, rw]: Row): void {
  countName(people, addPerson(people, { family, name, nik, birthDate, sex, birthPlace, fatherName, motherName, noKk, address, rt, rw }, id));
  people.people += 1;
}
