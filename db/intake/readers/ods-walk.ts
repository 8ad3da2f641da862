import type { Cell, RawRow, SheetFacts } from './cell.ts';
import { plainNumberText } from './cell.ts';
import { colourName, parseColour, withColour } from './colours.ts';
import { gridFacts, newGrid } from './grid.ts';
import type { Grid } from './grid.ts';
import { letterColour } from './styles.ts';
import type { XmlWalk } from './xml-walk.ts';

type Attributes = Readonly<Record<string, string>>;

/** Who takes what the walk finds. */
interface Taker {
  sheet(name: string, hidden: boolean): void;
  rows(rows: Iterable<RawRow>): void;
  sheetEnd(facts: SheetFacts): void;
}

interface OpenCell {
  readonly attributes: Attributes;
  readonly covered: boolean;
  text: string;
  paragraphs: number;
}

/** Walks the XML of an OpenDocument spreadsheet: styles first, then tables. Charts' and notes' own tables are passed over. */
export function openDocumentWalker(taker: Taker): Required<XmlWalk> {
  const styles = odsStyles();
  let grid: Grid | null = null;
  let cell: OpenCell | null = null;
  let column = 0;
  let rowTimes = 1;
  let inText = 0;
  let aside = 0;
  let tables = 0;
  return {
    open(name, attributes) {
      if (name === 'annotation' || name === 'shapes' || name === 'tracked-changes' || name === 'forms') aside += 1;
      if (aside > 0) return;
      if (name === 'table') {
        tables += 1;
        if (tables > 1) return;
        grid = newGrid();
        column = 0;
        taker.sheet(attributes['table:name'] ?? '', styles.isHiddenTable(attributes['table:style-name'] ?? ''));
      } else if (name === 'database-range' && attributes['table:display-filter-buttons'] === 'true') grid?.facts.filter();
      else styles.open(name, attributes);
      if (!grid || tables > 1) return;
      if (name === 'table-column') {
        const times = repeats(attributes['table:number-columns-repeated']);
        if (isHidden(attributes)) grid.facts.hideColumns(String(column + 1), String(column + times));
        column += times;
      } else if (name === 'table-row') {
        rowTimes = repeats(attributes['table:number-rows-repeated']);
        grid.openRow(isHidden(attributes));
        if (attributes['table:visibility'] === 'filter') grid.facts.filter();
      } else if (name === 'table-cell' || name === 'covered-table-cell') cell = { attributes, covered: name !== 'table-cell', text: '', paragraphs: 0 };
      else if (cell && name === 'p') {
        if (cell.paragraphs > 0) cell.text += '\n';
        cell.paragraphs += 1;
        inText += 1;
      } else if (cell && name === 's') cell.text += ' '.repeat(Math.min(repeats(attributes['text:c']), 1000));
      else if (cell && name === 'tab') cell.text += '\t';
      else if (cell && name === 'line-break') cell.text += '\n';
    },
    text(text) {
      if (cell && inText > 0 && aside === 0) cell.text += text;
    },
    close(name) {
      if (name === 'annotation' || name === 'shapes' || name === 'tracked-changes' || name === 'forms') {
        aside -= 1;
        return;
      }
      if (aside > 0) return;
      styles.close(name);
      if (name === 'p' && inText > 0) inText -= 1;
      else if (name === 'table') {
        tables -= 1;
        if (tables === 0 && grid) taker.sheetEnd(gridFacts(grid));
        if (tables === 0) grid = null;
      }
      if (!grid || tables > 1) return;
      if (cell && (name === 'table-cell' || name === 'covered-table-cell')) {
        addCell(grid, cell, styles.colours(cell.attributes['table:style-name'] ?? ''));
        cell = null;
      } else if (name === 'table-row') taker.rows(grid.closeRow(rowTimes));
    },
  };
}

function addCell(grid: Grid, { attributes, covered, text }: OpenCell, colours: string): void {
  // What lies under a merged cell is not to be seen, and its value is the merged cell's.
  const made = covered ? null : odsCell(attributes, text);
  grid.cell(made, made ? colours : '', repeats(attributes['table:number-columns-repeated']));
  const [columns, rows] = [repeats(attributes['table:number-columns-spanned']), repeats(attributes['table:number-rows-spanned'])];
  if (columns > 1 || rows > 1) grid.merge(columns, rows);
}

function odsCell(attributes: Attributes, text: string): Cell | null {
  const formula = attributes['table:formula'] !== undefined;
  const type = attributes['office:value-type'];
  if (attributes['calcext:value-type'] === 'error' || (formula && /^(#[A-Z0-9/]+[!?]?|Err:\d{3})$/.test(text))) return { type: 'error', text: text || '#N/A', formula };
  if (type === 'float' || type === 'percentage' || type === 'currency') {
    const value = (attributes['office:value'] ?? '').trim();
    return value === '' ? null : { type: 'number', text: plainNumberText(value), formula };
  }
  if (type === 'boolean') return { type: 'boolean', text: attributes['office:boolean-value'] === 'true' ? '1' : '0', formula };
  if (type === 'date') return dateCell(attributes['office:date-value'] ?? '', formula);
  const said = attributes['office:string-value'] ?? text;
  return said === '' ? null : { type: 'text', text: said, formula };
}

const MS_A_DAY = 86_400_000;
const FIRST_SERIAL = 61;

/** A date as the serial number that the other formats have; before March 1900, where those go wrong, as its own text. */
function dateCell(value: string, formula: boolean): Cell | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?/.exec(value);
  if (!match) return value === '' ? null : { type: 'text', text: value, formula };
  const [, year, month, day, hour = 0, minute = 0, second = 0] = match;
  const serial = Math.round((Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(1899, 11, 30)) / MS_A_DAY);
  if (serial < FIRST_SERIAL) return { type: 'text', text: value.slice(0, 10), formula };
  const part = (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) / 86_400;
  return { type: 'date', text: plainNumberText(String(serial + part)), formula };
}

function isHidden(attributes: Attributes): boolean {
  return attributes['table:visibility'] === 'collapse' || attributes['table:visibility'] === 'filter';
}

function repeats(text: string | undefined): number {
  const times = Number(text ?? 1);
  return Number.isInteger(times) && times > 0 ? Math.min(times, 2 ** 31) : 1;
}

/** The colours of cell styles, and which tables a style hides. */
function odsStyles(): { open(name: string, attributes: Attributes): void; close(name: string): void; colours(style: string): string; isHiddenTable(style: string): boolean } {
  const colours = new Map<string, string>();
  const hidden = new Set<string>();
  let current: string | null = null;
  const nameOf = (text: string | undefined): string => {
    const rgb = text === undefined ? null : parseColour(text);
    return rgb === null ? '' : (colourName(rgb) ?? '');
  };
  return {
    open(name, attributes) {
      if (name === 'style') {
        current = attributes['style:name'] ?? '';
        const parent = colours.get(attributes['style:parent-style-name'] ?? '');
        if (parent) colours.set(current, parent);
      } else if (current !== null && name === 'table-cell-properties' && attributes['fo:background-color']) {
        colours.set(current, nameOf(attributes['fo:background-color']));
      } else if (current !== null && name === 'text-properties' && attributes['fo:color']) {
        colours.set(current, withColour(colours.get(current) ?? '', letterColour(nameOf(attributes['fo:color']))));
      } else if (current !== null && name === 'table-properties' && attributes['table:display'] === 'false') hidden.add(current);
    },
    close: (name) => void (name === 'style' && (current = null)),
    colours: (style) => colours.get(style) ?? '',
    isHiddenTable: (style) => hidden.has(style),
  };
}
