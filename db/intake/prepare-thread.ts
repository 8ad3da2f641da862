import { parentPort, workerData } from 'node:worker_threads';
import { prepareFamilies } from '../registry/prepared-families.ts';
import type { PrepareTask } from '../registry/prepared-families.ts';
import type { NewFamily } from '../registry/new-family.ts';
import { newId } from '../store/new-id.ts';
import { newFamilies } from './staged-families.ts';
import type { FamiliesSource } from './staged-families.ts';
import { openStaging } from './staging-store.ts';

/** Whose new families the thread makes ready. */
export interface StagedTask {
  readonly dir: string;
  readonly databaseKey: Uint8Array;
  readonly source: FamiliesSource;
}

/** Out of staging, which is closed before the last was taken: nothing may hold its file then. */
function* staged({ dir, databaseKey, source }: StagedTask): Generator<NewFamily> {
  const db = openStaging(dir, databaseKey);
  try {
    // It only reads, and each row would take and leave the lock of the file.
    db.exec('BEGIN');
    yield* newFamilies(db, source);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

if (parentPort) {
  const task = workerData as PrepareTask & StagedTask;
  prepareFamilies(task, () => staged(task), newId);
}
