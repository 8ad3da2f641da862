import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { commitImport } from '../../db/intake/commit-import.ts';
import { confirmRegions } from '../../db/intake/confirm-regions.ts';
import { openImport } from '../../db/intake/open-import.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { loadRegions } from '../../db/store/regions.ts';
import { benchOffice } from './bench-office.ts';
import type { Measure } from './measure.ts';

/**
 * A whole DTSEN file from disk into the register and again onto the same register, against exceljs' streaming reader on
 * the same file doing nothing but reading. Printed for later comparison: there is no bar.
 */
export async function benchImportFile(families: number): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-file-'));
  const path = join(folder, 'dtsen.xlsx');
  const office = benchOffice();
  const key = office.office.secrets.databaseKey;
  const regions = loadRegions();
  const open = () => openImport(office.writer, key, path, { regions });
  const commit = (staging: string) => commitImport(office.writer, key, staging, { regions, actor: office.user });
  try {
    const made = await writeWorkbook(path, 'dtsen', { seed: 'bench', families, region: office.writer.identity.code, today: '2025-11-20' });
    const rows = made.families + made.people;
    const reader = await timed(() => readWithExceljs(path));
    const opened = await timed(open);
    const { staging, regions: found } = opened.result;
    const sure = found.flatMap(({ bpsCode, region }) => (region === null ? [] : [{ bpsCode, region }]));
    const confirmed = await timed(() => confirmRegions(office.writer, key, regions, staging, sure, office.user));
    const written = await timed(() => commit(staging));
    const again = await timed(open);
    const nothing = await timed(() => commit(again.result.staging));
    const whole = opened.ms + confirmed.ms + written.ms;
    const per = (name: string, ms: number): Measure => ({ name, value: ms / 1000, unit: 's', note: `${Math.round((rows / ms) * 1000)} rows/s` });
    return [
      per(`exceljs' streaming reader, ${rows} rows, reading only`, reader.ms),
      per('import: open and check the same file', opened.ms),
      per('import: commit', written.ms),
      per('import: whole, first time', whole),
      per('import: second time, open and compare', again.ms),
      per('import: second time, commit of no change', nothing.ms),
      { name: 'import: whole, over exceljs reading only', value: reader.ms / whole, unit: '×' },
    ];
  } finally {
    office.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Reads every cell as a program on exceljs would; returns how many there are, so that none is left unread. */
async function readWithExceljs(path: string): Promise<number> {
  let cells = 0;
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', worksheets: 'emit', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });
  for await (const sheet of reader) {
    for await (const row of sheet) row.eachCell(() => void (cells += 1));
  }
  return cells;
}
