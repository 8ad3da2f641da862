import { describe, expect, it } from 'vitest';
import { importFindingText } from '../../../db/intake/import-texts.ts';
import { readRow } from '../../../db/intake/read-row.ts';
import type { Cell } from '../../../db/intake/readers/cell.ts';
import { recognise } from '../../../db/intake/recognise.ts';
import { rowKinds } from '../../../db/intake/row-kinds.ts';
import type { SheetPlan } from '../../../db/intake/sheet-plan.ts';
import { readValue } from '../../../db/intake/row-values.ts';
import { fieldDef } from '../../../db/rules/entities.ts';
import { isCodedValue, coveredCodes } from '../../../db/rules/lists.ts';

/** The files, headers and numbers that the domain reference prints (§2.3, §2.9, §2.10, §6.3), word for word. */
const today = '2026-11-22';
type Texts = readonly (string | null)[];

function plansOf(...sheets: readonly (readonly Texts[])[]): readonly SheetPlan[] {
  return recognise(sheets.map((rows, no) => ({ no: no + 1, name: `Lembar ${no + 1}`, merges: [], rows: rows.map((texts, at) => ({ no: at + 1, texts })) })), today).sheets;
}

function planOf(rows: readonly Texts[]): SheetPlan {
  const [plan] = plansOf(rows);
  if (!plan) throw new Error('not recognised');
  return plan;
}

const cellsOf = (texts: Texts): (Cell | null)[] => texts.map((text) => (text === null ? null : { type: 'text', text, formula: false }));
const read = (plan: SheetPlan, cells: readonly (Cell | null)[]) => readRow(plan, cells, { today, date1904: false, dateOrders: new Map() });
/** What a header is taken for in a list with a name and a NIK. */
const targetOf = (header: string, sample: string | null = null): string | null => {
  const plan = planOf([['NAMA LENGKAP', 'NO. KTP', header], ['AMINAH', '6474035708480002', sample]]);
  return plan.columns.find(({ index }) => index === 2)?.target ?? null;
};

describe('§2.3 a NIK in a cell', () => {
  const plan = planOf([['NAMA', 'NIK', 'NO KK', 'ALAMAT'], ['AMINAH', '6171014507850003', '6474030505120003', 'JL. A']]);
  const nikOf = (cell: Cell): readonly [unknown, string[]] => {
    const { person, findings } = read(plan, [{ type: 'text', text: 'AMINAH', formula: false }, cell, null, null]);
    return [person?.values.nik ?? null, findings.map(({ code }) => code)];
  };
  const text = (value: string): Cell => ({ type: 'text', text: value, formula: false });
  const number = (value: string): Cell => ({ type: 'number', text: value, formula: false });

  it.each([
    ['6171014507850003', text('6171014507850003'), '6171014507850003', []],
    ['an apostrophe before', text("'6171014507850003"), '6171014507850003', []],
    ['groups of four', text('6171 0145 0785 0003'), '6171014507850003', []],
    ['6.17101E+15', text('6.17101E+15'), null, ['DIGIT_LOST']],
    ['serial 0000', text('6474030101010000'), null, ['V02']],
    ['15 digits', text('617101450785000'), null, ['V01']],
    ['a letter', text('617101450785000X'), null, ['V01']],
    ['a number that ends in 0', number('6171014507850000'), null, ['DIGIT_LOST']],
    ['a number whose digits are whole', number('6171014507850003'), '6171014507850003', ['NUMBER_CELL']],
    ['a number of Papua, beyond what a float holds', number('9171014507850003'), null, ['DIGIT_LOST']],
    ['a text of Papua', text('9171014507850003'), '9171014507850003', []],
  ] as const)('%s', (_, cell, nik, codes) => expect(nikOf(cell)).toEqual([nik, codes]));

  it.each([
    ['NIK of 15', 1, text('617101450785000'), '15 angka, kurang 1'], ['NIK of 17', 1, text('61710145078500031'), '17 angka, lebih 1'], ['NIK with a letter', 1, text('617101450785000O'), 'misalnya O untuk 0'],
    ['No KK of 14', 2, text('64740305051200'), '14 angka, kurang 2'], ['No KK of 18', 2, text('647403050512000311'), '18 angka, lebih 2'], ['No KK with a letter', 2, text('647403050512OO03'), 'misalnya O untuk 0'],
    ['No KK of zeros', 2, text('0000000000000000'), 'pengisi tempat'], ['NIK of zeros', 1, text('0000000000000000'), 'pengisi tempat'], ['NIK in a cell of numbers', 1, number('6171014507850000'), 'bertipe Angka'],
  ] as const)('%s: what is wrong and what to do, in words that fit a file', (_, at, cell, words) => {
    const row = [text('AMINAH'), text('6171014507850003'), text('6474030505120003'), null].map((each, index) => (index === at ? cell : each));
    const [found] = read(plan, row).findings;
    const [id, en] = (['id', 'en'] as const).map((lang) => importFindingText(lang, found?.code ?? '', found?.params ?? {})) as [string, string];
    expect(id).toContain(words);
    expect(id).toMatch(/Ketik ulang|Isi dari/);
    expect(en).toMatch(/Type it again|Fill it in/);
    // A cell has no reason to choose; that is the form's.
    for (const text of [id, en]) expect(text).not.toMatch(/alasan|reason|\{/);
  });
});

describe('§2.9 labels that DTSEN merged', () => {
  it.each([
    ['floor', 'Keramik/granit/marmer/ubin/tegel/teraso', [1, 2, 4]], ['roof', 'Asbes/seng', [3, 4]], ['waterSource', 'Air kemasan/isi ulang', [1, 2]],
    ['power1', '<= 900 watt', [1, 2]], ['power1', '> 900 watt', [3, 4, 5]], ['cookingFuel', 'Listrik/gas', [1, 2, 3, 4, 5, 6]], ['sewage', 'Tanpa tangki septik', [3, 4, 5, 6]],
  ] as const)('%s: %s keeps its words, has no code of its own, and covers the right ones', (key, label, codes) => {
    const field = fieldDef('family', key);
    if (!field?.list) throw new Error(`no list for ${key}`);
    const { value } = readValue(field, 0, { type: 'text', text: label, formula: false }, { today, date1904: false, nik: null, dateOrders: new Map() }, null);
    expect(isCodedValue(value) && [value.code, value.raw]).toEqual([null, label]);
    expect(coveredCodes(field.list, label)).toEqual(codes);
  });
});

describe('§2.10 other headers of P3KE and SIKS-NG', () => {
  it('the local app of P3KE', () => {
    const headers = 'kk, nik, nama, provinsi, kabkot, kecamatan, desa, rt, rw, kode_anggota, pekerjaan, program, penghasilan, keterangan, alamat, lampiran, lat, lng, tahun_anggaran'.split(', ');
    const plan = planOf([headers, ['6474030505120003', '6474035708480002', 'AMINAH', 'KALIMANTAN TIMUR', 'BONTANG', 'BONTANG BARAT', 'GUNUNG TELIHAN', '12', '3', '1', 'NELAYAN', 'PKH', '', '', 'JL. FLORES', '', '', '', '2025']]);
    const targets = Object.fromEntries(plan.columns.map(({ header, target }) => [header, target]));
    expect([targets.kk, targets.nik, targets.nama, targets.rt, targets.rw, targets.alamat].map((target) => target?.replace(/^(family\.|person\.|@)/, ''))).toEqual(['noKk', 'nik', 'name', 'rt', 'rw', 'address']);
  });

  it('its candidates: NIK KK is the NIK of the head, not a No KK', () => {
    const headers = 'id_kpm, nik_kk, nik_pkk, nama_kk, nama_pkk, nama_anak, nik_anak, alamat, rt, rw, desa_kelurahan, kecamatan, kabkot, sumber, desil_p3ke'.split(', ');
    const plan = planOf([headers, ['1', '6474035708480002', '6474034508900001', 'AMINAH', 'SITI', '', '', 'JL. FLORES', '12', '3', 'GUNUNG TELIHAN', 'BONTANG BARAT', 'BONTANG', 'P3KE', '1']]);
    const targets = Object.fromEntries(plan.columns.map(({ header, target }) => [header, target]));
    expect(targets.nik_kk).not.toMatch(/noKk/);
    expect(Object.values(targets).filter((target) => target === '@noKk')).toEqual([]);
    const parsed = read(plan, cellsOf(['1', '6474035708480002', '6474034508900001', 'AMINAH', 'SITI', null, null, 'JL. FLORES', '12', '3', null, null, null, 'P3KE', '1']));
    expect(['6474035708480002', '6474034508900001']).toContain(parsed.person?.values.nik);
  });
});

describe('§6.3 header synonyms', () => {
  const bare = (target: string | null): string | null => target?.replace(/^(family|person)\./, '').replace(/^@/, '') ?? null;

  it.each(['NIK', 'NO NIK', 'NIK KTP', 'NIK ART', 'NO KTP', 'NOMOR INDUK KEPENDUDUKAN', 'NIK PENERIMA', 'NIK PKK'])('%s is a NIK', (header) => {
    const plan = planOf([['NAMA LENGKAP', header, 'ALAMAT'], ['AMINAH', '6474035708480002', 'JL. A']]);
    expect(bare(plan.columns.find(({ index }) => index === 1)?.target ?? null)).toBe('nik');
  });
  it.each(['NO KK', 'NOMOR KK', 'NOKK', 'NO. KK', 'NOMOR KARTU KELUARGA', 'NO KARTU KELUARGA', 'KK'])('%s is a No KK', (header) => expect(bare(targetOf(header, '6474030505120003'))).toBe('noKk'));
  it.each(['NAMA', 'NAMA LENGKAP', 'NAMA PENDUDUK', 'NAMA ART', 'NAMA PENERIMA', 'NAMA PENGURUS', 'NAMA KPM'])('%s is a name', (header) => {
    const plan = planOf([['NO', header, 'NIK', 'ALAMAT'], ['1', 'AMINAH', '6474035708480002', 'JL. A']]);
    expect(bare(plan.columns.find(({ index }) => index === 1)?.target ?? null)).toBe('name');
  });
  it.each(['NAMA KK', 'NAMA KEPALA KELUARGA', 'NAMA.KK', 'NAMA KRT'])('%s is the head', (header) => expect(bare(targetOf(header, 'BUDI'))).toBe('headName'));
  it.each(['JK', 'L/P', 'SEX', 'KELAMIN', 'JENIS KELAMIN', 'JNS KLMN'])('%s is the sex', (header) => expect(bare(targetOf(header, 'L'))).toBe('sex'));
  it.each([['L', 1], ['P', 2], ['LK', 1], ['PR', 2], ['LAKI-LAKI', 1], ['PEREMPUAN', 2], ['PRIA', 1], ['WANITA', 2], ['1', 1], ['2', 2]])('%s is sex %i', (text, sex) => {
    const plan = planOf([['NAMA', 'NIK', 'L/P'], ['AMINAH', '6474035708480002', 'P']]);
    expect(read(plan, cellsOf(['AMINAH', '6474035708480002', text])).person?.values.sex).toBe(sex);
  });
  it.each([['TGL LAHIR', 'birthDate'], ['TGL LHR', 'birthDate'], ['TANGGAL LAHIR', 'birthDate'], ['TGL/BLN/TH', 'birthDate'], ['TTL', 'ttl'], ['TMPT LHR', 'birthPlace'], ['TEMPAT LAHIR', 'birthPlace']])('%s is %s', (header, target) => expect(bare(targetOf(header))).toBe(target));
  it.each(['SHDK', 'HUB. KEL', 'HUB KELUARGA', 'HUBKRT', 'STATUS HUBUNGAN', 'Hub. dgn. Kpl Keluarga'])('%s is the relationship', (header) => expect(bare(targetOf(header, 'ANAK'))).toMatch(/^(shdk|relationship)$/));
  it.each(['ALAMAT', 'ALAMAT LENGKAP', 'ALAMAT KTP', 'ALAMAT SEKARANG', 'NAMA SLS'])('%s is an address', (header) => expect(bare(targetOf(header, 'JL. A'))).toMatch(/address/i));
  it.each([['RT', 'rt'], ['RW', 'rw'], ['RT/RW', 'rtRw'], ['NO.RT/RW', 'rtRw']])('%s is %s', (header, target) => expect(bare(targetOf(header, '1'))).toBe(target));
  it.each(['DESIL', 'DESIL KESEJAHTERAAN', 'DESIL NASIONAL', 'DESIL P3KE', 'PERINGKAT'])('%s is a ranking', (header) => expect(targetOf(header, '3')).toMatch(/^@/));
  it('PERCENTILE is a ranking of 100, no desil', () => {
    const plan = planOf([['NAMA', 'NIK', 'PERCENTILE'], ['AMINAH', '6474035708480002', '40']]);
    expect(read(plan, cellsOf(['AMINAH', '6474035708480002', '40'])).findings.map(({ code }) => code)).not.toContain('V24');
  });
});

describe('§6.3 the list of an office, as printed', () => {
  const rows: readonly Texts[] = [
    ['PEMERINTAH KOTA BONTANG'], ['DINAS SOSIAL DAN PEMBERDAYAAN MASYARAKAT'], ['DAFTAR NOMINATIF PENERIMA MAKANAN SIAP SANTAP LANSIA MISKIN TAHUN 2025'],
    ['KELURAHAN : GUNUNG TELIHAN', null, null, null, 'KECAMATAN : BONTANG BARAT'], [],
    ['NO', 'NAMA LENGKAP', 'NIK', 'NO. KK', 'TTL', 'L/P', 'ALAMAT / RT', 'DESIL', 'KET'],
    ['1', 'HJ. AMINAH', '6,47403E+15', '6474030505120003', 'BONTANG, 17 AGUSTUS 1948', 'P', 'JL. FLORES RT 12 NO 5', '1', 'TUNGGAL'],
    ['2', 'DG. TALLASA', "6474034205500002'", '-', '02/05/50', 'P', 'RT.07', '2', null],
    [null, 'JUMLAH', '30 ORANG'], [null, null, null, null, 'Bontang, 2 Januari 2025'], [null, null, null, null, 'KEPALA DINAS'],
  ];
  const plan = planOf(rows);

  it('is a list with its header in row 6, two people, a total and a signature', () => {
    expect([plan.shape, plan.headerRow]).toEqual(['list', 6]);
    expect(rows.slice(6).map((row) => rowKinds(plan)(cellsOf(row)))).toEqual(['data', 'data', 'total', expect.stringMatching(/signature|data/), expect.stringMatching(/signature|data/)]);
  });
  it('loses the NIK that Excel lost, and nothing else of that row', () => {
    const { person, findings } = read(plan, cellsOf(rows[6] ?? []));
    expect(person).toMatchObject({ values: { name: 'HJ. AMINAH', birthPlace: 'BONTANG', birthDate: '1948-08-17', sex: 2 }, rankings: [{ value: 1 }], also: { rt: '012' } });
    expect(findings.map(({ code }) => code)).toEqual(['DIGIT_LOST']);
  });
  it('reads the second row, with a NIK behind which an apostrophe stands', () => {
    const { person } = read(plan, cellsOf(rows[7] ?? []));
    expect(person).toMatchObject({ values: { nik: '6474034205500002', name: 'DG. TALLASA', birthDate: '1950-05-02' }, rankings: [{ value: 2 }], also: { rt: '007' } });
  });
});

describe('§6.3 several sheets', () => {
  it('one list for each kelurahan: both are read', () => {
    const sheet = (nik: string): readonly Texts[] => [['NO', 'NAMA', 'NIK', 'ALAMAT'], ['1', 'AMINAH', nik, 'JL. A']];
    expect(plansOf(sheet('6474035708480002'), sheet('6474034508900001')).map(({ shape }) => shape)).toEqual(['list', 'list']);
  });
});
