import type { Cell, Merge, SheetContent } from '../sheet-content.ts';
import { cellParts, formatOf, odsStyles } from './cell-styles.ts';
import { columnName } from './column-name.ts';
import { escapeXml, xmlHead } from './xml.ts';
import { writeZip } from './zip.ts';

const kind = 'application/vnd.oasis.opendocument.spreadsheet';
const office = 'urn:oasis:names:tc:opendocument:xmlns';
const spaces = `xmlns:office="${office}:office:1.0" xmlns:style="${office}:style:1.0" xmlns:text="${office}:text:1.0" xmlns:table="${office}:table:1.0" xmlns:fo="${office}:xsl-fo-compatible:1.0" xmlns:number="${office}:datastyle:1.0" xmlns:of="${office}:of:1.2" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3"`;
const MS_A_DAY = 86_400_000;

/** Writes an OpenDocument spreadsheet, as LibreOffice lays it out. A sheet is held whole: what is merged is known at its end. */
export async function writeOds(path: string, sheets: readonly SheetContent[]): Promise<void> {
  await writeZip(path, async (zip) => {
    await zip.add('mimetype', [kind], 'stored');
    await zip.add('META-INF/manifest.xml', [manifest]);
    await zip.add('styles.xml', [`${xmlHead}<office:document-styles ${spaces}/>`]);
    await zip.add('content.xml', contentXml(sheets));
  });
}

const entry = (path: string, type: string): string => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
const manifest = `${xmlHead}<manifest:manifest xmlns:manifest="${office}:manifest:1.0" manifest:version="1.3">${entry('/', kind)}${entry('styles.xml', 'text/xml')}${entry('content.xml', 'text/xml')}</manifest:manifest>`;

function* contentXml(sheets: readonly SheetContent[]): Generator<string> {
  yield `${xmlHead}<office:document-content ${spaces}><office:automatic-styles>${odsStyles()}</office:automatic-styles><office:body><office:spreadsheet>`;
  const filters: string[] = [];
  for (const sheet of sheets) {
    const rows = [...sheet.rows()];
    const width = Math.max(1, ...new Set(rows.map((cells) => cells.length)));
    yield `<table:table table:name="${escapeXml(sheet.name)}" table:style-name="${sheet.hidden ? 'ta2' : 'ta1'}">${columnsXml(sheet.hiddenColumns ?? [], width)}`;
    const merges = placedMerges(sheet.merges?.() ?? []);
    for (const [i, cells] of rows.entries()) yield rowXml(sheet, i + 1, cells, merges);
    yield '</table:table>';
    if (sheet.filtered) filters.push(`<table:database-range table:name="saringan${filters.length}" table:target-range-address="${escapeXml(`'${sheet.name}'.A1:'${sheet.name}'.${columnName(width - 1)}${rows.length}`)}" table:display-filter-buttons="true"/>`);
  }
  yield `${filters.length > 0 ? `<table:database-ranges>${filters.join('')}</table:database-ranges>` : ''}</office:spreadsheet></office:body></office:document-content>`;
}

function columnsXml(hidden: readonly number[], width: number): string {
  if (hidden.length === 0) return `<table:table-column table:number-columns-repeated="${width}"/>`;
  return Array.from({ length: width }, (_, i) => `<table:table-column${hidden.includes(i + 1) ? ' table:visibility="collapse"' : ''}/>`).join('');
}

/** What is known of merged cells by their place: the first cell spans others, which are covered. */
type Merges = ReadonlyMap<string, Merge | 'covered'>;

function placedMerges(merges: readonly Merge[]): Merges {
  const places = new Map<string, Merge | 'covered'>();
  for (const merge of merges) {
    for (let row = merge.row; row < merge.row + merge.rows; row++) for (let column = merge.column; column < merge.column + merge.columns; column++) places.set(`${row}:${column}`, 'covered');
    places.set(`${merge.row}:${merge.column}`, merge);
  }
  return places;
}

function rowXml({ hiddenRows, filtered }: SheetContent, row: number, cells: readonly Cell[], merges: Merges): string {
  const hidden = hiddenRows?.includes(row) ? ` table:visibility="${filtered ? 'filter' : 'collapse'}"` : '';
  let xml = '';
  for (const [column, cell] of cells.entries()) xml += cellXml(cell, merges.get(`${row}:${column}`));
  return `<table:table-row${hidden}>${xml === '' ? '<table:table-cell/>' : xml}</table:table-row>`;
}

function cellXml(cell: Cell, merge: Merge | 'covered' | undefined): string {
  if (merge === 'covered') return '<table:covered-table-cell/>';
  const { value, formula, error, date, style } = cellParts(cell);
  const span = merge ? ` table:number-columns-spanned="${merge.columns}" table:number-rows-spanned="${merge.rows}"` : '';
  const open = `<table:table-cell${style === 0 ? '' : ` table:style-name="ce${style}"`}${span}${formula === undefined ? '' : ` table:formula="of:=${escapeXml(formula)}"`}`;
  if (error !== undefined) return `${open}${formula === undefined ? ` table:formula="of:=${error}"` : ''} office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>${error}</text:p></table:table-cell>`;
  if (value === null || value === '') return formatOf(cell) || merge || formula !== undefined ? `${open}/>` : '<table:table-cell/>';
  if (typeof value === 'string') return `${open} office:value-type="string">${paragraphs(value)}</table:table-cell>`;
  if (date) return `${open} office:value-type="date" office:date-value="${dateText(value)}"><text:p>${dateText(value).split('-').reverse().join('/')}</text:p></table:table-cell>`;
  return `${open} office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
}

/** Spaces at the ends and doubled ones are written as such, since a reader may shorten plain ones. */
function paragraphs(text: string): string {
  return text.split('\n').map((line) => `<text:p>${escapeXml(line).replace(/^ +| +$| {2,}/g, (run) => `<text:s text:c="${run.length}"/>`).replaceAll('\t', '<text:tab/>')}</text:p>`).join('');
}

function dateText(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.round(serial * MS_A_DAY)).toISOString().slice(0, 10);
}
