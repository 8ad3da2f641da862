import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import * as XLSX from 'xlsx';
import { readWorkbook } from '../../db/intake/readers/read-workbook.ts';
import { isFailure } from '../../db/rules/failure.ts';
import { mulberry } from './mulberry.ts';
import { corpusBook } from './sheet-corpus.ts';
import { zipFile } from './zip-file.ts';

export interface FuzzReport {
  readonly seed: number;
  readonly files: number;
  /** Files that were read to their end, by format. */
  readonly read: Record<string, number>;
  /** Files that were refused, by the code of the error. */
  readonly named: Record<string, number>;
  /** What must not be: an error without a name, or more cells than a file of that size can be allowed. */
  readonly faults: string[];
}

type Random = () => number;
type Mutate = (content: Buffer, random: Random) => Buffer;

/** Repeats of a small file may give this many cells, no more. */
const MOST_CELLS = 2_200_000;

/**
 * Reads real files of every format with something wrong in them: bytes, cuts, parts of a zip, XML, records, counts. The
 * same seed gives the same files.
 */
export async function fuzzReaders(folder: string, seed: number, files: number): Promise<FuzzReport> {
  const random = mulberry(seed);
  const bases = sources(seed);
  const report: FuzzReport = { seed, files, read: {}, named: {}, faults: [] };
  const path = join(folder, 'acak');
  for (let no = 0; no < files; no += 1) {
    const [format, content, mutations] = pick(bases, random);
    let broken = pick(mutations, random)(content, random);
    if (random() < 0.2) broken = pick(bytes, random)(broken, random);
    writeFileSync(path, broken);
    try {
      const cells = await countCells(path);
      report.read[format] = (report.read[format] ?? 0) + 1;
      if (cells > MOST_CELLS) report.faults.push(`${no} ${format}: ${cells} cells`);
    } catch (error) {
      if (isFailure(error)) report.named[error.code] = (report.named[error.code] ?? 0) + 1;
      else report.faults.push(`${no} ${format}: ${(error as Error).stack ?? String(error)}`.slice(0, 600));
    }
  }
  return report;
}

async function countCells(path: string): Promise<number> {
  let cells = 0;
  for await (const event of readWorkbook(path)) {
    if (event.kind === 'rows') for (const row of event.rows) cells += row.cells.length;
  }
  return cells;
}

function sources(seed: number): (readonly [string, Buffer, readonly Mutate[]])[] {
  const book = corpusBook(seed, 12);
  const write = (bookType: XLSX.BookType, bookSST = true): Buffer => XLSX.write(book, { type: 'buffer', bookType, bookSST }) as Buffer;
  const csv = Buffer.from(`NIK;NAMA;KET\n${Array.from({ length: 40 }, (_, no) => `6474${String(no).padStart(12, '0')};"NAMA ""${no}""";"dua\nbaris é"`).join('\n')}`);
  const html = Buffer.from(`<html><meta charset=utf-8><table>${Array.from({ length: 30 }, (_, no) => `<tr bgcolor=red><td rowspan=1 colspan="1">${no}<td x:num="6474030507850003">6,47E+15<td>NAMA &amp; é<br>x</tr>`).join('')}</table></html>`);
  return [
    ['xlsx', write('xlsx'), [...bytes, editParts, editParts, editParts]], ['xlsx', write('xlsx', false), [...bytes, editParts, editParts, editParts]], ['ods', write('ods'), [...bytes, editParts, editParts, editParts]],
    ['xls', write('biff8'), [...bytes, editRecords, editRecords, editRecords]], ['xls', write('biff5', false), [...bytes, editRecords, editRecords, editRecords]],
    ['csv', csv, [...bytes, editText]], ['csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv.toString(), 'utf16le')]), bytes], ['html', html, [...bytes, editText, editText]],
  ];
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

const below = (most: number, random: Random): number => Math.floor(random() * most);

const bytes: readonly Mutate[] = [
  (content, random) => {
    const broken = Buffer.from(content);
    for (let count = below(20, random); count >= 0; count -= 1) broken[below(broken.length, random)] = below(256, random);
    return broken;
  },
  (content, random) => content.subarray(0, below(content.length, random)),
  (content, random) => {
    const [at, from] = [below(content.length, random), below(content.length, random)];
    return Buffer.concat([content.subarray(0, at), content.subarray(from, from + below(300, random)), content.subarray(at + below(300, random))]);
  },
];

const counts = ['0', '-1', '1048577', '16384', '4294967295', '1e99', '99999999999999999999', 'NaN', 'XFE1', 'ZZZZZZ99999999', ''] as const;

/** Numbers, tags and attributes changed in a text. */
function editText(content: Buffer, random: Random): Buffer {
  let text = content.toString('latin1');
  for (let count = below(4, random); count >= 0; count -= 1) {
    const at = below(text.length, random);
    const kind = below(5, random);
    const open = text.indexOf('<', at);
    const close = text.indexOf('>', open);
    if (kind === 0) text = text.slice(0, at) + text.slice(at).replace(/\d+/, () => pick(counts, random));
    else if (kind === 1) text = text.slice(0, at) + text.slice(at).replace(/"[^"<>]*"/, () => `"${pick(counts, random)}"`);
    else if (kind === 2 && open >= 0 && close > open) text = text.slice(0, open) + text.slice(close + 1);
    else if (kind === 3 && open >= 0 && close > open) text = text.slice(0, close + 1) + text.slice(open, close + 1).repeat(1 + below(50, random)) + text.slice(close + 1);
    else text = text.slice(0, at) + pick(['<!--', '<![CDATA[', ']]>', '&#0;', '&bukan;', '<x:', '</row>', '"', '\0', '<!DOCTYPE a [<!ENTITY b "c">]>', '_xD800_', '&#xffffffff;'], random) + text.slice(at);
  }
  return Buffer.from(text, 'latin1');
}

/** A part of a zipped workbook changed, dropped, or swapped with another. */
function editParts(content: Buffer, random: Random): Buffer {
  const zip = CFB.read(content, { type: 'buffer' });
  const parts: Record<string, Buffer> = {};
  for (const [index, entry] of zip.FileIndex.entries()) {
    const name = (zip.FullPaths[index] ?? '').replace(/^Root Entry\//, '');
    if (entry.type === 2 && name !== '' && !name.endsWith('Sh33tJ5')) parts[name] = Buffer.from(entry.content);
  }
  const names = Object.keys(parts);
  const [one, other] = [pick(names, random), pick(names, random)];
  const kind = below(8, random);
  if (kind === 0) Reflect.deleteProperty(parts, one);
  else if (kind === 1) [parts[one], parts[other]] = [parts[other] ?? Buffer.alloc(0), parts[one] ?? Buffer.alloc(0)];
  else {
    const wanted = kind < 6 ? (names.filter((name) => /sheet\d|content\.xml|sharedStrings|styles/.test(name))) : names;
    const name = pick(wanted.length > 0 ? wanted : names, random);
    parts[name] = editText(parts[name] ?? Buffer.alloc(0), random);
  }
  return zipFile(parts);
}

/** Records of an old workbook changed: their kind, length, order, and the numbers in them. */
function editRecords(content: Buffer, random: Random): Buffer {
  const container = CFB.read(content, { type: 'buffer' });
  const entry = container.FileIndex.find((one) => one.type === 2 && /^(workbook|book)$/i.test(one.name));
  const stream = Buffer.from(entry?.content ?? []);
  const places: number[] = [];
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) places.push(at);
  let changed = Buffer.from(stream);
  for (let count = below(3, random); count >= 0; count -= 1) {
    const at = pick(places, random);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    const kind = below(6, random);
    if (changed.length !== stream.length) break;
    if (kind === 0) changed.writeUInt16LE(pick([0, 1, 5, 0x2020, 0xffff], random), at + 2);
    else if (kind === 1) changed.writeUInt16LE(pick([0x09, 0x0a, 0x3c, 0xfc, 0x203, 0xbd, 0x809, 0x207, 0x06], random), at);
    else if (kind === 2) changed = Buffer.concat([changed.subarray(0, at), changed.subarray(end)]);
    else if (kind === 3) changed = Buffer.concat([changed.subarray(0, end), changed.subarray(at, end), changed.subarray(end)]);
    else if (at + 8 <= end) changed.writeUInt16LE(pick([0xffff, 0x7fff, 0, 0x4000], random), at + 4 + below(end - at - 5, random));
  }
  return random() < 0.5 ? changed : repacked(changed);
}

function repacked(stream: Buffer): Buffer {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/Workbook', stream);
  return CFB.write(container, { type: 'buffer' }) as Buffer;
}
