import { fail } from '../rules/failure.ts';
import { MOST_ROWS, sheetXml, workbookParts } from '../rules/sheet-xml.ts';
import type { SheetHead, SheetValue } from '../rules/sheet-xml.ts';
import { beginWholeFile } from './whole-file.ts';
import type { WrittenFile } from './whole-file.ts';
import { zipInto } from './zip-writer.ts';

/** Writes the rows of one sheet. */
export interface SheetPen {
  row(values: readonly SheetValue[]): void;
  boldRow(values: readonly SheetValue[]): void;
}

/** Adds sheets to a workbook in the making, one after the other. */
export type AddSheet = (head: SheetHead, fill: (pen: SheetPen) => void) => void;

/**
 * Writes an `.xlsx` row by row, whole or not at all: no more of it than half a megabyte is ever held. Text cells have the
 * format `@`, so that no digit of an identifier is lost by opening or by typing. Errors: SHEET_FULL, and the disk's.
 */
export function writeSheets(file: string, fill: (add: AddSheet) => void): WrittenFile {
  const whole = beginWholeFile(file);
  try {
    const zip = zipInto(whole);
    const names: string[] = [];
    fill((head, fillSheet) => {
      names.push(head.name);
      const part = zip.part(`xl/worksheets/sheet${names.length}.xml`);
      const xml = sheetXml(head);
      part.write(xml.opening);
      const count = (): void => {
        if (xml.count() > MOST_ROWS - 4) fail('SHEET_FULL', { sheet: head.name, rows: MOST_ROWS });
      };
      fillSheet({
        row(values) {
          part.write(xml.row(values));
          count();
        },
        boldRow(values) {
          part.write(xml.boldRow(values));
          count();
        },
      });
      part.write(xml.closing());
      part.end();
    });
    for (const [name, text] of Object.entries(workbookParts(names))) {
      const part = zip.part(name);
      part.write(text);
      part.end();
    }
    zip.end();
    return whole.finish();
  } catch (error) {
    whole.discard();
    throw error;
  }
}
