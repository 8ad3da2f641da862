import type { Workbook, Worksheet } from 'exceljs';
import { fieldDef } from '../rules/entities.ts';
import { answerText, codeList } from '../rules/lists.ts';
import type { FieldValue } from '../rules/field.ts';
import { showDate } from '../rules/dates.ts';
import { templateFamilyKey, templateMark } from '../rules/template-columns.ts';
import type { TemplateSheet } from '../rules/template-columns.ts';

/** Rows below the data to which lists of answers are offered. */
const OFFERED_ROWS = 1000;
/** The sheet that explains the codes: no data. */
export const CODE_SHEET = 'Kode';
const WIDTH = 22;
const textFormat = '@';

/** A new workbook. The library is loaded only when a spreadsheet is written: it costs 0.2 s and 34 MB. */
export async function newWorkbook(): Promise<Workbook> {
  const module = (await import('exceljs')) as { default?: { Workbook: new () => Workbook }; Workbook?: new () => Workbook };
  const Book = module.default?.Workbook ?? module.Workbook;
  if (!Book) throw new Error('exceljs has no Workbook');
  return new Book();
}

/** Adds a template sheet: the hidden row of keys, the headers, every column as text so that no digit is ever lost. */
export function addTemplateSheet(book: Workbook, sheet: TemplateSheet, extra: readonly string[] = []): Worksheet {
  const added = book.addWorksheet(sheet.name, { views: [{ state: 'frozen', xSplit: 2, ySplit: 2 }] });
  added.addRow([...sheet.columns.map(({ key }) => (key === templateFamilyKey ? templateMark : key)), ...extra.map(() => null)]).hidden = true;
  const headers = added.addRow([...sheet.columns.map(({ header }) => header), ...extra]);
  headers.font = { bold: true };
  headers.alignment = { wrapText: true, vertical: 'top' };
  added.columns.forEach((column) => {
    column.width = WIDTH;
    column.numFmt = textFormat;
  });
  return added;
}

/** A value as the template has it: labels for codes, `dd-mm-yyyy` for dates, text for all the rest. */
export function templateText(entity: 'family' | 'person', key: string, value: FieldValue | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const def = fieldDef(entity, key);
  if (def?.kind === 'bits' && typeof value === 'number') return String(value);
  if (def?.list) return answerText(def.list, value);
  if (def?.kind === 'date' && typeof value === 'string') return showDate(value);
  return typeof value === 'object' ? value.raw : String(value);
}

/**
 * Adds the sheet that explains every code list, and offers each list in the columns that use it. Sums of ticked answers
 * are typed, so they are explained only.
 */
export function addCodes(book: Workbook, sheets: readonly (readonly [Worksheet, TemplateSheet])[], dataRows: number): void {
  const codes = book.addWorksheet(CODE_SHEET);
  codes.addRow(['Daftar', 'Versi', 'Kode', 'Arti']).font = { bold: true };
  codes.columns.forEach((column) => (column.width = WIDTH));
  const places = new Map<string, string>();
  const lastRow = 2 + dataRows + OFFERED_ROWS;
  for (const [sheet, { entity, columns }] of sheets) {
    for (const [index, { key }] of columns.entries()) {
      const def = fieldDef(entity, key);
      const list = def?.list ? codeList(def.list) : undefined;
      if (!def || !list) continue;
      const place = places.get(list.name) ?? addList(codes, list.name, list.version, list.codes);
      places.set(list.name, place);
      if (def.kind !== 'code') continue;
      const letter = sheet.getColumn(index + 1).letter;
      offerList(sheet, `${letter}3:${letter}${lastRow}`, place);
    }
  }
}

function addList(codes: Worksheet, name: string, version: string, entries: readonly (readonly [number, string])[]): string {
  const first = codes.rowCount + 1;
  for (const [code, label] of entries) codes.addRow([name, version, code, label]);
  return `${CODE_SHEET}!$D$${first}:$D$${codes.rowCount}`;
}

/** One validation for a whole range; the typings know only single cells. An answer outside the list is allowed: it is kept raw. */
function offerList(sheet: Worksheet, range: string, formula: string): void {
  const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, validation: object): void } };
  dataValidations.add(range, { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [formula] });
}
