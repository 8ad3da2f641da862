import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRow } from '../../../db/intake/answer-row.ts';
import type { StagedAt } from '../../../db/intake/change-staged.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { importRows } from '../../../db/intake/import-rows.ts';
import { setOptions } from '../../../db/intake/set-choices.ts';
import type { ImportPreview, ImportResult, ImportRow, RowState } from '../../../db/intake/types.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { findPairs } from '../../../db/registry/duplicates/find-pairs.ts';
import { saveProgramme } from '../../../db/registry/programmes.ts';
import { actor, importOffice, put, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(async () => {
  at = importOffice();
  await at.take(await writeSheets(at.file('a.xlsx'), household()));
});
afterEach(() => at.close());

const staged = (preview: ImportPreview): StagedAt => ({ office: at.office.writer, databaseKey: at.key, regions, staging: preview.staging });
const commit = (preview: ImportPreview): Promise<ImportResult> => commitImport(at.office.writer, at.key, preview.staging, { regions, actor });
const open = async (sheets: Parameters<typeof writeSheets>[1]): Promise<ImportPreview> => at.preview(await writeSheets(at.file('b.xlsx'), sheets));
const inState = async ({ staging }: ImportPreview, state: RowState): Promise<ImportRow[]> => (await importRows(at.office.writer, at.key, { staging, state, after: 0, limit: 50 })).rows;
const codes = (row: ImportRow | undefined): string[] => row?.findings.map(({ code }) => code) ?? [];
const rows = (text: string): unknown[] => at.office.writer.db.prepare(text).all();
const user = { user: { uid: 'u1', name: 'Operator' }, scope: '' } as never;

/** The small file with a name that few have. */
const household = (change: Parameters<typeof smallDtsen>[0] = () => undefined): ReturnType<typeof smallDtsen> => smallDtsen((sheets) => {
  put(sheets.people, 3, 2, 'SITI RAHMAWATI');
  change(sheets);
});

/** A new family whose head is the Siti of the register under another card, without her NIK and misspelt. */
const moved = (): ReturnType<typeof smallDtsen> => household(({ families, people }) => {
  families.push([...(families[1] ?? []).slice(0, 9), '6474030707140005', 'SITTI RACHMAWATI', 2, null, 30]);
  people.splice(3, 1, [null, '6474030707140005', 'SITTI RACHMAWATI', '05-08-1990', 'Perempuan', 'Kepala keluarga', 'Kawin']);
});

describe('who is found by neither NIK nor family', () => {
  it('is looked up in the whole register and asked about with what speaks for and against', async () => {
    const opened = await open(moved());
    expect(opened.tally.people).toMatchObject({ rows: 3, same: 2, question: 1, new: 0 });
    const [row] = await inState(opened, 'question');
    expect(codes(row)).toEqual([expect.stringMatching(/^PERSON_(DOUBT|ELSEWHERE)$/)]);
    expect(row?.candidates[0]).toMatchObject({ name: 'SITI RAHMAWATI', nik: '6474••••••••0001', birthDate: '1990-08-05' });
    expect(row?.candidates[0]?.score).toBeGreaterThan(0);
    expect(row?.candidates[0]?.reasons.join(' ')).toMatch(/lahir/i);
  });

  it('answered another: is written, and the duplicates do not ask again; the undo takes that back too', async () => {
    const opened = await open(moved());
    const answered = await answerRow(staged(opened), { sheet: 'Anggota', row: 4, answer: 'different' });
    expect(answered.tally.people).toMatchObject({ question: 0, new: 1 });
    const result = await commit(answered);
    expect(result.created).toEqual({ families: 1, people: 1 });
    expect(rows('SELECT decision, reason FROM pair')).toEqual([{ decision: 2, reason: 'b.xlsx' }]);
    expect((await findPairs(at.office.writer, true)).open).toBe(0);
    undoImport(at.office.writer, result.batchId, actor);
    expect(rows('SELECT decision, reason FROM pair')).toEqual([{ decision: null, reason: null }]);
  });

  it('without the answer the same two are asked about: the queue would have found them', async () => {
    const opened = await open(moved());
    const answered = await answerRow(staged(opened), { sheet: 'Anggota', row: 4, answer: 'different' });
    await commit(answered);
    at.office.writer.db.exec('DELETE FROM pair');
    expect((await findPairs(at.office.writer, true)).people).toBe(1);
  });

  it('answered the same: moves to the family of the file with the answers of the file', async () => {
    const opened = await open(moved());
    const [row] = await inState(opened, 'question');
    const answered = await answerRow(staged(opened), { sheet: 'Anggota', row: 4, answer: 'same', record: row?.candidates[0]?.record });
    await commit(answered);
    expect(rows("SELECT p.name, f.noKk FROM person p JOIN family f ON f.uid = p.family WHERE p.nik = '6474034508900001'")).toEqual([{ name: 'SITTI RACHMAWATI', noKk: '6474030707140005' }]);
    expect(at.count('SELECT count(*) FROM person')).toBe(3);
  });

  it('a misspelt member of the same family is proposed as that person', async () => {
    const opened = await open(household(({ people }) => {
      put(people, 2, 0, null);
      put(people, 2, 2, 'BUDHI');
    }));
    expect(opened.tally.people).toMatchObject({ changed: 1, same: 2, new: 0, question: 0 });
  });
});

describe('merged records', () => {
  const merge = async (): Promise<void> => {
    await at.take(await writeSheets(at.file('m.xlsx'), smallDtsen(({ families, people }) => {
      families.splice(1, 2, [...(families[1] ?? []).slice(0, 8), 'JL. MADURA RT.7 RW.1', '6474030808150006', 'BUDI', 3, null, 60]);
      people.splice(1, 3, ['6474030507850099', '6474030808150006', 'BUDI HARTONO', '05-07-1985', 'Laki-laki', 'Kepala keluarga', 'Kawin']);
    })));
    const budi = (nik: string): string => at.office.writer.db.prepare('SELECT uid FROM person WHERE nik = ?').pluck().get(nik) as string;
    const [left, right] = [budi('6474030507850003'), budi('6474030507850099')].sort();
    at.office.writer.db.prepare("INSERT INTO duplicateFound (id, kind, \"left\", \"right\", score, sure, agreements, at) VALUES ('00000000-0000-7000-8000-000000000001', 1, ?, ?, 20, 0, '[]', '')").run(left, right);
    decidePair(at.office.writer, user, { id: '00000000-0000-7000-8000-000000000001', decision: 'same', values: { nik: 'left' }, reason: 'uji' });
  };

  it('a row with the NIK of the record merged away means the one that stayed, and does not bring the number back', async () => {
    await merge();
    const { gone, kept, home } = at.office.writer.db.prepare('SELECT g.nik AS gone, k.nik AS kept, f.noKk AS home FROM alias a JOIN person g ON g.uid = a.fromPerson JOIN person k ON k.uid = a.toPerson JOIN family f ON f.uid = k.family').get() as { gone: string; kept: string; home: string };
    expect(gone).not.toBe(kept);
    const opened = await open(household(({ people }) => {
      put(people, 2, 0, gone);
      put(people, 2, 1, home);
    }));
    expect((await inState(opened, 'question')).map((row) => [row.name, ...codes(row)])).toEqual([]);
    expect(opened.tally.people.new).toBe(0);
    const { rows: all } = await importRows(at.office.writer, at.key, { staging: opened.staging, sheet: 'Anggota', after: 0, limit: 10 });
    expect(all.map((row) => [codes(row).includes('MERGED_NUMBER'), row.changes.some(({ field }) => field === 'nik')])).toEqual([[false, false], [true, false], [false, false]]);
  });
});

describe('rows of lists', () => {
  const list = (row: (string | number | null)[]): Record<string, (string | number | null)[][]> => ({
    Daftar: [['NO', 'NIK', 'NAMA', 'NO KK', 'TGL LAHIR', 'ALAMAT', 'RT', 'RW'], [1, '6474035708480002', 'AMINAH', '6474030505120003', '17-08-1948', 'JL. FLORES', '012', '003'], row],
  });
  const stranger = (noKk: string | null): (string | number | null)[] => [2, '6474030101700009', 'RUSDI EFFENDI', noKk, '01-01-1970', 'JL. LAIN', '001', '002'];

  it('answered another: joins the family of that No KK', async () => {
    const opened = await open(list(stranger('6474030606130004')));
    expect(opened.sheets[0]?.shape).toBe('list');
    expect(codes((await inState(opened, 'question'))[0])).toEqual(['PERSON_UNKNOWN']);
    const answered = await answerRow(staged(opened), { sheet: 'Daftar', row: 3, answer: 'different' });
    expect(answered.tally.people).toMatchObject({ rows: 2, new: 1, question: 0 });
    await commit(answered);
    expect(rows("SELECT f.noKk FROM person p JOIN family f ON f.uid = p.family WHERE p.name = 'RUSDI EFFENDI'")).toEqual([{ noKk: '6474030606130004' }]);
  });

  it('answered another: begins a family with what the list knows', async () => {
    const opened = await open(list(stranger('6474030909160007')));
    const answered = await answerRow(staged(opened), { sheet: 'Daftar', row: 3, answer: 'different' });
    expect(answered.tally).toMatchObject({ people: { rows: 2, new: 1, question: 0 }, families: { rows: 1, new: 1 } });
    expect((await commit(answered)).created).toEqual({ families: 1, people: 1 });
    expect(rows("SELECT f.noKk, f.address, f.rt, f.rw, f.region FROM person p JOIN family f ON f.uid = p.family WHERE p.name = 'RUSDI EFFENDI'"))
      .toEqual([{ noKk: '6474030909160007', address: 'JL. LAIN', rt: '001', rw: '002', region: '64.74.03.1002' }]);
  });

  it('answered another without a No KK: says what is missing and writes nothing', async () => {
    const opened = await open(list(stranger(null)));
    const answered = await answerRow(staged(opened), { sheet: 'Daftar', row: 3, answer: 'different' });
    const [row] = await inState(answered, 'question');
    expect(row?.findings.map(({ message }) => message).join(' ')).toContain('No KK tidak ada');
    expect((await commit(answered)).created).toEqual({ families: 0, people: 0 });
  });

  it('answered another on a programme list: adds and enrols', async () => {
    const programme = saveProgramme(at.office.writer, user, { values: { name: 'Bantuan Uji', unitKind: 1 } }).id;
    const opened = await open(list(stranger('6474030909160007')));
    await setOptions(staged(opened), { programme, start: '2026-01-01' });
    const answered = await answerRow(staged(opened), { sheet: 'Daftar', row: 3, answer: 'different' });
    expect(answered.tally).toMatchObject({ recipients: { rows: 2, new: 2, question: 0 }, people: { rows: 1, new: 1 }, families: { rows: 1, new: 1 } });
    await commit(answered);
    expect(rows('SELECT p.name FROM enrolment e JOIN person p ON p.uid = e.person ORDER BY p.name')).toEqual([{ name: 'AMINAH' }, { name: 'RUSDI EFFENDI' }]);
  });
});
