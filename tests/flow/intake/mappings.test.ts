import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportMapping, importMapping, mappingLines, savedMappings } from '../../../db/intake/saved-mappings.ts';
import { setMapping } from '../../../db/intake/set-choices.ts';
import { saveStagedMapping } from '../../../db/intake/use-mapping.ts';
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
