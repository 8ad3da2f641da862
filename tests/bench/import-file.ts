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
import { showFigure } from './measure.ts';
import type { Line, Measure } from './measure.ts';

/**
 * A whole DTSEN file from disk into the register and again onto the same register, against exceljs' streaming reader on
 * the same file doing nothing but reading. Printed for later comparison: there is no bar.
 */
export async function benchImportFile(families: number): Promise<Line[]> {
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
    const whole = { ms: opened.ms + confirmed.ms + written.ms, cpu: opened.cpu + confirmed.cpu + written.cpu };
    const per = (name: string, { ms, cpu }: Spent): Measure => ({
      name, value: (rows / ms) * 1000, unit: 'rows/s', note: `${showFigure(ms / 1000)} s, ${showFigure(cpu / 1000)} s of the processor`,
    });
    return [
      per(`exceljs' streaming reader, ${rows} rows, reading only`, reader),
      per('import: open and check the same file', opened),
      per('import: commit', written),
      per('import: whole, first time', whole),
      per('import: second time, open and compare', again),
      per('import: second time, commit of no change', nothing),
      { name: 'import: whole, over exceljs reading only', value: reader.ms / whole.ms, unit: '×', note: 'printed for later comparison' },
    ];
  } finally {
    office.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a piece of work took, in ms: by the clock and of the processor, all threads together. */
interface Spent {
  readonly ms: number;
  readonly cpu: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Spent & { result: T }> {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000, result };
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
