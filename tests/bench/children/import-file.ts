import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { openImport } from '../../../db/intake/open-import.ts';
import { finishCheckpoint } from '../../../db/store/late-checkpoint.ts';
import { loadRegions } from '../../../db/store/regions.ts';
import { benchOffice } from '../bench-office.ts';
import { importFloor } from './import-floor.ts';
import { importAsPeer } from './import-peer.ts';
import type { PeerFile } from './import-peer.ts';
import { reportRun } from './report-run.ts';
import { usedCpu } from './used-cpu.ts';

/** What an import came to, for the bench to compare. */
export interface Imported {
  readonly rows: number;
  readonly phases?: Readonly<Record<string, number>>;
  /** The same in ms of the processor, all threads together. */
  readonly cpu?: Readonly<Record<string, number>>;
  /** Resident memory once the work is done and the collector has run, above what the office took before, in MB. */
  readonly kept?: number;
  /** How long it was waited for that, in ms: no part of the work. */
  readonly pause?: number;
  /** The least that writing the same rows takes, step by step, in ms of the processor. */
  readonly floor?: Readonly<Record<string, number>>;
  /** Bytes that a stopped import left in the office's folder, and rows in its register. */
  readonly left?: number;
}

const [side, path = '', kind = 'dtsen'] = process.argv.slice(2);
const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
/** V8 keeps the pages of a thread that has ended for eight seconds, for the next one. */
const SETTLED_MS = 10_000;
const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;

/** Everything: read, stage, check, match, commit with encryption, change log and search index. */
async function ours(cancelAt: number): Promise<Imported> {
  const office = benchOffice();
  const key = office.office.secrets.databaseKey;
  const regions = loadRegions();
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const phases: Record<string, number> = {};
  const cpu: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const [start, used] = [performance.now(), usedCpu()];
    const result = await work();
    phases[name] = Math.round(performance.now() - start);
    cpu[name] = Math.round(usedCpu() - used);
    return result;
  };
  const before = megabytes();
  const onProgress = ({ phase, done }: { phase: string; done: number }): void => {
    if (cancelAt > 0 && phase === 'write' && done >= cancelAt) Atomics.store(cancel, 0, 1);
  };
  try {
    const opened = await timed('open', () => openImport(office.writer, key, path, { regions, cancel, onProgress }));
    const sure = opened.regions.flatMap(({ bpsCode, region, confirmed }) => (region === null || confirmed ? [] : [{ bpsCode, region }]));
    if (sure.length > 0) await timed('regions', () => confirmRegions(office.writer, key, regions, opened.staging, sure, office.user));
    const result = await timed('commit', () => commitImport(office.writer, key, opened.staging, { regions, actor: office.user, cancel, onProgress })).catch((error: unknown) => {
      if (cancelAt > 0 && (error as { code?: string }).code === 'IMPORT_CANCELLED') return null;
      throw error;
    });
    await timed('checkpoint', () => {
      finishCheckpoint(office.writer.db);
      // A thread that had not begun yet is called off, and whoever comes next does its work.
      office.writer.db.pragma('wal_checkpoint(PASSIVE)');
      return Promise.resolve();
    });
    const paused = performance.now();
    // Threads that served the import are gone a moment later, and what they held with them.
    await setTimeout(side === 'tepat' ? SETTLED_MS : 0);
    collect();
    collect();
    const kept = megabytes() - before;
    const pause = performance.now() - paused;
    const left = office.writer.db.prepare('SELECT (SELECT count(*) FROM family) + (SELECT count(*) FROM person) + (SELECT count(*) FROM batch)').pluck().get() as number;
    if (result === null) return { rows: 0, left: left + filesUnder(office.dir, /\.tmp$/) };
    if (result.created.people === 0) throw new Error('nothing was imported');
    if (side === 'floor') return { rows: result.rows, floor: importFloor(office.writer, key) };
    return { rows: result.rows, phases, cpu, kept, pause };
  } finally {
    office.dispose();
  }
}

function filesUnder(folder: string, name: RegExp): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && name.test(one.name)).reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
}

await reportRun(async () => (side === 'peer' ? { rows: await importAsPeer(path, kind as PeerFile) } : ours(side === 'cancel' ? 2000 : 0)));
