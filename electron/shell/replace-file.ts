import { open, readFile, rename, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const renameTries = 5;

/** Writes a whole file: temporary name, fsync, rename, read back and compare. Throws when the bytes did not arrive. */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameRetrying(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  if (!(await readFile(file)).equals(bytes)) throw new Error(`${file} differs from what was written`);
}

/** On Windows a virus scanner may hold the file for a moment. */
async function renameRetrying(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt === renameTries) throw error;
      await wait(50 * attempt);
    }
  }
}
