import type { Connection } from './connection.ts';

/** What is still to be done with a connection, once nobody waits. */
const waiting = new WeakMap<Connection, () => void>();

/**
 * Does some work on the connection's own thread as soon as whoever called has the answer, and before the connection is closed at the
 * latest. Only for what others can do without, and would do themselves: a failure is dropped, and a power cut leaves it undone.
 */
export function doLater(db: Connection, work: () => void): void {
  waiting.set(db, work);
  setImmediate(() => { finishLater(db); });
}

/** Does at once what {@link doLater} was given. */
export function finishLater(db: Connection): void {
  const work = waiting.get(db);
  if (work === undefined || !db.open || db.inTransaction) return;
  waiting.delete(db);
  try {
    work();
  } catch {
    // Whoever comes next does it.
  }
}
