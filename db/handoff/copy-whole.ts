import { closeSync, existsSync, mkdirSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { renameSafely, syncFolder } from '../store/files.ts';
import { digestFile, dropQuietly, filePieces, named, writeStream } from './file-io.ts';
import { readBack } from './read-back.ts';

/** Room that must stay free beside the file itself. */
const SPARE_BYTES = 64 * 1024;

/**
 * Copies a file into a folder, whole or not at all: room is asked for first, then a temporary name, fsync, rename, read
 * back and compare, past the memory of this PC where that can be had (`from`). The folder has to be there: one that is gone
 * was on a stick that is gone. Errors: NO_ROOM, DISK_FULL, FOLDER_UNUSABLE, COPY_FAILED.
 */
export async function copyWhole(source: string, folder: string, name: string, sha256: string): Promise<{ readonly file: string; readonly from: 'medium' | 'cache' }> {
  const target = join(folder, name);
  const temporary = join(folder, `~${name}.tmp`);
  try {
    if (existsSync(target)) {
      const there = readBack(target);
      if (there.sha256 === sha256) return { file: target, from: there.from };
    }
    askRoom(folder, statSync(source).size);
    await writeStream(temporary, filePieces(source));
    const back = readBack(temporary);
    if (back.sha256 !== sha256) fail('COPY_FAILED', { folder });
    renameSafely(temporary, target);
    syncFolder(dirname(target));
    if (digestFile(target).sha256 !== sha256) fail('COPY_FAILED', { folder });
    return { file: target, from: back.from };
  } catch (error) {
    dropQuietly(temporary);
    return named(error, folder);
  }
}

/** Makes a folder that somebody named, its last part only: what is above it was on a stick that is gone. Error: FOLDER_UNUSABLE. */
export function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder);
  } catch (error) {
    named(error, folder);
  }
}

/**
 * Says before a package is built, and again before it gets its number, that the folder is there, may be written to and has room
 * for so many bytes. Errors: NO_ROOM, DISK_FULL, FOLDER_UNUSABLE.
 */
export function askFolder(folder: string, bytes: number): void {
  const probe = join(folder, `~tepat-${process.pid}.tmp`);
  try {
    askRoom(folder, bytes);
    closeSync(openSync(probe, 'w'));
  } catch (error) {
    named(error, folder);
  } finally {
    dropQuietly(probe);
  }
}

function askRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const [free, need] = [bavail * bsize, bytes + SPARE_BYTES];
  if (free < need) fail('NO_ROOM', { folder, need: Math.ceil(need / 1024), free: Math.floor(free / 1024) });
}
