import { addPerson, countName, createPeopleColumns, homeNumbers, noHome } from '../rules/matching/people-columns.ts';
import type { HomeNumbers, PeopleColumns } from '../rules/matching/people-columns.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { familyStatus, personStatus } from './states.ts';

type Row = readonly [
  id: number, family: string | null, name: string | null, nik: string | null, birthDate: string | null, sex: number | null, birthPlace: string | null,
  fatherName: string | null, motherName: string | null,
];
type Home = readonly [noKk: string | null, address: string | null, rt: string | null, rw: string | null, status: number];

/** People read between two pauses. */
const SLICE = 2000;

/**
 * The register's people for {@link findDuplicates}, streamed from the database a slice at a time: about 110 bytes each are
 * kept. What an undone import made is left out. `pause` is called between slices; it may wait, and throws to stop.
 */
export async function loadPeopleColumns(office: Reader, pause?: (read: number) => Promise<void> | void): Promise<PeopleColumns> {
  const last = (sql(office, 'SELECT max(id) FROM person').pluck().get() as number | null) ?? 0;
  const people = createPeopleColumns(last, true);
  const slice = sql(office, `SELECT id, family, name, nik, birthDate, sex, birthPlace, fatherName, motherName FROM person
    WHERE id > ? AND id <= ? AND coalesce(status, 0) <> ${personStatus.invalid}`).raw();
  const homeOf = familyHomes(office);
  for (let from = 0; from < last; from += SLICE) {
    for (const row of slice.all(from, from + SLICE) as Row[]) {
      const home = homeOf(row[1]);
      if (home === null) continue;
      const [id, family, name, nik, birthDate, sex, birthPlace, fatherName, motherName] = row;
      countName(people, addPerson(people, { family, name, nik, birthDate, sex, birthPlace, fatherName, motherName }, id, home));
      people.people += 1;
    }
    await pause?.(people.length);
  }
  return people;
}

/** Where a family lives, null when its import was undone. The people of a family come one after another, so it is read once for them. */
function familyHomes(office: Reader): (family: string | null) => HomeNumbers | null {
  const read = sql(office, 'SELECT noKk, address, rt, rw, status FROM familySummary WHERE uid = ?').raw();
  let [known, home]: [string | null, HomeNumbers | null] = [null, noHome];
  return (family) => {
    if (family === known) return home;
    known = family;
    const [noKk = null, address = null, rt = null, rw = null, status = 0] = (read.get(family) ?? []) as Partial<Home>;
    home = status === familyStatus.undone ? null : homeNumbers({ family, noKk, address, rt, rw });
    return home;
  };
}
