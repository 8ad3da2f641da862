import { addDays } from '../../rules/dates.ts';
import type { FieldValues } from '../../rules/field.ts';
import { capitals, dayFirst, hasCard, orDash, parentNik, personRows, pick, plain, tableSheet } from './layout.ts';
import type { Column, LayoutSource, PersonRow, SampleLayout } from './layout.ts';
import type { PlainCell } from '../sheet-content.ts';

/** A row of the export: a person, `Hidup`, or once more under an old card, `Tidak Valid`. */
interface SiakRow extends PersonRow {
  readonly status: 'Hidup' | 'Tidak Valid';
}

type SiakColumn = Column<SiakRow>;

const text = (header: string, value: (row: SiakRow) => PlainCell, role?: SiakColumn['role']): SiakColumn => ({
  header, value: (row) => orDash(value(row)), ...(role && { role }),
});
const nothing = (header: string): SiakColumn => text(header, () => null);
const coded = (header: string, field: string, list: string, role?: SiakColumn['role']): SiakColumn =>
  text(header, ({ person }) => capitals(list, person[field]), role);

const hamletForms = ['Dsn', 'DSN', 'DS', 'DUSUN', ''] as const;

/** The address as this clerk spelled it: five ways, by the family's number. */
export function siakAddress(family: FieldValues, familyNumber: number): string {
  const form = hamletForms[familyNumber % hamletForms.length] ?? '';
  return [form, `RUKUN ${Number(family.rw)}`, String(family.address)].filter(Boolean).join(' ');
}

/** Parents' names often lack a letter. */
function parentName(name: unknown, number: number): PlainCell {
  if (typeof name !== 'string') return null;
  return number % 9 === 0 && name.length > 5 ? name.slice(0, 3) + name.slice(4) : name;
}

/** Numbers, without the zeros before. */
const bare = (value: unknown): PlainCell => (typeof value === 'string' ? Number(value) : null);

const siakColumns: readonly SiakColumn[] = [
  text('Nomor KK', ({ family }) => plain(family.noKk), 'noKk'),
  text('NIK', ({ person }) => plain(person.nik), 'nik'),
  text('Nama Penduduk', ({ person }) => plain(person.name), 'name'),
  text('Status', ({ status }) => status),
  text('Tempat Lahir', ({ person }) => plain(person.birthPlace)),
  text('Tanggal Lahir', ({ person }) => dayFirst(person.birthDate), 'birthDate'),
  coded('Kelamin', 'sex', 'RSEK.405', 'sex'),
  text('NIK Ayah', (row) => parentNik(row, 1)),
  text('Ayah', ({ person, number }) => parentName(person.fatherName, number)),
  text('NIK Ibu', (row) => parentNik(row, 2)),
  text('Ibu', ({ person, number }) => parentName(person.motherName, number)),
  coded('Status Kawin', 'maritalStatus', 'KK.status_kawin'),
  coded('SHDK', 'shdk', 'KK.shdk', 'relationship'),
  coded('Agama', 'religion', 'KK.agama'),
  text('Kecamatan', ({ source }) => source.region.district.toUpperCase()),
  text('Desa/Kel', ({ source }) => source.region.village.toUpperCase()),
  text('Alamat', ({ family, familyNumber }) => siakAddress(family, familyNumber), 'address'),
  text('RW', ({ family }) => bare(family.rw)),
  text('RT', ({ family }) => bare(family.rt)),
  coded('Pendidikan', 'educationKk', 'KK.pendidikan'),
  coded('Pekerjaan', 'occupationKk', 'KK.pekerjaan'),
  nothing('Deskripsi Pekerjaan'),
  coded('Gol. Darah', 'bloodType', 'KK.gol_darah'),
  nothing('Cacat'),
  text('Cetak KTP', ({ person }) => (Number(person.identityCards) >= 4 ? 1 : 0)),
  text('Ganti KTP', () => 0),
  text('KTP Berakhir', ({ person }) => (Number(person.identityCards) >= 4 ? 'SEUMUR HIDUP' : null)),
  nothing('Nomor Paspor'),
  text('Nomor Akta Lahir', ({ person, number }) => (Number(person.identityCards) % 2 === 1 ? `AL.5${String(700_0000 + number)}` : null)),
  nothing('Nomor Akta Kawin'),
  nothing('Tanggal Kwn'),
  nothing('Nomor Akta Cerai'),
  nothing('Tgl Cerai'),
  text('Petugas Registrasi', ({ family }) => plain(family.enumerator)),
  text('Tgl Ubah', ({ family }) => dayFirst(family.checkDate)),
  text('Petugas Entri', ({ family }) => plain(family.supervisor)),
  text('Tgl Entri', ({ family }) => dayFirst(typeof family.checkDate === 'string' ? addDays(family.checkDate, -3) : undefined)),
];

/** Every tenth family's last member stands once more under the card of the family after it, no longer valid. */
function* siakRows(source: LayoutSource): Generator<SiakRow> {
  let left: PersonRow | null = null;
  let before = 0;
  for (const row of personRows(source)) {
    if (row.familyNumber !== before && left) {
      yield { ...left, source: row.source, family: row.family, familyNumber: row.familyNumber, status: 'Tidak Valid' };
      left = null;
    }
    before = row.familyNumber;
    yield { ...row, status: 'Hidup' };
    const isLast = row.place === row.source.people.length && row.place > 1;
    if (isLast && row.familyNumber % 10 === 3 && row.person.nik) left = row;
  }
}

const personKeys = [
  'nik', 'name', 'birthPlace', 'birthDate', 'sex', 'maritalStatus', 'shdk', 'religion', 'educationKk', 'occupationKk', 'bloodType',
] as const;

/** The flat export of SIAK: one row for each person, the family's columns in every row. */
export const siak: SampleLayout = {
  format: 'xls',
  takes: hasCard,
  sheets: (source) => [tableSheet('Data Penduduk', siakColumns, () => siakRows(source))],
  told: ({ family, people }, number) => ({
    family: { ...pick(family, ['noKk', 'rt', 'rw', 'region']), address: siakAddress(family, number) },
    people: people.map((person) => pick(person, personKeys)),
  }),
};
