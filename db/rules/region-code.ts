/** Region codes are Kemendagri's, dotted: `64`, `64.74`, `64.74.03`, `64.74.03.1002`. */

export type RegionLevel = 'province' | 'city' | 'kecamatan' | 'kelurahan';

const levels: Readonly<Record<number, RegionLevel>> = { 2: 'province', 5: 'city', 8: 'kecamatan', 13: 'kelurahan' };
const dotted = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/** Whether a text is a dotted Kemendagri code of any level. */
export function isRegionCode(code: string): boolean {
  return dotted.test(code);
}

/** The level of a code, or null for anything else. A regency counts as `city`, a desa as `kelurahan`. */
export function regionLevel(code: string): RegionLevel | null {
  return isRegionCode(code) ? (levels[code.length] ?? null) : null;
}

/** Whether a region lies in an area, or is it. An empty area is everywhere. */
export function isInside(code: string, area: string): boolean {
  return area === '' || code === area || code.startsWith(`${area}.`);
}

/** The region above, or null for a province. */
export function parentRegion(code: string): string | null {
  const cut = code.lastIndexOf('.');
  return cut < 0 ? null : code.slice(0, cut);
}

/** The regions above, the nearest first. */
export function ancestors(code: string): readonly string[] {
  const parent = parentRegion(code);
  return parent === null ? [] : [parent, ...ancestors(parent)];
}

/** A kelurahan's last part starts with 1, a desa's with 2 (3: adat or persiapan, counted as desa). */
export function isDesa(code: string): boolean {
  return regionLevel(code) === 'kelurahan' && code[9] !== '1';
}

/** A city's second part is 71 or more; below it is a regency (kabupaten). */
export function isKota(code: string): boolean {
  return Number(code.slice(3, 5)) >= 71;
}

export interface RegionWords {
  /** What the region is: `Kelurahan`, `Desa`, `Kecamatan`, `Kota`, `Kabupaten`, `Provinsi`. */
  readonly kind: string;
  /** Who leads it: `Lurah`, `Kepala Desa`, … */
  readonly head: string;
  /** Its meeting, where it has one: `Musyawarah Kelurahan` (muskel) or `Musyawarah Desa` (musdes). */
  readonly meeting: string | null;
  readonly meetingShort: string | null;
}

const none = { meeting: null, meetingShort: null };

/** The words that go with a region; null for a text that is no code. */
export function regionWords(code: string): RegionWords | null {
  switch (regionLevel(code)) {
    case 'kelurahan':
      return isDesa(code)
        ? { kind: 'Desa', head: 'Kepala Desa', meeting: 'Musyawarah Desa', meetingShort: 'musdes' }
        : { kind: 'Kelurahan', head: 'Lurah', meeting: 'Musyawarah Kelurahan', meetingShort: 'muskel' };
    case 'kecamatan':
      return { kind: 'Kecamatan', head: 'Camat', ...none };
    case 'city':
      return isKota(code) ? { kind: 'Kota', head: 'Wali Kota', ...none } : { kind: 'Kabupaten', head: 'Bupati', ...none };
    case 'province':
      return { kind: 'Provinsi', head: 'Gubernur', ...none };
    default:
      return null;
  }
}

/** The dotted form of 2, 4, 6 or 10 digits; null when they are none of these. */
export function dottedRegion(digits: string): string | null {
  const bare = digits.replace(/\D/g, '');
  if (![2, 4, 6, 10].includes(bare.length)) return null;
  return [bare.slice(0, 2), bare.slice(2, 4), bare.slice(4, 6), bare.slice(6)].filter((part) => part !== '').join('.');
}

/** The digits of a code without dots. */
export function regionDigits(code: string): string {
  return code.replaceAll('.', '');
}

/**
 * Which system the code of a kelurahan belongs to. Dotted codes are Kemendagri's. Ten bare digits are BPS (prov 2, kab 2,
 * kec 3, desa 3) unless the seventh is 1 to 3, as the fourth part of a Kemendagri code begins: then it could be either.
 */
export function regionSystem(text: string): 'kemendagri' | 'bps' | 'either' | null {
  const bare = text.trim();
  if (isRegionCode(bare) && bare.length === 13) return 'kemendagri';
  if (!/^\d{10}$/.test(bare)) return null;
  return /[123]/.test(bare[6] ?? '') ? 'either' : 'bps';
}
