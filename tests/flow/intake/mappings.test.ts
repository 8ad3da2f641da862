import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportMapping, importMapping, mappingLines, savedMappings } from '../../../db/intake/saved-mappings.ts';
import { setMapping } from '../../../db/intake/set-choices.ts';
import { saveStagedMapping, useMapping } from '../../../db/intake/use-mapping.ts';
import { actor, importOffice, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

const offices: ImportOffice[] = [];
let at: ImportOffice;
beforeEach(() => (at = other()));
afterEach(() => offices.splice(0).forEach((office) => office.close()));

function other(code?: string): ImportOffice {
  const made = importOffice(code);
  offices.push(made);
  return made;
}

it('a mapping goes to another office as a file and reads the same there; columns it does not know are named', async () => {
  const opened = await at.preview(await writeSheets(at.file('a.xlsx'), { Lembar: [['KODE A', 'SEBUTAN', 'KODE B'], ['6474035708480002', 'AMINAH', '6474030505120003']] }));
  const staged = { office: at.office.writer, databaseKey: at.key, regions, staging: opened.staging };
  await setMapping(staged, { sheet: 'Lembar', headerRow: 1, shape: 'list', columns: [{ index: 0, target: 'person.nik' }, { index: 1, target: 'person.name' }, { index: 2, target: '@noKk' }] });
  await saveStagedMapping(staged, actor, 'Dinas Uji');
  exportMapping(at.office.writer, 'Dinas Uji', at.file('dinas.json'));
  expect(JSON.parse(readFileSync(at.file('dinas.json'), 'utf8'))).toMatchObject({
    format: 'tepat-mapping/1', name: 'Dinas Uji', savedBy: actor.name,
    sheets: [{ shape: 'list', columns: [{ header: 'KODEA', target: 'person.nik' }, { header: 'SEBUTAN', target: 'person.name' }, { header: 'KODEB', target: '@noKk' }] }],
  });

  const there = other();
  await there.take(await writeSheets(there.file('dtsen.xlsx'), smallDtsen()));
  importMapping(there.office.writer, actor, at.file('dinas.json'));
  expect(savedMappings(there.office.writer)).toEqual(savedMappings(at.office.writer));
  expect(mappingLines(there.office.writer)).toMatchObject([{ name: 'Dinas Uji', columns: 3 }]);
  const next = await there.preview(await writeSheets(there.file('b.xlsx'), { Lembar: [['SEBUTAN', 'KODE B', 'KODE A', 'HAL BARU'], ['AMINAH', '6474030505120003', '6474035708480002', 'x']] }));
  expect([next.profile, next.tally.people.same]).toEqual(['mapped:Dinas Uji', 1]);
  expect(next.findings.filter(({ code }) => code === 'MAPPING_OPEN').map(({ sheet, row, message }) => [sheet, row, message.includes('HAL BARU')])).toEqual([['Lembar', 1, true]]);
  expect(() => importMapping(there.office.writer, actor, there.file('b.xlsx'))).toThrow('MAPPING_FILE');
  expect(mappingLines(there.office.writer)).toHaveLength(1);
});

const listed = (people: readonly (readonly [name: string, nik: string, noKk: string, birth: string])[]) => people.map(([name, nik, noKk, birth], index) => [index + 1, nik, name, birth, noKk, 'JL. FLORES 1']);
const somebody = (from: number): [string, string, string, string][] => [
  ['AMINAH', '6474035708480002', '6474030505120003', '17-08-1948'], ['BUDI', '6474030507850003', '6474030606130004', '05-07-1985'], ['SITI', '6474034508900001', '6474030606130004', '05-08-1990'],
  ['DEWI', '6474034111800001', '6474030707140005', '01-11-1980'], ['RAHMAN', '6474030211790002', '6474030707140005', '02-11-1979'],
].slice(from) as [string, string, string, string][];

it('a mapping kept for a sheet without header is known again by its columns and their values, and only then', async () => {
  const opened = await at.preview(await writeSheets(at.file('a.xlsx'), { Lembar: listed(somebody(0)) }));
  expect([opened.profile, opened.sheets[0]?.headerRow]).toEqual([null, 0]);
  const staged = { office: at.office.writer, databaseKey: at.key, regions, staging: opened.staging };
  const columns = [{ index: 1, target: 'person.nik' }, { index: 2, target: 'person.name' }, { index: 3, target: 'person.birthDate' }, { index: 4, target: '@noKk' }, { index: 5, target: 'family.address' }];
  await setMapping(staged, { sheet: 'Lembar', headerRow: 0, shape: 'list', columns });
  await saveStagedMapping(staged, actor, 'Tanpa judul');
  const profileOf = async (name: string, rows: (string | number)[][]) => {
    const { profile, sheets } = await at.preview(await writeSheets(at.file(name), { Data: rows }));
    return [profile, sheets[0]?.columns.map(({ target }) => target)];
  };
  expect(await profileOf('b.xlsx', listed(somebody(2)))).toEqual(['mapped:Tanpa judul', [null, 'person.nik', 'person.name', 'person.birthDate', '@noKk', 'family.address']]);
  expect((await profileOf('lebih.xlsx', listed(somebody(0)).map((row) => [...row, 'x'])))[0]).toBeNull();
  const swap = (row: (string | number)[], a: number, b: number) => row.map((_, place) => row[place === a ? b : place === b ? a : place] ?? '');
  expect((await profileOf('tukar.xlsx', listed(somebody(0)).map((row) => swap(row, 1, 4))))[0]).toBeNull();
  expect((await profileOf('geser.xlsx', listed(somebody(0)).map((row) => swap(row, 2, 3))))[0]).toBeNull();
  // Named by the clerk it need not look the same, but may not contradict.
  const few = await at.preview(await writeSheets(at.file('dua.xlsx'), { Data: listed(somebody(3)) }));
  expect(few.profile).toBeNull();
  expect((await useMapping({ ...staged, staging: few.staging }, 'Tanpa judul')).profile).toBe('mapped:Tanpa judul');
  const swapped = await at.preview(await writeSheets(at.file('dua-tukar.xlsx'), { Data: listed(somebody(3)).map((row) => swap(row, 1, 4)) }));
  await expect(useMapping({ ...staged, staging: swapped.staging }, 'Tanpa judul')).rejects.toMatchObject({ code: 'MAPPING_MISFIT' });
});

it('what a clerk corrected about a list that was known is known the next time, when the very same columns come', async () => {
  const header = ['NO', 'NIK', 'NAMA', 'ALAMAT', 'CATATAN LURAH'];
  const rows = (...more: string[]) => ({ Daftar: [[...header, ...more], [1, '6474035708480002', 'AMINAH', 'JL. FLORES', 'janda', ...more]] });
  const opened = await at.preview(await writeSheets(at.file('a.xlsx'), rows()));
  expect(opened.profile).toBe('list');
  const staged = { office: at.office.writer, databaseKey: at.key, regions, staging: opened.staging };
  await setMapping(staged, { sheet: 'Daftar', columns: [{ index: 4, target: 'person.notes' }] });
  await saveStagedMapping(staged, actor, 'Daftar lurah');
  const again = await at.preview(await writeSheets(at.file('b.xlsx'), rows()));
  expect([again.profile, again.sheets[0]?.columns[4]?.target]).toEqual(['mapped:Daftar lurah', 'person.notes']);
  expect((await at.preview(await writeSheets(at.file('c.xlsx'), rows('LAIN')))).profile).toBe('list');
});
