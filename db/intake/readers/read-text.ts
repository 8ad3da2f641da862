import { basename } from 'node:path';
import { fail } from '../../rules/failure.ts';
import type { RawRow, ReadEvent } from './cell.ts';
import type { ReadOptions } from './read-options.ts';
import { fieldCell, findSeparator, splitRecords } from './separated.ts';
import { decodedText, textEncoding } from './text-encoding.ts';

const HEAD = 65_536;
const BATCH = 500;
const MOST_COLUMNS = 16_384;

/**
 * Reads text with separators (`.csv`, `.tsv`): separator and encoding are found, every cell is a text, a record is a row even
 * where a quoted field has line ends. Errors: FILE_BROKEN, FILE_QUOTE, IMPORT_CANCELLED.
 */
export async function* readText(path: string, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const encoding = await textEncoding(path);
  const name = basename(path).replace(/\.\w+$/, '').slice(0, 100);
  let separator = '';
  let pending = '';
  let no = 0;
  function* take(final: boolean): Generator<ReadEvent> {
    const { records, used, broken } = splitRecords(pending, separator, final);
    pending = pending.slice(used);
    for (let at = 0; at < records.length; at += BATCH) {
      const rows = records.slice(at, at + BATCH).map((fields): RawRow => {
        no += 1;
        if (fields.length > MOST_COLUMNS) fail('FILE_BROKEN', { detail: `R${no}` });
        return { no, hidden: false, colours: '', cells: trimmed(fields) };
      });
      yield { kind: 'rows', sheet: 0, rows };
    }
    if (broken) fail('FILE_QUOTE', { row: no + 1 });
  }
  yield { kind: 'workbook', facts: { date1904: false, modifiedOn: null } };
  yield { kind: 'sheet', head: { no: 0, name, hidden: false, expectedRows: 0 } };
  for await (const piece of decodedText(path, encoding)) {
    if (options.cancelled?.()) fail('IMPORT_CANCELLED');
    pending += piece;
    if (separator === '') {
      if (pending.length < HEAD) continue;
      ({ separator, pending } = beginning(pending));
    }
    yield* take(false);
  }
  if (separator === '') ({ separator, pending } = beginning(pending));
  yield* take(true);
  yield { kind: 'sheetEnd', sheet: 0, facts: { merged: 0, merges: [], hiddenColumns: [], filtered: false } };
}

/** Excel's own first line `sep=;` says the separator, and is no row. */
function beginning(text: string): { separator: string; pending: string } {
  const said = /^"?sep=(.)"?\r?\n/i.exec(text);
  return said ? { separator: said[1] ?? ';', pending: text.slice(said[0].length) } : { separator: findSeparator(text), pending: text };
}

function trimmed(fields: readonly string[]): RawRow['cells'] {
  const cells = fields.map(fieldCell);
  while (cells.length > 0 && cells.at(-1) === null) cells.pop();
  return cells;
}
