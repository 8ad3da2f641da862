import { spawn } from 'node:child_process';
import { app, shell } from 'electron';
import { updateBounds } from '../../db/api/survival/update-bounds.ts';
import { readyUpdate } from '../../db/api/survival/update-check.ts';

/**
 * Starts the installer that `update.take` left on this PC and ends the app. Its signature, version and every byte are proved
 * once more here, right before it is run: between the two anybody might have changed the file. Linux installs through its
 * own tools, so there it is shown.
 */
export function runUpdate(profileDir: string): { version: string; started: boolean } {
  const { version, file } = readyUpdate(profileDir, updateBounds());
  if (process.platform !== 'win32') {
    shell.showItemInFolder(file);
    return { version, started: false };
  }
  spawn(file, [], { detached: true, stdio: 'ignore' }).unref();
  setTimeout(() => app.quit(), 500);
  return { version, started: true };
}
