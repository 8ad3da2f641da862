import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRow } from '../../../db/intake/read-row.ts';
import type { Cell } from '../../../db/intake/readers/cell.ts';
import { recognise } from '../../../db/intake/recognise.ts';
import { rowKinds } from '../../../db/intake/row-kinds.ts';
import type { SheetPlan } from '../../../db/intake/sheet-plan.ts';

/** One test for each trait that domain reference §6.3 and §6.4 say real files have. */
const today = '2026-11-22';
type Texts = readonly (string | null)[];

function planOf(rows: readonly Texts[]): SheetPlan {
  const { sheets } = recognise([{ no: 1, name: 'Daftar', merges: [], rows: rows.map((texts, at) => ({ no: at + 1, texts })) }], today);
  const [plan] = sheets;
  if (!plan) throw new Error('not recognised');
  return plan;
}

const cellsOf = (texts: Texts): (Cell | null)[] => texts.map((text) => (text === null ? null : { type: 'text', text, formula: false }));
const read = (plan: SheetPlan, cells: readonly (Cell | null)[]) => readRow(plan, cells, { today, date1904: false, dateOrders: new Map() });
const header = ['NO', 'NAMA LENGKAP', 'NIK', 'NO. KK', 'TTL', 'L/P', 'ALAMAT', 'RT/RW', 'KET'] as const;
const amounts = ['1', 'HJ. AMINAH', '6474035708480002', '6474030505120003', 'BONTANG, 17 AGUSTUS 1948', 'P', 'JL. FLORES', '003/001', null] as const;
const list = planOf([header, amounts]);
const change = (column: number, text: string | null): (Cell | null)[] => cellsOf(amounts.map((one, at) => (at === column ? text : one)));
const codes = (cells: readonly (Cell | null)[]): string[] => read(list, cells).findings.map((finding) => finding.code);

describe('§6.3 traits of lists', () => {
  it('title rows, a two-row merged header and a number row come before the data', () => {
    const plan = planOf([
      ['PEMERINTAH KOTA BONTANG'], ['DAFTAR NOMINATIF'], [null], ['NO', 'NAMA', 'NIK', 'LAHIR', null, 'ALAMAT'], [null, null, null, 'TEMPAT LAHIR', 'TANGGAL LAHIR', null], ['1', '2', '3', '4', '5', '6'],
      ['1', 'AMINAH', '6474035708480002', 'BONTANG', '17-08-1948', 'JL. FLORES'],
    ]);
    expect([plan.headerRow, plan.headerEnd]).toEqual([4, 5]);
    expect(plan.columns.map(({ target }) => target)).toEqual([null, 'name', 'nik', 'birthPlace', 'birthDate', 'family.address']);
    expect(rowKinds(plan)(cellsOf(['1', '2', '3', '4', '5', '6']))).toBe('numbers');
  });

  it('blank rows, JUMLAH rows, a repeated header and a signature block are no data', () => {
    const kindOf = rowKinds(list);
    const kinds = [
      [null, ' '], [...amounts], [null, 'JUMLAH', '30 ORANG'], [...header], [null, null, null, null, 'Bontang, 2 Januari 2025'], [null, null, null, null, 'KEPALA DINAS SOSIAL'], [null, null, null, null, 'Drs. CONTOH'],
    ].map((texts) => kindOf(cellsOf(texts)));
    expect(kinds).toEqual(['blank', 'data', 'total', 'header', 'signature', 'signature', 'signature']);
  });

  it('a row whose note begins with JUMLAH is still a person', () => {
    expect(rowKinds(list)(cellsOf(['2', 'BUDI', '-', '-', 'BONTANG, 1 MEI 1950', 'L', 'JL. A', '1/1', 'JUMLAH ANAK 3']))).toBe('data');
  });

  it('everything from ### on is behind the end', () => {
    const kindOf = rowKinds(list);
    expect([cellsOf(['###']), cellsOf(amounts)].map(kindOf)).toEqual(['end', 'end']);
  });

  it('full-width digits and the ="…" of text files are the plain numbers that they are', () => {
    const wide = (text: string): string => [...text].map((one) => (/\d/.test(one) ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one)).join('');
    for (const text of [wide('6474035708480002'), '="6474035708480002"']) expect([read(list, change(2, text)).person?.values.nik, codes(change(2, text))]).toEqual(['6474035708480002', []]);
    expect(read(list, change(4, wide('BONTANG, 17-08-1948'))).person?.values).toMatchObject({ birthPlace: 'BONTANG', birthDate: '1948-08-17' });
    expect(read(list, change(7, '="003/001"')).family?.values ?? read(list, change(7, '="003/001"')).person?.also).toMatchObject({ rt: '003', rw: '001' });
    expect(codes(change(2, 'NIK: 6474035708480002'))).toEqual(['V01']);
  });

  it('an RT/RW that cannot be read is named, not passed over', () => {
    expect(codes(change(7, 'III/I'))).toEqual(['RT_UNREADABLE']);
    for (const text of ['-', null, '0/0', '003/001']) expect(codes(change(7, text))).toEqual([]);
    expect(read(list, change(7, 'rt3rw1')).person?.also).toMatchObject({ rt: '003', rw: '001' });
  });

  it('a header over two columns: place and date below "KELAHIRAN"', () => {
    const plan = planOf([['NO', 'NIK', 'NAMA', 'KELAHIRAN', null, 'KET'], [null, null, null, 'TEMPAT', 'TANGGAL', null], ['1', '6474035708480002', 'AMINAH', 'BONTANG', '17-08-1948', null]]);
    expect(plan.columns.map(({ target }) => target)).toEqual([null, 'nik', 'name', 'birthPlace', 'birthDate', '@remark']);
  });

  it('TTL in one column', () => {
    expect(read(list, cellsOf(amounts)).person?.values).toMatchObject({ birthPlace: 'BONTANG', birthDate: '1948-08-17', name: 'HJ. AMINAH', sex: 2 });
  });

  it.each([
    ['003/001', '003', '001'], ['RT.3 RW.1', '003', '001'], ['RT 003/RW 001', '003', '001'], ['3/1', '003', '001'], ['RT.07', '007', undefined], ['RT:001, RW:001, Kodepos:83355', '001', '001'],
  ])('RT and RW in one column: %s', (text, rt, rw) => {
    const also = read(list, change(7, text)).person?.also;
    expect([also?.rt, also?.rw]).toEqual([rt, rw]);
  });

  it('RT and RW inside the address', () => {
    const plan = planOf([['NAMA', 'NIK', 'ALAMAT'], ['A', '6474035708480002', 'JL. FLORES RT 12 RW 3 NO 5']]);
    expect(read(plan, cellsOf(['A', '6474035708480002', 'JL. FLORES RT 12 RW 3 NO 5'])).person?.also).toMatchObject({ rt: '012', rw: '003' });
  });

  it.each(["6474034205500002'", "'6474034205500002", '6474034205500002\u00a0', '6474 0342 0550 0002', '6474034205500002 '])('NIK with what clerks put around it: %s', (text) => {
    expect(read(list, change(2, text)).person?.values.nik).toBe('6474034205500002');
  });

  it.each(['6474••••••••0002', '6474 •••• •••• 0002', '6474********0002', '647403XXXXXX0002'])('a masked number is told as such, not as a mistyped one: %s', (nik) => expect(codes(change(2, nik))).toContain('NUMBER_MASKED'));
  it('two NIKs in one cell refuse the row', () => expect(codes(change(2, '6474034205500002 / 6474035708480002'))).toContain('TWO_NUMBERS'));
  it('6,47403E+15 is lost, never repaired', () => expect(codes(change(2, '6,47403E+15'))).toContain('DIGIT_LOST'));
  it('- and NULL are empty', () => {
    expect(read(list, change(3, '-')).person?.links).toEqual([]);
    expect(read(list, change(4, 'NULL')).person?.values.birthDate).toBeUndefined();
  });
  it.each(['HJ. AMINAH', 'AMINAH, S.Pd', 'DG. TALLASA', 'AHMAD BIN ALI'])('titles stay in the name as written: %s', (name) => expect(read(list, change(1, name)).person?.values.name).toBe(name));
  it.each(['AMINAH (ALM)', 'ALMH. AMINAH', 'ALM. BUDI', 'BUDI ALM'])('ALM tells that the person may have died: %s', (name) => expect(codes(change(1, name))).toContain('NAME_LATE'));
  it.each(['SALMAH', 'ALMIRA', 'ALMAN'])('a name that only begins like it tells nothing: %s', (name) => expect(codes(change(1, name))).not.toContain('NAME_LATE'));
  it('a formula is read by its last value and told', () => {
    expect(codes(cellsOf(amounts).map((cell, at) => (cell && at === 6 ? { ...cell, formula: true } : cell)))).toContain('CELL_FORMULA');
  });
  it('an error cell is empty and told', () => {
    const cells = cellsOf(amounts).map((cell, at): Cell | null => (at === 2 ? { type: 'error', text: '#N/A', formula: true } : cell));
    expect(read(list, cells)).toMatchObject({ person: { values: { name: 'HJ. AMINAH' } } });
    expect(codes(cells)).toContain('CELL_ERROR');
  });
  it('a number in the place of the name refuses the row', () => expect(codes(change(1, '6474034205500002'))).toContain('NAME_NUMBER'));

  it('columns without a known header are known by their values', () => {
    const people = [['6171014507850003', 'SITI', 'P', '05/07/1985'], ['6171010507850004', 'BUDI', 'L', '05/07/1985'], ['6171014509850005', 'ANI', 'P', '05/09/1985']];
    const plan = planOf([['IDENTITAS WARGA', 'NAMA', 'KODE', 'ALAMAT', 'WAKTU'], ...people.map(([nik = '', name = '', sex = '', born = '']) => [nik, name, sex, 'X', born])]);
    expect(plan.columns.map(({ target, reason }) => [target, reason])).toEqual([['nik', 'look'], ['name', 'header'], ['sex', 'look'], ['family.address', 'header'], ['birthDate', 'look']]);
  });

  it('No KK and desil alone is a ranking and nothing else', () => {
    expect(planOf([['NO', 'NO KK', 'DESIL'], ['1', '6474030505120003', '4'], ['2', '6474030606130004', '2']])).toMatchObject({ shape: 'desil', entity: 'family' });
  });

  it('V24: 40 is no desil', () => {
    const plan = planOf([['NO KK', 'DESIL'], ['6474030505120003', '40']]);
    expect(read(plan, cellsOf(['6474030505120003', '40'])).findings).toMatchObject([{ code: 'V24', severity: 'block' }]);
  });
});

describe('BDT 2015', () => {
  const bdt = planOf([
    ['Kode Provinsi', 'Kode Kab/Kota', 'Kode Kecamatan', 'Kode Desa/Kelurahan', 'Nama SLS', 'Sumber air minum (25)', 'Jenis kloset (32)', 'Tabung gas (34)', 'Kulkas (35)', 'No KK (68)', 'Nama ART (66)', 'NIK (67)', 'Percentile (95)'],
    ['KOLOM', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'],
  ]);
  const row = (gas: string, fridge: string) => read(bdt, cellsOf(['64', '74', '030', '002', 'DUSUN 3, RW 03, RT 07', '10', '1', gas, fridge, '6474030505120003', 'AMINAH', '6474035708480002', '17']));

  it('yes and no alternate between 1/2 and 3/4', () => {
    expect(row('1', '3').family?.values).toMatchObject({ gasCylinder: 1, refrigerator: 1 });
    expect(row('2', '4').family?.values).toMatchObject({ gasCylinder: 2, refrigerator: 2 });
    expect(row('1', '2').familyFindings).toMatchObject([{ code: 'T02' }]);
  });
  it('answers stay in its own lists', () => expect(row('1', '3').family?.values.waterSource).toEqual({ list: 'BDT15.air_minum', version: '2015', code: 10, raw: 'Air sungai/danau/waduk' }));
  it('split codes, SLS and percentile', () => {
    expect(row('1', '3').family).toMatchObject({ bps: { code: '6474030002' }, values: { rt: '007', rw: '003' }, rankings: [{ kind: 'bdt', value: 17 }] });
  });
  it('the row KOLOM 2 3 4 is skipped', () => expect(rowKinds(bdt)(cellsOf(['KOLOM', '2', '3', '4', '5', '6']))).toBe('numbers'));
});

const script = `
import { parseDate } from '${join(import.meta.dirname, '../../../db/rules/parse-date.ts')}';
import { readIdentifierCell } from '${join(import.meta.dirname, '../../../db/intake/row-values.ts')}';
const dates = ['17/08/1948', '17-08-1948', '17.08.1948', '1/7/85', '1948-08-17', '17 Agustus 1948', '17 AGT 1948', '01 Juli 85', '17-Aug-48', '31/12/1959', '00/00/0000', '-', 'NULL', '1970-01-01', '1900-01-00', '1948', 1948, 17762, '05/07/2027'];
const numbers = ['9171014507850003', '9271014507850003', '9371014507850003', '9471014507850003', '9571014507850003', '9671014507850003', '6171 0145 0785 0003', "'6171014507850003"];
process.stdout.write(JSON.stringify([dates.map((date) => parseDate(date, { today: '2026-11-22', nik: null })), numbers.map((text) => readIdentifierCell({ type: 'text', text, formula: false }).text)]));
`;

describe('§6.4 dates and identifiers', () => {
  const zones = ['Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'UTC', 'America/New_York'];
  const said = zones.map((TZ) => JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, TZ } })) as [{ kind: string; iso?: string }[], string[]]);

  it('say the same in every time zone', () => expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1));
  it('are read in every form', () => {
    const dates = said[0]?.[0].map(({ kind, iso }) => iso ?? kind);
    expect(dates).toEqual([
      '1948-08-17', '1948-08-17', '1948-08-17', '1985-07-01', '1948-08-17', '1948-08-17', '1948-08-17', '1985-07-01', '1948-08-17', '1959-12-31',
      'empty', 'empty', 'empty', 'empty', 'empty', 'year', 'year', '1948-08-17', 'invalid',
    ]);
  });
  it('keep the NIKs of provinces 91 to 96', () => expect(said[0]?.[1]).toEqual([...['91', '92', '93', '94', '95', '96'].map((province) => `${province}71014507850003`), '6171014507850003', '6171014507850003']));
});
