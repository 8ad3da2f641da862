import { generateFamilies } from '../../db/sample/families.ts';
import { sampleLayouts } from '../../db/sample/workbooks.ts';
import { writeSpreadsheet } from '../../db/sample/spreadsheet.ts';
import type { Cell } from '../../db/sample/sheet-content.ts';
import { benchRegion } from './bench-office.ts';

/** The columns of OpenSID's import of residents that have something in them; it has eighteen more that stay empty. */
const columns = [
  'alamat', 'dusun', 'rw', 'rt', 'nama', 'no_kk', 'nik', 'sex', 'tempatlahir', 'tanggallahir', 'agama_id', 'pendidikan_kk_id', 'pendidikan_sedang_id',
  'pekerjaan_id', 'status_kawin', 'kk_level', 'warganegara_id', 'ayah_nik', 'nama_ayah', 'ibu_nik', 'nama_ibu', 'golongan_darah_id', 'cacat_id', 'ktp_el', 'status_dasar',
] as const;

/** Families enough for so many people, as the generator makes them: three in each and no less. */
const PEOPLE_PER_FAMILY = 2.5;

/** Writes an `.xlsx` of so many people in 25 columns, one sheet, one row for each: a plain list as a village keeps it. */
export async function writePlainList(path: string, people: number): Promise<void> {
  const options = { seed: 'plain', families: Math.ceil(people / PEOPLE_PER_FAMILY), region: benchRegion, today: '2025-11-20' };
  const { takes, sheets } = sampleLayouts['opensid-penduduk'];
  const families = function* () {
    for (const family of generateFamilies(options)) if (takes(family)) yield family;
  };
  const [sheet] = sheets({ families, seed: options.seed, today: options.today });
  if (!sheet) throw new Error('the layout has no sheet');
  const rows = function* (): Generator<readonly Cell[]> {
    let [places, left]: [number[] | null, number] = [null, people];
    for (const row of sheet.rows()) {
      if (places) left -= 1;
      else places = columns.map((header) => row.indexOf(header));
      yield places.map((place) => row[place] ?? null);
      if (left === 0) return;
    }
    throw new Error(`only ${people - left} people were generated`);
  };
  await writeSpreadsheet(path, [{ name: sheet.name, rows }]);
}
