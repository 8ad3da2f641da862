import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inChild } from './in-child.ts';
import { median, showFigure } from './measure.ts';
import type { Line } from './measure.ts';

const ROUNDS = 3;

/**
 * Writing an `.xlsx` of 25 columns, ours (made durable and read back) against exceljs' streaming writer, each in a new
 * process, in turn; the middle ratio counts.
 */
export function benchWriteFile(rows: number): Line[] {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-write-'));
  try {
    const pairs = Array.from({ length: ROUNDS }, (_, round) => {
      const file = (name: string): string => join(folder, `${name}-${round}.xlsx`);
      const ours = inChild('write-file.ts', 'tepat', file('tepat'), String(rows));
      const theirs = inChild('write-file.ts', 'exceljs', file('exceljs'), String(rows));
      return { ours, theirs, bytes: [statSync(file('tepat')).size, statSync(file('exceljs')).size] as const };
    });
    const middle = (of: (pair: (typeof pairs)[number]) => number): number => median(pairs.map(of));
    const [size, their] = [middle(({ bytes }) => bytes[0]), middle(({ bytes }) => bytes[1])].map((bytes) => showFigure(bytes / 1e6));
    return [
      { name: `write ${rows.toLocaleString('en')} × 25 .xlsx, over exceljs' streaming writer`, value: middle(({ ours, theirs }) => theirs.ms / ours.ms), unit: '×', goal: { least: 3 }, note: `${showFigure(middle(({ ours }) => ours.ms) / 1000)} s against ${showFigure(middle(({ theirs }) => theirs.ms) / 1000)} s; ${size} MB against ${their} MB` },
      { name: 'write .xlsx: memory of the process', value: middle(({ ours }) => ours.megabytes), unit: 'MB', note: `exceljs ${showFigure(middle(({ theirs }) => theirs.megabytes))} MB` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
