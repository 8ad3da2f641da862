import { parentPort, workerData } from 'node:worker_threads';
import { serveDeriving } from '../registry/deriving.ts';
import type { DeriveTask } from '../registry/deriving.ts';
import { stagedFamily } from './staged-families.ts';
import type { RankingSource, StagedFamily } from './staged-families.ts';
import { openStaging } from './staging-store.ts';

/** What the thread is told that derives new families and reads them from staging by itself. */
export interface StagedSource extends RankingSource {
  readonly dir: string;
  readonly databaseKey: Uint8Array;
}

function main(task: DeriveTask): void {
  const source = task.source as StagedSource;
  const db = openStaging(source.dir, source.databaseKey);
  serveDeriving(task, (from) => stagedFamily(db, source, from as StagedFamily), () => db.close());
}

if (parentPort) main(workerData as DeriveTask);
