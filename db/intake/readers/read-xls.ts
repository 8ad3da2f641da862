import { readFileSync, statSync } from 'node:fs';
import { fail, isFailure } from '../../rules/failure.ts';
import { readBiffGlobals } from './biff-globals.ts';
import { biffRows, outlineSheet } from './biff-sheet.ts';
import type { RawRow, ReadEvent } from './cell.ts';
import { openCompound } from './compound.ts';
import type { ReadOptions } from './read-options.ts';

const BATCH = 500;
/** Old workbooks hold 65,536 rows a sheet; no real one comes near this. */
const MOST_BYTES = 512 * 2 ** 20;

/** Reads an old Excel workbook (`.xls`, Excel 5 to 2003). Errors: FILE_BROKEN, FILE_PROTECTED, FILE_XLS, FILE_TOO_BIG, FILE_NO_SHEETS, IMPORT_CANCELLED. */
export function* readXls(path: string, options: ReadOptions): Generator<ReadEvent> {
  if (statSync(path).size > MOST_BYTES) fail('FILE_TOO_BIG', { detail: '.xls' });
  try {
    yield* events(path, options);
  } catch (error) {
    // Reading past the end of a damaged record.
    if (!isFailure(error) && error instanceof RangeError) fail('FILE_BROKEN', { detail: 'BIFF' });
    throw error;
  }
}

function* events(path: string, options: ReadOptions): Generator<ReadEvent> {
  const { stream, modifiedOn } = openCompound(readFileSync(path));
  const globals = readBiffGlobals(stream);
  if (globals.sheets.length === 0) fail('FILE_NO_SHEETS');
  yield { kind: 'workbook', facts: { date1904: globals.date1904, modifiedOn } };
  for (const [no, sheet] of globals.sheets.entries()) {
    const outline = outlineSheet(stream, globals, sheet);
    yield { kind: 'sheet', head: { no, name: sheet.name, hidden: sheet.hidden, expectedRows: outline.expectedRows } };
    let batch: RawRow[] = [];
    for (const row of biffRows(stream, globals, sheet, outline)) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      if (options.cancelled?.()) fail('IMPORT_CANCELLED');
      yield { kind: 'rows', sheet: no, rows: batch };
      batch = [];
    }
    if (options.cancelled?.()) fail('IMPORT_CANCELLED');
    if (batch.length > 0) yield { kind: 'rows', sheet: no, rows: batch };
    yield { kind: 'sheetEnd', sheet: no, facts: outline.facts };
  }
}
