import { templateFamilyKey, templateSheets } from '../rules/template-columns.ts';
import type { FieldValue } from '../rules/field.ts';
import type { Workbook, Worksheet } from 'exceljs';
import { writeFileWhole } from '../store/files.ts';
import { recordByNumber } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { peopleOf } from './match.ts';
import { addCodes, addTemplateSheet, newWorkbook, templateText } from './template-book.ts';
import type { Counts } from './types.ts';

export interface TemplateOptions {
  /** With the families of this office. Importing such a file changes nothing. */
  readonly filled: boolean;
  /** Only families in this area. */
  readonly areaPrefix?: string;
}

const undone = 9;

/**
 * Writes Tepat's own template to an `.xlsx`: two sheets that join on a number, identifiers as text cells, lists of answers
 * to choose from, and a sheet that explains the codes. Returns how much it holds. The families of a filled template are
 * numbered by their ids, so that those without a No KK find themselves again.
 */
export async function writeTemplate(office: Reader, path: string, options: TemplateOptions): Promise<Counts & { readonly path: string }> {
  const book = await newWorkbook();
  const [familySheet, personSheet] = templateSheets;
  if (!familySheet || !personSheet) throw new Error('the template has two sheets');
  const families = addTemplateSheet(book, familySheet);
  const people = addTemplateSheet(book, personSheet);
  const counts = { families: 0, people: 0 };
  const addRow = (sheet: Worksheet, entity: 'family' | 'person', columns: readonly { key: string }[], family: string, values: Readonly<Record<string, FieldValue>>): void => {
    sheet.addRow(columns.map(({ key }) => (key === templateFamilyKey ? family : templateText(entity, key, values[key]))));
  };
  for (const number of options.filled ? familyNumbers(office, options.areaPrefix ?? '') : []) {
    const family = recordByNumber(office, 'family', number);
    if (!family) continue;
    addRow(families, 'family', familySheet.columns, family.uid, family.values);
    counts.families += 1;
    for (const person of peopleOf(office, family.uid)) {
      addRow(people, 'person', personSheet.columns, family.uid, person.values);
      counts.people += 1;
    }
  }
  addCodes(book, [[families, familySheet], [people, personSheet]], Math.max(counts.families, counts.people));
  await saveBook(book, path);
  return { path, ...counts };
}

function familyNumbers(office: Reader, area: string): number[] {
  const bound = area === '' ? [] : [area, `${area}.%`];
  const where = area === '' ? '' : 'AND (region = ? OR region LIKE ?)';
  return sql(office, `SELECT id FROM family WHERE (status IS NULL OR status <> ${undone}) ${where} ORDER BY id`).pluck().all(...bound) as number[];
}

/** Writes the workbook whole or not at all, and reads it back. */
export async function saveBook(book: Workbook, path: string): Promise<void> {
  writeFileWhole(path, new Uint8Array(await book.xlsx.writeBuffer()));
}
