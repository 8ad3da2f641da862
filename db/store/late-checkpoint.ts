import { Worker } from 'node:worker_threads';
import type { CheckpointTask } from './checkpoint-thread.ts';
import type { Connection } from './connection.ts';
import type { Writer } from './office.ts';
import { officePaths } from './office-folder.ts';

/** Checkpoints under way, by the connection that wrote what they carry over. */
const running = new WeakMap<Connection, Int32Array>();
/** A city's register takes some seconds; after this the next one, or the closing of the office, does the work. */
const PATIENCE_MS = 60_000;

/**
 * Runs work that writes much, and carries it over from the WAL into the register in a thread afterwards: every page is
 * decrypted and encrypted once more for that, and nobody need wait for it, because what is committed is on the disk already.
 */
export function withLateCheckpoint<T>(office: Writer, databaseKey: Uint8Array, work: () => T): T {
  const { db } = office;
  const pages = db.pragma('wal_autocheckpoint', { simple: true }) as number;
  db.pragma('wal_autocheckpoint=0');
  try {
    return work();
  } finally {
    db.pragma(`wal_autocheckpoint=${pages}`);
    start(db, officePaths(office.dir).register, databaseKey);
  }
}

/** Waits for a checkpoint that a connection's work has left to a thread: before the connection is closed. */
export function finishCheckpoint(db: Connection): void {
  const done = running.get(db);
  if (done) Atomics.wait(done, 0, 0, PATIENCE_MS);
  running.delete(db);
}

function start(db: Connection, file: string, databaseKey: Uint8Array): void {
  finishCheckpoint(db);
  const done = new Int32Array(new SharedArrayBuffer(4));
  const workerData: CheckpointTask = { file, key: Uint8Array.from(databaseKey), done };
  const worker = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData });
  running.set(db, done);
  // What it could not do the next commit does; nothing is lost.
  worker.on('error', () => undefined);
  worker.unref();
}
