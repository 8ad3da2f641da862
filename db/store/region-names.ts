/**
 * Names of regions as people write them. Official names run words together ("Benuamelayu Laut") and use short forms
 * ("Sei Gohong"); two spellings are the same place when they agree after `regionKey`.
 */

/** Common spelling by code, shown instead of the official one, for the cities of the domain reference §2.12. */
export const commonSpelling: Readonly<Record<string, string>> = {
  '61.71.01.1002': 'Benua Melayu Laut',
  '61.71.01.1003': 'Benua Melayu Darat',
  '61.71.01.1004': 'Parit Tokaya',
  '61.71.01.1005': 'Kota Baru',
  '61.71.02.1001': 'Parit Mayor',
  '61.71.02.1006': 'Dalam Bugis',
  '61.71.02.1007': 'Tambelan Sampit',
  '61.71.03.1001': 'Pal Lima',
  '61.71.03.1002': 'Sungai Jawi Dalam',
  '61.71.03.1003': 'Sungai Jawi Luar',
  '61.71.03.1004': 'Sungai Beliung',
  '61.71.04.1004': 'Batu Layang',
  '61.71.05.1001': 'Sungai Bangkong',
  '61.71.05.1002': 'Darat Sekip',
  '61.71.05.1005': 'Sungai Jawi',
  '61.71.06.1003': 'Bangka Belitung Laut',
  '61.71.06.1004': 'Bangka Belitung Darat',
  '62.71': 'Kota Palangka Raya',
  '62.71.02.1005': 'Sei Gohong',
  '64.74.01.1006': 'Api-Api',
  '64.74.02.1002': 'Berebas Tengah',
  '64.74.02.1003': 'Berebas Pantai',
};

/** Other spellings that do not fall together under `regionKey`. */
export const otherSpellings: readonly (readonly [code: string, name: string])[] = [
  ['61.71.03.1001', 'Pal 5'],
  ['62.71.03.1001', 'Palangka Raya'],
  ['62.71.04.1003', 'Kereng Bengkirai'],
  ['62.71.04.1002', 'Kelampangan'],
  ['62.71.04', 'Sebangau'],
  ['62.71.05.1005', 'Pagar'],
  ['64.74.01.1005', 'Gunung Lai'],
  ['64.74.02.1002', 'Berbas Tengah'],
  ['64.74.02.1003', 'Berbas Pantai'],
];

/**
 * Regency codes no longer in force that NIKs of living people still carry: northern East Kalimantan before it became
 * North Kalimantan (UU 20/2012).
 */
export const retiredRegencies: readonly string[] = ['64.04', '64.05', '64.06', '64.10', '64.73'];

const shortForms: Readonly<Record<string, string>> = {
  SEI: 'SUNGAI',
  SUNGEI: 'SUNGAI',
  TJ: 'TANJUNG',
  GN: 'GUNUNG',
};
const kindWord =
  /^(?:(?:KELURAHAN|KEL|DESA|DS|KECAMATAN|KEC|KABUPATEN|KAB|KOTA ADMINISTRASI|KOTAMADYA|KOTA|PROVINSI|PROPINSI|PROV) )(?=.)/;

/** Upper-case words of a name with punctuation removed and short forms written out: `S. Jawi` → `SUNGAI JAWI`. */
export function nameWords(name: string): string {
  const words = name
    .toUpperCase()
    .replace(/[^A-Z0-9'’"`]+/g, ' ')
    .trim()
    .split(' ');
  return words
    .map((word, at) => (word === 'S' && at === 0 && words.length > 1 ? 'SUNGAI' : (shortForms[word] ?? word)))
    .map((word) => word.replace(/['’"`]/g, '')) // last, or the village Se'i would become a Sungai
    .join(' ');
}

/** The words without a leading kind: `KEL. Belimbing` → `BELIMBING`, `KOTA BONTANG` → `BONTANG`. */
export function withoutKind(words: string): string {
  return words.replace(kindWord, '');
}

/** What two spellings of one place have in common: its words run together. */
export function regionKey(name: string): string {
  return nameWords(name).replaceAll(' ', '');
}

/** The apostrophe of print, as a letter of one byte: a single wider letter doubles what a whole text takes of memory. */
const NARROW = '\u0092';

/** A text of names in letters of one byte, where it can be; {@link written} gives a name of it as it was. */
export function narrow(text: string): string {
  const names = text.replaceAll('’', NARROW);
  // Joined out of wide parts it would stay wide.
  return /[^\0-\xff]/.test(names) ? text : Buffer.from(names, 'latin1').toString('latin1');
}

/** A name out of a text that {@link narrow} made. */
export function written(name: string): string {
  return name.replaceAll(NARROW, '’');
}
