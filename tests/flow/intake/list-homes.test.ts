import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StagedAt } from '../../../db/intake/change-staged.ts';
import { answerRow } from '../../../db/intake/answer-row.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { importPreview } from '../../../db/intake/import-preview.ts';
import { setOptions } from '../../../db/intake/set-choices.ts';
import type { ImportPreview } from '../../../db/intake/types.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { actor, importOffice, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(async () => {
  at = importOffice();
  await at.take(await writeSheets(at.file('dtsen.xlsx'), smallDtsen()));
});
afterEach(() => at.close());

const staged = (preview: ImportPreview): StagedAt => ({ office: at.office.writer, databaseKey: at.key, regions, staging: preview.staging });
const commit = (preview: ImportPreview): ReturnType<typeof commitImport> => commitImport(at.office.writer, at.key, preview.staging, { regions, actor });
const homes = (): unknown[] => at.office.writer.db.prepare('SELECT noKk, address, rt, rw FROM family ORDER BY noKk').all();
const desils = (): unknown[] => at.office.writer.db.prepare('SELECT f.noKk, r.value FROM ranking r JOIN family f ON f.uid = r.family WHERE r.voided IS NULL ORDER BY r.id').all();
const said = (preview: ImportPreview): unknown[] => preview.findings.filter(({ code }) => /^HOME|FAMILY_FIELD/.test(code)).map(({ code, row, column }) => [code, row, column]);

const answered = async (preview: ImportPreview, answer: 'same' | 'different'): Promise<ImportPreview> => {
  await answerRow(staged(preview), { sheet: 'Daftar', row: 2, entity: 'person', answer });
  return importPreview(at.office.writer, at.key, regions, preview.staging);
};
const header = ['NO', 'NIK', 'NAMA', 'ALAMAT', 'RT', 'RW'];
const aminah = [1, '6474035708480002', 'AMINAH', 'Jalan Flores', '012', '003'];
const budi = [2, '6474030507850003', 'BUDI', 'JL. SUMATERA NO. 8', '009', '002'];
const list = async (rows: (string | number | null)[][], name = 'daftar.xlsx', head = header): Promise<ImportPreview> => at.preview(await writeSheets(at.file(name), { Daftar: [head, ...rows] }));

describe('a second table beside the first', () => {
  it('is not passed over in silence', async () => {
    const opened = await at.preview(await writeSheets(at.file('dua.xlsx'), { Lembar: [
      ['NO', 'NIK', 'NAMA', null, 'NO', 'NIK', 'NAMA', 'NAMA'], [1, '6474035708480002', 'AMINAH', null, 1, '6474030507850003', 'BUDI', null],
    ] }));
    expect(opened.notes.map(({ code, severity, message }) => [code, severity, message.includes('F (NIK), G (NAMA).')])).toContainEqual(['COLUMNS_TWICE', 'warn', true]);
  });
});

describe('what a list of names says of the family', () => {
  it('leaves the address of families that are there, says so at the column and in the row, and changes it only when asked to', async () => {
    const before = homes();
    const opened = await list([aminah, budi]);
    expect(opened.sheets[0]?.columns.map(({ note }) => note)).toEqual([expect.anything(), null, null, 'home-looked-for', 'home-looked-for', 'home-looked-for']);
    expect(said(opened)).toEqual([['HOME_DIFFERS', 3, 'D']]);
    expect(opened.findings.find(({ code }) => code === 'HOME_DIFFERS')?.message).toContain('JL. SUMATERA NO. 8 RT 009/RW 002');
    expect((await commit(opened)).effect).toBe('none');
    expect(homes()).toEqual(before);

    const again = await setOptions(staged(await list([aminah, budi], 'lagi.xlsx')), { addresses: true });
    expect(again.tally).toMatchObject({ families: { rows: 1, changed: 1 }, people: { rows: 2, same: 2 } });
    expect(said(again)).toEqual([]);
    const { batchId } = await commit(again);
    expect(homes()[1]).toEqual({ noKk: '6474030606130004', address: 'JL. SUMATERA NO. 8', rt: '009', rw: '002' });
    undoImport(at.office.writer, batchId, actor);
    expect(homes()).toEqual(before);
  });

  it('takes what the first row says of a family where two differ, and says so; mode and another No KK keep the address', async () => {
    const siti = [3, '6474034508900001', 'SITI', 'JL. JAWA', '001', '001'];
    const twice = await setOptions(staged(await list([budi, siti])), { addresses: true });
    expect(said(twice)).toEqual([['HOME_TWICE', 3, null]]);
    expect(twice.tally.families).toMatchObject({ rows: 1, changed: 1 });
    expect((await setOptions(staged(twice), { mode: 'new' })).tally.families).toMatchObject({ changed: 0, left: 1 });
    const moved = await list([[...budi, '6474030505120003']], 'pindah.xlsx', [...header, 'NO KK']);
    // Asked whether they are one; once they are, where the family of the register lives is still not said.
    await setOptions(staged(moved), { addresses: true });
    const chosen = await answered(moved, 'same');
    expect([said(chosen), chosen.tally.families.rows]).toEqual([[['HOME_DIFFERS', 2, 'D']], 0]);
  });

  it('keeps the desil that stands beside an address: dated rows for families that are there, once each', async () => {
    const opened = await list([[...aminah, 4], [...budi, 2], [3, '6474034508900001', 'SITI', null, null, null, 2]], 'desil.xlsx', [...header, 'DESIL']);
    expect(opened.tally).toMatchObject({ families: { rows: 2, changed: 2 }, people: { rows: 3, same: 3 } });
    expect(desils()).toHaveLength(2);
    expect((await commit(opened)).updated).toEqual({ families: 2, people: 0 });
    expect(desils().slice(2)).toEqual([{ noKk: '6474030505120003', value: 4 }, { noKk: '6474030606130004', value: 2 }]);
    expect((await list([[...aminah, 4], [...budi, 2]], 'sekali-lagi.xlsx', [...header, 'DESIL'])).tally.families.rows).toBe(0);
  });

  it('holds what a list changes of a person against the rules, as any file', async () => {
    const opened = await list([['6474030507850003', 'BUDI', '0812'], ['6474034508900001', 'SITI', '081234567890']], 'hp.xlsx', ['NIK', 'NAMA', 'NO HP']);
    expect(opened.tally.people).toMatchObject({ changed: 2 });
    expect(opened.findings.filter(({ code }) => code === 'V39').map(({ row, column }) => [row, column])).toEqual([[2, 'C']]);
  });

  it('names what is wrong in the columns of the family: a desil that is none, an error, an RT that cannot be read', async () => {
    const opened = await list([['6474035708480002', 'AMINAH', '0811234567', 40, '003/001'], ['6474030507850003', 'BUDI', '0811234567', 2, 'III/I']], 'salah.xlsx', ['NIK', 'NAMA', 'NO HP', 'DESIL', 'RT/RW']);
    expect(opened.findings.filter(({ code }) => ['V24', 'RT_UNREADABLE'].includes(code)).map(({ row, column, code, value }) => [row, column, code, value])).toEqual([[2, 'D', 'V24', '40'], [3, 'E', 'RT_UNREADABLE', 'III/I']]);
    expect(opened.tally).toMatchObject({ people: { rejected: 1, changed: 1 }, families: { changed: 1 } });
    // A desil alone beside a name and a telephone, without any other column of the family, is kept too.
    expect((await list([['6474030507850003', 'BUDI', '0811234567', 2]], 'tanpa-alamat.xlsx', ['NIK', 'NAMA', 'NO HP', 'DESIL'])).tally.families).toMatchObject({ rows: 1, changed: 1 });
  });

  it('takes a desil from the first row of the family that has one, and names one that is no number', async () => {
    const opened = await list([['6474030507850003', 'BUDI', '<1', 'JL. X'], ['6474034508900001', 'SITI', 2, null], ['6474035708480002', 'AMINAH', '-', null]], 'dua-baris.xlsx', ['NIK', 'NAMA', 'DESIL', 'ALAMAT']);
    expect(opened.findings.filter(({ code }) => code === 'NUMBER_UNREADABLE').map(({ row, column, value }) => [row, column, value])).toEqual([[2, 'C', '<1']]);
    expect(opened.tally.families).toMatchObject({ rows: 1, changed: 1 });
    // A list that names a few columns of P3KE is no P3KE where more of it is explained as a list.
    const both = await list([['6474030507850003', 'BUDI', 2, 3, 'JL. X', 'YA']], 'p3ke.xlsx', ['NIK', 'NAMA', 'DESIL', 'DESIL P3KE', 'ALAMAT', 'PENERIMA PKH']);
    expect([both.profile, both.sheets[0]?.columns.filter(({ target }) => target === null).length]).toEqual(['list', 0]);
  });

  it('gives a new family its address as written', async () => {
    const opened = await list([[1, '6474034111800001', 'DEWI', 'Gg. Kenari 3', '005', '002', '6474030707140005']], 'baru.xlsx', [...header, 'NO KK']);
    const now = await answered(opened, 'different');
    expect(now.tally).toMatchObject({ families: { new: 1 }, people: { new: 1 } });
    await commit(opened);
    expect(homes()[2]).toMatchObject({ noKk: '6474030707140005', address: 'Gg. Kenari 3', rt: '005', rw: '002' });
  });
});
