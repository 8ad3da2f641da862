import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';

/**
 * The wide texts of staging by number: a source row's `cells`, what a row `said`. They are kept some together and
 * compressed, in a tenth of the room, because every page that is written or read costs its encryption.
 */
export type LineKind = 'cells' | 'said';

/** Texts in one block; a number that is a multiple begins one. Each block begins to compress anew, which costs as much as forty texts. */
export const LINES = 128;
/** Blocks held open, so that rows of one family may stand far from each other in the file. */
const MOST_OPEN = 24;
/** Most of what compressing gains, in a third of the time. */
const LEVEL = 1;

interface Block { readonly lines: string[]; changed: boolean }

const open = new WeakMap<Connection, Record<LineKind, Map<number, Block>>>();

/** The text of that number. Throws where there is none. */
export function lineOf(db: Connection, kind: LineKind, id: number): string {
  const line = blockOf(db, kind, Math.floor(id / LINES)).lines[id % LINES];
  if (!line) throw new Error(`nothing is staged as ${kind} ${id}`);
  return line;
}

/** Keeps the text of a number. It must not hold a line break; {@link saveLines} writes it, before the transaction ends. */
export function keepLine(db: Connection, kind: LineKind, id: number, text: string): void {
  const block = blockOf(db, kind, Math.floor(id / LINES));
  while (block.lines.length < id % LINES) block.lines.push('');
  block.lines[id % LINES] = text;
  block.changed = true;
}

/** Writes what was kept since. */
export function saveLines(db: Connection): void {
  const blocks = open.get(db);
  if (!blocks) return;
  for (const kind of ['cells', 'said'] as const) for (const [number, block] of blocks[kind]) write(db, kind, number, block);
}

/** Forgets what was kept and not written: the transaction was rolled back. */
export function forgetLines(db: Connection): void {
  open.delete(db);
}

/** The numbers in these blocks whose text is one that is looked for. */
export function linesWhere(db: Connection, kind: LineKind, blocks: Iterable<number>, isWanted: (line: string) => boolean): number[] {
  const found: number[] = [];
  for (const number of blocks) {
    const { lines } = blockOf(db, kind, number);
    for (const [place, line] of lines.entries()) if (isWanted(line)) found.push(number * LINES + place);
  }
  return found;
}

/** Texts as a block is stored. */
export function packLines(lines: readonly string[]): Buffer {
  return deflateRawSync(lines.join('\n'), { level: LEVEL });
}

function blockOf(db: Connection, kind: LineKind, number: number): Block {
  let blocks = open.get(db);
  if (!blocks) open.set(db, (blocks = { cells: new Map(), said: new Map() }));
  const held = blocks[kind];
  let block = held.get(number);
  if (block) return block;
  const packed = prepared(db, `SELECT lines FROM ${kind} WHERE id = ?`).pluck().get(number) as Buffer | undefined;
  block = { lines: packed ? inflateRawSync(packed).toString().split('\n') : [], changed: false };
  if (held.size >= MOST_OPEN) closeOldest(db, kind, held);
  held.set(number, block);
  return block;
}

function closeOldest(db: Connection, kind: LineKind, held: Map<number, Block>): void {
  const [oldest] = held;
  if (!oldest) return;
  write(db, kind, ...oldest);
  held.delete(oldest[0]);
}

function write(db: Connection, kind: LineKind, number: number, block: Block): void {
  if (!block.changed) return;
  prepared(db, `INSERT OR REPLACE INTO ${kind} (id, lines) VALUES (?, ?)`).run([number, packLines(block.lines)]);
  block.changed = false;
}
