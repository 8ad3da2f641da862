import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isFailure } from '../rules/failure.ts';
import { countsIn, inDatabase } from './backup.ts';
import type { BackupCounts } from './backup.ts';
import { openForUser, parseKeyring } from './keyring.ts';
import { readMark } from './mark.ts';
import type { Mark } from './mark.ts';
import { getMeta } from './meta.ts';
import { officePaths } from './office-folder.ts';
import { listSnapshots } from './snapshot.ts';

/**
 * A way back from damage: a snapshot, the register without its damaged WAL, or a snapshot's copy of the keyring for the
 * register as it is. `from` and `to` bound what is lost by it; both are empty where nothing is known to be lost.
 */
export interface WayBack extends BackupCounts {
  readonly kind: 'keyring' | 'database' | 'snapshot';
  readonly file: string;
  readonly at: string;
  readonly why: string;
  readonly bytes: number;
  readonly lostChanges: number;
  readonly from: string;
  readonly to: string;
}

export interface WaysBack {
  /** The best first: the one that loses least. */
  readonly ways: readonly WayBack[];
  /** Copies that did not pass their check; they are kept and not offered. */
  readonly bad: readonly string[];
}

/** So many good snapshots are enough to choose from: checking one takes seconds at a city. */
const MOST_CHECKED = 3;

/**
 * What an office that cannot be opened may be brought back from, each proved by opening and counting it. Nothing in the
 * folder is changed. `now` is the end of the lost period where the mark does not tell it. Errors: WRONG_PASSPHRASE,
 * KEYRING_DAMAGED (no readable keyring anywhere).
 */
export function waysBack(dir: string, profileDir: string, credentials: { user: string; passphrase: string }, now: string): WaysBack {
  const paths = officePaths(dir);
  const copies = listSnapshots(paths.snapshots);
  const { databaseKey, keyring } = openAnyKeyring([paths.keyring, ...copies.map((one) => `${one.file}.keyring.json`), ...keptAside(paths.quarantine)], credentials);
  const judge = (kind: WayBack['kind'], file: string, at: string, why: string, look = file): WayBack | null => {
    try {
      const counts = countsIn(look, databaseKey);
      return { kind, file, at, why, bytes: statSync(look).size, ...counts, ...lostBy(look, databaseKey, profileDir, now) };
    } catch (error) {
      if (isFailure(error)) return null;
      throw error;
    }
  };
  const ways: WayBack[] = [];
  const bad: string[] = [];
  const take = (way: WayBack | null, file: string): void => void (way ? ways.push(way) : bad.push(file));
  if (existsSync(paths.register)) {
    // Where only the keyring is at fault, its copy opens the register as it is.
    if (keyring !== paths.keyring) take(judge('keyring', keyring, statSync(paths.register).mtime.toISOString(), '', paths.register), paths.register);
    else withoutWal(paths.register, join(dir, 'health.tmp'), (copy) => take(judge('database', paths.register, statSync(paths.register).mtime.toISOString(), '', copy), paths.register));
  }
  for (const { file, at, why } of copies) {
    if (ways.filter((way) => way.kind === 'snapshot').length >= MOST_CHECKED) break;
    if (existsSync(`${file}.keyring.json`)) take(judge('snapshot', file, at, why), file);
  }
  return { ways: ways.sort((a, b) => a.lostChanges - b.lostChanges || b.from.localeCompare(a.from)), bad };
}

/** The first keyring that this passphrase opens. A damaged one is passed over; a wrong passphrase is said only when none opened. */
function openAnyKeyring(files: readonly string[], { user, passphrase }: { user: string; passphrase: string }): { databaseKey: Buffer; keyring: string } {
  const tried = new Set<string>();
  let refused: unknown = null;
  for (const file of files) {
    try {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      if (tried.has(text)) continue;
      tried.add(text);
      return { databaseKey: openForUser(parseKeyring(text), user, passphrase).databaseKey, keyring: file };
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (refused === null || error.code === 'WRONG_PASSPHRASE') refused = error;
    }
  }
  throw refused;
}

function keptAside(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().reverse().map((name) => join(folder, name, 'keyring.json'));
}

/** Looks at the register alone, in a copy: opened where it lies, it would take its WAL in. */
function withoutWal(register: string, copy: string, look: (copy: string) => void): void {
  try {
    copyFileSync(register, copy);
    look(copy);
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  }
}

function lostBy(file: string, key: Buffer, profileDir: string, now: string): Pick<WayBack, 'lostChanges' | 'from' | 'to'> {
  return inDatabase(file, key, (db) => {
    const identity = JSON.parse(getMeta(db, 'identity') ?? '{}') as { officeId?: string };
    const mark = readMark(profileDir, identity.officeId ?? '');
    const last = db.prepare(`SELECT coalesce(max(id), 0) AS tx, coalesce(max(at), '') AS at,
      coalesce((SELECT max(last) FROM tx JOIN device d ON d.no = tx.device WHERE d.uid = @device AND epoch = @epoch), 0) AS counter FROM tx`)
      .get({ device: mark?.deviceUid ?? '', epoch: mark?.epoch ?? 0 }) as { tx: number; at: string; counter: number };
    return lostAfter(last, mark, now);
  });
}

function lostAfter(last: { tx: number; at: string; counter: number }, mark: Mark | null, now: string): Pick<WayBack, 'lostChanges' | 'from' | 'to'> {
  // Without a mark nobody knows what there was: everything since the last entry is named.
  if (!mark) return { lostChanges: 0, from: last.at, to: now };
  if (mark.tx !== undefined && mark.tx <= last.tx) return { lostChanges: 0, from: '', to: '' };
  return { lostChanges: Math.max(0, mark.counter - last.counter), from: last.at, to: mark.at ?? now };
}
