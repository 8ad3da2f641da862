import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestFile } from '../../../db/handoff/file-io.ts';
import { readBack } from '../../../db/handoff/read-back.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const folder = temporaryFolder('read-back');
/** Longer than several pieces, and not a multiple of a block. */
const written = (bytes: number): string => {
  const file = join(folder, `${bytes}.tepat`);
  writeFileSync(file, Buffer.from(Array.from({ length: bytes }, (_, at) => at % 251)));
  return file;
};
const cannot = (code: string) => (): number => {
  throw Object.assign(new Error(code), { code });
};

/** Whether this file system lets a file be read past the memory of the PC. */
function mayReadPast(file: string): boolean {
  try {
    closeSync(openSync(file, constants.O_RDONLY | constants.O_DIRECT));
    return true;
  } catch {
    return false;
  }
}

it.each([0, 1, 4096, 256 * 1024, 1_000_123])('%d bytes are read back from the medium where the file system allows it, and come to the same', (bytes) => {
  const file = written(bytes);
  expect(readBack(file)).toEqual({ ...digestFile(file), from: mayReadPast(file) ? 'medium' : 'cache' });
});

it('a file system that cannot is read as usual, and the result says so; a medium that fails is told', () => {
  const file = written(70_000);
  expect(readBack(file, cannot('EINVAL'))).toEqual({ ...digestFile(file), from: 'cache' });
  expect(readBack(file, () => null)).toMatchObject({ from: 'cache', bytes: 70_000 });
  expect(() => readBack(file, cannot('EIO'))).toThrow('EIO');
  expect(() => readBack(file, () => openSync(file, 'a'))).toThrow('EBADF');
});
