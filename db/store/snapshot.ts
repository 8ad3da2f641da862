import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { openConnection } from './connection.ts';
import { renameSafely, syncFolder } from './files.ts';
import type { Reader } from './office.ts';
import { officePaths } from './office-folder.ts';
import { snapshotsToDrop } from './thin-snapshots.ts';

export interface Snapshot {
  readonly file: string;
  readonly at: string;
  readonly why: string;
  readonly bytes: number;
}

/** A copy needs its own size, and the register its WAL while it goes on. */
const ROOM = 2;
const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})\.(\d{3})Z-([a-z]+)\.db$/;

/**
 * Takes a whole, checked copy of the register into the snapshots folder: `VACUUM INTO` a temporary name, opened and
 * probed, then renamed. The copy has the same key. Old snapshots are thinned. Error: DISK_FULL, SNAPSHOT_BAD.
 */
export function takeSnapshot(office: Reader, databaseKey: Uint8Array, why: string): Snapshot {
  const paths = officePaths(office.dir);
  mkdirSync(paths.snapshots, { recursive: true });
  const at = office.now().toISOString();
  const file = join(paths.snapshots, `${at.replaceAll(':', '-')}-${why}.db`);
  const temporary = `${file}.tmp`;
  makeRoom(paths.snapshots, statSync(paths.register).size);
  try {
    copyRegister(office, temporary, databaseKey);
    copyFileSync(paths.keyring, `${file}.keyring.json`);
    renameSafely(temporary, file);
    syncFolder(paths.snapshots);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  const bytes = statSync(file).size;
  thin(paths.snapshots, at);
  return { file, at, why, bytes };
}

/** Removes a snapshot that was taken for work which did not happen. */
export function dropSnapshot({ file }: Pick<Snapshot, 'file'>): void {
  for (const one of [file, `${file}.keyring.json`]) rmSync(one, { force: true });
}

/** Writes a checked copy of the register to a file that must not exist yet. Errors: DISK_FULL, SNAPSHOT_BAD. */
export function copyRegister(office: Reader, target: string, databaseKey: Uint8Array): void {
  rmSync(target, { force: true });
  try {
    office.db.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    rmSync(target, { force: true });
    if ((error as { code?: string }).code === 'SQLITE_FULL') fail('DISK_FULL', { folder: target });
    throw error;
  }
  probe(target, databaseKey);
}

/** Opens a copy and checks it. Error: SNAPSHOT_BAD. */
export function probe(file: string, databaseKey: Uint8Array): void {
  const db = openConnection(file, { key: databaseKey, readonly: true, mustExist: true });
  try {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') fail('SNAPSHOT_BAD', { file });
  } finally {
    db.close();
  }
}

/** Snapshots of an office folder, newest first. */
export function listSnapshots(folder: string): Snapshot[] {
  if (!existsSync(folder)) return [];
  const found: Snapshot[] = [];
  for (const name of readdirSync(folder)) {
    const match = NAME.exec(name);
    if (!match) continue;
    const [, day, hour, minute, second, milliseconds, why] = match;
    const file = join(folder, name);
    // Another thread may thin them at the same moment: what is gone since the folder was read is no snapshot any more.
    const bytes = statSync(file, { throwIfNoEntry: false })?.size;
    if (bytes !== undefined) found.push({ file, at: `${day}T${hour}:${minute}:${second}.${milliseconds}Z`, why: why ?? '', bytes });
  }
  return found.sort((a, b) => b.at.localeCompare(a.at));
}

/** Where the disk has no room for one more copy, the oldest snapshots go first; the newest one stays whatever happens. */
function makeRoom(folder: string, bytes: number): void {
  const older = listSnapshots(folder).slice(1);
  while (freeBytes(folder) < bytes * ROOM) {
    const oldest = older.pop();
    if (!oldest) return;
    dropSnapshot(oldest);
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function thin(folder: string, now: string): void {
  const snapshots = listSnapshots(folder);
  for (const at of snapshotsToDrop(snapshots.map((one) => one.at), now)) {
    const drop = snapshots.find((one) => one.at === at);
    if (drop) dropSnapshot(drop);
  }
}
