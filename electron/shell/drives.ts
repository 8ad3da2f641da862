import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** A stick that is in: where it is mounted, what it is called, and its room. */
export interface Drive {
  readonly path: string;
  readonly name: string;
  readonly freeBytes: number;
}

/** Often enough that a stick seems to show up by itself, seldom enough to cost nothing. */
const pollMilliseconds = 2000;

/** The sticks that are in now. `TEPAT_DRIVES` names a folder whose folders stand for sticks, for tests. */
export async function listDrives(): Promise<Drive[]> {
  const given = process.env['TEPAT_DRIVES'];
  const roots = given !== undefined ? foldersIn(given) : process.platform === 'win32' ? await removableLetters() : mountPoints();
  return roots.flatMap((root) => describe(root) ?? []).sort((a, b) => a.path.localeCompare(b.path));
}

/** Tells whenever a stick came or went; the answer stops watching. */
export function watchDrives(tell: (drives: readonly Drive[]) => void): () => void {
  let known: string | null = null;
  const look = async (): Promise<void> => {
    const drives = await listDrives();
    const now = drives.map((drive) => drive.path).join('\n');
    if (known !== null && now !== known) tell(drives);
    known = now;
  };
  const timer = setInterval(() => void look().catch(() => undefined), pollMilliseconds);
  timer.unref();
  void look().catch(() => undefined);
  return () => clearInterval(timer);
}

/** A drive as it is told, or null when it went away meanwhile. */
function describe(root: string): Drive | null {
  try {
    const { bavail, bsize } = statfsSync(root);
    return { path: root, name: path.basename(root) || root.slice(0, 2), freeBytes: bavail * bsize };
  } catch {
    return null;
  }
}

/** Where Linux and macOS mount what a user plugs in. */
function mountPoints(): string[] {
  const user = os.userInfo().username;
  const own = [`/media/${user}`, `/run/media/${user}`].flatMap(foldersIn);
  const shared = process.platform === 'darwin' ? foldersIn('/Volumes') : foldersIn('/media');
  return [...own, ...shared].filter((folder) => isMount(folder) && !own.some((mount) => mount.startsWith(`${folder}/`)));
}

/** A mount lies on another device than the folder it is in; the system's own disk is never one. */
function isMount(folder: string): boolean {
  try {
    const { dev } = statSync(folder);
    return dev !== statSync(path.dirname(folder)).dev && dev !== statSync('/').dev;
  } catch {
    return false;
  }
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}

const run = promisify(execFile);
let asked: { readonly letters: string; readonly removable: readonly string[] } = { letters: '', removable: [] };

/** Windows is asked what kind its drives are only when a letter came or went: starting that program takes a second. */
async function removableLetters(): Promise<string[]> {
  const letters = [...'ABDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`).filter((root) => existsSync(root));
  const key = letters.join('');
  if (key !== asked.letters) {
    const question = 'Get-CimInstance Win32_LogicalDisk -Filter DriveType=2 | ForEach-Object DeviceID';
    const { stdout } = letters.length === 0 ? { stdout: '' } : await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', question], { windowsHide: true, timeout: 10_000 });
    asked = { letters: key, removable: stdout.split(/\s+/).filter((each) => /^[A-Z]:$/.test(each)).map((each) => `${each}\\`) };
  }
  return letters.filter((root) => asked.removable.includes(root));
}
