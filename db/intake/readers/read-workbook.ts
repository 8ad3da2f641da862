import { fail } from '../../rules/failure.ts';
import type { ReadEvent } from './cell.ts';
import { defaultLimits, openContainer } from './container.ts';
import { detectFile } from './detect.ts';
import { isOpenDocument, readOds } from './read-ods.ts';
import { readHtml } from './read-html.ts';
import type { ReadOptions } from './read-options.ts';
import { readText } from './read-text.ts';
import { readXls } from './read-xls.ts';
import { readXlsx } from './read-xlsx.ts';
import { readXml } from './read-xml.ts';

/**
 * Reads a spreadsheet of any kind as a stream: sheets in their order, rows in batches, every cell with its type and its
 * own text. What the file is, is decided by its content, never by its name: `.xlsx`, `.xls`, `.ods`, text with separators,
 * HTML tables, XML Spreadsheet 2003. Errors, each with what to do: FILE_NOT_FOUND, FILE_EMPTY, FILE_XLS (Excel 2 to 4), FILE_XLSB, FILE_HTML,
 * FILE_PROTECTED, FILE_BROKEN, FILE_QUOTE, FILE_TOO_BIG, FILE_NOT_SPREADSHEET, FILE_IS_PACKAGE, FILE_IS_ARCHIVE, FILE_NO_SHEETS,
 * IMPORT_CANCELLED.
 */
export async function* readWorkbook(path: string, options: ReadOptions = {}): AsyncGenerator<ReadEvent> {
  switch (detectFile(path)) {
    case 'zip':
      return yield* readZipped(path, options);
    case 'xls':
      return yield* readXls(path, options);
    case 'html':
      return yield* readHtml(path, options);
    case 'sheetXml':
      return yield* readXml(path, options);
    case 'text':
      return yield* readText(path, options);
    case 'empty':
      return fail('FILE_EMPTY');
    case 'archive':
      return fail('FILE_HTML');
    case 'old':
      return fail('FILE_XLS');
    case 'protected':
      return fail('FILE_PROTECTED', { detail: 'OOXML' });
    default:
      return fail('FILE_NOT_SPREADSHEET');
  }
}

async function* readZipped(path: string, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const container = await openContainer(path, options.limits ?? defaultLimits);
  try {
    yield* (await isOpenDocument(container)) ? readOds(container, options) : readXlsx(container, options);
  } finally {
    container.close();
  }
}
