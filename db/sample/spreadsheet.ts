import { extname } from 'node:path';
import { writeCsv } from './formats/csv.ts';
import { writeOds } from './formats/ods.ts';
import { writeXls } from './formats/xls.ts';
import { writeXlsx } from './formats/xlsx.ts';
import type { SheetContent } from './sheet-content.ts';

export const sheetFormats = ['xlsx', 'xls', 'ods', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

type Write = (path: string, sheets: readonly SheetContent[]) => Promise<readonly string[]>;

/** One workbook under the name that was asked for. */
const one = (write: (path: string, sheets: readonly SheetContent[]) => Promise<void>): Write => async (path, sheets) => {
  await write(path, sheets);
  return [path];
};

const writers: Readonly<Record<SheetFormat, Write>> = { xlsx: one(writeXlsx), xls: one(writeXls), ods: one(writeOds), csv: writeCsv };

/**
 * Writes sheets in the format of the path's ending and says which files came of it: one, or for .csv one for each sheet. The
 * same rows give the same bytes: no dates of the day, no random parts. A file appears under its name only when it is whole.
 */
export async function writeSpreadsheet(path: string, sheets: readonly SheetContent[]): Promise<readonly string[]> {
  const format = sheetFormats.find((ending) => `.${ending}` === extname(path).toLowerCase()) ?? 'xlsx';
  return await writers[format](path, sheets);
}
