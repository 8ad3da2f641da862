import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, renameSafely, writeFileWhole } from './files.ts';
import type { Writer } from './office.ts';

/**
 * The high-water mark of an office on this PC. It lives in the user's profile, not in the office folder, so that a
 * restored or copied folder is noticed: a folder without its mark is a clone, a folder behind its mark has lost work.
 */
export interface Mark {
  readonly installToken: string;
  readonly deviceUid: string;
  readonly epoch: number;
  readonly counter: number;
  /** Number of the last transaction: what was sent and received is lost by a restore too. Marks of before do not have it. */
  readonly tx?: number;
  /** When that transaction was written: the end of the period that a damaged or older copy has lost. */
  readonly at?: string;
  /** That transaction's hash, hex: a chain that was written anew behind the app no longer has it. */
  readonly head?: string;
}

const profiles = new WeakMap<Writer['author'], { file: string; installToken: string }>();

function markFile(profileDir: string, officeId: string): string {
  return join(profileDir, 'marks', `${officeId}.json`);
}

/** The mark of an office on this PC, or null when there is none (or what is there cannot be read). */
export function readMark(profileDir: string, officeId: string): Mark | null {
  const text = readIfThere(markFile(profileDir, officeId));
  if (!text) return null;
  try {
    return JSON.parse(text) as Mark;
  } catch {
    return null;
  }
}

/** Ties a writer to its mark; from now on every committed transaction moves it. */
export function keepMark(office: Writer, profileDir: string, installToken: string): void {
  mkdirSync(join(profileDir, 'marks'), { recursive: true });
  profiles.set(office.author, { file: markFile(profileDir, office.identity.officeId), installToken });
  saveMarkDurably(office);
}

/**
 * Moves the mark after a commit. Not synced to disk: a mark that lags is harmless (it only notices less), and a mark
 * can never be ahead of a committed transaction.
 */
export function saveMark(office: Writer): void {
  const kept = profiles.get(office.author);
  if (!kept) return;
  const temporary = `${kept.file}.tmp`;
  writeFileSync(temporary, markText(office, kept.installToken));
  renameSafely(temporary, kept.file);
}

/** Moves the mark and waits until the disk has it; for exports and clean closes. */
export function saveMarkDurably(office: Writer): void {
  const kept = profiles.get(office.author);
  if (kept) writeFileWhole(kept.file, markText(office, kept.installToken));
}

export function newInstallToken(): string {
  return randomUUID();
}

function markText(office: Writer, installToken: string): string {
  const { deviceUid, epoch, counter, tx, lastAt, head } = office.author;
  return JSON.stringify({ installToken, deviceUid, epoch, counter, tx, at: lastAt, head: head.toString('hex') } satisfies Mark);
}
