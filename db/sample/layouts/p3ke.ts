import { ageOn } from '../../rules/dates.ts';
import type { FieldValue } from '../../rules/field.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell, PlainCell } from '../sheet-content.ts';
import { dateCell, hasCard, label, personRows, plain, tableSheet, tells } from './layout.ts';
import type { Column, PersonRow, SampleLayout } from './layout.ts';

/** P3KE, individuals: one row a person with the family's columns repeated; families have P3KE's own number, no No KK. */
interface P3keRow extends PersonRow {
  readonly today: string;
}
type P3keColumn = Column<P3keRow>;

const said = (header: string, value: (row: P3keRow) => Cell, role?: P3keColumn['role']): P3keColumn => ({ header, value, ...(role && { role }) });
const yes = (is: boolean): string => (is ? 'Ya' : 'Tidak');

/** P3KE's number of a family: it says the kelurahan and a serial. */
function p3keFamilyId({ source, familyNumber }: PersonRow): string {
  return `${source.region.bps}${String(familyNumber).padStart(6, '0')}`;
}

function age({ person, today }: P3keRow): number {
  return ageOn(String(person.birthDate), today);
}

function within(header: string, from: number, until: number): P3keColumn {
  return said(header, (row) => yes(age(row) >= from && age(row) <= until));
}

const receives = ({ source, person }: P3keRow, programme: string): boolean =>
  source.enrolments.some((one) => one.programme === programme && one.values.status === 3 && (one.person === null || source.people[one.person] === person));
const received = (header: string, programme: string): P3keColumn => said(header, (row) => yes(receives(row, programme)));

/** P3KE's own labels of the relationship. */
const relationships: readonly PlainCell[] = [null, 'Kepala Keluarga', 'Istri/suami', 'Anak', 'Menantu', 'Cucu', 'Orang tua/mertua', 'Pembantu/sopir', 'Lainnya'];
const schools: readonly PlainCell[] = [
  null, 'Tidak/belum sekolah', 'Tidak tamat SD/sederajat', 'Tamat SD/sederajat', 'Tamat SMP/sederajat', 'Tamat SMA/sederajat', 'Tamat perguruan tinggi',
];

function national(family: SampleFamily): FieldValue | undefined {
  return family.rankings.find((row) => row.scope === 1)?.value;
}

const p3keColumns: readonly P3keColumn[] = [
  said('ID Keluarga', p3keFamilyId),
  said('Kecamatan', ({ source }) => source.region.district.toUpperCase()),
  said('Desa', ({ source }) => source.region.village.toUpperCase()),
  said('Desil Kesejahteraan', ({ source }) => plain(national(source))),
  said('Alamat', ({ family }) => `${String(family.address)} RT ${String(family.rt)} RW ${String(family.rw)}`, 'address'),
  said('ID Individu', (row) => `${p3keFamilyId(row)}${String(row.place).padStart(2, '0')}`),
  said('Nama', ({ person }) => plain(person.name), 'name'),
  said('NIK', ({ person }) => plain(person.nik), 'nik'),
  said('Padan DUKCAPIL', ({ person }) => yes(Boolean(person.nik))),
  said('Jenis Kelamin', ({ person }) => label('RSEK.405', person.sex), 'sex'),
  said('Hub. dgn. Kpl Keluarga', ({ person }) => relationships[Number(person.relationship)] ?? null, 'relationship'),
  said('Tanggal Lahir', ({ person }) => dateCell(person.birthDate), 'birthDate'),
  said('Status Kawin', ({ person }) => label('RSEK.408', person.maritalStatus)),
  said('Pekerjaan', ({ person }) => label('KK.pekerjaan', person.occupationKk)),
  said('Pendidikan', ({ person }) => schools[Math.min(6, Number(person.educationKk))] ?? null),
  within('Usia <7', 0, 6), within('Usia 13-15', 13, 15), within('Usia 16-18', 16, 18), within('Usia 19-21', 19, 21), within('Usia 22-59', 22, 59), within('Usia >60', 60, 130),
  received('Penerima BPNT', 'SEMBAKO'), said('Penerima BPUM', () => 'Tidak'), said('Penerima BST', () => 'Tidak'),
  received('Penerima PKH', 'PKH'), received('Penerima SEMBAKO', 'SEMBAKO'),
  said('Resiko Stunting', (row) => yes(age(row) < 2 && row.person.nutrition === 2)),
  said('Pensasaran', ({ source }) => (Number(national(source) ?? 9) <= 1 ? 'Miskin Ekstrem' : 'Rentan')),
];

export const p3ke: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [
    tableSheet('Individu', p3keColumns, function* () {
      for (const row of personRows(source)) yield { ...row, today: source.today };
    }),
  ],
  told: tells(['address', 'rt', 'rw'], ['nik', 'name', 'sex', 'relationship', 'birthDate', 'maritalStatus', 'occupationKk']),
};
