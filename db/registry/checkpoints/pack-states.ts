import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A cell of a line of the lists. */
export type Cell = string | number | null;

interface PackedColumn {
  /** Numbers as they are, or as the difference to the row before. */
  readonly numbers?: readonly (number | null)[];
  readonly steps?: readonly number[];
  /** Texts by their place among those that occur; -1 is none. */
  readonly words?: readonly string[];
  readonly at?: readonly number[];
}

interface Packed {
  readonly rows: number;
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

/** Fast enough not to be noticed, and within a tenth of the smallest that zlib makes of it. */
const LEVEL = 4;

/**
 * Rows of equal width as a few bytes each: column by column, texts by their place in a list, then deflated. The first
 * column holds whole numbers in ascending order. A column that a later version adds is simply absent in older packs.
 */
export function packRows(columns: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  const packed: Packed = {
    rows: rows.length,
    columns: Object.fromEntries(columns.map((column, place) => [column, packColumn(rows, place)])),
  };
  return deflateRawSync(Buffer.from(JSON.stringify(packed), 'utf8'), { level: LEVEL });
}

/** The columns of {@link packRows}, in this order; one that the pack does not hold is empty. */
export function unpackColumns(content: Uint8Array, columns: readonly string[]): { readonly rows: number; readonly cells: readonly (readonly Cell[])[] } {
  const { rows, columns: kept } = JSON.parse(inflateRawSync(content).toString('utf8')) as Packed;
  return { rows, cells: columns.map((column) => unpackColumn(kept[column], rows)) };
}

function packColumn(rows: readonly (readonly Cell[])[], place: number): PackedColumn {
  if (place === 0) return { steps: rows.map((row, index) => Number(row[0]) - (index === 0 ? 0 : Number(rows[index - 1]?.[0]))) };
  if (rows.every((row) => typeof row[place] !== 'string')) return { numbers: rows.map((row) => row[place] as number | null) };
  const places = new Map<string, number>();
  const at = rows.map((row) => {
    const cell = row[place];
    if (cell === null || cell === undefined) return -1;
    const word = String(cell);
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, places.size);
    return places.size - 1;
  });
  return { words: [...places.keys()], at };
}

function unpackColumn(column: PackedColumn | undefined, rows: number): readonly Cell[] {
  if (column?.numbers) return column.numbers;
  if (column?.at) {
    const words = column.words ?? [];
    return column.at.map((place) => (place < 0 ? null : (words[place] ?? null)));
  }
  let last = 0;
  return column?.steps ? column.steps.map((step) => (last += step)) : Array.from<Cell>({ length: rows }).fill(null);
}
