import { letterSettings } from '../registry/letters/letterhead.ts';
import type { Letterhead } from '../reports/documents/model.ts';
import type { Context } from './handler.ts';

const kinds: Readonly<Record<string, string>> = { provinsi: 'PROVINSI', kabupaten: 'KABUPATEN', kota: 'KOTA', kecamatan: 'KECAMATAN', kelurahan: 'KELURAHAN', desa: 'DESA' };

/** The head of this office's letters: as set, else the names of the regions it lies in. */
export function letterheadOf({ reader, host }: Pick<Context, 'reader' | 'host'>): Letterhead {
  const { offices, lines, logo } = letterSettings(reader);
  return { offices: offices.length > 0 ? offices : usualOffices(host.regions().path(reader.identity.code)), lines, ...(logo !== '' && { logo }) };
}

/** "PEMERINTAH KOTA BONTANG", "KECAMATAN BONTANG BARAT", "KELURAHAN GUNUNG TELIHAN". */
export function usualOffices(path: readonly { readonly kind: string; readonly displayName: string }[]): string[] {
  const from = path.length > 1 ? 1 : 0;
  return path.slice(from).map(({ kind, displayName }, index) => {
    const name = displayName.toUpperCase();
    const named = name.startsWith(`${kinds[kind] ?? ''} `) ? name : `${kinds[kind] ?? ''} ${name}`.trim();
    return index === 0 ? `PEMERINTAH ${named}` : named;
  });
}
