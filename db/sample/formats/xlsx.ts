import { formatOf, cellParts, stylesXml } from './cell-styles.ts';
import type { Cell, SheetContent } from '../sheet-content.ts';
import { columnName } from './column-name.ts';
import { writeZip } from './zip.ts';
import { escapeXml, xmlHead } from './xml.ts';

/** Beyond so many different texts, new ones are written into their cells: memory stays bounded for a whole city. */
const mostSharedStrings = 300_000;

/** Writes an .xlsx row by row, as Excel lays it out: shared strings, all text cells in text format. */
export async function writeXlsx(path: string, sheets: readonly SheetContent[]): Promise<void> {
  await writeZip(path, async (zip) => {
    for (const [name, text] of fixedParts(sheets)) await zip.add(name, [text]);
    const strings = createSharedStrings();
    for (const [i, sheet] of sheets.entries()) await zip.add(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, strings));
    await zip.add('xl/sharedStrings.xml', strings.xml());
  });
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of the package that do not depend on the cells. */
function fixedParts(sheets: readonly SheetContent[]): readonly (readonly [name: string, text: string])[] {
  const part = (name: string, type: string): string => `<Override PartName="/xl/${name}" ContentType="${spreadsheetType}.${type}+xml"/>`;
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${officeDocument}/${type}" Target="${target}"/>`;
  const count = sheets.length;
  return [
    ['[Content_Types].xml', `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}${sheets.map((_, i) => part(`worksheets/sheet${i + 1}.xml`, 'worksheet')).join('')}${part('styles.xml', 'styles')}${part('sharedStrings.xml', 'sharedStrings')}</Types>`],
    ['_rels/.rels', `${xmlHead}<Relationships xmlns="${packageRelations}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    ['xl/workbook.xml', `${xmlHead}<workbook xmlns="${main}" xmlns:r="${officeDocument}"><sheets>${sheets.map((sheet, i) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${i + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${xmlHead}<Relationships xmlns="${packageRelations}">${sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relation(count + 1, 'styles', 'styles.xml')}${relation(count + 2, 'sharedStrings', 'sharedStrings.xml')}</Relationships>`],
    ['xl/styles.xml', `${xmlHead}${stylesXml(main)}`],
  ];
}

interface SharedStrings {
  /** The number of a text, or undefined when it goes into its cell. */
  idOf(text: string): number | undefined;
  xml(): Iterable<string>;
}

function createSharedStrings(): SharedStrings {
  const ids = new Map<string, number>();
  let uses = 0;
  return {
    idOf(text) {
      const known = ids.get(text);
      if (known === undefined && ids.size >= mostSharedStrings) return undefined;
      uses++;
      if (known !== undefined) return known;
      ids.set(text, ids.size);
      return ids.size - 1;
    },
    *xml() {
      yield `${xmlHead}<sst xmlns="${main}" count="${uses}" uniqueCount="${ids.size}">`;
      for (const text of ids.keys()) yield `<si>${textXml(text)}</si>`;
      yield '</sst>';
    },
  };
}

function* sheetXml(sheet: SheetContent, strings: SharedStrings): Generator<string> {
  yield `${xmlHead}<worksheet xmlns="${main}">${columnsXml(sheet.hiddenColumns ?? [])}<sheetData>`;
  let row = 0;
  let width = 1;
  for (const cells of sheet.rows()) {
    row++;
    width = Math.max(width, cells.length);
    const hidden = sheet.hiddenRows?.includes(row) ? ' hidden="1"' : '';
    let xml = `<row r="${row}"${hidden}>`;
    for (let i = 0; i < cells.length; i++) xml += cellXml(cells[i] ?? null, `${columnName(i)}${row}`, strings);
    yield `${xml}</row>`;
  }
  const filter = sheet.filtered ? `<autoFilter ref="A1:${columnName(width - 1)}${row}"/>` : '';
  yield `</sheetData>${filter}${mergesXml(sheet)}</worksheet>`;
}

function columnsXml(hidden: readonly number[]): string {
  if (hidden.length === 0) return '';
  return `<cols>${hidden.map((at) => `<col min="${at}" max="${at}" width="9" hidden="1"/>`).join('')}</cols>`;
}

/** Merged cells are known once the rows are written. */
function mergesXml(sheet: SheetContent): string {
  const merges = sheet.merges?.() ?? [];
  if (merges.length === 0) return '';
  const ranges = merges.map(({ row, column, rows, columns }) => `${columnName(column)}${row}:${columnName(column + columns - 1)}${row + rows - 1}`);
  return `<mergeCells count="${ranges.length}">${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
}

function cellXml(cell: Cell, reference: string, strings: SharedStrings): string {
  const { value, formula, error, style } = cellParts(cell);
  const s = style === 0 ? '' : ` s="${style}"`;
  const f = formula === undefined ? '' : `<f>${escapeXml(formula)}</f>`;
  if (error !== undefined) return `<c r="${reference}"${s} t="e">${f}<v>${escapeXml(error)}</v></c>`;
  if (value === null || value === '') return formatOf(cell) ? `<c r="${reference}"${s}/>` : '';
  if (typeof value === 'number') return `<c r="${reference}"${s}>${f}<v>${value}</v></c>`;
  if (f) return `<c r="${reference}"${s} t="str">${f}<v>${escapeXml(value)}</v></c>`;
  return textCellXml(value, `r="${reference}"${s}`, strings);
}

function textCellXml(text: string, attributes: string, strings: SharedStrings): string {
  const id = strings.idOf(text);
  return id === undefined ? `<c ${attributes} t="inlineStr"><is>${textXml(text)}</is></c>` : `<c ${attributes} t="s"><v>${id}</v></c>`;
}

function textXml(text: string): string {
  return text.trim() === text ? `<t>${escapeXml(text)}</t>` : `<t xml:space="preserve">${escapeXml(text)}</t>`;
}
