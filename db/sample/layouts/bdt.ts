import { ageOn } from '../../rules/dates.ts';
import type { FieldValue } from '../../rules/field.ts';
import type { Cell } from '../sheet-content.ts';
import { dayFirst, hasCard, headOf, personRows, placesOf, plain, tells } from './layout.ts';
import type { Column, PersonRow, SampleLayout } from './layout.ts';

/**
 * BDT 2015: 101 columns whose headers carry their number, a second row `KOLOM 2 3 …`, one row for each member with the
 * household's columns repeated, and yes/no items whose codes alternate between 1/2 and 3/4.
 */
interface BdtRow extends PersonRow {
  readonly today: string;
}
type BdtColumn = Column<BdtRow>;

const said = (header: string, value: (row: BdtRow) => Cell, role?: BdtColumn['role']): BdtColumn => ({ header, value, ...(role && { role }) });
const nothing = (header: string): BdtColumn => said(header, () => null);

/** A code of the survey as BDT has it, by the table's place. */
function recoded(header: string, field: string, codes: readonly (number | null)[]): BdtColumn {
  return said(header, ({ family }) => codes[Number(family[field])] ?? null);
}

const yesNo = (value: FieldValue | undefined, codes: readonly [number, number]): Cell => (value === undefined || value === null ? null : value === 1 ? codes[0] : codes[1]);
const odd = [1, 2] as const;
const even = [3, 4] as const;
const asset = (header: string, field: string, codes: readonly [number, number]): BdtColumn => said(header, ({ family }) => yesNo(family[field], codes));
const owns = (header: string, codes: readonly [number, number]): BdtColumn => said(header, () => codes[1]);
const person = (header: string, field: string): BdtColumn => said(header, (row) => plain(row.person[field]));

/** Places 1 to 16; the number of a column stands in its header from here on. */
const placeColumns: readonly BdtColumn[] = [
  said('Kode Provinsi', ({ source }) => source.region.bps.slice(0, 2)),
  said('Kode Kab/Kota', ({ source }) => source.region.bps.slice(2, 4)),
  said('Kode Kecamatan', ({ source }) => source.region.bps.slice(4, 7)),
  said('Kode Desa/Kelurahan', ({ source }) => source.region.bps.slice(7)),
  said('Nama Provinsi', ({ source }) => source.region.province.toUpperCase()),
  said('Nama Kab/Kota', ({ source }) => source.region.regency.toUpperCase()),
  said('Nama Kecamatan', ({ source }) => source.region.district.toUpperCase()),
  said('Nama Desa/Kelurahan', ({ source }) => source.region.village.toUpperCase()),
  said('Nama SLS', ({ family }) => `RW ${String(family.rw).slice(1)}, RT ${String(family.rt).slice(1)}`),
  said('Alamat', ({ family }) => plain(family.address), 'address'),
  said('ID Rumah Tangga', ({ source, familyNumber }) => `${source.region.bps}${String(familyNumber).padStart(6, '0')}01`),
  said('Ruta6', ({ familyNumber }) => (familyNumber + 60_466_176).toString(36).toUpperCase().slice(-6)),
  said('No Urut Rumah Tangga', ({ familyNumber }) => familyNumber),
  said('Nama KRT', ({ source }) => plain(headOf(source).name)),
  said('Jumlah ART', ({ source }) => source.people.length),
  said('Jumlah Keluarga', () => 1),
];

const houseColumns: readonly BdtColumn[] = [
  said('Status bangunan tempat tinggal', ({ family }) => plain(family.buildingOwnership)),
  said('Status lahan tempat tinggal', ({ family }) => (family.buildingOwnership === 1 ? 1 : 2)),
  said('Luas lantai', ({ family }) => plain(family.floorArea)),
  recoded('Jenis lantai terluas', 'floor', [null, 1, 2, 3, 4, 8, 6, 7, 9, 10]),
  recoded('Jenis dinding terluas', 'wall', [null, 1, 2, 3, 4, 5, 6, 7]),
  said('Kondisi dinding', ({ family }) => (Number(family.wall) > 3 ? 2 : 1)),
  recoded('Jenis atap terluas', 'roof', [null, 1, 4, 6, 5, 7, 8, 9, 10]),
  said('Kondisi atap', ({ family }) => (Number(family.roof) > 5 ? 2 : 1)),
  recoded('Sumber air minum', 'waterSource', [null, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12]),
  said('Cara memperoleh air minum', ({ family }) => (Number(family.waterSource) <= 2 ? 1 : 3)),
  recoded('Sumber penerangan utama', 'lighting', [null, 1, 1, 2, 3]),
  said('Daya listrik terpasang', ({ family }) => plain(family.power1)),
  said('Nomor pelanggan PLN', ({ family }) => plain(family.plnCustomerId)),
  recoded('Bahan bakar utama memasak', 'cookingFuel', [null, 1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 8, 9]),
  recoded('Penggunaan fasilitas BAB', 'toilet', [null, 1, 2, 2, 3, 4, 4]),
  recoded('Jenis kloset', 'toiletBowl', [null, 1, 2, 2, 3]),
  recoded('Tempat pembuangan akhir tinja', 'sewage', [null, 1, 2, 4, 3, 5, 6]),
];

const assetColumns: readonly BdtColumn[] = [
  asset('Tabung gas 5,5 kg atau lebih', 'gasCylinder', odd), asset('Lemari es/kulkas', 'refrigerator', even), asset('AC', 'airConditioner', odd),
  asset('Pemanas air', 'waterHeater', even), asset('Telepon rumah', 'landline', odd), asset('Televisi', 'flatTv', even),
  asset('Emas/perhiasan', 'gold', odd), asset('Komputer/laptop', 'computer', even), asset('Sepeda', 'bicycle', odd),
  asset('Sepeda motor', 'motorcycle', even), asset('Mobil', 'car', odd), asset('Perahu', 'boat', even), owns('Motor tempel', odd),
  asset('Perahu motor', 'motorBoat', even), owns('Kapal', odd), asset('Aset lahan', 'otherLand', odd), nothing('Luas lahan'),
  asset('Rumah di tempat lain', 'otherHouse', even),
  said('Jumlah sapi', ({ family }) => plain(family.cattle)), said('Jumlah kerbau', ({ family }) => plain(family.buffalo)),
  said('Jumlah kuda', ({ family }) => plain(family.horses)), said('Jumlah babi', ({ family }) => plain(family.pigs)),
  said('Jumlah kambing/domba', ({ family }) => plain(family.goats)), owns('ART memiliki usaha sendiri', odd),
];

const aidColumns: readonly BdtColumn[] = [
  owns('Peserta KKS/KPS', odd), owns('Peserta KIP/BSM', even),
  said('Peserta KIS/BPJS Kesehatan PBI', ({ family }) => yesNo(family.pbiNas, odd)), owns('Peserta BPJS Kesehatan mandiri', even),
  owns('Peserta Jamsostek/BPJS Ketenagakerjaan', odd), owns('Peserta asuransi kesehatan lainnya', even),
  asset('Peserta PKH', 'pkh', odd), asset('Penerima Rastra', 'sembako', even), owns('Penerima KUR', odd),
];

const memberColumns: readonly BdtColumn[] = [
  said('No Urut ART', ({ place }) => place),
  said('Nama ART', ({ person: values }) => plain(values.name), 'name'),
  said('NIK', ({ person: values }) => plain(values.nik), 'nik'),
  said('No KK', ({ family }) => plain(family.noKk), 'noKk'),
  said('Hubungan dengan KRT', ({ person: values }) => plain(values.relationship), 'relationship'),
  said('No Urut Keluarga', () => 1),
  said('Hubungan dengan kepala keluarga', ({ person: values }) => plain(values.relationship)),
  said('Jenis kelamin', ({ person: values }) => plain(values.sex), 'sex'),
  said('Tempat lahir', ({ person: values }) => plain(values.birthPlace)),
  said('Tanggal lahir', ({ person: values }) => dayFirst(values.birthDate, '/'), 'birthDate'),
  said('Umur', ({ person: values, today }) => ageOn(String(values.birthDate), today)),
  person('Status perkawinan', 'maritalStatus'),
  nothing('Kepemilikan buku nikah/akta cerai'),
  said('Tercantum dalam KK', () => 1),
  person('Kepemilikan kartu identitas', 'identityCards'),
  said('Status kehamilan', ({ person: values }) => (values.sex === 2 ? yesNo(values.pregnant ?? 2, odd) : null)),
  nothing('Alat kontrasepsi'), nothing('Jenis cacat'), nothing('Penyakit kronis'),
  said('Partisipasi sekolah', ({ person: values }) => (typeof values.schooling === 'number' ? values.schooling - 1 : null)),
  nothing('Jenjang pendidikan'), nothing('Kelas tertinggi'), nothing('Ijazah tertinggi'),
  said('Bekerja seminggu lalu', ({ person: values }) => yesNo(values.works, odd)),
  person('Jumlah jam kerja', 'workHours'), person('Lapangan usaha', 'workField'), nothing('Status pekerjaan'), nothing('Keberadaan ART'),
  said('Percentile', ({ source, familyNumber }) => Math.min(40, Number(source.rankings.find((row) => row.scope === 1)?.value ?? 4) * 4 - (familyNumber % 4))),
];

const bare = [...placeColumns, ...houseColumns, ...assetColumns, ...aidColumns, ...memberColumns];
const rest = ['Nama pencacah', 'Tanggal pencacahan', 'Nama pengawas', 'Tanggal pemeriksaan', 'Kode hasil', 'Keterangan'];
const allColumns = [...bare, ...rest.map(nothing)];

/** Headers of the questions carry the number of the column. */
const bdtColumns = allColumns.map((column, at) => (at < placeColumns.length ? column : { ...column, header: `${column.header} (${at + 1})` }));

export const bdt: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [
    {
      name: 'BDT2015',
      headerRow: 2,
      places: placesOf(bdtColumns),
      *rows() {
        yield bdtColumns.map(({ header }) => header);
        yield ['KOLOM', ...bdtColumns.slice(1).map((_, i) => i + 2)];
        for (const row of personRows(source)) yield bdtColumns.map((column) => column.value({ ...row, today: source.today }));
      },
    },
  ],
  told: tells(
    ['noKk', 'address', 'rt', 'rw', 'bpsRegion', 'floorArea', 'gasCylinder', 'refrigerator', 'airConditioner', 'flatTv', 'computer', 'motorcycle', 'car', 'boat', 'otherLand', 'otherHouse'],
    ['nik', 'name', 'sex', 'birthPlace', 'birthDate', 'maritalStatus', 'relationship'],
  ),
};
