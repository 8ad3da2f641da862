import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
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
  try {
    copyRegister(office, temporary, databaseKey);
    copyFileSync(paths.keyring, `${file}.keyring.json`);
    renameSafely(temporary, file);
    syncFolder(paths.snapshots);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  thin(paths.snapshots, at);
  return { file, at, why, bytes: statSync(file).size };
}

/** Removes a snapshot that was taken for work which did not happen. */
export function dropSnapshot({ file }: Snapshot): void {
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
    found.push({ file, at: `${day}T${hour}:${minute}:${second}.${milliseconds}Z`, why: why ?? '', bytes: statSync(file).size });
  }
  return found.sort((a, b) => b.at.localeCompare(a.at));
}

function thin(folder: string, now: string): void {
  const snapshots = listSnapshots(folder);
  for (const at of snapshotsToDrop(snapshots.map((one) => one.at), now)) {
    const drop = snapshots.find((one) => one.at === at);
    if (!drop) continue;
    rmSync(drop.file, { force: true });
    rmSync(`${drop.file}.keyring.json`, { force: true });
  }
}
