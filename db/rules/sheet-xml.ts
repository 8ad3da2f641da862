/** How the cells of a column are stored: identifiers and words as text, counts as numbers, days as real dates. */
export type CellKind = 'text' | 'number' | 'date';

export interface SheetColumn {
  readonly header: string;
  readonly kind: CellKind;
  /** In characters; by the header when absent. */
  readonly width?: number;
}

export interface SheetHead {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** A hidden row above the headers, that programs read. */
  readonly keys?: readonly (string | null)[];
  /** A line above the headers, as the mark of practice data. */
  readonly title?: string;
  /** Stands at the head of every page that is printed. */
  readonly mark?: string;
  /** Columns that stay while the sheet is moved sideways. */
  readonly frozen?: number;
}

/** What a cell may hold: dates are `YYYY-MM-DD`. */
export type SheetValue = string | number | null | undefined;

/** Numbers of the styles in `stylesXml`. */
const style = { plain: 0, header: 1, text: 2, number: 3, date: 4, title: 5 } as const;
const styleOf = { text: style.text, number: style.number, date: style.date } as const;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** What a sheet and a cell of a spreadsheet may hold. */
export const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;

/** Letters of a column counted from 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));
}

/** Rows of one sheet as XML, in order. */
export interface SheetXml {
  /** Everything before the first data row. */
  readonly opening: string;
  row(values: readonly SheetValue[]): string;
  /** A line in bold, as a sum. */
  boldRow(values: readonly SheetValue[]): string;
  /** Everything after the last one. */
  closing(): string;
  /** Data rows so far. */
  count(): number;
}

/** The XML of a sheet: header row frozen, every column with its format down to the last row, filter arrows. */
export function sheetXml(head: SheetHead): SheetXml {
  const { columns } = head;
  const openings = columns.map((column, index) => openingsOf(index, column.kind));
  const before = (head.title === undefined ? 0 : 1) + (head.keys ? 1 : 0);
  const headerRow = before + 1;
  let rowNo = headerRow;
  const cells = (values: readonly SheetValue[]): string => {
    rowNo += 1;
    let xml = `<row r="${rowNo}">`;
    for (let place = 0; place < openings.length; place += 1) xml += cellXml(openings[place] as Openings, rowNo, values[place]);
    return `${xml}</row>`;
  };
  return {
    opening: openingXml(head, headerRow),
    row: cells,
    boldRow: (values) => {
      rowNo += 1;
      return `<row r="${rowNo}">${values.map((value, index) => textCell(`${columnLetters(index)}${rowNo}`, style.header, value === null || value === undefined ? null : String(value))).join('')}</row>`;
    },
    closing: () => {
      const whole = `A${headerRow}:${columnLetters(columns.length - 1)}${Math.max(rowNo, headerRow)}`;
      return `</sheetData><autoFilter ref="${whole}"/>${markXml(head.mark)}<ignoredErrors><ignoredError sqref="${whole}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
    },
    count: () => rowNo - headerRow,
  };
}

/** A page's head may hold 255 characters, in which `&` begins a command. */
function markXml(mark: string | undefined): string {
  return mark === undefined ? '' : `<headerFooter><oddHeader>${escapeXml(`&C${mark.replaceAll('&', '&&')}`.slice(0, 255))}</oddHeader></headerFooter>`;
}

/** How a cell of a column begins, before and after its row's number, by what it holds. */
interface Openings {
  readonly kind: CellKind;
  readonly ref: string;
  readonly number: string;
  readonly text: string;
}

function openingsOf(index: number, kind: CellKind): Openings {
  return { kind, ref: `<c r="${columnLetters(index)}`, number: `" s="${styleOf[kind]}"><v>`, text: `" s="${style.text}" t="inlineStr"><is><t>` };
}

function cellXml({ kind, ref, number, text }: Openings, rowNo: number, value: SheetValue): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return kind === 'number' ? `${ref}${rowNo}${number}${value}</v></c>` : `${ref}${rowNo}${text}${value}</t></is></c>`;
  if (kind === 'date') {
    const serial = dateSerial(value);
    if (serial !== null) return `${ref}${rowNo}${number}${serial}</v></c>`;
  }
  return value.length > MOST_CHARACTERS || needsCare.test(value) ? `${ref}${rowNo}${text.slice(0, -1)} xml:space="preserve">${escapeXml(value)}</t></is></c>` : `${ref}${rowNo}${text}${value}</t></is></c>`;
}

function textCell(ref: string, styleNo: number, value: string | null): string {
  return value === null || value === '' ? '' : `<c r="${ref}" s="${styleNo}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

/** Anything that XML reads otherwise or that a spreadsheet trims. */
const needsCare = /[&<>\u0000-\u001f\ud800-\udfff\ufffe\uffff]|^\s|\s$|_x[0-9A-Fa-f]{4}_/;

function escapeXml(text: string): string {
  return text.slice(0, MOST_CHARACTERS)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (one) => (one === '\r' ? '_x000D_' : ''));
}

const dayMs = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** Before March 1900 spreadsheets count a day that never was; such dates stay text. */
const FIRST_SERIAL = 61;

/** The serial number of a `YYYY-MM-DD`, or null for anything else and for days before March 1900. */
export function dateSerial(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const at = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  if (new Date(at).toISOString().slice(0, 10) !== text) return null;
  const serial = (at - EPOCH) / dayMs;
  return serial < FIRST_SERIAL ? null : serial;
}

function openingXml({ columns, keys, title, frozen = 0 }: SheetHead, headerRow: number): string {
  const cols = columns.map(({ header, kind, width }, index) =>
    `<col min="${index + 1}" max="${index + 1}" width="${width ?? Math.min(48, Math.max(10, header.length + 3))}" style="${styleOf[kind]}" customWidth="1"/>`).join('');
  const top = `${columnLetters(frozen)}${headerRow + 1}`;
  const pane = `<pane${frozen > 0 ? ` xSplit="${frozen}"` : ''} ySplit="${headerRow}" topLeftCell="${top}" activePane="${frozen > 0 ? 'bottomRight' : 'bottomLeft'}" state="frozen"/>`;
  let rowNo = 0;
  const line = (values: readonly (string | null)[], styleNo: number, hidden = false): string => {
    rowNo += 1;
    return `<row r="${rowNo}"${hidden ? ' hidden="1"' : ''}>${values.map((value, index) => textCell(`${columnLetters(index)}${rowNo}`, styleNo, value)).join('')}</row>`;
  };
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols}</cols><sheetData>`
    + (keys ? line(keys, style.text, true) : '') + (title === undefined ? '' : line([title], style.title)) + line(columns.map(({ header }) => header), style.header);
}

/** The parts of a workbook beside its sheets, by name. Sheets are `xl/worksheets/sheet1.xml` and so on. */
export function workbookParts(sheets: readonly string[]): Readonly<Record<string, string>> {
  const numbers = sheets.map((_, index) => index + 1);
  const rel = (id: number, type: string, target: string): string => `<Relationship Id="rId${id}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`;
  const type = (part: string, content: string): string => `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${content}+xml"/>`;
  return {
    'xl/styles.xml': stylesXml(),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets>${sheets.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((one) => rel(one, 'worksheet', `worksheets/sheet${one}.xml`)).join('')}${rel(numbers.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rel(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/styles.xml', 'styles')}${numbers.map((one) => type(`/xl/worksheets/sheet${one}.xml`, 'worksheet')).join('')}</Types>`,
  };
}

/** In the order of `style`: plain, header, text (`@`), number, date, title. */
function stylesXml(): string {
  const xf = (numFmt: number, font: number, fill: number, rest = ''): string => `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${rest ? ` applyAlignment="1">${rest}</xf>` : '/>'}`;
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>`
    + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>'
    + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + `<cellXfs count="6">${xf(0, 0, 0)}${xf(49, 1, 2, '<alignment vertical="top" wrapText="1"/>')}${xf(49, 0, 0)}${xf(0, 0, 0)}${xf(164, 0, 0)}${xf(49, 1, 0)}</cellXfs>`
    + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
}
