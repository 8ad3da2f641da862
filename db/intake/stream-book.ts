import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { stream } from 'exceljs';
import { beginWholeFile } from '../store/whole-file.ts';
import type { MergedRange } from './readers/cell.ts';

interface SheetLook {
  /** Columns, from 0, in which whatever is typed is text. */
  readonly asText: readonly number[];
  readonly merges: readonly MergedRange[];
  /** A row to be hidden, or 0. */
  readonly hiddenRow: number;
}

interface SheetPen {
  /** Writes a row; its number may not be lower than the one before. */
  row(no: number, values: readonly (string | number | Date | null)[]): void;
  end(): void;
}

/** A workbook in the making: what was written is on the disk, not in memory. */
export interface BookPen {
  sheet(name: string, look: SheetLook): SheetPen;
  /** Resolves once the disk has taken what was written. */
  drained(): Promise<void>;
}

type Book = stream.xlsx.WorkbookWriter;
interface Module { readonly stream: { readonly xlsx: { readonly WorkbookWriter: new (options: { stream: Writable; useStyles: boolean }) => Book } } }

/** Writes an `.xlsx` row by row, whole or not at all. The library is loaded only when it is needed. Errors: the disk's. */
export async function writeBook<T>(path: string, fill: (book: BookPen) => Promise<T>): Promise<T> {
  const module = (await import('exceljs')) as { default?: Module } & Partial<Module>;
  const Writer = (module.default ?? module).stream?.xlsx.WorkbookWriter;
  if (!Writer) throw new Error('exceljs has no WorkbookWriter');
  const whole = beginWholeFile(path);
  let refused: Error | null = null;
  const sink = new Writable({
    write(piece: Buffer, _encoding, done) {
      try {
        whole.write(piece);
        done();
      } catch (error) {
        refused = error as Error;
        done(refused);
      }
    },
  });
  sink.on('error', (error) => { refused = error; });
  try {
    const book = new Writer({ stream: sink, useStyles: true });
    const names = new Set<string>();
    const filled = await fill({
      sheet: (name, look) => sheetPen(book, sheetName(names, name), look),
      async drained() {
        if (refused) throw refused;
        if (sink.writableNeedDrain) await once(sink, 'drain');
        // The packer works between two rows; without a pause it would hold them all.
        else await new Promise((resolve) => void setImmediate(resolve));
      },
    });
    if (names.size === 0) book.addWorksheet('Kosong').commit();
    await book.commit();
    whole.finish();
    return filled;
  } catch (error) {
    whole.discard();
    throw refused ?? error;
  }
}

function sheetPen(book: Book, name: string, { asText, merges, hiddenRow }: SheetLook): SheetPen {
  const sheet = book.addWorksheet(name);
  for (const index of asText) sheet.getColumn(index + 1).numFmt = '@';
  for (const [row, column, lastRow, lastColumn] of merges) sheet.mergeCells(row, column + 1, lastRow, lastColumn + 1);
  return {
    row(no, values) {
      const row = sheet.getRow(no);
      // A cell within a merged range is written by its first one.
      for (const [place, value] of values.entries()) if (value !== null && value !== '' && !isCovered(merges, no, place)) row.getCell(place + 1).value = value;
      if (no === hiddenRow) row.hidden = true;
      row.commit();
    },
    end: () => sheet.commit(),
  };
}

function isCovered(merges: readonly MergedRange[], no: number, place: number): boolean {
  return merges.some(([row, column, lastRow, lastColumn]) => no >= row && no <= lastRow && place >= column && place <= lastColumn && (no !== row || place !== column));
}

/** A name that a spreadsheet takes and that no other sheet has: a file of text has none of its own. */
function sheetName(taken: Set<string>, name: string): string {
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 28) || 'Lembar';
  for (let at = 1; ; at += 1) {
    const tried = at === 1 ? plain : `${plain} ${at}`;
    if (taken.has(tried.toUpperCase())) continue;
    taken.add(tried.toUpperCase());
    return tried;
  }
}
