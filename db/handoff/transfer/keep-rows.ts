import type { Block } from '../frames.ts';

/** A block with only the rows that `keep` names by their place. */
export function keepRows(block: Block, keep: (row: number) => boolean): Block {
  const rows = Array.from({ length: block.rows }, (_, row) => row).filter(keep);
  if (rows.length === block.rows) return block;
  return { file: block.file, rows: rows.length, columns: Object.fromEntries(Object.entries(block.columns).map(([key, column]) => [key, rows.map((row) => column[row])])) };
}
