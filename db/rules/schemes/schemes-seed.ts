import type { Scheme, SchemeItem } from './scheme.ts';

type Seed = Omit<Scheme, 'version' | 'ended'>;
type Part = Partial<Omit<SchemeItem, 'key' | 'title'>>;

const scheme = (number: number): string => `01900000-0000-7000-a000-${String(number).padStart(12, '0')}`;
const item = (key: string, title: string, { kinds = null, programmes = [], except = [], needs = [] }: Part = {}): SchemeItem => ({ key, title, kinds, programmes, except, needs });
const programme = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Codes of TEPAT.kelompokManfaat. */
const [food, education, health, insurance, housing, water, energy, business, training, rehabilitation] = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const cash = 2;
const houseNeeds = ['rumah', 'air', 'sanitasi', 'listrik'];
const basicNeeds = [...houseNeeds, 'jaminan', 'kesehatan', 'pendidikan'];
const suggested = 'Pemetaan program di sini adalah usul awal; periksa dan ubah.';

/** The scheme that completeness is told by unless another is chosen. */
export const strategyScheme = scheme(1);

/**
 * The schemes that every office starts with. The items are those of the domain reference (§1.3, §3.1) and no others;
 * where it holds no list of a city, the note says so.
 */
export const schemeSeeds: readonly Seed[] = [
  { uid: strategyScheme, title: 'Tiga strategi', source: 'Instruksi Presiden 4/2022 dan 8/2025', content: {
    note: 'Strategi tiap program adalah isian program itu sendiri.',
    items: [
      item('beban', 'Pengurangan beban pengeluaran', { kinds: { strategies: [1] } }),
      item('pendapatan', 'Peningkatan pendapatan', { kinds: { strategies: [2] }, needs: ['pekerjaan'] }),
      item('kantong', 'Penurunan kantong kemiskinan', { kinds: { strategies: [3] }, needs: houseNeeds }),
    ],
  } },
  { uid: scheme(2), title: 'Arah Kota Pontianak', source: 'Artikel Kota Pontianak dalam acuan (PTK-1 sampai PTK-9)', content: {
    note: `Acuan tidak memuat kelima arah sebagai satu daftar; pokok di bawah ini yang disebutnya. Sesuaikan dengan dokumen kota. ${suggested}`,
    items: [
      item('data', 'Pembaharuan data kemiskinan terpadu dan terverifikasi'),
      item('ekstrem', 'Penghapusan kemiskinan ekstrem berbasis kasus', { kinds: { strategies: [1], forms: [1] } }),
      item('kebutuhan', 'Kebutuhan dasar: pangan, rumah, air, sanitasi, jaminan sosial, kesehatan', { kinds: { benefitGroups: [food, health, insurance, housing, water, energy] }, needs: [...houseNeeds, 'jaminan', 'pangan', 'kesehatan'] }),
      item('pendapatan', 'Pelatihan kerja, wirausaha, KUR, CSR, kemitraan usaha', { kinds: { strategies: [2] }, programmes: [programme(210)], needs: ['pekerjaan'] }),
      item('kolaborasi', 'Kolaborasi pentahelix'),
      item('monev', 'Pemantauan dan evaluasi sampai hasil dan dampak'),
    ],
  } },
  { uid: scheme(3), title: 'Empat langkah Kalimantan Barat', source: 'Artikel Provinsi Kalimantan Barat dalam acuan (KLB-2)', content: {
    note: suggested,
    items: [
      item('ekonomi', 'Pemberdayaan ekonomi', { kinds: { strategies: [2] }, needs: ['pekerjaan'] }),
      item('layanan', 'Layanan dasar', { kinds: { benefitGroups: [education, health, insurance, housing, water, energy] }, needs: basicNeeds }),
      item('lintas', 'Kerja lintas sektor'),
      item('ti', 'Teknologi informasi yang transparan'),
    ],
  } },
  { uid: scheme(4), title: 'Langkah Kota Palangka Raya', source: 'Artikel Kota Palangka Raya dalam acuan (PLK-1 sampai PLK-11)', content: {
    note: `Langkah yang disebut dalam acuan; daftar resmi kota tidak ada di dalamnya. ${suggested}`,
    items: [
      item('bansos', 'Bantuan sosial tepat sasaran', { kinds: { strategies: [1], benefitGroups: [food, cash] } }),
      item('pangan', 'Intervensi pengendalian pangan', { kinds: { benefitGroups: [food] } }),
      item('layanan', 'Layanan dasar dan transportasi', { kinds: { benefitGroups: [education, health, insurance, housing, water, energy] }, needs: [...basicNeeds, 'transportasi'] }),
      item('koordinasi', 'Koordinasi hingga kelurahan'),
      item('tumpang-tindih', 'Mencegah tumpang tindih dan penyalahgunaan'),
      item('partisipasi', 'Partisipasi masyarakat miskin dan rentan'),
    ],
  } },
  { uid: scheme(5), title: 'Pendekatan RPKD Kapuas', source: 'Artikel Kabupaten Kapuas tentang RPKD 2025 dalam acuan (KPS-1 sampai KPS-7)', content: {
    note: `Pendekatan yang disebut dalam acuan; dokumen RPKD sendiri tidak ada di dalamnya. ${suggested}`,
    items: [
      item('data', 'Data terpadu, akurat, dan presisi'),
      item('terintegrasi', 'Terintegrasi lintas sektor'),
      item('rentan', 'Responsif kelompok rentan', { kinds: { benefitGroups: [rehabilitation] }, programmes: [programme(7), programme(8), programme(201), programme(202)] }),
      item('pemberdayaan', 'Pemberdayaan mandiri', { kinds: { strategies: [2] }, needs: ['pekerjaan'] }),
      item('terukur', 'Terarah, terukur, berdampak'),
      item('jaring', 'Jaring pengaman sosial yang cepat dan tepat', { kinds: { strategies: [1], benefitGroups: [food, cash] } }),
    ],
  } },
  { uid: scheme(6), title: 'Kapuas Bersinar', source: 'Bidang yang disebut artikel Kabupaten Kapuas dalam acuan (KPS-10)', content: {
    note: `Acuan tidak memuat daftar sasaran Kapuas Bersinar; keempat bidang ini yang disebutnya. Sesuaikan dengan dokumen kabupaten. ${suggested}`,
    items: [
      item('sanitasi', 'Sanitasi dan air bersih', { kinds: { benefitGroups: [water] }, needs: ['air', 'sanitasi'] }),
      item('pangan', 'Ketahanan pangan', { kinds: { benefitGroups: [food] }, programmes: [programme(209)], needs: ['pangan'] }),
      item('umkm', 'UMKM', { kinds: { benefitGroups: [business, training] }, needs: ['pekerjaan'] }),
      item('pertanian', 'Pertanian modern', { programmes: [programme(107)] }),
    ],
  } },
  { uid: scheme(7), title: 'Enam bidang SPM posyandu', source: 'Permendagri 13/2024', content: {
    note: `Urutan dan nama bidang menurut peraturan. ${suggested}`,
    items: [
      item('pendidikan', 'Pendidikan', { kinds: { benefitGroups: [education] }, needs: ['pendidikan'] }),
      item('kesehatan', 'Kesehatan', { kinds: { benefitGroups: [health, insurance] }, needs: ['jaminan', 'kesehatan'] }),
      item('pekerjaan-umum', 'Pekerjaan umum', { kinds: { benefitGroups: [water] }, needs: ['air', 'sanitasi'] }),
      item('perumahan', 'Perumahan rakyat', { kinds: { benefitGroups: [housing] }, needs: ['rumah'] }),
      item('trantibumlinmas', 'Ketenteraman, ketertiban umum, dan pelindungan masyarakat'),
      item('sosial', 'Sosial', { kinds: { benefitGroups: [food, cash, rehabilitation] }, needs: ['pangan'] }),
    ],
  } },
];
