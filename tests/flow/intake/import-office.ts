import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { uuidv7 } from 'uuidv7';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { openImport } from '../../../db/intake/open-import.ts';
import type { StageOptions } from '../../../db/intake/stage-file.ts';
import type { ImportPreview, ImportResult } from '../../../db/intake/types.ts';
import { createOffice } from '../../../db/store/create-office.ts';
import type { OpenOffice } from '../../../db/store/open-office.ts';
import { loadRegions } from '../../../db/store/regions.ts';

export const regions = loadRegions();
export const region = '64.74.03.1002';
export const actor = { uid: 'u1', name: 'Operator' };

export interface ImportOffice {
  readonly office: OpenOffice;
  readonly folder: string;
  readonly key: Uint8Array;
  file(name: string): string;
  preview(path: string, options?: StageOptions): Promise<ImportPreview>;
  /** Opens, confirms the proposed regions and commits. */
  take(path: string): Promise<ImportResult>;
  count(sql: string): number;
  close(): void;
}

/** A real, encrypted office of a kelurahan in a folder of its own. */
export function importOffice(code = region): ImportOffice {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-intake-'));
  const named = regions.get(code);
  const { office } = createOffice({
    dir: join(folder, 'office'), profileDir: join(folder, 'profile'), identity: { code, name: named?.name ?? '', level: 'kelurahan', practice: true },
    user: { name: 'operator', displayName: 'Operator' }, passphrase: 'kata sandi panjang', kdfCost: 10,
    now: () => new Date('2026-11-22T02:00:00Z'), newId: uuidv7,
  });
  const key = office.secrets.databaseKey;
  const preview = (path: string, options: StageOptions = {}): Promise<ImportPreview> => openImport(office.writer, key, path, { regions, ...options });
  return {
    office, folder, key, preview,
    file: (name) => join(folder, name),
    async take(path) {
      const opened = await preview(path);
      const proposed = opened.regions.flatMap(({ bpsCode, region: found, confirmed }) => (found && !confirmed ? [{ bpsCode, region: found }] : []));
      if (proposed.length > 0) await confirmRegions(office.writer, key, regions, opened.staging, proposed, actor);
      return commitImport(office.writer, key, opened.staging, { regions, actor });
    },
    count: (text) => office.writer.db.prepare(text).pluck().get() as number,
    close() {
      office.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes a workbook of these rows, one array for each sheet; numbers become number cells, texts text cells. */
export async function writeSheets(path: string, sheets: Readonly<Record<string, readonly (readonly (string | number | Date | null)[])[]>>): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows.map((row) => [...row]));
  await workbook.xlsx.writeFile(path);
  return path;
}

/** A small DTSEN file: two families, three people, with what a test wants otherwise. */
export function smallDtsen(change: (sheets: { families: (string | number | null)[][]; people: (string | number | null)[][] }) => void = () => undefined): Record<string, (string | number | null)[][]> {
  const place = ['64', 'KALIMANTAN TIMUR', '6474', 'BONTANG', '6474030', 'BONTANG BARAT', '6474030002', 'GUNUNG TELIHAN'];
  const families: (string | number | null)[][] = [
    ['kode_provinsi', 'provinsi', 'kode_kabupaten_kota', 'kabupaten_kota', 'kode_kecamatan', 'kecamatan', 'kode_kelurahan_desa', 'kelurahan_desa', 'alamat', 'nomor_kartu_keluarga', 'nama_anggota_keluarga', 'desil_nasional', 'jenis_lantai_terluas', 'luas_lantai'],
    [...place, 'JL. FLORES RT 012 RW 003', '6474030505120003', 'AMINAH', 1, 'Keramik/granit/marmer/ubin/tegel/teraso', 45],
    [...place, 'JL. MADURA RT.7 RW.1', '6474030606130004', 'BUDI', 3, 'Semen/bata merah', 60],
  ];
  const people: (string | number | null)[][] = [
    ['nomor_induk_kependudukan', 'nomor_kartu_keluarga', 'nama', 'tanggal_lahir', 'jenis_kelamin', 'status_hubungan_keluarga', 'status_kawin'],
    ['6474035708480002', '6474030505120003', 'AMINAH', '17-08-1948', 'Perempuan', 'Kepala keluarga', 'Cerai mati'],
    ['6474030507850003', '6474030606130004', 'BUDI', '05-07-1985', 'Laki-laki', 'Kepala keluarga', 'Kawin'],
    ['6474034508900001', '6474030606130004', 'SITI', '05-08-1990', 'Perempuan', 'Istri/suami', 'Kawin'],
  ];
  change({ families, people });
  return { Keluarga: families, Anggota: people };
}

/** Puts a value in a cell of such a sheet, by row and column from 0. */
export function put(rows: readonly (string | number | null)[][], row: number, column: number, value: string | number | null): void {
  const cells = rows[row];
  if (!cells) throw new Error(`no row ${row}`);
  cells[column] = value;
}
