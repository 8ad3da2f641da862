import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes bytes behind what was written, or over what stands at a place. */
export interface FilePen {
  write(bytes: Buffer): void;
  overwrite(bytes: Buffer, at: number): void;
}

/** Makes a file that appears under its name only when it is whole. */
export async function wholeFile(path: string, fill: (pen: FilePen) => Promise<void> | void): Promise<void> {
  const temporary = `${path}.part`;
  const file = openSync(temporary, 'w');
  let end = 0;
  try {
    await fill({
      write(bytes) {
        writeSync(file, bytes, 0, bytes.length, end);
        end += bytes.length;
      },
      overwrite: (bytes, at) => void writeSync(file, bytes, 0, bytes.length, at),
    });
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    rmSync(temporary, { force: true });
    throw error;
  }
  closeSync(file);
  renameSync(temporary, path);
}
