import { Parser } from 'htmlparser2';
import { fail } from '../../rules/failure.ts';
import type { Cell, RawRow, ReadEvent } from './cell.ts';
import { plainNumberText, textCell } from './cell.ts';
import { colourName, parseColour } from './colours.ts';
import { gridFacts, newGrid } from './grid.ts';
import type { Grid } from './grid.ts';
import { markupEvents } from './markup-events.ts';
import type { ReadOptions } from './read-options.ts';

const BATCH = 500;
const MOST_TABLES = 1000;
/** Longer than any cell; a page that never closes one is no spreadsheet. */
const MOST_TEXT = 2 ** 20;

/** Where the walk stands: in a cell of a row of a table. */
interface Place {
  grid: Grid | null;
  inRow: boolean;
  cell: { text: string; attributes: Readonly<Record<string, string>> } | null;
}

/**
 * Reads a web page that was saved as `.xls`, as many programs export: each table is a sheet, tables inside a cell belong to
 * its text. Cells are texts as written, except where the page gives the number behind them. Errors: FILE_HTML for a page
 * without tables, FILE_BROKEN, FILE_TOO_BIG, IMPORT_CANCELLED.
 */
export async function* readHtml(path: string, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const events: ReadEvent[] = [];
  const parser = tableParser(events);
  yield* markupEvents(path, options, events, parser.write);
  parser.end();
  yield* events.splice(0);
  if (parser.tables() === 0) fail('FILE_HTML');
}

function tableParser(events: ReadEvent[]): { readonly write: (text: string) => void; end(): void; tables(): number } {
  const at: Place = { grid: null, inRow: false, cell: null };
  let depth = 0;
  let sheet = -1;
  let rows: RawRow[] = [];
  let aside = '';
  const flush = (): void => {
    if (rows.length > 0) events.push({ kind: 'rows', sheet, rows });
    rows = [];
  };
  const closeCell = (): void => {
    if (at.grid && at.cell) addCell(at.grid, at.cell);
    at.cell = null;
  };
  const closeRow = (): void => {
    closeCell();
    if (at.grid && at.inRow) rows.push(...at.grid.closeRow());
    at.inRow = false;
    if (rows.length >= BATCH) flush();
  };
  const closeTable = (): void => {
    closeRow();
    flush();
    if (at.grid) events.push({ kind: 'sheetEnd', sheet, facts: gridFacts(at.grid) });
    at.grid = null;
  };
  const openTable = (): void => {
    at.grid = newGrid();
    sheet += 1;
    if (sheet >= MOST_TABLES) fail('FILE_TOO_BIG', { detail: 'table' });
    events.push({ kind: 'sheet', head: { no: sheet, name: `Tabel ${sheet + 1}`, hidden: false, expectedRows: 0 } });
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (aside !== '') return;
      if (name === 'style' || name === 'script') aside = name;
      else if (name === 'table') {
        depth += 1;
        if (depth === 1) openTable();
      } else if (depth !== 1) {
        if (at.cell && (name === 'br' || name === 'tr')) at.cell.text += '\n';
      } else if (name === 'tr') {
        closeRow();
        at.grid?.openRow(isHidden(attributes));
        at.inRow = true;
      } else if (name === 'td' || name === 'th') {
        closeCell();
        if (!at.inRow) at.grid?.openRow(false);
        at.inRow = true;
        at.cell = { text: '', attributes };
      } else if (name === 'br' && at.cell) at.cell.text += '\n';
    },
    ontext(text) {
      if (!at.cell || aside !== '') return;
      at.cell.text += text.replace(/[ \t\r\n]+/g, ' ');
      if (at.cell.text.length > MOST_TEXT) fail('FILE_BROKEN', { detail: 'td' });
    },
    onclosetag(name) {
      if (name === aside) aside = '';
      if (aside !== '') return;
      if (name === 'table' && depth > 0) {
        depth -= 1;
        if (depth === 0) closeTable();
      } else if (depth === 1 && name === 'tr') closeRow();
      else if (depth === 1 && (name === 'td' || name === 'th')) closeCell();
    },
  }, { decodeEntities: true });
  return {
    write: (text) => void parser.write(text),
    end() {
      parser.end();
      if (at.grid) closeTable();
    },
    tables: () => sheet + 1,
  };
}

function addCell(grid: Grid, { text, attributes }: NonNullable<Place['cell']>): void {
  const made = htmlCell(text, attributes);
  grid.cell(made, made ? colourOf(attributes) : '');
  const [columns, rows] = [Number(attributes.colspan ?? 1), Number(attributes.rowspan ?? 1)];
  if (columns > 1 || rows > 1) grid.span(columns > 1 ? columns : 1, rows > 1 ? rows : 1);
}

function htmlCell(text: string, attributes: Readonly<Record<string, string>>): Cell | null {
  const shown = text.replace(/ ?\n ?/g, '\n').trim();
  const number = attributes['x:num'];
  if (number === undefined) return textCell(shown);
  const said = number.trim() === '' ? shown : number.trim();
  return said === '' ? null : { type: /^-?[\d.]+(e[+-]?\d+)?$/i.test(said) ? 'number' : 'text', text: plainNumberText(said), formula: attributes['x:fmla'] !== undefined };
}

function colourOf(attributes: Readonly<Record<string, string>>): string {
  const said = attributes.bgcolor ?? /background(?:-color)?\s*:\s*([^;]+)/i.exec(attributes.style ?? '')?.[1] ?? '';
  const rgb = parseColour(said);
  return rgb === null ? '' : (colourName(rgb) ?? '');
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return /display\s*:\s*none/i.test(attributes.style ?? '');
}
