import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './connection.ts';

/** What the thread that brings a register up to its WAL is told; `done[0]` becomes 1 at its end, however it ended. */
export interface CheckpointTask {
  readonly file: string;
  readonly key: Uint8Array;
  readonly done: Int32Array;
}

function main({ file, key, done }: CheckpointTask): void {
  try {
    const db = openConnection(file, { key, mustExist: true, cacheMiB: 1 });
    try {
      db.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      db.close();
    }
  } finally {
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  }
}

if (parentPort) main(workerData as CheckpointTask);
