import { Worker } from 'node:worker_threads';
import { checkpointState } from './checkpoint-state.ts';
import type { CheckpointTask } from './checkpoint-thread.ts';
import type { Connection } from './connection.ts';
import type { Writer } from './office.ts';
import { officePaths } from './office-folder.ts';

/** Checkpoints under way, by the connection that wrote what they carry over. */
const running = new WeakMap<Connection, Int32Array>();
/** After how many pages a connection carries them over itself, as long as a thread does so for it. */
const usual = new WeakMap<Connection, number>();
/** A city's register takes some seconds; after this the next one, or the closing of the office, does the work. */
const PATIENCE_MS = 60_000;
const usualThread = new URL('./checkpoint-thread.ts', import.meta.url);

/**
 * Runs work that writes much, and carries it over from the WAL into the register in a thread afterwards: every page is
 * decrypted and encrypted once more for that, and nobody need wait for it, because what is committed is on the disk already.
 */
export function withLateCheckpoint<T>(office: Writer, databaseKey: Uint8Array, work: () => T, thread = usualThread): T {
  const { db } = office;
  if (!usual.has(db)) usual.set(db, db.pragma('wal_autocheckpoint', { simple: true }) as number);
  db.pragma('wal_autocheckpoint=0');
  try {
    return work();
  } finally {
    start(db, officePaths(office.dir).register, databaseKey, thread);
  }
}

/** From so many pages in the WAL on they are carried over beside the work. */
const SOME_PAGES = 1000;
/** No thread kept up with so many: the commit that comes then carries them over itself. */
const MOST_PAGES = 8000;
/** How long the WAL was when that was last begun. */
const begunAt = new WeakMap<Connection, number>();

/**
 * After small writes: once some hundred pages wait in the WAL, a thread carries them over. A commit that did it would make
 * whoever saves just then wait for all that others saved before.
 */
export function carryOverLater(office: Writer, databaseKey: Uint8Array, thread = usualThread): void {
  const { db } = office;
  if (db.inTransaction) return;
  const begun = begunAt.get(db) ?? 0;
  if (!begunAt.has(db)) {
    begunAt.set(db, 0);
    if (!usual.has(db)) db.pragma(`wal_autocheckpoint=${MOST_PAGES}`);
  }
  const state = running.get(db);
  if (state && Atomics.load(state, 0) !== checkpointState.over) return;
  const [{ log, checkpointed }] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
  // While somebody reads on an older state, not all can be carried over: that is not tried again for every save. A WAL may begin anew.
  if (log - Math.max(checkpointed, begun > log ? 0 : begun) < SOME_PAGES) return;
  begunAt.set(db, log);
  start(db, officePaths(office.dir).register, databaseKey, thread);
}

/** A small commit right after the large one would otherwise do the thread's work, and everybody would wait for it after all. */
function resume(db: Connection): void {
  const pages = usual.get(db);
  usual.delete(db);
  if (db.open && pages !== undefined) db.pragma(`wal_autocheckpoint=${pages}`);
}

/**
 * Before a connection is closed: calls off a checkpoint that its thread has not begun, and waits for one that is under
 * way. A thread that could not start is therefore never waited for; what it would have done, the closing does.
 */
export function finishCheckpoint(db: Connection): void {
  const state = running.get(db);
  if (state && Atomics.compareExchange(state, 0, checkpointState.waiting, checkpointState.over) === checkpointState.begun) {
    Atomics.wait(state, 0, checkpointState.begun, PATIENCE_MS);
  }
  running.delete(db);
}

function start(db: Connection, file: string, databaseKey: Uint8Array, thread: URL): void {
  finishCheckpoint(db);
  const state = new Int32Array(new SharedArrayBuffer(4));
  const workerData: CheckpointTask = { file, key: Uint8Array.from(databaseKey), state };
  try {
    const worker = new Worker(thread, { workerData });
    // What it could not do the next commit does; nothing is lost.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      Atomics.store(state, 0, checkpointState.over);
      if (running.get(db) === state || !running.has(db)) resume(db);
    });
    worker.unref();
    running.set(db, state);
  } catch {
    // No thread to be had: the work itself is committed, and the next commit carries it over.
    resume(db);
  }
}
