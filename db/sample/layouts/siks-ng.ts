import { ageOn } from '../../rules/dates.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell } from '../sheet-content.ts';
import { hasCard, headOf, label, personRows, plain, tableSheet, tells } from './layout.ts';
import type { Column, LayoutSource, PersonRow, SampleLayout } from './layout.ts';

/** SIKS-NG: a row of DTKS for each person, and the list of a programme's beneficiaries (KPM). */

type SiksColumn = Column<PersonRow>;
const said = (header: string, value: (row: PersonRow) => Cell, role?: SiksColumn['role']): SiksColumn => ({ header, value, ...(role && { role }) });

/** What the application calls the programmes, with ours where there is one. */
const programmes: readonly (readonly [header: string, code: string | null])[] = [
  ['BLT', null], ['BLT_BBM', null], ['BNPT_PPKM', null], ['BPNT', 'SEMBAKO'], ['BST', null],
];
const laterProgrammes: readonly (readonly [header: string, code: string | null])[] = [
  ['PBI', 'PBI-JK'], ['PENA', null], ['PERMAKANAN', 'PERMAKANAN-LANSIA'], ['PKH', 'PKH'], ['RUTILAHU', null], ['SEMBAKO_ADAPTIF', null], ['YAPI', null],
];

function receives({ source, person }: PersonRow, code: string | null): boolean {
  return source.enrolments.some((one) => one.programme === code && one.values.status === 3 && (one.person === null || source.people[one.person] === person));
}

const programme = ([header, code]: readonly [string, string | null]): SiksColumn => said(header, (row) => (receives(row, code) ? 'YA' : 'TIDAK'));

/** When it was last paid, where it was. */
const period = ([header, code]: readonly [string, string | null]): SiksColumn =>
  said(`periode_${header.toLowerCase()}`, (row) => (receives(row, code) ? '2026 TAHAP 3' : null));

const semesta = ({ source, familyNumber, place }: PersonRow): string => `${source.region.bps}${String(familyNumber).padStart(5, '0')}${String(place).padStart(2, '0')}`;

const siksColumns: readonly SiksColumn[] = [
  said('provinsi', ({ source }) => source.region.province.toUpperCase()),
  said('kabupaten', ({ source }) => source.region.regency.toUpperCase()),
  said('kecamatan', ({ source }) => source.region.district.toUpperCase()),
  said('desa_kelurahan', ({ source }) => source.region.village.toUpperCase()),
  said('prop_capil', ({ source }) => source.region.code.slice(0, 2)),
  said('kab_capil', ({ source }) => source.region.code.slice(3, 5)),
  said('id_kec', ({ source }) => source.region.bps.slice(0, 7)),
  said('id_desa', ({ source }) => source.region.bps),
  said('ATENSI', () => 'TIDAK'),
  said('Alamat', ({ family }) => `${String(family.address)} RT ${String(family.rt)} RW ${String(family.rw)}`, 'address'),
  ...programmes.map(programme),
  said('FIRST_SK', () => '146/HUK/2013'),
  said('NIK', ({ person }) => plain(person.nik), 'nik'),
  said('NOKK', ({ family }) => plain(family.noKk), 'noKk'),
  said('Nama', ({ person }) => plain(person.name), 'name'),
  ...laterProgrammes.map(programme),
  said('idsemesta', semesta),
  said('is_nonaktif', () => 0),
  said('keterangan_disabilitas', () => null),
  said('keterangan_meninggal', () => null),
  said('masih_hidup_label', () => 'Masih Hidup'),
  said('padankan_at', () => '2026-08-12 09:14:02'),
  ...[...programmes, ...laterProgrammes].map(period),
  said('verifyid', ({ number }) => number),
  said('isAktifHamil', ({ person }) => (person.pregnant === 1 ? 1 : 0)),
];

export const siksNg: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [tableSheet('DTKS', siksColumns, () => personRows(source))],
  told: tells(['noKk', 'address', 'rt', 'rw'], ['nik', 'name']),
};

type KpmRow = PersonRow & { readonly today: string };
type KpmColumn = Column<KpmRow>;
const listed = (header: string, value: (row: KpmRow) => Cell, role?: KpmColumn['role']): KpmColumn => ({ header, value, ...(role && { role }) });

const kpmColumns: readonly KpmColumn[] = [
  listed('NAMA PENERIMA', ({ person }) => plain(person.name), 'name'),
  listed('NIK KTP', ({ person }) => plain(person.nik), 'nik'),
  listed('TAHAP', () => 3),
  listed('BANSOS', ({ familyNumber }) => (familyNumber % 2 ? 'PKH' : 'BPNT')),
  listed('IDSEMESTA', semesta),
  listed('NO KEL', ({ familyNumber }) => familyNumber),
  listed('NM PROV', ({ source }) => source.region.province.toUpperCase()),
  listed('NM KAB', ({ source }) => source.region.regency.toUpperCase()),
  listed('NM KEC', ({ source }) => source.region.district.toUpperCase()),
  listed('NM KEL', ({ source }) => source.region.village.toUpperCase()),
  listed('ALAMAT', ({ family }) => `${String(family.address)} RT ${Number(family.rt)} RW ${Number(family.rw)}`, 'address'),
  listed('UMUR', ({ person, today }) => ageOn(String(person.birthDate), today)),
  listed('TANGGUNGAN', ({ source }) => source.people.length - 1),
  listed('STATUS', ({ person }) => label('RSEK.408', person.maritalStatus)),
  listed('PENGHASILAN', ({ familyNumber }) => `Rp${(800 + familyNumber * 25).toLocaleString('id-ID')}.000`),
];

function* kpmRows(source: LayoutSource): Generator<KpmRow> {
  for (const row of personRows(source)) if (row.place === 1) yield { ...row, today: source.today };
}

/** Beneficiaries have a NIK. */
const takesHead = (family: SampleFamily): boolean => hasCard(family) && Boolean(headOf(family).nik);

export const kpm: SampleLayout = {
  format: 'xlsx',
  takes: takesHead,
  sheets: (source) => [tableSheet('KPM', kpmColumns, () => kpmRows(source))],
  told: tells([], ['nik', 'name']),
};
