import type { Connection } from '../store/connection.ts';
import type { Cell, CellType } from './readers/cell.ts';
import { lineOf } from './staged-lines.ts';

const letters: Readonly<Record<CellType, string>> = { text: 't', number: 'n', date: 'd', boolean: 'b', error: 'e' };
const types: Readonly<Record<string, CellType>> = { t: 'text', n: 'number', d: 'date', b: 'boolean', e: 'error' };

/** The cells of a row as they are kept in staging: a text as itself, anything else behind a letter for its type. */
export function packCells(cells: readonly (Cell | null)[]): string {
  const packed: (null | string | [string, string])[] = [];
  for (const cell of cells) {
    if (!cell) packed.push(null);
    else if (cell.type === 'text' && !cell.formula) packed.push(cell.text);
    else packed.push([cell.formula ? `${letters[cell.type]}f` : letters[cell.type], cell.text]);
  }
  return JSON.stringify(packed);
}

/** The cells again, as the reader gave them. */
export function unpackCells(packed: string): (Cell | null)[] {
  return (JSON.parse(packed) as (null | string | [string, string])[]).map((cell) => {
    if (cell === null) return null;
    if (typeof cell === 'string') return { type: 'text', text: cell, formula: false };
    return { type: types[cell[0][0] ?? 't'] ?? 'text', text: cell[1], formula: cell[0].length > 1 };
  });
}

/** The cells of a source row. */
export function cellsOf(db: Connection, source: number): (Cell | null)[] {
  return unpackCells(lineOf(db, 'cells', source));
}
