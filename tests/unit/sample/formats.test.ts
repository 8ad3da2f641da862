import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RawRow, ReadEvent } from '../../../db/intake/readers/cell.ts';
import { readWorkbook } from '../../../db/intake/readers/read-workbook.ts';
import { cellParts } from '../../../db/sample/formats/cell-styles.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import type { Cell } from '../../../db/sample/sheet-content.ts';
import { sheetFormats } from '../../../db/sample/spreadsheet.ts';
import type { SheetFormat } from '../../../db/sample/spreadsheet.ts';
import { workbookModel, writeModel } from '../../../db/sample/workbook-model.ts';
import type { SheetModel } from '../../../db/sample/workbook-model.ts';
import { sampleLayouts, workbookLayouts, writeWorkbook } from '../../../db/sample/workbooks.ts';
import { readWithSheetJs } from '../../helpers/sheet-corpus.ts';

const options = { seed: 'bentuk', families: 25, region: '64.74.03.1002', today: '2026-11-22' };
const families = [...generateFamilies(options)];
const folder = mkdtempSync(join(tmpdir(), 'tepat-bentuk-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A cell in words, as every reader must see it. */
function said(cell: Cell | undefined): string | null {
  if (cell === undefined) return null;
  const { value, error, date } = cellParts(cell);
  if (error !== undefined) return `error:${error}`;
  if (value === null || value === '') return null;
  return typeof value === 'string' ? `text:${value}` : `${date ? 'date' : 'number'}:${value}`;
}

interface ReadSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: RawRow[];
  end?: Extract<ReadEvent, { kind: 'sheetEnd' }>['facts'];
}

async function ours(path: string): Promise<ReadSheet[]> {
  const sheets: ReadSheet[] = [];
  for await (const event of readWorkbook(path)) {
    if (event.kind === 'sheet') sheets.push({ name: event.head.name, hidden: event.head.hidden, rows: [] });
    const sheet = sheets.at(-1);
    if (event.kind === 'rows') sheet?.rows.push(...event.rows);
    if (event.kind === 'sheetEnd' && sheet) sheet.end = event.facts;
  }
  return sheets;
}

type Grid = ReadonlyMap<number, readonly (string | null)[]>;

function trimmed(cells: readonly (string | null)[]): (string | null)[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

/** Only rows with anything in them. */
function grid(rows: readonly (readonly [number, readonly (string | null)[]])[]): Grid {
  return new Map(rows.map(([no, cells]) => [no, trimmed(cells)] as const).filter(([, cells]) => cells.length > 0));
}

/** What was to be written; under a merged cell nothing is to be seen in the open format. */
function wanted(sheet: SheetModel, format: SheetFormat): Grid {
  const covered = (row: number, column: number): boolean => format === 'ods' && sheet.merges.some((merge) =>
    row >= merge.row && row < merge.row + merge.rows && column >= merge.column && column < merge.column + merge.columns && (row !== merge.row || column !== merge.column));
  return grid(sheet.rows.map((cells, i) => [i + 1, cells.map((cell, column) => (covered(i + 1, column) ? null : said(cell)))]));
}

function differences(found: Grid, expected: Grid): string[] {
  const all = [...new Set([...found.keys(), ...expected.keys()])];
  return all.flatMap((no) => {
    const [a, b] = [found.get(no) ?? [], expected.get(no) ?? []];
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [`R${no}: ${JSON.stringify(a).slice(0, 300)} for ${JSON.stringify(b).slice(0, 300)}`];
  }).slice(0, 3);
}

/** SheetJS leaves out blanks at the ends of texts of the open format, and takes its errors for texts. */
function asSheetJs(cells: Grid, format: SheetFormat): Grid {
  if (format !== 'ods') return cells;
  return grid([...cells].map(([no, row]) => [no, row.map((cell) => cell && cell.replace(/^error:/, 'text:').replace(/(?<=^text:)\s+|\s+$/g, '').replace(/^text:$/, ''))]));
}

const ourGrid = (rows: readonly RawRow[]): Grid => grid(rows.map((row) => [row.no, row.cells.map((cell) => (cell === null ? null : cell.type === 'number' || cell.type === 'date' ? `${cell.type}:${Number(cell.text)}` : `${cell.type}:${cell.text}`))]));

describe.each(workbookLayouts)('%s', (layout) => {
  const model = workbookModel(sampleLayouts[layout], families, options.today);

  it.each(['xlsx', 'xls', 'ods'] as const)('as .%s: our reader and SheetJS see the very cells that were to be written', async (format) => {
    const path = join(folder, `${layout}.${format}`);
    await writeModel(path, model);
    const mine = await ours(path);
    expect(mine.map(({ name, hidden }) => [name, hidden])).toEqual(model.map(({ name, hidden }) => [name, hidden]));
    const theirs = readWithSheetJs(readFileSync(path));
    expect(theirs.map(({ name }) => name)).toEqual(model.map(({ name }) => name));
    for (const [i, sheet] of model.entries()) {
      expect(differences(ourGrid(mine[i]?.rows ?? []), wanted(sheet, format))).toEqual([]);
      expect(differences(asSheetJs(grid([...(theirs[i]?.rows ?? [])]), format), asSheetJs(wanted(sheet, format), format))).toEqual([]);
    }
  });

  it('as .csv: one file a sheet, with every text as it is', async () => {
    const files = (await writeWorkbook(join(folder, `${layout}.csv`), layout, () => families)).files;
    expect(files).toHaveLength(model.length);
    for (const [i, sheet] of model.entries()) {
      const [read] = await ours(files[i] ?? '');
      const texts = (cells: readonly (string | null)[]): (string | null)[] => cells.map((cell) => (cell?.startsWith('text:') ? cell : null));
      const told = wanted(sheet, 'csv');
      const found = grid([...ourGrid(read?.rows ?? [])].map(([no, cells]) => [no, cells.map((cell, column) => (told.get(no)?.[column]?.startsWith('text:') ? cell : null))]));
      expect(differences(found, grid([...told].map(([no, cells]) => [no, texts(cells)])))).toEqual([]);
    }
  });

  it.each(sheetFormats)('as .%s: the same seed gives the same bytes, another seed others', async (format) => {
    const hashes = await Promise.all(['a', 'b', 'c'].map(async (name) => {
      const { files } = await writeWorkbook(join(folder, `${layout}-${name}.${format}`), layout, { ...options, seed: name === 'c' ? 'lain' : options.seed });
      return files.map(hashOf);
    }));
    expect(hashes[0]).toEqual(hashes[1]);
    expect(hashes[0]).not.toEqual(hashes[2]);
  });

  it('identifiers are text in every format', async () => {
    for (const format of sheetFormats) {
      const { files } = await writeWorkbook(join(folder, `${layout}-nomor.${format}`), layout, () => families);
      const cells = (await Promise.all(files.map(ours))).flat().flatMap(({ rows }) => rows.flatMap((row) => row.cells));
      const long = cells.filter((cell) => cell && /^\s*\d{15,}\s*$/.test(cell.text));
      expect(long.length).toBeGreaterThan(10);
      expect(new Set(long.map((cell) => cell?.type))).toEqual(new Set(['text']));
    }
  });
});

describe('what stands around the cells', () => {
  const long = 'panjang é '.repeat(900);
  const sheet: SheetModel = {
    name: 'Data', headerRow: 1, places: {}, hidden: false, hiddenRows: [3, 40], hiddenColumns: [2], filtered: true, merges: [{ row: 1, column: 0, rows: 1, columns: 3 }],
    rows: [
      ['JUDUL', null, null, 'KET'],
      ['a', 'b', 1, { value: 2.5, formula: 'C2*2.5' }],
      [{ value: 'merah', fill: 'red' }, { value: null, fill: 'yellow' }, { value: 31_000, date: true }, { value: 'HASIL', formula: 'UPPER("hasil")' }],
      [{ value: null, error: '#N/A', formula: 'VLOOKUP(A1,B:C,2,FALSE)' }, { value: null, error: '#REF!' }, -7, 2 ** 30],
      [long, '🙂 \u0416', ' dua  spasi ', 'x'.repeat(5000)],
      ...Array.from({ length: 60 }, (_, i): Cell[] => [`${i} ${'huruf '.repeat(60)}`, `\u0416${'wide '.repeat(i)}`]),
    ],
  };
  const quiet: SheetModel = { ...sheet, name: 'Tersembunyi', hidden: true, hiddenRows: [], hiddenColumns: [], filtered: false, merges: [], rows: [['diam']] };

  it.each(['xlsx', 'xls', 'ods'] as const)('.%s: hidden rows, columns and sheets, filters, merged cells, colours, errors, formulas, long texts', async (format) => {
    const path = join(folder, `sekitar.${format}`);
    await writeModel(path, [sheet, quiet]);
    const [first, second] = await ours(path);
    expect([first?.hidden, second?.hidden]).toEqual([false, true]);
    expect(first?.end).toMatchObject({ merged: 1, merges: [[1, 0, 1, 2]], hiddenColumns: [[1, 1]], filtered: true });
    expect(second?.end).toMatchObject({ merged: 0, hiddenColumns: [], filtered: false });
    const row = (no: number): RawRow | undefined => first?.rows.find((one) => one.no === no);
    expect(first?.rows.filter(({ hidden }) => hidden).map(({ no }) => no)).toEqual([3, 40]);
    expect(row(3)?.colours.split(',')).toContain('red');
    expect([row(2)?.cells[3]?.formula, row(3)?.cells[3]?.formula, row(4)?.cells[0]?.formula, row(2)?.cells[0]?.formula]).toEqual([true, true, true, false]);
    expect(differences(ourGrid(first?.rows ?? []), wanted(sheet, format))).toEqual([]);
    const theirs = readWithSheetJs(readFileSync(path));
    expect(differences(asSheetJs(grid([...(theirs[0]?.rows ?? [])]), format), asSheetJs(wanted(sheet, format), format))).toEqual([]);
  });

  it('.xls says when a sheet is too long for it, and leaves no file', async () => {
    const path = join(folder, 'panjang.xls');
    await expect(writeModel(path, [{ ...quiet, rows: Array.from({ length: 65_537 }, () => ['x']) }])).rejects.toThrow(/65536 rows/);
    expect(() => readFileSync(path)).toThrow();
  });

  it('.csv writes numbers and dates as Excel shows them', async () => {
    const path = join(folder, 'tampak.csv');
    await writeModel(path, [{ ...quiet, rows: [[6_474_030_507_850_000, 2.5, { value: 31_000, date: true }, 'a;b "c"']] }]);
    expect(readFileSync(path, 'utf8')).toBe('\uFEFF6,47403E+15;2,5;14/11/1984;"a;b ""c"""\r\n');
  });
});
