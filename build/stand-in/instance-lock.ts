import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Takes the lock of a profile folder: a file that holds the first process's number. A later process knocks at the
 * first by a signal and gets no lock; the lock of a process that died is taken over.
 */
export function takeInstanceLock(profileDir: string, onKnock: () => void): boolean {
  const file = path.join(profileDir, 'stand-in.lock');
  mkdirSync(profileDir, { recursive: true });
  const holder = readHolder(file);
  if (holder !== null && holder !== process.pid && knock(holder)) return false;
  if (holder !== null) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    return false;
  }
  process.on('SIGUSR2', onKnock);
  process.on('exit', () => rmSync(file, { force: true }));
  return true;
}

function readHolder(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function knock(pid: number): boolean {
  try {
    process.kill(pid, 'SIGUSR2');
    return true;
  } catch {
    return false;
  }
}
