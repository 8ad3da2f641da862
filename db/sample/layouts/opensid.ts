import type { FieldValue } from '../../rules/field.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell, PlainCell } from '../sheet-content.ts';
import { hasCard, parentNik, personRows, plain, tableSheet, tells } from './layout.ts';
import type { Column, PersonRow, SampleLayout } from './layout.ts';

/** The import files of OpenSID: numbers instead of labels, and a row of `###` after the data. */

const endMark = '###';

type PersonColumn = Column<PersonRow | null>;

const said = (header: string, value: (row: PersonRow) => Cell, role?: PersonColumn['role']): PersonColumn => ({
  header, value: (row) => (row ? value(row) : null), ...(role && { role }),
});
const own = (header: string, field: string, role?: PersonColumn['role']): PersonColumn => said(header, ({ person }) => plain(person[field]), role);
const empty = (header: string): PersonColumn => said(header, () => null);
const iso = (date: FieldValue | undefined): PlainCell => plain(date);

/** KK.pendidikan_sedang from the survey's answers, as far as they tell. */
function studying({ person }: PersonRow): PlainCell {
  if (person.schooling === 1) return 1;
  if (person.schooling === 3) return 18;
  const level = Number(person.schoolLevel);
  return level <= 5 ? 4 : level <= 10 ? 6 : level <= 17 ? 7 : 11;
}

const pendudukColumns: readonly PersonColumn[] = [
  { header: 'alamat', role: 'address', value: (row) => (row ? plain(row.family.address) : endMark) },
  said('dusun', ({ family }) => plain(family.dusun) ?? `LINGKUNGAN ${Number(family.rw)}`),
  said('rw', ({ family }) => plain(family.rw)),
  said('rt', ({ family }) => plain(family.rt)),
  own('nama', 'name', 'name'),
  said('no_kk', ({ family }) => plain(family.noKk), 'noKk'),
  own('nik', 'nik', 'nik'),
  own('sex', 'sex', 'sex'),
  own('tempatlahir', 'birthPlace'),
  said('tanggallahir', ({ person }) => iso(person.birthDate), 'birthDate'),
  own('agama_id', 'religion'),
  own('pendidikan_kk_id', 'educationKk'),
  said('pendidikan_sedang_id', studying),
  own('pekerjaan_id', 'occupationKk'),
  own('status_kawin', 'maritalStatus'),
  own('kk_level', 'shdk', 'relationship'),
  own('warganegara_id', 'citizenship'),
  said('ayah_nik', (row) => parentNik(row, 1)),
  own('nama_ayah', 'fatherName'),
  said('ibu_nik', (row) => parentNik(row, 2)),
  own('nama_ibu', 'motherName'),
  own('golongan_darah_id', 'bloodType'),
  empty('akta_lahir'), empty('dokumen_pasport'), empty('tanggal_akhir_paspor'), empty('dokumen_kitas'), empty('akta_perkawinan'),
  empty('tanggalperkawinan'), empty('akta_perceraian'), empty('tanggalperceraian'),
  said('cacat_id', () => 7),
  empty('cara_kb_id'),
  said('hamil', ({ person }) => (person.pregnant === 1 ? 1 : person.sex === 2 ? 2 : null)),
  said('ktp_el', ({ person }) => (Number(person.identityCards) >= 4 ? 2 : 1)),
  said('status_rekam', ({ person }) => (Number(person.identityCards) >= 4 ? 3 : 8)),
  empty('alamat_sekarang'),
  said('status_dasar', () => 1),
  empty('suku'), empty('tag_id_card'), empty('id_asuransi'), empty('no_asuransi'), empty('lat'), empty('lng'),
];

const penduduk: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [
    tableSheet('Data Penduduk', pendudukColumns, function* () {
      yield* personRows(source);
      yield null;
    }),
  ],
  told: tells(
    ['noKk', 'address', 'rt', 'rw'],
    ['nik', 'name', 'sex', 'birthPlace', 'birthDate', 'religion', 'educationKk', 'occupationKk', 'maritalStatus', 'shdk', 'citizenship', 'fatherName', 'motherName', 'bloodType'],
  ),
};

/** The programme that the file of recipients is for; its families are chosen by their number. */
const programme = { id: 4, name: 'BANTUAN PANGAN DAERAH', target: 2, note: 'Bantuan pangan keluarga', fund: 'APBD Kota', start: '2025-01-01', end: '2025-12-31' };

interface Recipient extends PersonRow {
  readonly at: number;
}

/** The heads of two families out of three. */
function* recipients(source: { readonly families: () => Iterable<SampleFamily> }): Generator<Recipient> {
  let at = 0;
  for (const row of personRows(source)) if (row.place === 1 && row.familyNumber % 3 !== 0) yield { ...row, at: ++at };
}

const pesertaColumns: readonly Column<Recipient>[] = [
  { header: 'Peserta', value: ({ family }) => plain(family.noKk), role: 'noKk' },
  { header: 'No. Peserta', value: ({ at }) => `BPD-${String(at).padStart(4, '0')}` },
  { header: 'NIK', value: ({ person }) => plain(person.nik), role: 'nik' },
  { header: 'Nama', value: ({ person }) => plain(person.name), role: 'name' },
  { header: 'Tempat Lahir', value: ({ person }) => plain(person.birthPlace) },
  { header: 'Tanggal Lahir', value: ({ person }) => plain(person.birthDate), role: 'birthDate' },
  { header: 'Alamat', value: ({ family }) => `${String(family.address)} RT ${String(family.rt)}/RW ${String(family.rw)}`, role: 'address' },
];

const bantuan: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [
    {
      name: 'Program', headerRow: 1, places: {},
      rows: () => [
        ['ID Program', programme.id], ['Nama Program', programme.name], ['Sasaran Program', programme.target], ['Keterangan', programme.note],
        ['Asal Dana', programme.fund], ['Tanggal awal', programme.start], ['Tanggal akhir', programme.end], [endMark],
      ],
    },
    tableSheet('Peserta', pesertaColumns, () => recipients(source)),
  ],
  told: tells([], ['nik', 'name', 'birthDate']),
};

/** Two families in four share a house with the family before. */
function householdNumber({ familyNumber }: PersonRow): string {
  return `6474${String(familyNumber - (familyNumber % 4 === 2 ? 1 : 0)).padStart(6, '0')}`;
}

const rtmColumns: readonly Column<PersonRow>[] = [
  { header: 'NIK', value: ({ person }) => plain(person.nik), role: 'nik' },
  { header: 'NOMOR RUMAH TANGGA', value: householdNumber },
  { header: 'STATUS HUBUNGAN DALAM RUMAH TANGGA', value: ({ place, familyNumber }) => (place === 1 && familyNumber % 4 !== 2 ? 1 : 2), role: 'relationship' },
];

const rtm: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [
    tableSheet('RTM', rtmColumns, function* () {
      for (const row of personRows(source)) if (row.person.nik) yield row;
    }),
  ],
  told: tells([], ['nik']),
};

export const opensidLayouts = { 'opensid-penduduk': penduduk, 'opensid-bantuan': bantuan, 'opensid-rtm': rtm } as const;
