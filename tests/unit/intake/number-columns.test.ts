import { expect, test } from 'vitest';
import { recogniseList } from '../../../db/intake/recognise-list.ts';
import type { SheetSample } from '../../../db/intake/sheet-plan.ts';

/** A list whose number columns have names that nobody knows. Only men, each of a family of his own. */
const people = [['6474030505801111', '6474032907210003', '05-05-1980'], ['6474031706822222', '6474031403210004', '17-06-1982'], ['6474032012913333', '6474032107230005', '20-12-1991'], ['6474030802794444', '6474031203240006', '08-02-1979']] as const;

function listed(headers: readonly string[], rows: readonly (readonly string[])[]): (string | null)[] {
  const sheet = { no: 1, name: 'Lembar1', hidden: false, merges: [], rows: [headers, ...rows].map((texts, at) => ({ no: at + 1, texts })) } as unknown as SheetSample;
  return recogniseList(sheet, '2026-11-22')?.columns.map(({ target }) => target) ?? [];
}

test('of two columns of sixteen digits the one that agrees with the dates of birth is the NIK, whichever comes first', () => {
  expect(listed(['KARTU', 'IDENTITAS', 'NAMA', 'TGL LAHIR'], people.map(([nik, card, birth]) => [card, nik, 'BUDI', birth]))).toEqual(['@noKk', 'nik', 'name', 'birthDate']);
});

test('without dates of birth neither is taken: a No KK taken for a NIK would make other people of everybody', () => {
  expect(listed(['KARTU', 'IDENTITAS', 'NAMA', 'ALAMAT'], people.map(([nik, card]) => [card, nik, 'BUDI', 'JL. MAWAR']))).toEqual([null, null, 'name', 'family.address']);
});

test('subtotals and two numbers in a cell do not hide that a column is the NIK', () => {
  const rows = [...people.map(([nik, card, birth]) => [nik, card, 'BUDI', birth]), ['6474035701805382', '6474031007204383', 'SITI', '17-01-1980'], ['6474031103851497 / 6371014810897602', '6474031109225271', 'ALI', '11-03-1985'], ['6 ORANG', '', '', '']];
  expect(listed(['IDENTITAS', 'KARTU', 'NAMA', 'TGL LAHIR'], rows).slice(0, 2)).toEqual(['nik', '@noKk']);
});
