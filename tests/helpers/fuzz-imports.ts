import { readFileSync, writeFileSync } from 'node:fs';
import { discardImport } from '../../db/intake/discard-import.ts';
import type { ImportPreview, Tally } from '../../db/intake/types.ts';
import { isFailure } from '../../db/rules/failure.ts';
import { damages } from '../../db/sample/damages.ts';
import { createRandom } from '../../db/sample/random.ts';
import type { Random } from '../../db/sample/random.ts';
import type { Cell } from '../../db/sample/sheet-content.ts';
import { workbookLayouts } from '../../db/sample/workbooks.ts';
import { writeModel } from '../../db/sample/workbook-model.ts';
import type { WorkbookModel } from '../../db/sample/workbook-model.ts';
import { cleanModel } from '../flow/intake/corpus.ts';
import type { ImportOffice } from '../flow/intake/import-office.ts';

export interface ImportFuzzReport {
  readonly seed: string;
  readonly files: number;
  /** How many were written in each format. */
  readonly formats: Record<string, number>;
  /** Files that gave a preview, and those refused, by the code of the error. */
  readonly outcomes: Record<string, number>;
  /** What must not be: an error without a name, counts that do not add up, a changed register. */
  readonly faults: string[];
}

/**
 * Opens files of every layout and format with several damages at once, strange cells, and now and then broken bytes. Each must give a
 * named error or a preview whose counts add up, and leave the register as it was. The same seed gives the same files.
 */
export async function fuzzImports(at: ImportOffice, seed: string, files: number): Promise<ImportFuzzReport> {
  const random = createRandom(seed);
  const bases = workbookLayouts.map((layout) => ({ layout, model: cleanModel(layout) }));
  const report: ImportFuzzReport = { seed, files, formats: {}, outcomes: {}, faults: [] };
  const before = registerState(at);
  const tell = (outcome: string): void => void (report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1);
  for (let no = 0; no < files; no++) {
    const { layout, model } = random.pick(bases);
    const broken = mutate(model, random);
    const format = random.pick(broken.length === 1 ? formats : formats.slice(0, -1));
    report.formats[format] = (report.formats[format] ?? 0) + 1;
    const path = at.file(`acak.${format}`);
    await writeModel(path, broken);
    if (random.chance(0.25)) breakBytes(path, random);
    try {
      const preview = await at.preview(path);
      tell('preview');
      if (!addsUp(preview)) report.faults.push(`${no} ${layout}.${format}: counts do not add up: ${JSON.stringify(preview.tally)}`);
      await discardImport(at.office.writer, at.key, preview.staging);
    } catch (error) {
      if (isFailure(error)) tell(error.code);
      else report.faults.push(`${no} ${layout}.${format}: ${(error as Error).stack ?? String(error)}`.slice(0, 800));
    }
  }
  if (registerState(at) !== before) report.faults.push('the register changed');
  return report;
}

/** The new format more often than the old ones; a text file holds one sheet only. */
const formats = ['xlsx', 'xlsx', 'xls', 'ods', 'csv'] as const;

/** Everything that an import could have written, as one text. */
function registerState({ office }: ImportOffice): string {
  const all = (table: string): unknown[] => office.writer.db.prepare(`SELECT * FROM ${table}`).all();
  return JSON.stringify(['family', 'person', 'ranking', 'enrolment', 'change'].map(all), (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** A file that is refused as a whole is not matched: its rows have no state. */
function addsUp({ tally, blocked }: ImportPreview): boolean {
  return blocked.length > 0 || Object.values(tally as unknown as Record<string, Tally>).every((one) => {
    const { rows, ...states } = one;
    return Object.values(states).reduce((sum, count) => sum + count, 0) === rows;
  });
}

const strangeCells: readonly Cell[] = [
  '', ' ', '\u00a0', '-', 'NULL', '#N/A', '###', '0', '0000000000000000', '1234567890123456', '64740305078500030', '6,47403E+15', "'", 'JUMLAH', 'No. KK :',
  'No. KK : 6474', 'RT/RW : /', '00/00/0000', '31/02/1990', '1948', '29-02-2023', 'x'.repeat(5000), '\u202e\u0007', '=1+1', '<a>&"\'', '🙂', 0, -1, 1e300, 0.1, 60, 2958466,
  6474030507850000, { value: null, error: '#REF!', formula: 'A1' }, { value: 12345678, date: true }, { value: 'X', formula: 'Z9', fill: 'red' },
];

function mutate(model: WorkbookModel, random: Random): WorkbookModel {
  let broken = model;
  for (let count = random.between(0, 3); count > 0; count--) {
    const damage = random.pick(damages);
    if (damage.fits(broken)) broken = damage.apply(broken);
  }
  return broken.map((sheet) => ({ ...sheet, rows: random.chance(0.7) ? mutateRows(sheet.rows, random) : sheet.rows }));
}

function mutateRows(rows: WorkbookModel[number]['rows'], random: Random): Cell[][] {
  const grid = rows.map((cells) => [...cells]);
  for (let count = random.between(1, 12); count > 0 && grid.length > 0; count--) {
    const row = random.between(0, grid.length - 1);
    const cells = grid[row] ?? [];
    const kind = random.between(0, 9);
    if (kind === 0) grid.splice(row, 1);
    else if (kind === 1) grid.splice(random.between(0, grid.length - 1), 0, [...cells]);
    else if (kind === 2) cells.reverse();
    else if (kind === 3) cells.splice(random.between(0, cells.length), 0, random.pick(strangeCells));
    else if (cells.length > 0) cells[random.between(0, cells.length - 1)] = random.pick(strangeCells);
  }
  return grid;
}

function breakBytes(path: string, random: Random): void {
  const content = readFileSync(path);
  if (random.chance(0.3)) return writeFileSync(path, content.subarray(0, random.between(0, content.length)));
  for (let count = random.between(1, 12); count > 0; count--) content[random.between(0, content.length - 1)] = random.between(0, 255);
  writeFileSync(path, content);
}
