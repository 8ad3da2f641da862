import { fail } from '../../rules/failure.ts';
import type { RawRow, ReadEvent } from './cell.ts';
import { defaultLimits, openContainer, readParts } from './container.ts';
import type { Container, ContainerLimits } from './container.ts';
import { detectFile } from './detect.ts';
import { scanSheet, unusualXml } from './scan-sheet.ts';
import type { SheetContext, SheetScan } from './scan-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { walkSheet } from './walk-sheet.ts';
import { readWorkbookParts } from './workbook-parts.ts';

export interface ReadOptions {
  readonly limits?: ContainerLimits;
  /** Reads everything with the full XML parser; for comparing the two. */
  readonly careful?: boolean;
  /** Asked between batches; true stops with IMPORT_CANCELLED. */
  readonly cancelled?: () => boolean;
}

/**
 * Reads an `.xlsx` workbook as a stream: sheets in their order, rows in batches, every cell with its type and its own
 * text. What the file is, is decided by its content. Errors, each with what to do: FILE_NOT_FOUND, FILE_EMPTY, FILE_XLS,
 * FILE_XLSB, FILE_ODS, FILE_CSV, FILE_HTML, FILE_PROTECTED, FILE_BROKEN, FILE_TOO_BIG, FILE_NOT_SPREADSHEET,
 * FILE_IS_PACKAGE, FILE_IS_ARCHIVE, FILE_NO_SHEETS, IMPORT_CANCELLED.
 */
export async function* readWorkbook(path: string, options: ReadOptions = {}): AsyncGenerator<ReadEvent> {
  refuseOtherKinds(path);
  const container = await openContainer(path, options.limits ?? defaultLimits);
  try {
    const parts = await readWorkbookParts(container);
    yield { kind: 'workbook', facts: { date1904: parts.date1904, modifiedOn: parts.modifiedOn, sheets: parts.sheets.map((sheet) => sheet.name) } };
    const context: SheetContext = {
      styles: readStyles(parts.styles ? await container.read(parts.styles) : null, parts.theme ? await container.read(parts.theme) : null),
      strings: parts.sharedStrings ? readSharedStrings(await container.read(parts.sharedStrings)) : () => undefined,
    };
    for (const [no, { name, hidden, part }] of parts.sheets.entries()) {
      yield* readSheet(container, { no, name, hidden, part }, context, options);
    }
  } finally {
    container.close();
  }
}

function refuseOtherKinds(path: string): void {
  switch (detectFile(path)) {
    case 'zip':
      return;
    case 'empty':
      return fail('FILE_EMPTY');
    case 'xls':
      return fail('FILE_XLS');
    case 'protected':
      return fail('FILE_PROTECTED', { detail: 'OOXML' });
    case 'html':
      return fail('FILE_HTML');
    case 'text':
      return fail('FILE_CSV');
    default:
      return fail('FILE_NOT_SPREADSHEET');
  }
}

interface Sheet {
  readonly no: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** One sheet. When the scanner meets unusual XML the sheet is read again from its start, skipping what was given already. */
async function* readSheet(container: Container, sheet: Sheet, context: SheetContext, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const given = { rows: 0, head: false };
  try {
    yield* sheetEvents(container, sheet, options.careful ? walkSheet(context) : scanSheet(context), given, options);
  } catch (error) {
    if (error !== unusualXml) throw error;
    yield* sheetEvents(container, sheet, walkSheet(context), given, options);
  }
}

async function* sheetEvents(
  container: Container, sheet: Sheet, scan: SheetScan, given: { rows: number; head: boolean }, options: ReadOptions,
): AsyncGenerator<ReadEvent> {
  let skip = given.rows;
  const { no, name, hidden } = sheet;
  for await (const chunk of readParts(await container.open(sheet.part))) {
    if (options.cancelled?.()) fail('IMPORT_CANCELLED');
    const found = scan.push(chunk);
    if (!given.head) {
      given.head = true;
      yield { kind: 'sheet', head: { no, name, hidden, expectedRows: scan.expectedRows() } };
    }
    const rows: readonly RawRow[] = skip > 0 ? found.slice(skip) : found;
    skip = Math.max(0, skip - found.length);
    if (rows.length === 0) continue;
    given.rows += rows.length;
    yield { kind: 'rows', sheet: no, rows };
  }
  scan.end();
  if (!given.head) yield { kind: 'sheet', head: { no, name, hidden, expectedRows: 0 } };
  yield { kind: 'sheetEnd', sheet: no, facts: scan.facts() };
}
