import { loadPeopleColumns } from '../../db/registry/load-people-columns.ts';
import { findDuplicates } from '../../db/rules/matching/find-duplicates.ts';
import { openConnection } from '../../db/store/connection.ts';
import { makeReader } from '../../db/store/office.ts';
import type { OfficeIdentity } from '../../db/store/office.ts';
import { peakMegabytes } from './peak-memory.ts';

/** What the parent asks for: our search on an encrypted register, or DuckDB's on a CSV file. */
export type ChildTask =
  | { readonly kind: 'engine'; readonly register: string; readonly key: string; readonly dir: string; readonly identity: OfficeIdentity }
  | { readonly kind: 'duckdb'; readonly csv: string };

export interface ChildResult {
  readonly loadMs: number;
  readonly findMs: number;
  /** Both, of all threads, in ms of the processor. */
  readonly cpuMs: number;
  readonly peakMegabytes: number;
  /** Pairs: the smaller number, the greater, whether it is sure. */
  readonly pairs: readonly (readonly [number, number, boolean])[];
}

process.once('message', (task: ChildTask) => {
  void run(task).then((result) => process.send?.(result, () => process.exit(0)));
});

async function run(task: ChildTask): Promise<ChildResult> {
  // Loaded only where it is measured: it takes memory by being there.
  const found = task.kind === 'engine' ? await engine(task) : await (await import('./duplicates-duckdb.ts')).findWithDuckdb(task.csv);
  const { user, system } = process.cpuUsage();
  return { ...found, cpuMs: (user + system) / 1000, peakMegabytes: peakMegabytes() };
}

async function engine(task: Extract<ChildTask, { kind: 'engine' }>): Promise<Pick<ChildResult, 'loadMs' | 'findMs' | 'pairs'>> {
  const start = performance.now();
  const db = openConnection(task.register, { key: Buffer.from(task.key, 'hex'), readonly: true, mustExist: true });
  const columns = await loadPeopleColumns(makeReader(db, task.identity, task.dir, { now: () => new Date(), newId: () => '' }));
  const loaded = performance.now();
  const pairs = await findDuplicates(columns);
  const done = performance.now();
  db.close();
  return { loadMs: loaded - start, findMs: done - loaded, pairs: pairs.map(({ left, right, verdict }) => [left, right, verdict === 'sure'] as const) };
}
