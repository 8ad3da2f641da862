import type { Cell, TableBlock } from './model.ts';

/** A cell as it is written: numbers with a dot between thousands and a comma before decimals. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  const [whole = '', part] = String(Math.abs(cell)).split('.');
  return `${cell < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '.')}${part === undefined ? '' : `,${part}`}`;
}

/** The subtotal of some rows of a table, as a row. */
export function subtotalRow({ columns, rows, subtotal }: TableBlock, from: number, to: number): Cell[] {
  const summed = subtotal?.columns ?? [];
  const label = firstFree(summed, columns.length);
  return columns.map((_, place) => {
    if (summed.includes(place)) return rows.slice(from, to).reduce((sum, row) => sum + Number(row[place] ?? 0), 0);
    return place === label ? (subtotal?.label ?? '') : null;
  });
}

/** How a row of sums is spanned: empty cells after a text belong to it. Pairs of first column and how many. */
export function spansOf(row: readonly (Cell | undefined)[]): (readonly [from: number, count: number])[] {
  const spans: [number, number][] = [];
  row.forEach((cell, place) => {
    const last = spans.at(-1);
    if (last && (cell === null || cell === undefined || cell === '') && typeof row[last[0]] === 'string') last[1] += 1;
    else spans.push([place, 1]);
  });
  return spans;
}

function firstFree(taken: readonly number[], count: number): number {
  for (let place = 0; place < count; place += 1) if (!taken.includes(place)) return place;
  return -1;
}
