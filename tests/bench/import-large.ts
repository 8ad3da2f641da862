import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { benchRegion } from './bench-office.ts';
import type { Imported } from './children/import-file.ts';
import { asDataThread, bundledChild, inChild } from './in-child.ts';
import { showFigure } from './measure.ts';
import type { Line } from './measure.ts';

/** The memory that the whole process tree may take for an import of a hundred thousand rows. */
const MOST_MB = 1500;

/**
 * A whole import of a large DTSEN file (read, stage, check, match, commit with encryption, change log and search index)
 * against exceljs' streaming reader with drizzle batches and FTS triggers that check nothing, each in a new process, bundled.
 * The peer writes the same rows, columns, indexes and words into the same encrypted database in one transaction; it keeps no
 * preview, rejects and matches nothing, writes no log and derives no list. Where our commit's time goes stands beside the
 * floor of the same rows written raw (`docs/evidence/import-floor.md`).
 */
export async function benchImportLarge(families: number): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-large-'));
  const file = join(folder, 'dtsen.xlsx');
  try {
    await writeWorkbook(file, 'dtsen', { seed: 'large', families, region: benchRegion, today: '2025-11-20' });
    const child = await bundledChild('import-file.ts');
    const theirs = inChild<Imported>(child, 'peer', file);
    const ours = asDataThread<Imported>(child, 'tepat', file);
    const stopped = asDataThread<Imported>(child, 'cancel', file);
    const floor = asDataThread<Imported>(child, 'floor', file).result.floor ?? {};
    const rows = ours.result.rows.toLocaleString('en');
    const seconds = (steps: Readonly<Record<string, number>> = {}): string => Object.entries(steps).map(([step, ms]) => `${step} ${showFigure(ms / 1000)} s`).join(', ');
    const phases = seconds(ours.result.phases);
    const least = Object.values(floor).reduce((sum, ms) => sum + ms, 0);
    const ms = ours.ms - (ours.result.pause ?? 0);
    const written = ours.result.cpu?.commit ?? 0;
    return [
      { name: `whole import of ${rows} rows, over exceljs + drizzle + FTS trigger`, value: theirs.ms / ms, unit: '×', goal: { least: 3.5 }, note: `${showFigure(ms / 1000)} s (${phases}), ${showFigure(ours.cpu / 1000)} s of the processor, against ${showFigure(theirs.ms / 1000)} s, ${showFigure(theirs.cpu / 1000)} s` },
      { name: 'whole import: memory of the process tree over theirs', value: ours.megabytes / theirs.megabytes, unit: '×', goal: { most: 0.55 }, note: `${showFigure(ours.megabytes)} MB against ${showFigure(theirs.megabytes)} MB` },
      { name: `whole import of ${rows} rows: memory of the process tree`, value: ours.megabytes, unit: 'MB', goal: { most: MOST_MB } },
      { name: 'whole import: the same by the processor, all threads', value: theirs.cpu / ours.cpu, unit: '×', note: seconds(ours.result.cpu) },
      { name: 'its commit over the floor: the same rows written raw, encrypted', value: written / least, unit: '×', note: `of the processor: ${showFigure(written / 1000)} s over ${showFigure(least / 1000)} s (${seconds(floor)})` },
      { name: 'whole import: memory kept once it is done', value: Math.max(0, ours.result.kept ?? 0), unit: 'MB', note: 'above what the open office held before' },
      { name: 'import stopped while it is written: what is left of it', value: stopped.result.left ?? -1, unit: 'bytes', goal: { most: 0 }, note: 'families, people, batches and temporary files' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
