import type { ChildProcess } from 'node:child_process';

/**
 * Kills a child that was started `detached`, with everything it started: on Linux and macOS its process group. Does
 * nothing where all of it has ended.
 */
export function endFamily(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
