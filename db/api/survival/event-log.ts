import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../rules/version.ts';
import type { ApiOptions } from '../host.ts';

/**
 * One line of the log. It tells that something happened, and never about whom: codes, names of calls and places in the
 * program. Messages of errors are left out, because they may hold what was typed.
 */
export interface LogEntry {
  readonly what: 'start' | 'open' | 'lock' | 'refused' | 'fault' | 'health' | 'thread' | 'update' | 'escrow';
  readonly call?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly at?: string;
  readonly version?: string;
}

const FILES = 5;
const MOST_BYTES = 256 * 1024;
/** Refusals that a clerk meets all day long and that tell nothing about the program. */
const USUAL = new Set(['LOCKED', 'WRONG_PASSPHRASE', 'SECOND_WRONG', 'WARNINGS_OPEN', 'SAVE_BLOCKED', 'PURPOSE_NEEDED', 'NOT_FOUND', 'INVALID_INPUT']);

/** Where the logs of this PC lie. */
export function logFolder(profileDir: string): string {
  return join(profileDir, 'logs');
}

/** Adds a line; the oldest file goes when there are five. What cannot be logged is not worth an error. */
export function noteEvent({ profileDir, now }: Pick<ApiOptions, 'profileDir' | 'now'>, entry: LogEntry): void {
  try {
    const folder = logFolder(profileDir);
    const file = join(folder, 'tepat.log');
    mkdirSync(folder, { recursive: true });
    if (existsSync(file) && statSync(file).size > MOST_BYTES) rotate(folder);
    appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), version: VERSION, ...entry })}\n`);
  } catch {
    // A full disk or a read-only profile is said by what the user is doing.
  }
}

/** Notes that a call failed: a refusal by its code, a fault of ours by its kind and where in the program it arose. */
export function noteFailure(options: Pick<ApiOptions, 'profileDir' | 'now'>, call: string, error: unknown): void {
  const { code, name, stack = '' } = (error ?? {}) as { code?: string; name?: string; stack?: string };
  if (name === 'Failure') {
    if (code !== undefined && !USUAL.has(code)) noteEvent(options, { what: 'refused', call, code });
    return;
  }
  const places = [...stack.matchAll(/([\w-]+\.(?:ts|cjs|mjs|js)):(\d+)/g)].slice(0, 6).map((match) => `${match[1] ?? ''}:${match[2] ?? ''}`);
  noteEvent(options, { what: 'fault', call, code: code ?? name ?? 'unknown', detail: places.join(' < ') });
}

/** The lines of all log files, oldest first. */
export function readEvents(profileDir: string): string[] {
  const folder = logFolder(profileDir);
  if (!existsSync(folder)) return [];
  return logFiles(folder).reverse().flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line !== ''));
}

/** How many lines of a kind the log holds since a moment. */
export function eventsSince(profileDir: string, since: string, isMeant: (entry: LogEntry) => boolean): number {
  return readEvents(profileDir).filter((line) => {
    try {
      const entry = JSON.parse(line) as LogEntry;
      return (entry.at ?? '') >= since && isMeant(entry);
    } catch {
      return false;
    }
  }).length;
}

/** Newest first: `tepat.log`, `tepat.1.log` … */
function logFiles(folder: string): string[] {
  const number = (name: string): number => Number(/\.(\d+)\.log$/.exec(name)?.[1] ?? 0);
  return readdirSync(folder).filter((name) => /^tepat(\.\d+)?\.log$/.test(name)).sort((a, b) => number(a) - number(b));
}

function rotate(folder: string): void {
  const name = (n: number): string => join(folder, n === 0 ? 'tepat.log' : `tepat.${n}.log`);
  rmSync(name(FILES - 1), { force: true });
  for (let n = FILES - 2; n >= 0; n -= 1) if (existsSync(name(n))) renameSync(name(n), name(n + 1));
}
