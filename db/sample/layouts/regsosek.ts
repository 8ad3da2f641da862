import type { SampleFamily } from '../families.ts';
import { dayFirst, hasCard, headOf, personRows, plain, tableSheet, tells } from './layout.ts';
import type { Column, LayoutSheet, PersonRow, SampleLayout } from './layout.ts';

/** The template of the Regsosek survey: five sheets, each keyed by the No KK, headers with the numbers of the questions. */

type FamilyColumn = Column<SampleFamily>;
type PersonColumn = Column<PersonRow>;

const cardColumn: FamilyColumn = { header: 'Nomor KK', role: 'noKk', value: ({ family }) => plain(family.noKk) };
const asked = (header: string, field: string, role?: FamilyColumn['role']): FamilyColumn => ({ header, value: ({ family }) => plain(family[field]), ...(role && { role }) });
const answer = (header: string, field: string, role?: PersonColumn['role']): PersonColumn => ({ header, value: ({ person }) => plain(person[field]), ...(role && { role }) });

const placeColumns: readonly FamilyColumn[] = [
  cardColumn,
  { header: '101. Kode provinsi', value: ({ region }) => region.bps.slice(0, 2) },
  { header: '102. Kode kabupaten/kota', value: ({ region }) => region.bps.slice(2, 4) },
  { header: '103. Kode kecamatan', value: ({ region }) => region.bps.slice(4, 7) },
  { header: '104. Kode desa/kelurahan', value: ({ region }) => region.bps.slice(7) },
  asked('105. Kode SLS', 'slsCode'), asked('107. Nama SLS', 'slsName'), asked('108. Alamat', 'address', 'address'), asked('RT', 'rt'), asked('RW', 'rw'),
  asked('109. Nomor urut bangunan tempat tinggal', 'buildingNo'), asked('110. Nomor urut keluarga', 'familyNo'),
  { header: '112. Nama kepala keluarga', value: (family) => plain(headOf(family).name) },
  { header: '113. Jumlah anggota keluarga', value: ({ people }) => people.length },
  asked('115. Kode KK', 'kkCode'),
  { header: '201. Tanggal pendataan', value: ({ family }) => dayFirst(family.surveyDate) },
  asked('202. Nama petugas pendata', 'enumerator'), asked('205. Hasil pendataan', 'surveyResult'),
];

const houseColumns: readonly FamilyColumn[] = [
  cardColumn,
  asked('301a. Status kepemilikan bangunan', 'buildingOwnership'), asked('301b. Bukti kepemilikan', 'landProof'), asked('302. Luas lantai', 'floorArea'),
  asked('303. Jenis lantai terluas', 'floor'), asked('304. Jenis dinding terluas', 'wall'), asked('305. Jenis atap terluas', 'roof'),
  asked('306a. Sumber air minum utama', 'waterSource'), asked('306b. Jarak ke penampungan tinja', 'waterDistance'),
  asked('307a. Sumber penerangan utama', 'lighting'), asked('307b1. Daya terpasang 1', 'power1'), asked('307b2. Daya terpasang 2', 'power2'), asked('307b3. Daya terpasang 3', 'power3'),
  asked('308. Bahan bakar memasak', 'cookingFuel'), asked('309a. Fasilitas BAB', 'toilet'), asked('309b. Jenis kloset', 'toiletBowl'), asked('310. Pembuangan akhir tinja', 'sewage'),
];

const memberColumns: readonly PersonColumn[] = [
  { header: 'Nomor KK', role: 'noKk', value: ({ family }) => plain(family.noKk) },
  { header: '401. Nomor urut', value: ({ place }) => place },
  answer('402. Nama anggota keluarga', 'name', 'name'), answer('403. NIK', 'nik', 'nik'), answer('404. Keberadaan anggota keluarga', 'presence'),
  answer('405. Jenis kelamin', 'sex', 'sex'),
  { header: '406. Tanggal lahir', role: 'birthDate', value: ({ person }) => dayFirst(person.birthDate) },
  answer('408. Status perkawinan', 'maritalStatus'), answer('409. Hubungan dengan kepala keluarga', 'relationship', 'relationship'),
  answer('410. Sedang hamil', 'pregnant'), answer('411. Kartu identitas', 'identityCards'), answer('412. Partisipasi sekolah', 'schooling'),
  answer('413. Jenjang pendidikan', 'schoolLevel'), answer('414. Kelas tertinggi', 'schoolYear'), answer('415. Ijazah tertinggi', 'diploma'),
  answer('416a. Bekerja seminggu lalu', 'works'), answer('416b. Jam kerja', 'workHours'), answer('417. Lapangan usaha', 'workField'),
  answer('418. Kedudukan dalam pekerjaan', 'workPosition'), answer('419. NPWP', 'npwp'), answer('420a. Memiliki usaha', 'hasBusiness'),
  answer('420b. Jumlah usaha', 'businessCount'), answer('421. Lapangan usaha dari usaha utama', 'businessField'), answer('422. Pekerja dibayar', 'paidWorkers'),
  answer('423. Pekerja tidak dibayar', 'unpaidWorkers'), answer('424. Izin usaha', 'businessPermit'), answer('425. Omzet per bulan', 'turnover'),
  answer('426. Internet untuk usaha', 'businessInternet'), answer('427. Kondisi gizi', 'nutrition'),
  answer('428a. Penglihatan', 'seeing'), answer('428b. Pendengaran', 'hearing'), answer('428c. Berjalan/naik tangga', 'walking'),
  answer('428d. Menggunakan tangan/jari', 'handling'), answer('428e. Belajar/kemampuan intelektual', 'learning'), answer('428f. Pengendalian perilaku', 'behaviour'),
  answer('428g. Berbicara/komunikasi', 'speaking'), answer('428h. Mengurus diri', 'selfCare'), answer('428i. Mengingat/berkonsentrasi', 'remembering'),
  answer('428j. Kesedihan/depresi', 'depression'), answer('429. Perawat/pengasuh', 'carer'), answer('430. Penyakit kronis', 'chronicDisease'),
  answer('431a. Jaminan kesehatan', 'healthInsurance'), answer('431b. Prakerja', 'prakerja'), answer('431c. KUR', 'kur'), answer('431d. UMi', 'umi'),
  answer('431e. PIP', 'pip'), answer('431f. Jaminan ketenagakerjaan', 'workInsurance'),
];

const programme = (letter: string, name: string, field: string): FamilyColumn[] => [
  asked(`501${letter}. ${name}`, field), asked(`501${letter}. Bulan`, `${field}Month`), asked(`501${letter}. Tahun`, `${field}Year`),
];
const aidColumns: readonly FamilyColumn[] = [
  cardColumn,
  ...programme('a', 'Sembako/BPNT', 'sembako'), ...programme('b', 'PKH', 'pkh'), ...programme('c', 'BLT Dana Desa', 'bltDanaDesa'),
  ...programme('d', 'Subsidi listrik', 'electricitySubsidy'), ...programme('e', 'Bantuan pemerintah daerah', 'localAid'),
  ...programme('f', 'Subsidi pupuk', 'fertiliserSubsidy'), ...programme('g', 'Subsidi LPG', 'lpgSubsidy'),
];

const assetColumns: readonly FamilyColumn[] = [
  cardColumn,
  asked('502a. Tabung gas 5,5 kg atau lebih', 'gasCylinder'), asked('502b. Lemari es/kulkas', 'refrigerator'), asked('502c. AC', 'airConditioner'),
  asked('502d. Pemanas air', 'waterHeater'), asked('502e. Telepon rumah', 'landline'), asked('502f. TV datar', 'flatTv'), asked('502g. Emas/perhiasan', 'gold'),
  asked('502h. Komputer/laptop/tablet', 'computer'), asked('502i. Sepeda motor', 'motorcycle'), asked('502j. Sepeda', 'bicycle'), asked('502k. Mobil', 'car'),
  asked('502l. Perahu', 'boat'), asked('502m. Kapal/perahu motor', 'motorBoat'), asked('502n. Smartphone', 'smartphone'),
  asked('503a. Lahan lainnya', 'otherLand'), asked('503b. Rumah lainnya', 'otherHouse'), asked('504a. Sapi', 'cattle'), asked('504b. Kerbau', 'buffalo'),
  asked('504c. Kuda', 'horses'), asked('504d. Babi', 'pigs'), asked('504e. Kambing/domba', 'goats'), asked('505. Internet', 'internet'), asked('506. Rekening aktif', 'account'),
];

export const regsosek: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => {
    const families = (name: string, columns: readonly FamilyColumn[]): LayoutSheet => tableSheet<SampleFamily>(name, columns, source.families);
    return [
      families('I. Keluarga', placeColumns),
      families('III. Perumahan', houseColumns),
      tableSheet<PersonRow>('IV. Anggota Keluarga', memberColumns, () => personRows(source)),
      families('V. Program', aidColumns),
      families('V. Aset', assetColumns),
    ];
  },
  told: tells(
    ['noKk', 'address', 'rt', 'rw', 'slsCode', 'surveyDate', 'floor', 'wall', 'roof', 'floorArea', 'waterSource', 'toilet', 'sembako', 'pkh', 'refrigerator', 'motorcycle', 'cattle', 'internet', 'account'],
    ['nik', 'name', 'sex', 'birthDate', 'maritalStatus', 'relationship', 'identityCards', 'schooling', 'works', 'workHours', 'seeing', 'depression', 'healthInsurance'],
  ),
};
