import type { FieldValues } from '../../rules/field.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell, PlainCell } from '../sheet-content.ts';
import { capitals, dayFirst, hasCard, headOf, mergeList, orDash, personRows, placesOf, plain, tells } from './layout.ts';
import type { Column, LayoutSheet, LayoutSource, PersonRow, SampleLayout } from './layout.ts';

/** The registers of people that Dukcapil prints (BIP): rows above a family's people carry the family. */

type BipColumn = Column<PersonRow>;

const said = (header: string, value: (row: PersonRow) => Cell, role?: BipColumn['role']): BipColumn => ({ header, value, ...(role && { role }) });
const coded = (header: string, field: string, list: string, role?: BipColumn['role']): BipColumn =>
  said(header, ({ person }) => capitals(list, person[field]), role);
/** Some printouts fill the column of the NIK with spaces. */
const nik = said('NIK', ({ person }) => (person.nik ? `${String(person.nik)}  ` : null), 'nik');
const sex = said('JK', ({ person }) => (person.sex === 1 ? 'Lk' : 'Pr'), 'sex');
const born = (header: string): BipColumn => said(header, ({ person }) => dayFirst(person.birthDate), 'birthDate');
const place = (header: string): BipColumn => said(header, ({ person }) => plain(person.birthPlace));
const mother = (header: string): BipColumn => said(header, ({ person }) => plain(person.motherName));
const father = (header: string): BipColumn => said(header, ({ person }) => plain(person.fatherName));
const name = (header: string): BipColumn => said(header, ({ person }) => plain(person.name), 'name');

const common: readonly BipColumn[] = [
  name('Nama Lengkap'), nik, place('Tempat Lahir'), born('Tgl/Bln/Th'), sex, coded('SHDK', 'shdk', 'KK.shdk', 'relationship'),
  coded('Agama', 'religion', 'KK.agama'), coded('Pendidikan Terakhir', 'educationKk', 'KK.pendidikan'), coded('Pekerjaan', 'occupationKk', 'KK.pekerjaan'),
  mother('Ibu'), father('Ayah'),
];
const bip2016Columns: readonly BipColumn[] = [said('No', ({ place: at }) => at), ...common];

const marriages: readonly PlainCell[] = [null, 'BK', 'K', 'CH', 'CM'];
const bloods: readonly PlainCell[] = ['Tdk Th', 'A', 'B', 'AB', 'O'];
const hasCardEl = (person: FieldValues): boolean => Number(person.identityCards) >= 4;
const bipEktpColumns: readonly BipColumn[] = [
  said('No', ({ number }) => number),
  ...common,
  said('Stat Kwn', ({ person }) => marriages[Number(person.maritalStatus)] ?? null),
  said('Gol. Drh', ({ person }) => bloods[Number(person.bloodType)] ?? 'Tdk Th'),
  said('No Akta Lahir', ({ person, number }) => (Number(person.identityCards) % 2 === 1 ? `AL.5${String(700_0000 + number)}` : '-')),
  said('Wjb KTP', ({ person }) => (hasCardEl(person) ? 'Y' : 'T')),
  said('KTP-eL', ({ person }) => (hasCardEl(person) ? 'Y' : 'T')),
  said('Status', ({ person }) => (hasCardEl(person) ? 'SDH DPT' : 'BLM DPT')),
  said('Stat Rkm', ({ person }) => (hasCardEl(person) ? 'CARD PRINTED' : 'BELUM WAJIB')),
];

const nullIfEmpty = (cell: PlainCell): PlainCell => (cell === null || cell === '' ? 'NULL' : cell);
const bip2012Columns: readonly BipColumn[] = [
  said('NO', ({ place: at }) => at),
  said('NIK', ({ person }) => nullIfEmpty(plain(person.nik)), 'nik'),
  name('NAMA'), said('JK', ({ person }) => (person.sex === 1 ? 'LK' : 'PR'), 'sex'), place('TMPT LHR'), born('TGL LHR'),
  said('KTPEL', ({ person }) => (hasCardEl(person) ? 'SUDAH' : 'NULL')),
  coded('AGAMA', 'religion', 'KK.agama'), coded('STATUS', 'maritalStatus', 'KK.status_kawin'), coded('HUB. KEL', 'shdk', 'KK.shdk', 'relationship'),
  coded('PENDIDIKAN', 'educationKk', 'KK.pendidikan'), coded('PEKERJAAN', 'occupationKk', 'KK.pekerjaan'),
  said('NAMA IBU', ({ person }) => nullIfEmpty(plain(person.motherName))), said('NAMA AYAH', ({ person }) => nullIfEmpty(plain(person.fatherName))),
  said('NO.AKTE LAHIR', () => 'NULL'),
];

const bipLutimColumns: readonly BipColumn[] = [
  said('NO', ({ place: at }) => at), said('NIK', nik.value, 'nik'), name('NAMA LENGKAP'), said('JK', sex.value, 'sex'),
  place('TMPT LHR'), born('TGL LHR'), coded('AGAMA', 'religion', 'KK.agama'), coded('STATUS', 'maritalStatus', 'KK.status_kawin'),
  coded('SHDK', 'shdk', 'KK.shdk', 'relationship'), coded('PENDIDIKAN', 'educationKk', 'KK.pendidikan'),
  coded('PEKERJAAN', 'occupationKk', 'KK.pekerjaan'), mother('NAMA IBU'), father('NAMA AYAH'),
];

/** Cells at their places, the others empty. */
function at(cells: Readonly<Record<number, Cell>>): Cell[] {
  const row: Cell[] = [];
  for (const [place, cell] of Object.entries(cells)) row[Number(place)] = cell;
  return Array.from(row, (cell) => cell ?? null);
}

const familyAddress = ({ family }: SampleFamily): string => `${String(family.address)}, Nama Dusun : -, RT/RW : ${String(family.rt)}/${String(family.rw)}`;

interface BipForm {
  readonly columns: readonly BipColumn[];
  /** Rows above everything. */
  readonly title: (first: SampleFamily | undefined, today: string) => readonly (readonly Cell[])[];
  /** The header once above all families, or again in each block. */
  readonly header: 'once' | 'each';
  /** Rows above a family's people. */
  readonly group: (family: SampleFamily, number: number) => readonly (readonly Cell[])[];
  readonly between?: number;
}

/** A header of two rows: groups above, with columns below where there is a group. */
function twoRowHeader(columns: readonly BipColumn[]): readonly (readonly Cell[])[] {
  const groups: Readonly<Record<string, string>> = { 'Tempat Lahir': 'Tempat dan Tanggal Lahir', 'Tgl/Bln/Th': '', Ibu: 'Nama Orang Tua Kandung', Ayah: '' };
  return [
    columns.map(({ header }) => (header in groups ? groups[header] || null : header)),
    columns.map(({ header }) => (header in groups ? header : null)),
    columns.map((_, i) => -(i + 1)),
  ];
}

function title(first: SampleFamily | undefined, today: string): Cell[][] {
  const { province = '', regency = '', district = '', village = '' } = first?.region ?? {};
  return [
    ['BUKU INDUK PENDUDUK WNI'],
    at({ 0: `PROVINSI : ${province.toUpperCase()}`, 6: `KABUPATEN/KOTA : ${regency.toUpperCase()}` }),
    at({ 0: `KECAMATAN : ${district.toUpperCase()}`, 6: `KELURAHAN/DESA : ${village.toUpperCase()}` }),
    [`PERIODE/TANGGAL : ${String(dayFirst(today))}`],
    [],
  ];
}

const bip2016Form: BipForm = {
  columns: bip2016Columns, header: 'once', title,
  group: (family) => [[`No. KK : ${String(family.family.noKk)}`], [`Alamat : ${familyAddress(family)}`]],
};
const bipEktpForm: BipForm = {
  columns: bipEktpColumns, header: 'once', title,
  group: (family, number) => [
    at({ 0: `No. KK : ${String(family.family.noKk)}`, 4: `Nama Kepala Keluarga : ${String(headOf(family).name)}`, 8: `No. Blangko KK : ${String(640_000_000 + number)}`, 12: 'Tgl Cetak KK : 11-02-2015' }),
    [`Alamat : ${familyAddress(family)}`],
  ],
};
const bip2012Form: BipForm = {
  columns: bip2012Columns, header: 'each', between: 1,
  title: (first, today) => [...title(first, today).slice(0, 3), []],
  group: (family) => [
    ['NO.KK', 'NAMA.KK', 'ALAMAT'],
    [String(family.family.noKk), plain(headOf(family).name), `${String(family.family.address)}, RT:${String(family.family.rt)}, RW:${String(family.family.rw)}, Kodepos:75313,-`],
  ],
};
const bipLutimForm: BipForm = {
  columns: bipLutimColumns, header: 'each', between: 1,
  title: (first, today) => [...title(first, today).slice(0, 3), []],
  group: (family) => [
    at({ 0: 'NO. KK :', 2: String(family.family.noKk) }),
    at({ 0: 'NAMA. KK :', 2: plain(headOf(family).name) }),
    at({ 0: 'ALAMAT :', 2: orDash(plain(family.family.address)) }),
    at({ 0: 'NO.RT/RW :', 2: `${String(family.family.rt)}/${String(family.family.rw)}` }),
  ],
};

function bipSheet(form: BipForm, source: LayoutSource): LayoutSheet {
  const merges = mergeList();
  const width = form.columns.length;
  const first = [...take(source.families(), 1)][0];
  const above = form.title(first, source.today);
  const header = twoRowHeader(form.columns);
  return {
    name: 'Sheet1',
    headerRow: form.header === 'once' ? above.length + header.length : 0,
    places: placesOf(form.columns),
    merges: merges.all,
    *rows() {
      merges.clear();
      let row = 0;
      const next = <Row>(cells: Row): Row => (row++, cells);
      for (const cells of above) {
        yield next(cells);
        if (cells.length > 0) merges.add({ row, column: 0, rows: 1, columns: row === 1 ? width : 5 });
      }
      if (form.header === 'once') {
        for (const cells of header) yield next(cells);
        for (const merge of headerMerges(form.columns, row - header.length + 1)) merges.add(merge);
      }
      for (const person of personRows(source)) {
        if (person.place === 1) {
          if (person.familyNumber > 1) for (let i = 0; i < (form.between ?? 0); i++) yield next([]);
          for (const cells of form.group(person.source, person.familyNumber)) {
            yield next(cells);
            if (form.header === 'once') merges.add({ row, column: 0, rows: 1, columns: cells.length > 1 ? 4 : width });
          }
          if (form.header === 'each') yield next(form.columns.map((column) => column.header));
        }
        yield next(form.columns.map((column) => column.value(person)));
      }
    },
  };
}

/** Columns without a group reach over both rows; a group reaches over its two columns. */
function headerMerges(columns: readonly BipColumn[], row: number): { row: number; column: number; rows: number; columns: number }[] {
  return columns.flatMap(({ header }, column) => {
    if (header === 'Tgl/Bln/Th' || header === 'Ayah') return [];
    return header === 'Tempat Lahir' || header === 'Ibu' ? [{ row, column, rows: 1, columns: 2 }] : [{ row, column, rows: 2, columns: 1 }];
  });
}

function* take<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let left = count;
  for (const item of items) {
    if (left-- <= 0) return;
    yield item;
  }
}

const familyKeys = ['noKk', 'address', 'rt', 'rw'] as const;
const personKeys = ['nik', 'name', 'birthPlace', 'birthDate', 'sex', 'shdk', 'religion', 'educationKk', 'occupationKk', 'motherName', 'fatherName'] as const;

function bip(form: BipForm, more: readonly string[] = []): SampleLayout {
  return { format: 'xls', takes: hasCard, sheets: (source) => [bipSheet(form, source)], told: tells(familyKeys, [...personKeys, ...more]) };
}

export const bipLayouts = {
  'bip-2016': bip(bip2016Form),
  'bip-ektp': bip(bipEktpForm, ['maritalStatus']),
  'bip-2012': bip(bip2012Form, ['maritalStatus']),
  'bip-lutim': bip(bipLutimForm, ['maritalStatus']),
} as const;
