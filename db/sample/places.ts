import { bpsVillages } from './bps-villages.ts';

/** A kelurahan or desa to generate, with the names that a file prints and the BPS codes beside them. */
export interface SampleRegion {
  /** Kemendagri code, dotted. */
  readonly code: string;
  readonly village: string;
  readonly district: string;
  readonly regency: string;
  readonly province: string;
  /** Ten digits. */
  readonly bps: string;
}

/** What a city gives its people: shares of origin, streets, and where those born elsewhere come from. */
export interface City {
  readonly regency: string;
  readonly birthPlace: string;
  readonly peoples: readonly (readonly [people: People, weight: number])[];
  readonly streets: readonly string[];
  /** Districts (`61.01.01`) where people who moved here were registered, with the place they name as birth place. */
  readonly origins: readonly (readonly [district: string, birthPlace: string])[];
}

export type People = 'melayu' | 'dayak' | 'banjar' | 'bugis' | 'jawa' | 'madura' | 'tionghoa';

const pontianak: City = {
  regency: '61.71',
  birthPlace: 'PONTIANAK',
  peoples: [['melayu', 28], ['tionghoa', 20], ['jawa', 14], ['madura', 12], ['bugis', 12], ['dayak', 9], ['banjar', 5]],
  streets: [
    'IMAM BONJOL', 'TANJUNGPURA', 'ADISUCIPTO', 'GAJAH MADA', 'PAHLAWAN', 'VETERAN', 'PURNAMA', 'PARIT DEMANG', 'SEPAKAT',
    'TEBU', 'KOM YOS SUDARSO', 'HUSEIN HAMZAH', 'SELAT PANJANG', 'KHATULISTIWA', 'TANJUNG RAYA', 'YA M SABRAN', 'AMPERA',
    'DANAU SENTARUM', 'HARAPAN JAYA', 'KARYA BARU', 'PARIT HAJI HUSIN', 'UJUNG PANDANG', 'SUNGAI RAYA DALAM', 'APEL',
  ],
  origins: [
    ['61.01.01', 'SAMBAS'], ['61.72.01', 'SINGKAWANG'], ['61.02.01', 'MEMPAWAH'], ['61.12.01', 'KUBU RAYA'],
    ['61.03.01', 'SANGGAU'], ['61.05.01', 'SINTANG'], ['61.04.01', 'KETAPANG'], ['61.06.01', 'PUTUSSIBAU'],
    ['35.27.01', 'SAMPANG'], ['35.26.01', 'BANGKALAN'], ['33.74.01', 'SEMARANG'], ['73.71.01', 'MAKASSAR'],
  ],
};

const palangkaRaya: City = {
  regency: '62.71',
  birthPlace: 'PALANGKA RAYA',
  peoples: [['dayak', 42], ['banjar', 27], ['jawa', 20], ['madura', 4], ['bugis', 3], ['melayu', 3], ['tionghoa', 1]],
  streets: [
    'TJILIK RIWUT', 'RAJAWALI', 'GARUDA', 'G. OBOS', 'RTA MILONO', 'YOS SUDARSO', 'SETH ADJI', 'DIPONEGORO', 'KALIMANTAN',
    'SAPAN', 'HIU PUTIH', 'BELIANG', 'MENDAWAI', 'RINDANG BANUA', 'MURJANI', 'TEMANGGUNG TILUNG', 'BUKIT KEMINTING',
    'CUT NYAK DIEN', 'KERENG BANGKIRAI', 'PANTAI CEMARA', 'MAHIR MAHAR', 'DANAU RANGAS',
  ],
  origins: [
    ['62.03.01', 'KUALA KAPUAS'], ['62.06.01', 'KATINGAN'], ['62.11.01', 'PULANG PISAU'], ['62.02.01', 'SAMPIT'],
    ['62.10.01', 'GUNUNG MAS'], ['63.71.01', 'BANJARMASIN'], ['63.08.01', 'AMUNTAI'], ['35.05.01', 'BLITAR'],
  ],
};

const bontang: City = {
  regency: '64.74',
  birthPlace: 'BONTANG',
  peoples: [['bugis', 32], ['jawa', 31], ['banjar', 16], ['melayu', 9], ['dayak', 6], ['madura', 3], ['tionghoa', 3]],
  streets: [
    'FLORES', 'BROKOLI', 'IR. H. JUANDA', 'MT. HARYONO', 'S. PARMAN', 'AHMAD YANI', 'CIPTO MANGUNKUSUMO', 'SEMANGKA',
    'PONTIANAK', 'KAPAL LAYAR', 'KAPAL FERI', 'SOEKARNO HATTA', 'TARI KANCET', 'SELAT KARIMATA', 'SULTAN HASANUDDIN',
    'ARIEF RAHMAN HAKIM', 'PATTIMURA', 'PIERE TENDEAN', 'IMAM BONJOL', 'WR. SUPRATMAN', 'GUNUNG TELIHAN', 'DAHLIA',
  ],
  origins: [
    ['64.72.01', 'SAMARINDA'], ['64.02.01', 'TENGGARONG'], ['64.08.01', 'SANGATTA'], ['64.71.01', 'BALIKPAPAN'],
    ['64.73.01', 'TARAKAN'], ['73.08.01', 'BONE'], ['73.71.01', 'MAKASSAR'], ['73.13.01', 'WAJO'], ['35.78.01', 'SURABAYA'],
    ['35.05.01', 'BLITAR'], ['63.71.01', 'BANJARMASIN'],
  ],
};

const kapuas: City = { ...palangkaRaya, regency: '62.03', birthPlace: 'KUALA KAPUAS' };

const cities: readonly City[] = [pontianak, palangkaRaya, bontang, kapuas];

const regencies: Readonly<Record<string, readonly [regency: string, province: string]>> = {
  '61.71': ['Kota Pontianak', 'Kalimantan Barat'],
  '62.71': ['Kota Palangka Raya', 'Kalimantan Tengah'],
  '64.74': ['Kota Bontang', 'Kalimantan Timur'],
  '62.03': ['Kabupaten Kapuas', 'Kalimantan Tengah'],
};

/** The city that a region's people are drawn after; regions elsewhere are drawn after Bontang, the most mixed. */
export function cityOf(regionCode: string): City {
  const regency = regionCode.slice(0, 5);
  return cities.find((city) => city.regency === regency) ?? { ...bontang, regency };
}

/** The kelurahan of the four cities that the generator knows by name: all of three cities, and one district of Kapuas. */
export const knownRegions: readonly SampleRegion[] = bpsVillages.flatMap(([districtCode, district, bpsDistrict, villages]) =>
  villages.map(([part, village, bpsPart]) => {
    const [regency, province] = regencies[districtCode.slice(0, 5)] ?? ['', ''];
    return { code: `${districtCode}.${part}`, village, district, regency, province, bps: bpsDistrict + bpsPart };
  }),
);

/** A region that the generator knows, or undefined. */
export function knownRegion(code: string): SampleRegion | undefined {
  return knownRegions.find((region) => region.code === code);
}

/** A region anywhere, by its code and names, with a made-up but consistent BPS code. */
export function sampleRegion(
  code: string,
  names: { readonly village: string; readonly district: string; readonly regency: string; readonly province: string },
): SampleRegion {
  const [province = '', regency = '', district = '', village = ''] = code.split('.');
  return { code, ...names, bps: `${province}${regency}${district}0${String((Number(village) % 1000) + 500).padStart(3, '0')}` };
}
