import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePracticeRegister } from '../../../db/api/practice-register.ts';
import { candidateLines } from '../../../db/registry/candidate-lines.ts';
import { loadPeopleColumns } from '../../../db/registry/load-people-columns.ts';
import { personCandidates } from '../../../db/registry/person-candidates.ts';
import { findDuplicates } from '../../../db/rules/matching/find-duplicates.ts';
import { toMatchPerson } from '../../../db/rules/matching/match-person.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { sql } from '../../../db/store/office.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';

let temp: TempOffice;
beforeAll(() => {
  temp = tempOffice({ practice: true });
  makePracticeRegister(temp.office.writer, 120);
});
afterAll(() => { temp.remove(); });

const someone = (): FieldValues & { uid: string; family: string; nik: string; name: string; birthDate: string } =>
  sql(temp.office.writer, 'SELECT * FROM person WHERE nik IS NOT NULL AND relationship = 1 AND length(name) > 12 ORDER BY id LIMIT 1').get() as never;

test('somebody typed again is found by NIK, by birth date, by swapped day and month, and by name alone', () => {
  const person = someone();
  const swapped = `${person.birthDate.slice(0, 4)}-${person.birthDate.slice(8)}-${person.birthDate.slice(5, 7)}`;
  const typed: FieldValues[] = [
    { nik: person.nik }, { name: person.name, birthDate: person.birthDate }, { ...person, nik: null, family: null }, { ...person, nik: null, family: null, birthDate: swapped },
    { name: person.name, fatherName: person.fatherName ?? null, motherName: person.motherName ?? null, sex: person.sex ?? null },
  ];
  for (const values of typed) {
    const found = personCandidates(temp.office.writer, toMatchPerson(values), { limit: 10 });
    expect(found[0]?.record, JSON.stringify(values)).toBe(person.uid);
    expect(found[0]?.verdict).not.toBe('none');
  }
});

test('on a day that more people share than are read, the one whose name fits is found, dead and moved people too', () => {
  const office = temp.office.writer;
  const day = '1966-07-01';
  const names = Array.from({ length: 60 }, (_, place) => `ORANG ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place % 26] ?? ''}${place > 25 ? 'UMAR' : 'ILHAM'}${place > 51 ? 'SYAH' : ''}`);
  const family = sql(office, 'SELECT uid FROM family LIMIT 1').pluck().get() as string;
  const made = writeChanges(office, TEST_META, (log) => names.map((name, place) => log.create('person', { name, birthDate: day, sex: place % 3 === 2 ? null : 1, family, status: [1, 2, 3][place % 3] ?? 1 })));
  for (const [place, { uid }] of made.entries()) {
    const found = personCandidates(office, toMatchPerson({ name: names[place] ?? '', birthDate: '1966-01-07', sex: 1 }), { limit: 3, least: -Infinity });
    expect(found.map(({ record }) => record), names[place]).toContain(uid);
  }
});

test('the family at hand is left out', () => {
  const person = someone();
  const found = personCandidates(temp.office.writer, toMatchPerson(person), { limit: 10, excludeFamily: person.family });
  expect(found.map(({ record }) => record)).not.toContain(person.uid);
});

test('people are read into columns, all of them, and somebody entered twice is found', async () => {
  const office = temp.office.writer;
  const person = someone();
  const other = sql(office, 'SELECT uid FROM family WHERE uid <> ? LIMIT 1').pluck().get(person.family) as string;
  const copy = writeChanges(office, TEST_META, (log) => log.create('person', { name: person.name, nik: person.nik, birthDate: person.birthDate, family: other }));
  const columns = await loadPeopleColumns(office);
  expect(columns.length).toBe(sql(office, 'SELECT count(*) FROM person').pluck().get());
  const pairs = await findDuplicates(columns);
  const original = sql(office, 'SELECT id FROM person WHERE uid = ?').pluck().get(person.uid);
  expect(pairs.find(({ left, right }) => left === original && right === copy.id)?.verdict).toBe('sure');
});

test('reading can be stopped', async () => {
  await expect(loadPeopleColumns(temp.office.writer, () => { throw new Error('stopped'); })).rejects.toThrow('stopped');
});

test('while typing, identifiers are masked, reasons are sentences, and another area is left out', () => {
  const office = temp.office.writer;
  const person = someone();
  const values = { name: person.name, birthDate: person.birthDate };
  const line = candidateLines(office, values, { limit: 3 }, 'id', null)[0];
  expect(line).toMatchObject({ record: person.uid, family: person.family });
  expect(line?.nik).toContain('•');
  expect(line?.reasons[0]).toMatch(/^(Nama sama|Tanggal lahir sama)/);
  expect(candidateLines(office, values, { limit: 3 }, 'en', null)[0]?.reasons.join()).toContain('Same birth date');
  expect(candidateLines(office, values, { limit: 3 }, 'id', '64.74.03.1003')).toEqual([]);
});
