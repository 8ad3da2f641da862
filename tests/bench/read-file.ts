import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledChild, inChild } from './in-child.ts';
import type { ChildRun } from './in-child.ts';
import { median, showFigure } from './measure.ts';
import type { Line } from './measure.ts';
import { writeExcelLike } from './excel-like.ts';

const ROUNDS = 3;
const readers = ['tepat', 'floor', 'exceljs', 'hucre'] as const;
type Reader = (typeof readers)[number];
type Sum = ChildRun<{ readonly cells: number; readonly letters: number }>;

/**
 * Reading an `.xlsx` as Excel writes it, 25 columns wide: ours against exceljs' streaming reader, hucre's, and the floor
 * (unpack the parts and look at every byte), each in a new process, bundled as the product is, in turn; the middle ratio
 * counts.
 */
export async function benchReadFile(rows: number): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-read-'));
  try {
    const file = join(folder, 'data.xlsx');
    writeExcelLike(file, rows);
    const child = await bundledChild('read-file.ts');
    const rounds = Array.from({ length: ROUNDS }, () => Object.fromEntries(readers.map((reader) => [reader, inChild(child, reader, file)])) as Record<Reader, Sum>);
    const sums = rounds.map(({ tepat, exceljs }) => [tepat.result, exceljs.result].map(({ cells, letters }) => `${cells}/${letters}`));
    if (sums.some(([ours, theirs]) => ours !== theirs)) throw new Error(`The readers differ: ${sums.join(' ')}`);
    const middle = (of: (round: Record<Reader, Sum>) => number): number => median(rounds.map(of));
    const seconds = (reader: Reader): string => showFigure(middle((round) => round[reader].ms) / 1000);
    const processor = (reader: Reader): string => showFigure(middle((round) => round[reader].cpu) / 1000);
    const size = `${rows.toLocaleString('en')} × 25 .xlsx`;
    return [
      { name: `read ${size}, over exceljs' streaming reader`, value: middle(({ tepat, exceljs }) => exceljs.ms / tepat.ms), unit: '×', goal: { least: 5 }, note: `${seconds('tepat')} s against ${seconds('exceljs')} s; of the processor ${processor('tepat')} against ${processor('exceljs')} s; hucre's stream ${seconds('hucre')} s; ${showFigure(statSync(file).size / 1e6)} MB` },
      { name: 'read .xlsx, of the floor (unpack and scan)', value: middle(({ tepat, floor }) => tepat.ms / floor.ms), unit: '×', goal: { most: 2.2 }, note: `floor ${seconds('floor')} s, ${processor('floor')} s of the processor` },
      { name: "read .xlsx: memory, of exceljs' streaming reader", value: middle(({ tepat, exceljs }) => tepat.megabytes / exceljs.megabytes), unit: '×', goal: { most: 0.5 }, note: `${showFigure(middle(({ tepat }) => tepat.megabytes))} MB against ${showFigure(middle(({ exceljs }) => exceljs.megabytes))} MB; hucre ${showFigure(middle(({ hucre }) => hucre.megabytes))} MB` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
