import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveAidRule } from '../../../db/registry/aid/aid-rules.ts';
import { reportNamed } from '../../../db/reports/reports.ts';
import { answerRow } from '../../../db/intake/answer-row.ts';
import type { StagedAt } from '../../../db/intake/change-staged.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { fixCell } from '../../../db/intake/fix-cell.ts';
import { importPreview } from '../../../db/intake/import-preview.ts';
import { importRows } from '../../../db/intake/import-rows.ts';
import { savedMappings } from '../../../db/intake/saved-mappings.ts';
import { setMapping, setOptions } from '../../../db/intake/set-choices.ts';
import type { ImportPreview, ImportResult, Tally } from '../../../db/intake/types.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { saveStagedMapping } from '../../../db/intake/use-mapping.ts';
import { endEnrolment } from '../../../db/registry/enrolments.ts';
import { saveProgramme } from '../../../db/registry/programmes.ts';
import { actor, importOffice, put, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

const staged = (preview: ImportPreview): StagedAt => ({ office: at.office.writer, databaseKey: at.key, regions, staging: preview.staging });
const commit = (preview: ImportPreview): Promise<ImportResult> => commitImport(at.office.writer, at.key, preview.staging, { regions, actor });
const rows = (text: string): unknown[] => at.office.writer.db.prepare(text).all();
const adds = (tally: Tally): void => expect(tally.new + tally.changed + tally.same + tally.rejected + tally.question + tally.left).toBe(tally.rows);
const all = (preview: ImportPreview): void => Object.values(preview.tally).forEach(adds);
const open = async (name: string, sheets: Parameters<typeof writeSheets>[1]): Promise<ImportPreview> => {
  const preview = await at.preview(await writeSheets(at.file(name), sheets));
  const proposed = preview.regions.flatMap(({ bpsCode, region, confirmed }) => (region && !confirmed ? [{ bpsCode, region }] : []));
  return proposed.length === 0 ? preview : confirmRegions(at.office.writer, at.key, regions, preview.staging, proposed, actor);
};

/** The second quarter: one floor changed, one family and one person more, one cell empty. */
const later = (): ReturnType<typeof smallDtsen> => smallDtsen(({ families, people }) => {
  put(families, 1, 13, 50);
  put(families, 2, 12, null);
  families.push([...(families[1] ?? []).slice(0, 9), '6474030707140005', 'DEWI', 2, null, 30]);
  people.push(['6474034111800001', '6474030707140005', 'DEWI', '01-11-1980', 'Perempuan', 'Kepala keluarga', 'Kawin']);
});

describe('modes', () => {
  beforeEach(async () => void (await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()))));

  it('new only leaves what is there, update only adds nothing; the tally adds up and says what was left', async () => {
    const opened = await open('b.xlsx', later());
    const fresh = await setOptions(staged(opened), { mode: 'new' });
    expect(fresh.tally.families).toMatchObject({ rows: 3, new: 1, changed: 0, same: 1, left: 1 });
    all(fresh);
    const update = await setOptions(staged(opened), { mode: 'update' });
    expect(update.tally.families).toMatchObject({ rows: 3, new: 0, changed: 1, same: 1, left: 1 });
    expect(update.tally.people).toMatchObject({ rows: 4, new: 0, left: 1 });
    all(update);
    const result = await commit(update);
    expect(result).toMatchObject({ effect: 'some', created: { families: 0, people: 0 }, updated: { families: 1, people: 0 }, left: { families: 1, people: 1 } });
    expect(at.count('SELECT count(*) FROM family')).toBe(2);
  });

  it('an empty cell clears nothing unless asked to, and never an identifier', async () => {
    const opened = await open('b.xlsx', smallDtsen(({ families, people }) => {
      put(families, 2, 12, null);
      put(people, 2, 0, null);
    }));
    expect(opened.tally.families.changed).toBe(0);
    const erasing = await setOptions(staged(opened), { erase: true });
    const { rows: changed } = await importRows(at.office.writer, at.key, { staging: opened.staging, state: 'changed', after: 0, limit: 10 });
    expect(changed.map((row) => row.changes.map(({ field, new: value }) => [field, value]))).toEqual([[['floor', null]]]);
    expect(erasing.tally.families.changed).toBe(1);
    await commit(erasing);
    expect(at.count("SELECT count(*) FROM family WHERE floor IS NULL AND noKk = '6474030606130004'")).toBe(1);
    expect(at.count('SELECT count(*) FROM person WHERE nik IS NULL')).toBe(0);
  });

  it('calls nothing done by its name', async () => {
    const result = await commit(await open('b.xlsx', smallDtsen()));
    expect(result).toMatchObject({ effect: 'none' });
    expect(result.summary).toContain('Tidak ada perubahan');
  });
});

describe('questions and fixes', () => {
  beforeEach(async () => void (await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()))));

  const renamed = (): ReturnType<typeof smallDtsen> => smallDtsen(({ people }) => {
    put(people, 1, 2, 'ZAENAL ARIFIN');
    put(people, 1, 3, '01-01-1950');
  });

  it('keeps an answer over a new check, and writes what was answered', async () => {
    const opened = await open('b.xlsx', renamed());
    const { rows: asked } = await importRows(at.office.writer, at.key, { staging: opened.staging, state: 'question', after: 0, limit: 10 });
    expect(asked[0]?.candidates[0]).toMatchObject({ name: 'AMINAH', nik: '6474••••••••0002' });
    // Where she lives stands in the other sheet, RT and RW within the address.
    expect(asked[0]?.home).toEqual({ noKk: '6474030505120003', address: 'JL. FLORES', rt: '012', rw: '003' });
    const row = { sheet: 'Anggota', row: 2 };
    const skipped = await answerRow(staged(opened), { ...row, answer: 'skip' });
    expect(skipped.tally.people).toMatchObject({ question: 0, left: 1 });
    all(skipped);
    const same = await answerRow(staged(opened), { ...row, answer: 'same' });
    expect(same.tally.people).toMatchObject({ question: 0, changed: 1 });
    expect((await importPreview(at.office.writer, at.key, regions, opened.staging)).tally).toEqual((await setOptions(staged(opened), { mode: 'both' })).tally);
    await commit(same);
    expect(rows("SELECT name FROM person WHERE nik = '6474035708480002'")).toEqual([{ name: 'ZAENAL ARIFIN' }]);
  });

  it('reads a cell as it was typed over, and takes the fix back', async () => {
    const opened = await open('b.xlsx', smallDtsen(({ people }) => put(people, 1, 0, '64740357084800')));
    expect(opened.tally.people.rejected).toBe(1);
    const fixed = await fixCell(staged(opened), actor, { sheet: 'Anggota', row: 2, column: 'A', value: '6474035708480002' });
    expect(fixed.tally.people).toMatchObject({ rejected: 0, same: 3 });
    const { rows: shown } = await importRows(at.office.writer, at.key, { staging: opened.staging, sheet: 'Anggota', after: 0, limit: 1 });
    expect(shown[0]).toMatchObject({ fixes: [{ column: 'A', value: '6474035708480002' }] });
    expect(shown[0]?.cells[0]).toBe('64740357084800');
    expect((await fixCell(staged(opened), actor, { sheet: 'Anggota', row: 2, column: 'A', value: null })).tally.people.rejected).toBe(1);
  });
});

describe('lists of programmes', () => {
  const list = { Daftar: [['NO', 'NIK', 'NAMA', 'NO KK', 'ALAMAT'], [1, '6474035708480002', 'AMINAH', '6474030505120003', 'JL. FLORES'], [2, '6474030507850003', 'BUDI', '6474030606130004', 'JL. MADURA'], [3, '6474030101010009', 'TIDAK ADA', '6474030101010001', 'JL. LAIN']] };
  const person = { uid: 'u1', name: 'Operator' };
  const registryActor = { user: person, scope: '' } as never;
  let programme: string;
  beforeEach(async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    programme = saveProgramme(at.office.writer, registryActor, { values: { name: 'Bantuan Uji', unitKind: 1 } }).id;
  });

  const asList = async (name: string): Promise<ImportPreview> => {
    const opened = await open(name, list);
    await setMapping(staged(opened), { sheet: 'Daftar', headerRow: 1, shape: 'list', columns: [{ index: 1, target: 'person.nik' }, { index: 2, target: 'person.name' }, { index: 3, target: '@noKk' }] });
    return setOptions(staged(opened), { programme, decisionNo: 'SK/1', start: '2026-01-01' });
  };

  it('KPS-4 enrols who is found, asks about the rest, and never takes back who left', async () => {
    const preview = await asList('b.xlsx');
    expect(preview.tally.recipients).toMatchObject({ rows: 3, new: 2, question: 1 });
    all(preview);
    const result = await commit(preview);
    expect(result).toMatchObject({ effect: 'some', recipients: { new: 2 } });
    expect(rows('SELECT decisionNo, start, source FROM enrolment')).toEqual(Array.from({ length: 2 }, () => ({ decisionNo: 'SK/1', start: '2026-01-01', source: 'b.xlsx' })));
    const left = at.office.writer.db.prepare('SELECT uid FROM enrolment LIMIT 1').pluck().get() as string;
    endEnrolment(at.office.writer, registryActor, { id: left, end: '2026-06-01', exitReason: 'Mundur sukarela' });
    const again = await asList('c.xlsx');
    expect(again.tally.recipients).toMatchObject({ new: 0, same: 1, question: 2 });
    expect(again.findings.map((one) => one.code)).toContain('LEFT_PROGRAMME');
    expect(undoImport(at.office.writer, result.batchId, actor)).toMatchObject({ recipients: expect.any(Number) as number });
  });
});

describe('rules in the preview of a list', () => {
  const person = { uid: 'u1', name: 'Operator' };
  const registryActor = { user: person, scope: '' } as never;
  const list = { Daftar: [['NO', 'NIK', 'NAMA', 'NO KK'], [1, '6474035708480002', 'AMINAH', '6474030505120003'], [2, '6474030507850003', 'BUDI', '6474030606130004']] };
  const preview = async (name: string, programme: string): Promise<ImportPreview> => {
    const opened = await open(name, list);
    await setMapping(staged(opened), { sheet: 'Daftar', headerRow: 1, shape: 'list', columns: [{ index: 1, target: 'person.nik' }, { index: 2, target: 'person.name' }, { index: 3, target: '@noKk' }] });
    return setOptions(staged(opened), { programme, decisionNo: 'SK/2', start: '2025-11-01' });
  };

  it('PTK-7 says row by row which rule warns, enrols all the same and keeps the list as the reason', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const programme = saveProgramme(at.office.writer, registryActor, { values: { name: 'Latihan', unitKind: 1 } }).id;
    saveAidRule(at.office.writer, registryActor, { title: 'Latihan untuk usia 16 sampai 59 tahun', basis: null, from: null, to: null, content: { kind: 'eligibility', programmes: { uids: [programme] }, test: { recipient: { age: { from: 16, to: 59 } } }, result: 'warn' } });
    const opened = await preview('latihan.xlsx', programme);
    expect(opened.tally.recipients).toMatchObject({ rows: 2, new: 2, rejected: 0 });
    const { rows: warned } = await importRows(at.office.writer, at.key, { staging: opened.staging, code: 'RULE_WARNS', after: 0, limit: 10 });
    expect(warned.map((row) => row.name)).toEqual(['AMINAH']);
    expect(warned[0]?.findings.find((one) => one.code === 'RULE_WARNS')?.message).toMatch(/Latihan untuk usia 16 sampai 59 tahun \(AMINAH: usia \d\d > 59 tahun\)/);
    expect(await commit(opened)).toMatchObject({ recipients: { new: 2 } });
    const { rows: overridden } = reportNamed('overrides').run(at.office.writer, { period: undefined, params: {}, scope: '', regionName: (code) => code, expected: [] });
    expect(overridden).toMatchObject([{ recipient: 'AMINAH', rule: 'Latihan untuk usia 16 sampai 59 tahun', reason: 'Menurut daftar latihan.xlsx', resultCode: 'warn' }]);
  });

  it('PLK-6 enrols nobody whom a rule forbids, and puts the row with its rule among those of the error file', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const programme = saveProgramme(at.office.writer, registryActor, { values: { name: 'Jaminan', unitKind: 1 } }).id;
    saveAidRule(at.office.writer, registryActor, { title: 'Jaminan tidak untuk lansia', basis: null, from: null, to: null, content: { kind: 'anomaly', programmes: { uids: [programme] }, test: { recipient: { age: { from: 60 } } }, result: 'forbid' } });
    const opened = await preview('jaminan.xlsx', programme);
    expect(opened.tally.recipients).toMatchObject({ rows: 2, new: 1, rejected: 1 });
    expect(opened.findings.filter((one) => one.code === 'RULE_FORBIDS')).toMatchObject([{ severity: 'block' }]);
    expect(await commit(opened)).toMatchObject({ recipients: { new: 1, rejected: 1 } });
    expect(rows('SELECT p.name AS name, e.status AS status FROM enrolment e JOIN person p ON p.uid = e.person')).toEqual([{ name: 'BUDI', status: 3 }]);
  });
});

describe('sources', () => {
  const bps = smallDtsen();
  it('PTK-3 keeps one person with two sources, each value with its source and date', async () => {
    await at.take(await writeSheets(at.file('dtsen.xlsx'), bps));
    const opened = await open('opd.xlsx', { Daftar: [['NIK', 'NAMA', 'PEKERJAAN', 'NO KK'], ['6474035708480002', 'AMINAH', 'Pedagang', '6474030505120003']] });
    const mapped = await setMapping(staged(opened), { sheet: 'Daftar', headerRow: 1, shape: 'list', columns: [{ index: 0, target: 'person.nik' }, { index: 1, target: 'person.name' }, { index: 2, target: 'person.birthPlace' }, { index: 3, target: '@noKk' }] });
    expect(mapped.tally.people).toMatchObject({ rows: 1, changed: 1 });
    await commit(mapped);
    expect(at.count("SELECT count(*) FROM person WHERE nik = '6474035708480002'")).toBe(1);
    expect(at.count(`SELECT count(DISTINCT c.tx) FROM change c JOIN tx t ON t.id = c.tx JOIN batch b ON b.tx = t.id
      WHERE c.entity = 2 AND c.record = (SELECT id FROM person WHERE nik = '6474035708480002') AND t.at IS NOT NULL`)).toBe(2);
  });

  it('PLK-2 applies a saved mapping to the next file, and asks only about new columns', async () => {
    await at.take(await writeSheets(at.file('dtsen.xlsx'), bps));
    const first = { Lembar: [['KODE A', 'SEBUTAN', 'KODE B'], ['6474035708480002', 'AMINAH', '6474030505120003']] };
    const opened = await open('q1.xlsx', first);
    await setMapping(staged(opened), { sheet: 'Lembar', headerRow: 1, shape: 'list', columns: [{ index: 0, target: 'person.nik' }, { index: 1, target: 'person.name' }, { index: 2, target: '@noKk' }] });
    await saveStagedMapping({ ...staged(opened), office: at.office.writer }, actor, 'Dinas Uji');
    expect(savedMappings(at.office.writer).map((one) => one.name)).toEqual(['Dinas Uji']);
    const next = await open('q2.xlsx', { Lembar: [['SEBUTAN', 'KODE B', 'KODE A', 'HAL BARU'], ['AMINAH', '6474030505120003', '6474035708480002', 'x']] });
    expect([next.profile, next.mapping]).toEqual(['mapped:Dinas Uji', 'Dinas Uji']);
    expect(next.sheets[0]?.columns.map(({ target }) => target)).toEqual(['person.name', '@noKk', 'person.nik', null]);
    expect(next.tally.people.same).toBe(1);
  });

  it('PLK-8 keeps the desil of P3KE and of DTSEN beside each other, each with its date', async () => {
    await at.take(await writeSheets(at.file('dtsen.xlsx'), bps));
    const opened = await open('p3ke.xlsx', { Lembar: [['NO KK', 'DESIL'], ['6474030606130004', 1], ['6474030707140005', 2]] });
    const mapped = await setMapping(staged(opened), { sheet: 'Lembar', headerRow: 1, shape: 'desil', columns: [{ index: 0, target: '@noKk' }, { index: 1, target: '@desil.p3ke' }] });
    expect(mapped.blocked).toEqual([]);
    // Nothing but the desil is written, so nothing is asked for that such a list never says: no address, no RT.
    expect(mapped.tally.families).toMatchObject({ changed: 1, question: 1 });
    const { rows: unknown } = await importRows(at.office.writer, at.key, { staging: mapped.staging, state: 'question', after: 0, limit: 10 });
    expect(unknown.map((row) => row.findings.map(({ code }) => code))).toEqual([['FAMILY_UNKNOWN']]);
    await commit(mapped);
    expect(rows("SELECT r.source, r.value, r.date IS NOT NULL AS dated FROM ranking r JOIN family f ON f.uid = r.family WHERE f.noKk = '6474030606130004' ORDER BY r.source"))
      .toEqual([{ source: 1, value: 3, dated: 1 }, { source: 2, value: 1, dated: 1 }]);
  });
});
