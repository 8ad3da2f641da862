import { rmSync } from 'node:fs';
import { basename, extname, join, dirname } from 'node:path';
import { metadataSheet } from '../rules/metadata-sheet.ts';
import type { SheetValue } from '../rules/sheet-xml.ts';
import { textHash } from '../store/digest.ts';
import { beginWholeFile } from '../store/whole-file.ts';
import type { WrittenFile } from '../store/whole-file.ts';
import { writeSheets } from '../store/write-sheets.ts';
import { csvLine, csvMark } from './csv-text.ts';
import { metadataLines, PRACTICE } from './metadata.ts';
import type { FileFacts, MetadataLine, WrittenTable } from './metadata.ts';
import type { Table, TableSet } from './table.ts';

/** What was written: the first file, how many rows all of it holds, and the hash of the first file. */
export interface WrittenTables {
  readonly file: string;
  /** All files, the metadata's included. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

/**
 * Writes tables as one workbook with a sheet of metadata, or as text files: the first under the name given, the others
 * and the metadata (`NAME.meta.csv`) beside it. Every file whole or not at all, its rows never held together.
 */
export function writeTables(set: TableSet, facts: FileFacts, format: 'xlsx' | 'csv', file: string): WrittenTables {
  return format === 'xlsx' ? asWorkbook(set, facts, file) : asTexts(set, facts, file);
}

/** What stands above the headers: that it is practice data, and for whom it was written. */
function headWords({ practice, mark }: FileFacts): string {
  return [...(practice ? [PRACTICE] : []), ...(mark === undefined ? [] : [mark])].join(' · ');
}

function markOf({ mark }: FileFacts): { mark?: string } {
  return mark === undefined ? {} : { mark };
}

/** Feeds each row to whoever writes it and to the hash of the data. */
function walk(table: Table, write: (values: readonly SheetValue[], line: string) => void): WrittenTable {
  const kinds = table.columns.map(({ kind }) => kind);
  const hash = textHash();
  let rows = 0;
  let waiting = '';
  for (const values of table.rows()) {
    const line = csvLine(values, kinds);
    write(values, line);
    rows += 1;
    waiting += line;
    if (waiting.length < 1 << 16) continue;
    hash.add(waiting);
    waiting = '';
  }
  hash.add(waiting);
  return { name: table.name, rows, sha256: hash.hex() };
}

function asWorkbook(set: TableSet, facts: FileFacts, file: string): WrittenTables {
  const written: WrittenTable[] = [];
  const { sha256 } = writeSheets(file, (add) => {
    for (const table of set.tables) {
      const { name, columns, keys, frozen } = table;
      // A title would push the headers out of the row where the import looks for them.
      const words = headWords(facts);
      const title = words !== '' && !keys ? { title: words } : {};
      add({ name, columns, frozen, ...(keys ? { keys } : {}), ...title, ...markOf(facts) }, (pen) => {
        written.push(walk(table, (values) => pen.row(values)));
        if (table.totals) pen.boldRow(table.totals);
      });
    }
    add({ name: metadataSheet.name, columns: [{ header: metadataSheet.name, kind: 'text', width: 32 }, { header: 'Isi', kind: 'text', width: 90 }], ...markOf(facts) }, (pen) => {
      for (const [key, value] of metadataLines(set, facts, written)) pen.row([key, String(value)]);
    });
  });
  return { file, files: [file], rows: rowsOf(written), sha256 };
}

function asTexts(set: TableSet, facts: FileFacts, file: string): WrittenTables {
  const bare = join(dirname(file), basename(file, extname(file)));
  const written: WrittenTable[] = [];
  const files: WrittenFile[] = [];
  try {
    for (const [index, table] of set.tables.entries()) files.push(writeText(table, facts, index === 0 ? file : `${bare}-${table.name.toLowerCase()}.csv`, (one) => written.push(one)));
    files.push(writeMeta(metadataLines(set, facts, written), `${bare}.meta.csv`));
  } catch (error) {
    // All of them or none: a table without its metadata says neither when it was written nor for whom.
    for (const one of files) rmSync(one.file, { force: true });
    throw error;
  }
  return { file, files: files.map((one) => one.file), rows: rowsOf(written), sha256: files[0]?.sha256 ?? '' };
}

function writeText(table: Table, facts: FileFacts, file: string, tell: (written: WrittenTable) => void): WrittenFile {
  const whole = beginWholeFile(file);
  try {
    const texts = table.columns.map((): 'text' => 'text');
    const { keys } = table;
    // Practice data and what is for outsiders say so before anything else, but a file that comes back has its keys in the first line.
    const words = headWords(facts);
    const heads = [...(keys ? [keys] : words === '' ? [] : [[words]]), table.columns.map(({ header }) => header)];
    let waiting = csvMark + heads.map((head) => csvLine(head, texts.slice(0, head.length))).join('');
    const flush = (): void => {
      whole.write(Buffer.from(waiting, 'utf8'));
      waiting = '';
    };
    tell(walk(table, (_, line) => {
      waiting += line;
      if (waiting.length > 1 << 18) flush();
    }));
    flush();
    return whole.finish();
  } catch (error) {
    whole.discard();
    throw error;
  }
}

function writeMeta(lines: readonly MetadataLine[], file: string): WrittenFile {
  const whole = beginWholeFile(file);
  try {
    whole.write(Buffer.from(csvMark + lines.map(([key, value]) => csvLine([key, value], ['text', typeof value === 'number' ? 'number' : 'text'])).join(''), 'utf8'));
    return whole.finish();
  } catch (error) {
    whole.discard();
    throw error;
  }
}

function rowsOf(written: readonly WrittenTable[]): number {
  return written.reduce((sum, { rows }) => sum + rows, 0);
}
