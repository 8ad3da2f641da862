import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { renameSafely, syncFolder } from '../store/files.ts';
import { digestFile, dropQuietly, filePieces, named, writeStream } from './file-io.ts';
import { readBack } from './read-back.ts';

/** Room that must stay free beside the file itself. */
const SPARE_BYTES = 64 * 1024;

/**
 * Copies a file into a folder, whole or not at all: room is asked for first, then a temporary name, fsync, rename, read
 * back and compare, past the memory of this PC where that can be had (`from`). Errors: DISK_FULL, FOLDER_UNUSABLE, COPY_FAILED.
 */
export async function copyWhole(source: string, folder: string, name: string, sha256: string): Promise<{ readonly file: string; readonly from: 'medium' | 'cache' }> {
  const target = join(folder, name);
  const temporary = join(folder, `~${name}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    if (existsSync(target)) {
      const there = readBack(target);
      if (there.sha256 === sha256) return { file: target, from: there.from };
    }
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < statSync(source).size + SPARE_BYTES) fail('DISK_FULL', { folder });
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
