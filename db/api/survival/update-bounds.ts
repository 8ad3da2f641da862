import { VERSION } from '../../rules/version.ts';
import type { UpdateBounds } from './update-check.ts';
import { updateKeys } from './update-keys.ts';
import type { UpdateKey } from './update-keys.ts';

/** What an update for this installation is held against. `keys` are other than the program's own in tests only. */
export function updateBounds(keys: readonly UpdateKey[] = updateKeys): UpdateBounds {
  const kind = process.env.PORTABLE_EXECUTABLE_FILE !== undefined ? 'portable' : process.env.APPIMAGE !== undefined ? 'appimage' : process.platform === 'win32' ? 'nsis' : 'deb';
  return { keys, version: VERSION, platform: process.platform, kind };
}
