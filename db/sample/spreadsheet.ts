import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { constants, crc32, createDeflateRaw } from 'node:zlib';
import { cellParts, formatOf, stylesXml } from './cell-styles.ts';
import type { Cell, SheetContent } from './sheet-content.ts';

/** Beyond so many different texts, new ones are written into their cells: memory stays bounded for a whole city. */
const mostSharedStrings = 300_000;
const chunkLength = 1 << 18;

/**
 * Writes an .xlsx row by row, as Excel lays it out (shared strings, all text cells in text format). The same rows give
 * the same bytes: no dates of the day, no random parts. The file appears under its name only when it is whole.
 */
export async function writeSpreadsheet(path: string, sheets: readonly SheetContent[]): Promise<void> {
  const temporary = `${path}.part`;
  const file = openSync(temporary, 'w');
  try {
    const zip = createZip(file);
    for (const [name, text] of fixedParts(sheets)) await zip.add(name, [text]);
    const strings = createSharedStrings();
    for (const [i, sheet] of sheets.entries()) await zip.add(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, strings));
    await zip.add('xl/sharedStrings.xml', strings.xml());
    zip.finish();
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    rmSync(temporary, { force: true });
    throw error;
  }
  closeSync(file);
  renameSync(temporary, path);
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
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
  for (const cells of sheet.rows()) {
    row++;
    const hidden = sheet.hiddenRows?.includes(row) ? ' hidden="1"' : '';
    let xml = `<row r="${row}"${hidden}>`;
    for (let i = 0; i < cells.length; i++) xml += cellXml(cells[i] ?? null, `${columnName(i)}${row}`, strings);
    yield `${xml}</row>`;
  }
  yield `</sheetData>${mergesXml(sheet)}</worksheet>`;
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

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const columnNames: string[] = [];

/** `A`, `B`, … `Z`, `AA` … for places from 0. */
function columnName(at: number): string {
  const known = columnNames[at];
  if (known) return known;
  const last = String.fromCharCode(65 + (at % 26));
  const name = at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
  columnNames[at] = name;
  return name;
}

interface Zip {
  add(name: string, texts: Iterable<string>): Promise<void>;
  /** Writes the directory at the end. */
  finish(): void;
}

interface ZipEntry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

/** A ZIP with compressed entries, all dated 1 January 1980, written to an open file one entry after the other. */
function createZip(file: number): Zip {
  const entries: ZipEntry[] = [];
  let at = 0;
  const write = (bytes: Buffer): void => {
    writeSync(file, bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  return {
    async add(name, texts) {
      const offset = at;
      const entry = { name: Buffer.from(name), offset, crc: 0, packed: 0, plain: 0 };
      write(localHeader(entry));
      const start = at;
      const { crc, plain } = await deflate(texts, write);
      const done = { ...entry, crc, plain, packed: at - start };
      const header = localHeader(done);
      writeSync(file, header, 0, header.length, offset);
      entries.push(done);
    },
    finish() {
      const start = at;
      for (const entry of entries) write(directoryEntry(entry));
      write(endOfDirectory(entries.length, start, at - start));
    },
  };
}

async function deflate(texts: Iterable<string>, write: (bytes: Buffer) => void): Promise<{ crc: number; plain: number }> {
  const stream = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION });
  stream.on('data', write);
  const ended = new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject));
  let crc = 0;
  let plain = 0;
  const flush = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    crc = crc32(bytes, crc);
    plain += bytes.length;
    await new Promise<void>((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve())));
  };
  let pending = '';
  for (const text of texts) {
    pending += text;
    if (pending.length < chunkLength) continue;
    await flush(pending);
    pending = '';
  }
  await flush(pending);
  stream.end();
  await ended;
  return { crc, plain };
}

const dosDate = 0x0021; // 1 January 1980
const deflated = 8;

/** Fields that the local header and the directory share: version to crc, sizes and lengths. */
function commonHeader(entry: ZipEntry): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(deflated, 4);
  bytes.writeUInt16LE(dosDate, 8);
  bytes.writeUInt32LE(entry.crc, 10);
  bytes.writeUInt32LE(entry.packed, 14);
  bytes.writeUInt32LE(entry.plain, 18);
  bytes.writeUInt16LE(entry.name.length, 22);
  return bytes;
}

function localHeader(entry: ZipEntry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commonHeader(entry), entry.name]);
}

function directoryEntry(entry: ZipEntry): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), commonHeader(entry), rest, entry.name]);
}

function endOfDirectory(count: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.write('PK\x05\x06', 0, 'latin1');
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt32LE(start, 16);
  return bytes;
}
