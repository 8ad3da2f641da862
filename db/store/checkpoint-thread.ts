import { parentPort, workerData } from 'node:worker_threads';
import { checkpointState } from './checkpoint-state.ts';
import { openConnection } from './connection.ts';

/** What the thread that brings a register up to its WAL is told; `state[0]` is a `checkpointState`. */
export interface CheckpointTask {
  readonly file: string;
  readonly key: Uint8Array;
  readonly state: Int32Array;
}

function main({ file, key, state }: CheckpointTask): void {
  if (Atomics.compareExchange(state, 0, checkpointState.waiting, checkpointState.begun) !== checkpointState.waiting) return;
  try {
    const db = openConnection(file, { key, mustExist: true, cacheMiB: 1 });
    try {
      db.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      db.close();
    }
  } finally {
    Atomics.store(state, 0, checkpointState.over);
    Atomics.notify(state, 0);
  }
}

if (parentPort) main(workerData as CheckpointTask);
