import type { Cell, RawRow } from './cell.ts';
import { withColour } from './colours.ts';
import { makeCell } from './make-cell.ts';
import type { SheetContext } from './make-cell.ts';
import type { SheetScan } from './scan-sheet.ts';
import { sheetFacts } from './sheet-facts.ts';
import { unescapeExcel } from './xml-text.ts';
import { xmlWalker } from './xml-walk.ts';

const MOST_COLUMNS = 16_384;

/** Reads the XML of a sheet with a full parser: slower, for whatever the byte scanner leaves. Same rows, same cells. */
export function walkSheet(context: SheetContext): SheetScan {
  let rows: RawRow[] = [];
  let cells: (Cell | null)[] = [];
  let row = { no: 0, hidden: false, colours: '' };
  let cell = { column: 0, style: 0, type: '', formula: false };
  let next = 0;
  let text = '';
  let reading: '' | 'v' | 't' = '';
  let aside = 0;
  const facts = sheetFacts();
  let expected = 0;
  const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
  const walker = xmlWalker({
    open(name, attributes) {
      if (name === 'row') {
        row = { no: Number(attributes.r) || row.no + 1, hidden: isTrue(attributes.hidden), colours: '' };
        cells = [];
        next = 0;
      } else if (name === 'c') {
        const column = attributes.r ? columnOf(attributes.r) : next;
        cell = { column, style: Number(attributes.s ?? 0), type: attributes.t ?? '', formula: false };
        next = column + 1;
        row.colours = withColour(row.colours, context.styles.colours(cell.style));
        text = '';
      } else if (name === 'f') cell.formula = true;
      else if (name === 'rPh') aside += 1;
      else if (name === 'v') reading = 'v';
      else if (name === 't' && aside === 0) reading = 't';
      else if (name === 'mergeCell') facts.merge(attributes.ref ?? '');
      else if (name === 'col' && isTrue(attributes.hidden)) facts.hideColumns(attributes.min ?? '', attributes.max ?? '');
      else if (name === 'autoFilter') facts.filter();
      else if (name === 'dimension') expected = Number(/:[A-Z]+(\d+)$/.exec(attributes.ref ?? '')?.[1] ?? 0);
    },
    text: (part) => void (reading !== '' && (text += part)),
    close(name) {
      if (name === 'v' || name === 't') reading = '';
      else if (name === 'rPh') aside -= 1;
      else if (name === 'c') {
        const made = makeCell(cell.type, cell.style, unescapeExcel(text), cell.formula, context);
        if (!made || cell.column >= MOST_COLUMNS) return;
        while (cells.length < cell.column) cells.push(null);
        cells[cell.column] = made;
      } else if (name === 'row') rows.push({ ...row, cells });
    },
  });
  return {
    push(chunk) {
      walker.write(chunk);
      const done = rows;
      rows = [];
      return done;
    },
    end: () => walker.end(),
    expectedRows: () => expected,
    facts: () => facts.found(),
  };
}

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.toUpperCase()) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
