import { fail } from '../../rules/failure.ts';
import type { RawRow, ReadEvent } from './cell.ts';
import type { Container } from './container.ts';
import type { ReadOptions } from './read-options.ts';
import { unusualXml } from './make-cell.ts';
import type { SheetContext } from './make-cell.ts';
import { scanSheet } from './scan-sheet.ts';
import type { SheetScan } from './scan-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { walkSheet } from './walk-sheet.ts';
import { readWorkbookParts } from './workbook-parts.ts';

/** Reads an `.xlsx` or `.xlsm` workbook out of its container. Errors: FILE_BROKEN, FILE_XLSB, FILE_TOO_BIG, FILE_NOT_SPREADSHEET, FILE_IS_PACKAGE, FILE_IS_ARCHIVE, FILE_NO_SHEETS, IMPORT_CANCELLED. */
export async function* readXlsx(container: Container, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const parts = await readWorkbookParts(container);
  yield { kind: 'workbook', facts: { date1904: parts.date1904, modifiedOn: parts.modifiedOn } };
  const context: SheetContext = {
    styles: readStyles(parts.styles ? await container.read(parts.styles) : null, parts.theme ? await container.read(parts.theme) : null),
    strings: parts.sharedStrings ? readSharedStrings(await container.read(parts.sharedStrings)) : () => undefined,
  };
  for (const [no, { name, hidden, part }] of parts.sheets.entries()) {
    yield* readSheet(container, { no, name, hidden, part }, context, options);
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
  for await (const chunk of container.chunks(sheet.part)) {
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
