import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { benchRegion } from './bench-office.ts';
import type { Imported } from './children/import-file.ts';
import type { PeerFile } from './children/import-peer.ts';
import { asDataThread, bundledChild, inChild } from './in-child.ts';
import type { ChildRun } from './in-child.ts';
import { showFigure } from './measure.ts';
import type { Line } from './measure.ts';
import { writePlainList } from './plain-list.ts';

/** The memory that the whole process tree may take for an import of a hundred thousand rows. */
const MOST_MB = 1500;

/** A file that is imported whole. */
interface LargeFile {
  readonly kind: PeerFile;
  /** What it is, in a line of the table. */
  readonly name: string;
  readonly write: (path: string) => Promise<unknown>;
}

/** A plain list as wide and long as the goal words it, and the widest file there is, two sheets of 168 columns. */
function largeFiles(people: number, families: number): readonly LargeFile[] {
  return [
    { kind: 'list', name: `${people.toLocaleString('en')} × 25`, write: (path) => writePlainList(path, people) },
    { kind: 'dtsen', name: 'DTSEN, 168 columns', write: (path) => writeWorkbook(path, 'dtsen', { seed: 'large', families, region: benchRegion, today: '2025-11-20' }) },
  ];
}

/**
 * A whole import of a large file (read, stage, check, match, commit with encryption, change log and search index) against
 * exceljs' streaming reader with drizzle batches and FTS triggers that check nothing, each in a new process, bundled. The peer
 * writes the same rows, columns, indexes and words into the same encrypted database in one transaction; it keeps no
 * preview, rejects and matches nothing, writes no log and derives no list. Where our commit's time goes stands beside the
 * floor of the same rows written raw (`docs/evidence/import-floor.md`).
 */
export async function benchImportLarge(people: number, families: number): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-large-'));
  try {
    const child = await bundledChild('import-file.ts');
    const lines: Line[] = [];
    for (const { kind, name, write } of largeFiles(people, families)) {
      const path = join(folder, `${kind}.xlsx`);
      await write(path);
      const theirs = inChild<Imported>(child, 'peer', path, kind);
      const ours = asDataThread<Imported>(child, 'tepat', path);
      const floor = asDataThread<Imported>(child, 'floor', path).result.floor ?? {};
      lines.push(...besidePeer(name, ours, theirs, floor));
      if (kind === 'dtsen') lines.push(stopped(asDataThread<Imported>(child, 'cancel', path)));
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function besidePeer(name: string, ours: ChildRun<Imported>, theirs: ChildRun<Imported>, floor: Readonly<Record<string, number>>): Line[] {
  const seconds = (steps: Readonly<Record<string, number>> = {}): string => Object.entries(steps).map(([step, ms]) => `${step} ${showFigure(ms / 1000)} s`).join(', ');
  const least = Object.values(floor).reduce((sum, ms) => sum + ms, 0);
  const ms = ours.ms - (ours.result.pause ?? 0);
  const written = ours.result.cpu?.commit ?? 0;
  return [
    { name: `whole import (${name}), over exceljs + drizzle + FTS trigger`, value: theirs.ms / ms, unit: '×', goal: { least: 3.5 }, note: `${ours.result.rows.toLocaleString('en')} rows, ${showFigure(ms / 1000)} s (${seconds(ours.result.phases)}), ${showFigure(ours.cpu / 1000)} s of the processor, against ${showFigure(theirs.ms / 1000)} s, ${showFigure(theirs.cpu / 1000)} s` },
    { name: `whole import (${name}): memory of the process tree over theirs`, value: ours.megabytes / theirs.megabytes, unit: '×', goal: { most: 0.55 }, note: `${showFigure(ours.megabytes)} MB against ${showFigure(theirs.megabytes)} MB` },
    { name: `whole import (${name}): memory of the process tree`, value: ours.megabytes, unit: 'MB', goal: { most: MOST_MB } },
    { name: `whole import (${name}): the same by the processor, all threads`, value: theirs.cpu / ours.cpu, unit: '×', note: seconds(ours.result.cpu) },
    { name: `its commit (${name}) over the floor: the same rows written raw, encrypted`, value: written / least, unit: '×', note: `of the processor: ${showFigure(written / 1000)} s over ${showFigure(least / 1000)} s (${seconds(floor)})` },
    { name: `whole import (${name}): memory kept ten seconds later`, value: Math.max(0, ours.result.kept ?? 0), unit: 'MB', note: 'above what the open office held before' },
  ];
}

function stopped({ result }: ChildRun<Imported>): Line {
  return { name: 'import stopped while it is written: what is left of it', value: result.left ?? -1, unit: 'bytes', goal: { most: 0 }, note: 'families, people, batches and temporary files' };
}
