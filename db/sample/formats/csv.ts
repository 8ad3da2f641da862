import { extname } from 'node:path';
import { valueOf } from '../sheet-content.ts';
import type { Cell, SheetContent } from '../sheet-content.ts';
import { cellParts } from './cell-styles.ts';
import { wholeFile } from './whole-file.ts';

const CHUNK = 1 << 18;
const MS_A_DAY = 86_400_000;

/**
 * Writes what Excel saves as text under Indonesian settings: semicolons, a decimal comma, dates day first, UTF-8 with its
 * mark. A text file holds one sheet: of several, each goes into a file with the sheet's name. Colours, hidden rows and
 * formulas are lost, as they are there.
 */
export async function writeCsv(path: string, sheets: readonly SheetContent[]): Promise<readonly string[]> {
  const paths = sheets.map(({ name }) => (sheets.length === 1 ? path : `${path.slice(0, -extname(path).length)}-${name.replaceAll(/[^\w .-]/g, '')}.csv`));
  for (const [i, sheet] of sheets.entries()) {
    await wholeFile(paths[i] ?? path, (pen) => {
      let text = '\uFEFF';
      for (const cells of sheet.rows()) {
        text += `${cells.map(field).join(';')}\r\n`;
        if (text.length < CHUNK) continue;
        pen.write(Buffer.from(text));
        text = '';
      }
      pen.write(Buffer.from(text));
    });
  }
  return paths;
}

function field(cell: Cell): string {
  const { date } = cellParts(cell);
  const value = valueOf(cell);
  const text = typeof value !== 'number' ? (value ?? '') : date ? dateText(value) : numberText(value);
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function dateText(serial: number): string {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * MS_A_DAY);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10).split('-').reverse().join('/');
}

/** A number as a cell without a format shows it: from twelve digits on as a power, and what is behind is lost. */
function numberText(value: number): string {
  if (Math.abs(value) < 1e11) return String(value).replace('.', ',');
  const [digits = '', power = ''] = value.toExponential(5).split('e');
  return `${digits.replace(/\.?0+$/, '').replace('.', ',')}E${power}`;
}
