import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAidRule, listAidRules } from '../../../db/registry/aid/aid-rules.ts';
import { answerRow } from '../../../db/intake/answer-row.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { setMapping, setOptions } from '../../../db/intake/set-choices.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { officeTargets } from '../../../db/intake/import-targets.ts';
import type { ImportPreview } from '../../../db/intake/types.ts';
import { endEnrolment, enrol } from '../../../db/registry/enrolments.ts';
import { seedProgrammes } from '../../../db/registry/programmes.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { findRecord } from '../../../db/store/records.ts';
import { actor, importOffice, region, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

/** What outside lists say of programmes received: proposed, kept as history, never a recipient made silently. */

let at: ImportOffice;
beforeAll(async () => {
  at = importOffice();
  seedProgrammes(at.office.writer, { user: actor, kind: 'system' });
  await at.take(await writeSheets(at.file('awal.xlsx'), smallDtsen()));
});
afterAll(() => at.close());

const user = { user: actor, scope: null };
const staged = (staging: string) => ({ office: at.office.writer, databaseKey: at.key, regions, staging });
const commit = (staging: string) => commitImport(at.office.writer, at.key, staging, { regions, actor });
const programme = (code: string): string => at.office.writer.db.prepare('SELECT uid FROM programme WHERE code = ?').pluck().get(code) as string;
/** Every part in a programme that counts: whose, which, its state, where it is from. */
const enrolments = (): unknown[] => at.office.writer.db.prepare(`SELECT p.code, e.status, coalesce(who.name, head.name) AS name, e.person IS NOT NULL AS ofPerson, e.start, e.source, e.notes FROM enrolment e JOIN programme p ON p.uid = e.programme
  LEFT JOIN person who ON who.uid = e.person LEFT JOIN person head ON head.family = e.family AND (head.relationship = 1 OR head.name = 'DEWI') WHERE e.voided IS NULL ORDER BY p.code, name`).all();

const p3keHeader = ['ID Keluarga P3KE', 'Provinsi', 'Kabupaten/Kota', 'Kecamatan', 'Desa/Kelurahan', 'Desil P3KE', 'Alamat', 'No KK', 'ID Individu', 'Nama', 'NIK', 'Padan DUKCAPIL', 'Jenis Kelamin', 'Tanggal Lahir', 'Penerima BPNT', 'Penerima BPUM', 'Penerima BST', 'Penerima PKH', 'Penerima SEMBAKO'];
const place = ['KALIMANTAN TIMUR', 'KOTA BONTANG', 'BONTANG BARAT', 'GUNUNG TELIHAN'];
const person = (noKk: string, name: string, nik: string, birth: string, ...aid: string[]): (string | null)[] => [`9${noKk}`, ...place, '1', null, noKk, `8${nik}`, name, nik, 'Ya', null, birth, ...aid];
const budi = (...aid: string[]) => person('6474030606130004', 'BUDI', '6474030507850003', '05-07-1985', ...aid);
const siti = (...aid: string[]) => person('6474030606130004', 'SITI', '6474034508900001', '05-08-1990', ...aid);
const aminah = (...aid: string[]) => person('6474030505120003', 'AMINAH', '6474035708480002', '17-08-1948', ...aid);
const list = (name: string, ...rows: (string | null)[][]) => writeSheets(at.file(name), { Individu: [p3keHeader, ...rows] });

describe('columns that say who receives a programme', () => {
  it('propose once for a family, keep an ended programme as history, and make nobody a recipient', async () => {
    const path = await list('p3ke.xlsx', budi('Tidak', 'Ya', 'Tidak', 'Ya', 'Tidak'), siti('Tidak', 'Tidak', 'Tidak', 'Ya', 'Tidak'), aminah('Ya', 'Tidak', 'Ya', 'Tidak', 'Ya'));
    const opened = await at.preview(path);
    expect(opened.profile).toBe('p3ke');
    expect(opened.sheets[0]?.columns.filter(({ target }) => target?.startsWith('@programme.')).map(({ target }) => target)).toEqual(['SEMBAKO', 'BPUM', 'BST', 'PKH', 'SEMBAKO'].map((code) => `@programme.${code}`));
    const counted = [['BPUM', 1, 'history'], ['BST', 1, 'history'], ['PKH', 1, 'proposal'], ['Sembako', 1, 'proposal']];
    expect(opened.aid.map(({ name, count, as }) => [name, count, as])).toEqual(counted);
    expect(opened.tally.families).toMatchObject({ rows: 2, changed: 2 });
    const result = await commit(opened.staging);
    expect(result.aid).toEqual(opened.aid);
    const said = (code: string, status: number, name: string, ofPerson: number, notes: string) => ({ code, status, name, ofPerson, start: null, source: 'p3ke.xlsx', notes });
    expect(enrolments()).toEqual([
      said('BPUM', 5, 'BUDI', 1, expect.stringContaining('Penerima BPUM: Ya') as unknown as string), said('BST', 5, 'AMINAH', 0, expect.stringContaining('Penerima BST: Ya') as unknown as string),
      said('PKH', 1, 'BUDI', 0, expect.stringMatching(/^Penerima PKH: Ya \(\d{4}-\d\d-\d\d\)$/) as unknown as string), said('SEMBAKO', 1, 'AMINAH', 0, expect.any(String) as unknown as string),
    ]);
    expect(at.count("SELECT count(*) FROM familySummary WHERE programmes <> ''")).toBe(0);

    const again = await at.preview(path);
    expect([again.aid, again.tally.families.same, again.tally.people.same]).toEqual([[], 2, 3]);
    const undone = undoImport(at.office.writer, result.batchId, actor);
    expect([undone.recipients, undone.kept, enrolments()]).toEqual([4, [], []]);
    expect((await at.preview(path)).aid.map(({ name, count, as }) => [name, count, as])).toEqual(counted);
  });

  it('go with the families that the same file makes, and are taken back with them', async () => {
    const path = await list('baru.xlsx', person('6474030707140005', 'DEWI', '6474034111800001', '01-11-1980', 'Tidak', 'Tidak', 'Tidak', 'Ya', 'Tidak'));
    const result = await at.take(path);
    expect([result.created, result.aid.map(({ name, count }) => [name, count])]).toEqual([{ families: 1, people: 1 }, [['PKH', 1]]]);
    expect(enrolments()).toMatchObject([{ code: 'PKH', status: 1, name: 'DEWI' }]);
    const [proposal] = at.office.writer.db.prepare('SELECT uid FROM enrolment WHERE voided IS NULL').pluck().all() as string[];
    expect(undoImport(at.office.writer, result.batchId, actor)).toMatchObject({ undone: { families: 1, people: 1 }, recipients: 1, kept: [] });
    expect(enrolments()).toEqual([]);
    expect(findRecord(at.office.writer, 'enrolment', proposal ?? '')?.values.voided).toBe(9);
  });

  it('leave decided matters alone: a recipient stays one, who left is not proposed again, and a decision since survives the undo', async () => {
    const family = at.office.writer.db.prepare("SELECT uid FROM family WHERE noKk = '6474030606130004'").pluck().get() as string;
    const home = at.office.writer.db.prepare("SELECT uid FROM family WHERE noKk = '6474030505120003'").pluck().get() as string;
    enrol(at.office.writer, user, { programme: programme('PKH'), family, start: '2026-01-01' });
    const left = enrol(at.office.writer, user, { programme: programme('PKH'), family: home, start: '2025-01-01' });
    endEnrolment(at.office.writer, user, { id: left.id, end: '2026-02-01', exitReason: '2' });
    const result = await at.take(await list('lagi.xlsx', budi('Ya', 'Tidak', 'Tidak', 'Ya', 'Tidak'), aminah('Tidak', 'Tidak', 'Tidak', 'Ya', 'mungkin')));
    expect(result.aid.map(({ name, count }) => [name, count])).toEqual([['Sembako', 1]]);
    const opened = await at.preview(at.file('lagi.xlsx'));
    expect(opened.findings.filter(({ code }) => code.startsWith('AID')).map(({ code, column, value }) => [code, column, value])).toEqual([['AID_UNREAD', 'S', 'mungkin'], ['AID_ENDED', 'R', null]]);
    // The proposal becomes a part by a decision, with what it said kept.
    enrol(at.office.writer, user, { programme: programme('SEMBAKO'), family, start: '2026-11-01', decisionNo: '12/2026', decisionDate: '2026-10-30' });
    expect(enrolments()).toMatchObject([{ code: 'PKH', status: 6 }, { code: 'PKH', status: 3 }, { code: 'SEMBAKO', status: 3, start: '2026-11-01', source: 'lagi.xlsx' }]);
    expect(() => enrol(at.office.writer, user, { programme: programme('SEMBAKO'), family, start: '2026-11-02' })).toThrow('ALREADY_ENROLLED');
    const undone = undoImport(at.office.writer, result.batchId, actor);
    expect([undone.recipients, undone.kept.map(({ name, why }) => [name, why])]).toEqual([0, [['BUDI', expect.stringContaining('Operator')]]]);
    expect(enrolments()).toHaveLength(3);
  });

  it('are known by their usual names in any list, mapped by hand to any programme, and settled by the programme’s own list', async () => {
    const path = await writeSheets(at.file('daftar.xlsx'), { Daftar: [['NO', 'NIK', 'NAMA', 'ALAMAT', 'PBI', 'BANTUAN LAIN'], [1, '6474035708480002', 'AMINAH', 'JL. FLORES', 'V', '2025'], [2, '6474034508900001', 'SITI', 'JL. MADURA', '-', 'tidak']] });
    const opened = await at.preview(path);
    expect(opened.aid.map(({ name, count }) => [name, count])).toEqual([['PBI-JK', 1]]);
    expect(officeTargets(at.office.writer).find(({ target }) => target === '@programme.BLT-DD')).toMatchObject({ group: 'programme', label: expect.stringContaining('BLT') });
    const mapped = await setMapping(staged(opened.staging), { sheet: 'Daftar', columns: [{ index: 5, target: '@programme.BLT-DD' }] });
    expect(mapped.aid.map(({ name, count }) => [name, count])).toEqual([['BLT Dana Desa', 1], ['PBI-JK', 1]]);
    await commit(opened.staging);
    expect(enrolments()).toMatchObject([{ code: 'BLT-DD', status: 1, name: 'AMINAH', ofPerson: 0, notes: expect.stringContaining('BANTUAN LAIN: 2025') }, { code: 'PBI-JK', status: 1, name: 'AMINAH', ofPerson: 1 }, {}, {}, {}]);

    const recipients = await writeSheets(at.file('sk.xlsx'), { Daftar: [['NO', 'NIK', 'NAMA', 'ALAMAT'], [1, '6474035708480002', 'AMINAH', 'JL. FLORES']] });
    const decided = await at.preview(recipients);
    // Dana Desa is for a desa; nobody of a kelurahan is enrolled in it as long as that rule holds.
    const held = await setOptions(staged(decided.staging), { programme: programme('BLT-DD'), start: '2026-03-01', decisionNo: 'SK 3/2026' });
    expect([held.tally.recipients, held.findings.map(({ code }) => code)]).toMatchObject([{ rows: 1, new: 0, rejected: 1 }, expect.arrayContaining(['RULE_FORBIDS'])]);
    endAidRule(at.office.writer, { ...user, scope: '' } as never, listAidRules(at.office.writer).find((rule) => rule.title === 'BLT Dana Desa hanya di desa')?.uid ?? '', 'uji');
    const asked = await setOptions(staged(decided.staging), { programme: programme('BLT-DD'), start: '2026-03-01', decisionNo: 'SK 3/2026' });
    expect([asked.tally.recipients, asked.aid]).toMatchObject([{ rows: 1, new: 1 }, []]);
    const result = await commit(decided.staging);
    expect(enrolments()).toMatchObject([{ code: 'BLT-DD', status: 3, start: '2026-03-01', source: 'sk.xlsx' }, {}, {}, {}, {}]);
    expect(undoImport(at.office.writer, result.batchId, actor).recipients).toBe(1);
    expect(enrolments()).toMatchObject([{ code: 'BLT-DD', status: 1, start: null, source: 'daftar.xlsx' }, {}, {}, {}, {}]);
  });

  it('are only as good as their row: a row left out or asked about proposes nothing', async () => {
    const opened = await at.preview(await writeSheets(at.file('tanya.xlsx'), { Daftar: [['NIK', 'NAMA', 'ALAMAT', 'PIP'], ['6474034508900001', 'RAHMAWATI', 'JL. LAIN', 'Ya'], ['6474030507850003', 'BUDI', 'JL. MADURA', 'Ya']] }));
    expect([opened.aid.map(({ name, count }) => [name, count]), opened.tally.people]).toMatchObject([[['PIP', 1]], { question: 1, changed: 1 }]);
    const skipped = await answerRow(staged(opened.staging), { sheet: 'Daftar', row: 3, answer: 'skip' });
    expect([skipped.aid, skipped.tally.people]).toMatchObject([[], { left: 1, question: 1 }]);
  });

  it('of generated SIKS-NG, P3KE and BDT files propose what the files say, with the period', async () => {
    for (const layout of ['siks-ng', 'p3ke', 'bdt-2015'] as const) {
      const office = importOffice();
      seedProgrammes(office.office.writer, { user: actor, kind: 'system' });
      await writeWorkbook(office.file('a.xlsx'), layout, { seed: 'bantuan', families: 40, region, today: '2026-11-22' });
      if (layout === 'siks-ng') {
        // DTKS has no column that says who heads a family: that is told once, not of every family.
        const { findings, tally } = await office.preview(office.file('a.xlsx'));
        expect([tally.families.new > 30, findings.map(({ code }) => code)]).toEqual([true, ['NO_RELATIONSHIPS']]);
      }
      const result = await office.take(office.file('a.xlsx'));
      const proposed = office.count('SELECT count(*) FROM enrolment WHERE status = 1');
      expect([layout, proposed > 5, result.aid.reduce((sum, one) => sum + one.count, 0)]).toEqual([layout, true, proposed]);
      expect(office.count('SELECT count(*) FROM enrolment WHERE status <> 1')).toBe(0);
      if (layout === 'siks-ng') expect(office.count("SELECT count(*) FROM enrolment WHERE notes LIKE '%PKH: YA, 2026 TAHAP 3 (%'")).toBeGreaterThan(0);
      expect((await office.preview(office.file('a.xlsx'))).aid).toEqual([]);
      office.close();
    }
  });
});

describe('columns whose name means several programmes, or what only one of a household receives', () => {
  const siksHeader = ['provinsi', 'kabupaten', 'kecamatan', 'desa_kelurahan', 'Alamat', 'NIK', 'NOKK', 'Nama', 'BLT', 'periode_blt', 'PERMAKANAN', 'periode_permakanan', 'idsemesta', 'padankan_at'];
  const siks = (noKk: string, name: string, nik: string | null, blt: string, meals: string): (string | null)[] => [...place, 'JL. MERAK', nik, noKk, name, blt, blt === 'YA' ? '2025' : null, meals, meals === 'YA' ? '2026 TAHAP 1' : null, null, null];
  let office: ImportOffice;
  beforeAll(() => {
    office = importOffice();
    seedProgrammes(office.office.writer, { user: actor, kind: 'system' });
  });
  afterAll(() => office.close());
  const named = ({ aid }: { readonly aid: readonly { readonly name: string; readonly count: number }[] }): unknown => aid.map(({ name, count }) => [name, count]);
  /** Columns that are known but claim nothing until somebody says which programme is meant. */
  const unclear = (opened: ImportPreview): string[] => opened.sheets.flatMap(({ columns }) => columns.filter(({ target, note }) => target === null && note === 'aid').map(({ header }) => header));

  it('BLT of SIKS-NG claims nothing until somebody says which is meant; meals go by age, and are told where the age is not known', async () => {
    const path = await writeSheets(office.file('dtks.xlsx'), { DTKS: [siksHeader, siks('6474030505120003', 'AMINAH', '6474035708480002', 'YA', 'YA'), siks('6474030606130004', 'BUDI', '6474030507850003', 'TIDAK', 'YA'), siks('6474030606130004', 'TANPA NIK', null, 'YA', 'YA')] });
    const opened = await office.preview(path);
    expect([opened.profile, unclear(opened), named(opened)]).toEqual(['siks-ng', ['BLT', 'periode_blt'], [['Permakanan disabilitas', 1], ['Permakanan lansia', 1]]]);
    expect(opened.findings.filter(({ code }) => code.startsWith('AID')).map(({ code, row, column }) => [code, row, column])).toEqual([['AID_NO_PROGRAMME', 4, 'K']]);
    const at = { office: office.office.writer, databaseKey: office.key, regions, staging: opened.staging };
    expect(named(await setMapping(at, { sheet: 'DTKS', columns: [{ index: 8, target: '@programme.BLT-DD' }, { index: 9, target: '@period.BLT-DD' }] }))).toEqual([['BLT Dana Desa', 2], ['Permakanan disabilitas', 1], ['Permakanan lansia', 1]]);
  });

  it('KKS, KIP, KIS and KUR of BDT are said of a household: shown as such, claimed by nobody, open to be mapped', async () => {
    const path = office.file('bdt.xlsx');
    await writeWorkbook(path, 'bdt-2015', { seed: 'bantuan', families: 20, region, today: '2026-11-22' });
    const opened = await office.preview(path);
    expect(unclear(opened)).toEqual(expect.arrayContaining([expect.stringContaining('KKS/KPS'), expect.stringContaining('KIP/BSM'), expect.stringContaining('KIS/BPJS Kesehatan PBI'), expect.stringContaining('KUR')]));
    expect(opened.aid.map(({ name }) => name)).toEqual(['PKH', 'Sembako']);
    const kks = opened.sheets[0]?.columns.find(({ header }) => header.includes('KKS/KPS'));
    const at = { office: office.office.writer, databaseKey: office.key, regions, staging: opened.staging };
    const mapped = await setMapping(at, { sheet: opened.sheets[0]?.name ?? '', columns: [{ index: kks?.index ?? -1, target: '@programme.BLT-DD' }] });
    expect(mapped.sheets[0]?.columns.find(({ index }) => index === kks?.index)).toMatchObject({ target: '@programme.BLT-DD', note: null });
  });
});

describe('a list in which each row names its programme', () => {
  const header = ['NAMA PENERIMA', 'NIK KTP', 'TAHAP', 'BANSOS', 'IDSEMESTA', 'TANGGUNGAN', 'NM KEL'];
  const row = (name: string, nik: string, bansos: string): (string | null)[] => [name, nik, '3', bansos, null, '2', 'GUNUNG TELIHAN'];
  const kpm = (name: string, ...rows: (string | null)[][]) => writeSheets(at.file(name), { KPM: [header, ...rows] });
  const [aminah, budi, siti] = [['AMINAH', '6474035708480002'], ['BUDI', '6474030507850003'], ['SITI', '6474034508900001']] as const;
  let office: ImportOffice;
  beforeAll(async () => {
    office = at;
    at = importOffice();
    seedProgrammes(at.office.writer, { user: actor, kind: 'system' });
    await at.take(await writeSheets(at.file('awal.xlsx'), smallDtsen()));
  });
  afterAll(() => {
    at.close();
    at = office;
  });

  it('proposes each row’s own, two named in one cell, and meals by age; a name that means none is told', async () => {
    const path = await kpm('kpm.xlsx', row(...aminah, 'PERMAKANAN'), row(...budi, 'PKH / BPNT'), row(...siti, 'BLT Kesra'));
    const opened = await at.preview(path);
    expect([opened.profile, opened.sheets[0]?.columns.find(({ header: one }) => one === 'BANSOS')?.target]).toEqual(['kpm', '@programme.name']);
    expect(opened.aid.map(({ name, count }) => [name, count])).toEqual([['PKH', 1], ['Permakanan lansia', 1], ['Sembako', 1]]);
    expect(opened.findings.map(({ code, row: at, message }) => [code, at, message])).toEqual([['AID_NO_PROGRAMME', 4, expect.stringContaining('Program BLT Kesra tidak ada')]]);
    const result = await commit(opened.staging);
    expect(enrolments()).toMatchObject([{ code: 'PERMAKANAN-LANSIA', name: 'AMINAH', ofPerson: 1, status: 1 }, { code: 'PKH', name: 'BUDI', ofPerson: 0, notes: expect.stringContaining('BANSOS: PKH / BPNT') }, { code: 'SEMBAKO', name: 'BUDI' }]);
    undoImport(at.office.writer, result.batchId, actor);
  });

  it('names somebody once for each programme: the second row only adds its programme', async () => {
    const opened = await at.preview(await kpm('dua.xlsx', row(...budi, 'PKH'), row(...budi, 'SEMBAKO'), row('RUDI', budi[1], 'BST')));
    expect(opened.aid.map(({ name, count }) => [name, count])).toEqual([['PKH', 1], ['Sembako', 1]]);
    expect(opened.tally.people).toMatchObject({ rows: 3, changed: 2, question: 1 });
    expect(opened.findings.map(({ code, row: at }) => [code, at])).toEqual([['V33', 4], ['ONLY_PROGRAMME', 3]]);
  });

  it('enrols in the programme chosen only who is named for it', async () => {
    const opened = await at.preview(await kpm('pkh.xlsx', row(...aminah, 'BPNT'), row(...aminah, 'PKH'), row(...budi, 'pkh'), row(...siti, 'bantuan')));
    const asked = await setOptions(staged(opened.staging), { programme: programme('PKH'), start: '2026-01-01' });
    expect(asked.tally.recipients).toMatchObject({ rows: 4, new: 2, left: 1, question: 1 });
    expect(asked.findings.map(({ code, row: at, message }) => [code, at, message])).toEqual([['PERSON_TWICE', 5, expect.any(String)], ['OTHER_PROGRAMME', 2, expect.stringContaining('menyebut Sembako, bukan PKH')]]);
    await commit(opened.staging);
    expect(enrolments()).toMatchObject([{ code: 'PKH', name: 'AMINAH', status: 3 }, { code: 'PKH', name: 'BUDI', status: 3 }]);
  });
});

describe('the next step', () => {
  it('is told where a list enrols nobody, and where there is nobody to find', async () => {
    const path = await writeSheets(at.file('tanpa.xlsx'), { Daftar: [['NO', 'NIK', 'NAMA', 'ALAMAT'], [1, '6474035708480002', 'AMINAH', 'JL. FLORES']] });
    const opened = await at.preview(path);
    expect(opened.findings.map(({ code }) => code)).toEqual(['LIST_NO_PROGRAMME']);
    expect((await setOptions(staged(opened.staging), { programme: programme('BANPANG-BERAS') })).findings).toEqual([]);
    const empty = importOffice();
    expect((await empty.preview(path)).findings.map(({ code }) => code)).toEqual(['REGISTER_EMPTY', 'PERSON_UNKNOWN']);
    empty.close();
  });
});
