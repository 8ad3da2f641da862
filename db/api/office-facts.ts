import type { OfficeIdentity } from '../store/office.ts';

const TITLES: Readonly<Record<OfficeIdentity['level'], string>> = {
  kelurahan: 'Lurah', desa: 'Kepala Desa', kecamatan: 'Camat', kota: 'Wali Kota', kabupaten: 'Bupati', provinsi: 'Gubernur',
};

/** The title of an office's head; it follows the kind of region (a desa has a kepala desa, not a lurah). */
export function headTitle(level: OfficeIdentity['level']): string {
  return TITLES[level];
}

/** The quarter a date lies in, as the update periods are named: `2026-Q4`. */
export function periodOf(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** The codes of every kelurahan and desa inside a region. */
export function villagesBelow(regions: { children(code: string): readonly { readonly code: string }[] }, code: string): string[] {
  if (code.length === 13) return [code];
  return regions.children(code).flatMap((child) => villagesBelow(regions, child.code));
}
