import { Parser } from 'htmlparser2';
import { fail } from '../../rules/failure.ts';
import type { Cell, CellType, ReadEvent, RawRow } from './cell.ts';
import { plainNumberText, textCell } from './cell.ts';
import { gridFacts, newGrid } from './grid.ts';
import type { Grid } from './grid.ts';
import { markupEvents } from './markup-events.ts';
import type { ReadOptions } from './read-options.ts';
import { isDateFormat } from './styles.ts';

const BATCH = 500;
const MOST_SHEETS = 1000;
/** Longer than any cell; a page that never closes one is no spreadsheet. */
const MOST_TEXT = 2 ** 20;
const MS_A_DAY = 86_400_000;

/** What `ss:Type` says of a cell; a date is written out there, and becomes the day number that other formats keep. */
const types: Readonly<Record<string, CellType>> = { Number: 'number', DateTime: 'date', Boolean: 'boolean', Error: 'error' };

/** Number formats that are dates by name. */
const namedDates = /^(?:General|Short|Medium|Long) Date$/;

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads Excel's "XML Spreadsheet 2003", which web programs export under the name `.xls`: worksheets, rows and cells with
 * their own places, spans and hidden parts. Errors: FILE_NO_SHEETS, FILE_BROKEN (also when the page just stops), FILE_TOO_BIG,
 * IMPORT_CANCELLED.
 */
export async function* readXml(path: string, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const events: ReadEvent[] = [];
  const parser = sheetParser(events);
  yield* markupEvents(path, options, events, parser.write);
  if (!parser.whole()) fail('FILE_BROKEN', { detail: 'Workbook' });
  if (parser.sheets() === 0) fail('FILE_NO_SHEETS');
}

function sheetParser(events: ReadEvent[]): { readonly write: (text: string) => void; whole(): boolean; sheets(): number } {
  let grid: Grid | null = null;
  let sheet = -1;
  let rows: RawRow[] = [];
  let inRow = 0;
  let column = 0;
  let cell: { readonly attributes: Attributes; type: CellType; text: string } | null = null;
  let inData = false;
  let inComment = false;
  let style = '';
  const dateStyles = new Set<string>();
  let ended = false;
  const flush = (): void => {
    if (rows.length > 0) events.push({ kind: 'rows', sheet, rows });
    rows = [];
  };
  const opened: Readonly<Record<string, (attributes: Attributes) => void>> = {
    worksheet(attributes) {
      sheet += 1;
      if (sheet >= MOST_SHEETS) fail('FILE_TOO_BIG', { detail: 'Worksheet' });
      grid = newGrid();
      column = 0;
      events.push({ kind: 'sheet', head: { no: sheet, name: attributes.name ?? `Lembar ${sheet + 1}`, hidden: false, expectedRows: 0 } });
    },
    column(attributes) {
      const first = placeOf(attributes.index) ?? column;
      column = first + 1 + count(attributes.span);
      if (attributes.hidden === '1') grid?.facts.hideColumns(String(first + 1), String(column));
    },
    row(attributes) {
      const place = placeOf(attributes.index);
      grid?.openRow(attributes.hidden === '1', place === null ? undefined : place + 1);
      inRow = 1 + count(attributes.span);
    },
    cell(attributes) {
      const place = placeOf(attributes.index);
      if (place !== null) grid?.moveTo(place);
      cell = { attributes, type: 'text', text: '' };
    },
    data(attributes) {
      if (!cell || inComment) return;
      const type = types[attributes.type ?? ''] ?? 'text';
      cell.type = type === 'number' && dateStyles.has(cell.attributes.styleid ?? '') ? 'date' : type;
      inData = true;
    },
    comment: () => void (inComment = true),
    style: (attributes) => void (style = attributes.id ?? ''),
    numberformat(attributes) {
      const format = attributes.format ?? '';
      if (namedDates.test(format) || isDateFormat(format)) dateStyles.add(style);
    },
    autofilter: () => grid?.facts.filter(),
  };
  const closed: Readonly<Record<string, () => void>> = {
    data: () => void (inData = false),
    comment: () => void (inComment = false),
    cell() {
      if (grid && cell) addCell(grid, cell.attributes, cell.type, cell.text);
      cell = null;
    },
    row() {
      if (grid && inRow > 0) rows.push(...grid.closeRow(inRow));
      inRow = 0;
      if (rows.length >= BATCH) flush();
    },
    worksheet() {
      flush();
      if (grid) events.push({ kind: 'sheetEnd', sheet, facts: gridFacts(grid) });
      grid = null;
    },
    workbook: () => void (ended = true),
  };
  const parser = new Parser({
    onopentag: (name, attributes) => opened[plainName(name)]?.(plainNames(attributes)),
    ontext(text) {
      if (!inData || !cell) return;
      cell.text += text;
      if (cell.text.length > MOST_TEXT) fail('FILE_BROKEN', { detail: 'Data' });
    },
    onclosetag: (name, implied) => { if (!implied || plainName(name) !== 'workbook') closed[plainName(name)]?.(); },
  }, { xmlMode: true, decodeEntities: true });
  return { write: (text) => void parser.write(text), whole: () => ended, sheets: () => sheet + 1 };
}

function addCell(grid: Grid, attributes: Attributes, type: CellType, text: string): void {
  grid.cell(xmlCell(type, text, attributes.formula !== undefined), '');
  const [columns, rows] = [1 + count(attributes.mergeacross), 1 + count(attributes.mergedown)];
  if (columns > 1 || rows > 1) grid.span(columns, rows);
}

function xmlCell(type: CellType, text: string, formula: boolean): Cell | null {
  if (text === '') return null;
  if (type === 'text') {
    const made = textCell(text);
    return made && { ...made, formula };
  }
  const shown = text.trim();
  if (type === 'number') return { type, text: plainNumberText(shown), formula };
  if (type !== 'date') return { type, text: shown, formula };
  if (/^-?[\d.]+$/.test(shown)) return { type, text: shown, formula };
  const day = dayNumber(shown);
  return day === null ? { type: 'text', text: shown, formula } : { type, text: String(day), formula };
}

/** The day number of a date like `1985-07-05T00:00:00.000`; null when it is none, or none that a day number can say for sure. */
function dayNumber(text: string): number | null {
  const days = (Date.parse(`${text.replace(/Z$/, '')}Z`) - Date.UTC(1899, 11, 30)) / MS_A_DAY;
  return /^\d{4}-\d\d-\d\d/.test(text) && days >= 61 ? days : null;
}

/** A place from 0 of one from 1. */
function placeOf(index: string | undefined): number | null {
  const place = Number(index ?? Number.NaN);
  return Number.isInteger(place) && place >= 1 ? place - 1 : null;
}

function count(text: string | undefined): number {
  const said = Number(text ?? 0);
  return Number.isInteger(said) && said > 0 ? said : 0;
}

/** A name without its namespace, which each program calls as it likes. */
function plainName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function plainNames(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [plainName(name), value]));
}
