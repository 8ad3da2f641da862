import type { ChangeId } from './change-log.ts';
import type { Connection } from './connection.ts';
import { startEpoch } from './device.ts';
import { getMeta, setMeta } from './meta.ts';

/**
 * Where this PC's work went its own way under numbers that another copy of it uses too: after a counter of an epoch, all
 * that it wrote there and in later epochs. A receipt showed it; the next opening gives that work a device of its own.
 */
export interface Fork { readonly epoch: number; readonly after: number }

/** Work that has another device's name since, and the name it was written under, which the chain's hashes are over. */
interface Branch extends Fork { readonly device: number; readonly was: number; readonly lastEpoch: number; readonly lastTx: number }

const FORK = 'fork';
const BRANCHES = 'branches';

/** The fork that a receipt showed and that is not put right yet, or null. */
export function pendingFork(db: Connection): Fork | null {
  const text = getMeta(db, FORK);
  return text === null ? null : (JSON.parse(text) as Fork);
}

/** Notes a fork; of two the one that began earlier. */
export function noteFork(db: Connection, fork: Fork): void {
  const known = pendingFork(db);
  if (known && (known.epoch < fork.epoch || (known.epoch === fork.epoch && known.after <= fork.after))) return;
  setMeta(db, FORK, JSON.stringify(fork));
}

/** Columns that name a change, by table: device, epoch, counter. */
const NAMES: readonly (readonly [string, string, string, string])[] = [
  ['change', 'device', 'epoch', 'counter'], ['change', 'parentDevice', 'parentEpoch', 'parentCounter'],
  ['seen', 'device', 'epoch', 'counter'], ['seen', 'seenDevice', 'seenEpoch', 'seenCounter'], ['tx', 'device', 'epoch', 'last'], ['originTx', 'device', 'epoch', 'first'],
  ['conflict', 'ourDevice', 'ourEpoch', 'ourCounter'], ['conflict', 'theirDevice', 'theirEpoch', 'theirCounter'],
  ['quarantine', 'device', 'epoch', 'counter'], ['parked', 'device', 'epoch', 'counter'],
];

/**
 * Gives what was written after the fork to a new device of this PC: no other copy uses its numbers, so every office takes
 * this work beside the other's, by the ordinary rules. Values, times and hashes stay; the change of names is kept, and
 * whoever verifies the chain reads the old ones.
 */
export function leaveFork(db: Connection, fork: Fork, was: number, device: number, at: string): void {
  const { epoch, after } = fork;
  const last = db.prepare('SELECT (SELECT max(epoch) FROM epoch WHERE device = ?) AS lastEpoch, (SELECT max(id) FROM tx) AS lastTx').get(was) as { lastEpoch: number; lastTx: number };
  db.transaction(() => {
    for (const [table, deviceColumn, epochColumn, counterColumn] of NAMES) {
      db.prepare(`UPDATE "${table}" SET ${deviceColumn} = @device WHERE ${deviceColumn} = @was AND (${epochColumn} > @epoch OR (${epochColumn} = @epoch AND ${counterColumn} > @after))`).run({ device, was, epoch, after });
    }
    db.prepare('UPDATE position SET counter = ?, head = ? WHERE device = ? AND epoch = ? AND counter > ?').run(after, '0'.repeat(64), was, epoch, after);
    db.prepare('DELETE FROM position WHERE device = ? AND epoch > ?').run(was, epoch);
    db.prepare(`INSERT INTO epoch (device, epoch, nonce, baseEpoch, baseCounter, startedAt, reason)
      SELECT ?, epoch, lower(hex(randomblob(16))), NULL, NULL, startedAt, 'fork' FROM epoch WHERE device = ? AND epoch >= ?`).run(device, was, epoch);
    db.prepare('DELETE FROM epoch WHERE device = ? AND epoch > ?').run(was, epoch);
    startEpoch(db, device, null, at, 'fork');
    setMeta(db, BRANCHES, JSON.stringify([...branchesOf(db), { ...fork, device, was, ...last } satisfies Branch]));
    setMeta(db, FORK, null);
  })();
}

function branchesOf(db: Connection): Branch[] {
  return JSON.parse(getMeta(db, BRANCHES) ?? '[]') as Branch[];
}

/** The device that transaction `tx` names for a change: another than now where it was written before a fork was put right. */
export type Written = (id: ChangeId, tx: number) => number;

/** How transactions name devices; null when there never was a fork. */
export function writtenAs(db: Connection): Written | null {
  const branches = branchesOf(db).reverse();
  if (branches.length === 0) return null;
  return ({ device, epoch, counter }, tx) => branches.reduce((name, one) => {
    const moved = tx <= one.lastTx && name === one.device && epoch <= one.lastEpoch && (epoch > one.epoch || (epoch === one.epoch && counter > one.after));
    return moved ? one.was : name;
  }, device);
}
