import type { CellKind, SheetValue } from '../rules/sheet-xml.ts';

/** What Excel needs to take the file for UTF-8. */
export const csvMark = '\uFEFF';

/** A text that a spreadsheet would take for a number, a date or a formula. */
const tempting = /^\s*[\d=+\-@(.,]/;

/**
 * A line of a text file: semicolons, quotes and CRLF, which Excel opens rightly under Indonesian settings. Texts that it
 * would turn into a number, a date or a formula get a tab before them: it keeps them as text, digit for digit, and saves
 * the tab again (docs/decisions/0008). Numbers and dates are plain.
 */
export function csvLine(values: readonly SheetValue[], kinds: readonly CellKind[]): string {
  let line = '';
  for (let place = 0; place < kinds.length; place += 1) {
    const value = values[place];
    if (place > 0) line += ';';
    if (value === null || value === undefined || value === '') continue;
    const text = String(value);
    const kept = kinds[place] === 'text' ? tempting.test(text) : /^\s*[=+@]/.test(text) && typeof value === 'string';
    line += kept ? `"\t${text.replaceAll('"', '""')}"` : `"${text.replaceAll('"', '""')}"`;
  }
  return `${line}\r\n`;
}
