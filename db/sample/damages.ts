import type { Cell, PlainCell } from './sheet-content.ts';
import { valueOf } from './sheet-content.ts';
import type { ColumnRole } from './layouts/layout.ts';
import type { SheetModel, WorkbookModel } from './workbook-model.ts';
import { isPersonRow, mainSheet, mapDataRows, insertRows, personRowNumbers } from './damage-tools.ts';

/**
 * What offices do to files (domain reference §6.3, §5.3), each a function from a workbook to a damaged one. What a
 * damage must lead to is kept beside it: `keeps` when the file must be read as if nothing had happened, else what is
 * refused. The exact counts for each layout are in tests/fixtures/intake.
 */
export interface Damage {
  readonly key: string;
  /** What the file goes through, for the table. */
  readonly about: string;
  /** Whether the workbook has what the damage needs. */
  readonly fits: (model: WorkbookModel) => boolean;
  readonly apply: (model: WorkbookModel) => WorkbookModel;
  /** Rows that it adds and that are no data: the reader must say that it passed over them. */
  readonly passedOver?: number;
  /**
   * `keeps`: the same rows with the same values. `refuses`: the file cannot be imported. `rejects`: that many rows of people
   * are refused or asked about, the others are kept. `repeats`: that many rows stand in the file a second time.
   */
  readonly effect: { readonly kind: 'keeps' | 'refuses' } | { readonly kind: 'rejects' | 'repeats'; readonly rows: number };
}

const always = (): boolean => true;
const hasPlace = (role: ColumnRole) => (model: WorkbookModel): boolean => mainSheet(model)?.places[role] !== undefined;
const hasHeader = (model: WorkbookModel): boolean => (mainSheet(model)?.headerRow ?? 0) > 0;
const isFlat = (model: WorkbookModel): boolean => mainSheet(model)?.headerRow === 1;
const keeps = { kind: 'keeps' } as const;
const refuses = { kind: 'refuses' } as const;

/** Changes the sheet with the people. */
const onMain = (change: (sheet: SheetModel) => SheetModel) => (model: WorkbookModel): WorkbookModel => {
  const main = mainSheet(model);
  return model.map((sheet) => (sheet === main ? change(sheet) : sheet));
};

/** Changes one column of every person. */
const onColumn = (role: ColumnRole, change: (cell: PlainCell, number: number) => Cell) =>
  onMain((sheet) => {
    const at = sheet.places[role];
    let number = 0;
    return at === undefined ? sheet : mapDataRows(sheet, (cells) => (isPersonRow(sheet, cells) ? cells.with(at, change(valueOf(cells[at]), ++number)) : cells));
  });

/** Changes whole rows of some people, by their place in the sheet from 1. */
const onPeople = (numbers: readonly number[], change: (cells: readonly Cell[], sheet: SheetModel) => readonly Cell[]) =>
  onMain((sheet) => {
    let number = 0;
    return mapDataRows(sheet, (cells) => (isPersonRow(sheet, cells) && numbers.includes(++number) ? change(cells, sheet) : cells));
  });

const digits = (cell: PlainCell): string => (typeof cell === 'string' && /^\d{16}/.test(cell.trim()) ? cell.trim().slice(0, 16) : '');

function usDate(cell: PlainCell): Cell {
  const text = String(cell ?? '');
  const dayFirst = /^(\d\d)[-/](\d\d)[-/](\d{4})$/.exec(text);
  if (dayFirst) return `${dayFirst[2] ?? ''}/${dayFirst[1] ?? ''}/${dayFirst[3] ?? ''}`;
  const yearFirst = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return yearFirst ? `${yearFirst[2] ?? ''}/${yearFirst[3] ?? ''}/${yearFirst[1] ?? ''}` : cell;
}

const signature: readonly (readonly Cell[])[] = [[], [null, null, null, 'Mengetahui,'], [null, null, null, 'LURAH'], [], [null, null, null, 'RUSTAM CONTOH, S.Sos'], [null, null, null, 'NIP. 19700101 199503 1 999']];
const titles: readonly (readonly Cell[])[] = [['PEMERINTAH KOTA'], ['REKAP DATA KELURAHAN, DICETAK 2 JANUARI 2026'], []];

function insertColumn(sheet: SheetModel): SheetModel {
  return {
    ...sheet,
    rows: sheet.rows.map((cells) => [null, ...cells]),
    places: Object.fromEntries(Object.entries(sheet.places).map(([role, at]) => [role, at + 1])),
    merges: sheet.merges.map((merge) => ({ ...merge, column: merge.column + 1 })),
  };
}

function reverseColumns(sheet: SheetModel): SheetModel {
  const width = Math.max(...sheet.rows.map((cells) => cells.length));
  const wide = (cells: readonly Cell[]): Cell[] => Array.from({ length: width }, (_, i) => cells[i] ?? null);
  return {
    ...sheet,
    rows: sheet.rows.map((cells) => wide(cells).reverse()),
    places: Object.fromEntries(Object.entries(sheet.places).map(([role, at]) => [role, width - 1 - at])),
  };
}

/** A row that says so many, in the middle of the people. */
function withTotal(sheet: SheetModel): SheetModel {
  const people = personRowNumbers(sheet);
  const middle = people[Math.floor(people.length / 2)] ?? sheet.rows.length;
  const name = sheet.places.name ?? 1;
  const total: Cell[] = Array.from({ length: name + 2 }, () => null);
  total[name] = 'JUMLAH';
  total[name + 1] = `${Math.floor(people.length / 2)} ORANG`;
  return insertRows(sheet, middle + 1, [total]);
}

const renames: Readonly<Record<'nik' | 'name', string>> = { nik: 'NO. KTP', name: 'NAMA LENGKAP' };

function renameHeaders(sheet: SheetModel): SheetModel {
  return {
    ...sheet,
    rows: sheet.rows.map((cells, i) =>
      i + 1 > sheet.headerRow
        ? cells
        : cells.map((cell, at) => (at === sheet.places.nik && cell ? renames.nik : at === sheet.places.name && cell ? renames.name : cell)),
    ),
  };
}

const upToHeader = (change: (text: string) => string) => (sheet: SheetModel): SheetModel => ({
  ...sheet,
  rows: sheet.rows.map((cells, i) => (i + 1 === sheet.headerRow ? cells.map((cell) => (typeof cell === 'string' ? change(cell) : cell)) : cells)),
});

/** Every damage of the list, the gentle ones first. */
export const damages: readonly Damage[] = [
  { key: 'title-rows', about: 'three title rows added above', fits: always, effect: keeps, apply: onMain((sheet) => insertRows(sheet, 1, titles)) },
  { key: 'blank-rows', about: 'a blank row after every fifth', fits: isFlat, effect: keeps, apply: onMain((sheet) => {
    const people = personRowNumbers(sheet).filter((_, i) => i % 5 === 4).reverse();
    return people.reduce((done, row) => insertRows(done, row + 1, [[]]), sheet);
  }) },
  { key: 'blank-column', about: 'an empty first column', fits: always, effect: keeps, apply: onMain(insertColumn) },
  { key: 'columns-reversed', about: 'columns in the opposite order', fits: isFlat, effect: keeps, apply: onMain(reverseColumns) },
  { key: 'lower-case-header', about: 'headers in lower case', fits: isFlat, effect: keeps, apply: onMain(upToHeader((text) => text.toLowerCase())) },
  { key: 'renamed-header', about: 'NIK and name under other headers', fits: (model) => isFlat(model) && hasPlace('nik')(model) && hasPlace('name')(model), effect: keeps, apply: onMain(renameHeaders) },
  { key: 'merged-header', about: 'a merged group row above the header', fits: isFlat, effect: keeps, apply: onMain((sheet) => {
    const width = sheet.rows[0]?.length ?? 1;
    const half = Math.max(1, Math.floor(width / 2));
    const group: Cell[] = Array.from({ length: width }, (_, i) => (i === 0 ? 'DATA KELUARGA' : i === half ? 'DATA ANGGOTA' : null));
    const grown = insertRows(sheet, 1, [group]);
    const groups = [{ row: 1, column: 0, rows: 1, columns: half }, { row: 1, column: half, rows: 1, columns: width - half }];
    return { ...grown, merges: [...grown.merges, ...groups.filter(({ columns }) => columns > 1)] };
  }) },
  { key: 'number-row', about: 'a row of column numbers under the header', fits: isFlat, effect: keeps, passedOver: 1, apply: onMain((sheet) =>
    insertRows(sheet, sheet.headerRow + 1, [(sheet.rows[sheet.headerRow - 1] ?? []).map((_, i) => i + 1)])) },
  { key: 'header-repeated', about: 'the header once more among the people', fits: hasHeader, effect: keeps, passedOver: 1, apply: onMain((sheet) => {
    const people = personRowNumbers(sheet);
    return insertRows(sheet, people[Math.floor(people.length / 2)] ?? 2, [sheet.rows[sheet.headerRow - 1] ?? []]);
  }) },
  { key: 'total-inside', about: 'JUMLAH inside the data', fits: hasPlace('name'), effect: keeps, passedOver: 1, apply: onMain(withTotal) },
  { key: 'footer', about: 'a signature block below', fits: always, effect: keeps, passedOver: 4, apply: onMain((sheet) => ({ ...sheet, rows: [...sheet.rows, ...signature] })) },
  { key: 'spaces', about: 'spaces and no-break spaces after every text', fits: always, effect: keeps, apply: onMain((sheet) =>
    mapDataRows(sheet, (cells) => (isPersonRow(sheet, cells) ? cells.map((cell) => (typeof cell === 'string' ? `${cell} \u00a0` : cell)) : cells))) },
  { key: 'note-sheet-first', about: 'a sheet with notes before the data', fits: always, effect: keeps, apply: (model) => [noteSheet('Catatan', false), ...model] },
  { key: 'hidden-sheet', about: 'a hidden sheet with notes', fits: always, effect: keeps, apply: (model) => [...model, noteSheet('Rahasia', true)] },
  { key: 'hidden-rows', about: 'two hidden rows', fits: always, effect: keeps, apply: onMain((sheet) => ({ ...sheet, hiddenRows: [...sheet.hiddenRows, ...personRowNumbers(sheet).slice(1, 3)] })) },
  { key: 'hidden-column', about: 'the column of birth dates hidden', fits: hasPlace('birthDate'), effect: keeps, apply: onMain((sheet) => ({ ...sheet, hiddenColumns: [(sheet.places.birthDate ?? 0) + 1] })) },
  { key: 'filtered', about: 'a filter that hides two rows', fits: always, effect: keeps, apply: onMain((sheet) => ({ ...sheet, filtered: true, hiddenRows: [...sheet.hiddenRows, ...personRowNumbers(sheet).slice(4, 6)] })) },
  { key: 'error-cells', about: 'two birth dates that are #REF!', fits: (model) => hasPlace('birthDate')(model) && hasPlace('nik')(model), effect: keeps, apply: onPeople([2, 3], (cells, sheet) => cells.with(sheet.places.birthDate ?? 0, { value: null, error: '#REF!', formula: 'A1' })) },
  { key: 'red-rows', about: 'two red rows', fits: always, effect: keeps, apply: onPeople([2, 3], (cells) => cells.map((cell) => (typeof cell === 'object' && cell ? { ...cell, fill: 'red' as const } : { value: cell as PlainCell, fill: 'red' as const }))) },
  { key: 'formulas', about: 'names that are formulas', fits: hasPlace('name'), effect: keeps, apply: onColumn('name', (cell) => (typeof cell === 'string' ? { value: cell, formula: 'UPPER(Z1)' } : cell)) },
  { key: 'us-dates', about: 'birth dates as text, month first', fits: hasTextDates, effect: keeps, apply: onColumn('birthDate', usDate) },
  { key: 'apostrophes', about: 'NIK with an apostrophe before', fits: hasPlace('nik'), effect: keeps, apply: onColumn('nik', (cell) => (digits(cell) ? `'${digits(cell)}` : cell)) },
  { key: 'spaced-nik', about: 'NIK in groups of four', fits: hasPlace('nik'), effect: keeps, apply: onColumn('nik', (cell) => (digits(cell) ? digits(cell).replace(/(\d{4})(?=\d)/g, '$1 ') : cell)) },
  { key: 'repeated-rows', about: 'three rows twice', fits: isFlat, effect: { kind: 'repeats', rows: 3 }, apply: onMain((sheet) => {
    const rows = personRowNumbers(sheet).slice(2, 5).reverse();
    return rows.reduce((done, row) => insertRows(done, row + 1, [sheet.rows[row - 1] ?? []]), sheet);
  }) },
  { key: 'empty-names', about: 'two names missing', fits: hasPlace('name'), effect: { kind: 'rejects', rows: 2 }, apply: onPeople([2, 4], (cells, sheet) => cells.with(sheet.places.name ?? 0, null)) },
  { key: 'shifted-row', about: 'one row moved a column to the right', fits: hasPlace('nik'), effect: { kind: 'rejects', rows: 1 }, apply: onPeople([3], (cells) => [cells[0] ?? null, null, ...cells.slice(1)]) },
  { key: 'one-nik-number', about: 'one NIK that Excel made a number', fits: hasPlace('nik'), effect: { kind: 'rejects', rows: 1 }, apply: onPeople([2], (cells, sheet) => cells.with(sheet.places.nik ?? 0, Number(`${digits(valueOf(cells[sheet.places.nik ?? 0])).slice(0, 15)}0`))) },
  { key: 'nik-scientific', about: 'NIK copied as 6,17E+15', fits: hasPlace('nik'), effect: refuses, apply: onColumn('nik', (cell) => (digits(cell) ? `${digits(cell).slice(0, 1)},${digits(cell).slice(1, 6)}E+15` : cell)) },
  { key: 'nik-numbers', about: 'the column of NIK as numbers of 15 digits and a zero', fits: hasPlace('nik'), effect: refuses, apply: onColumn('nik', (cell) => (digits(cell) ? Number(`${digits(cell).slice(0, 15)}0`) : cell)) },
  { key: 'nik-ends-in-0', about: 'every NIK ends in 0, as text', fits: hasPlace('nik'), effect: refuses, apply: onColumn('nik', (cell) => (digits(cell) ? `${digits(cell).slice(0, 15)}0` : cell)) },
];

function hasTextDates(model: WorkbookModel): boolean {
  const sheet = mainSheet(model);
  const at = sheet?.places.birthDate;
  if (!sheet || at === undefined) return false;
  const row = sheet.rows[(personRowNumbers(sheet)[0] ?? 1) - 1];
  return /^\d{2}[-/]\d{2}[-/]\d{4}$|^\d{4}-\d{2}-\d{2}$/.test(String(valueOf(row?.[at]) ?? ''));
}

function noteSheet(name: string, hidden: boolean): SheetModel {
  return { name, headerRow: 0, places: {}, hidden, hiddenRows: [], hiddenColumns: [], filtered: false, merges: [], rows: [['Catatan petugas'], ['Data ini diambil dari kantor kecamatan, mohon diperiksa lagi.']] };
}
