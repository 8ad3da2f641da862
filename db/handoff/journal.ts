import { closeSync, fsyncSync, openSync } from 'node:fs';
import { readIfThere } from '../store/files.ts';
import { officePaths } from '../store/office-folder.ts';
import type { Reader } from '../store/office.ts';
import { writeAll } from './file-io.ts';

/** A note about a package that was refused before the database was touched. */
export interface JournalEntry {
  readonly at: string;
  readonly by: string;
  readonly file: string;
  readonly sha256: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly kind: string | null;
  /** Region code and name as the package itself says, believed or not. */
  readonly from: string | null;
  readonly fromName: string | null;
  readonly sequence: number | null;
  /** As the package itself says; older notes lack it. */
  readonly packageId?: string | null;
  readonly shared?: boolean;
}

/** Adds a line to the office's journal, which is only ever added to. */
export function noteRefusal(office: Reader, entry: JournalEntry): void {
  const handle = openSync(officePaths(office.dir).journal, 'a');
  try {
    writeAll(handle, Buffer.from(`${JSON.stringify(entry)}\n`));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Every note, oldest first. A line that a power cut left half written is skipped. */
export function readJournal(office: Reader): JournalEntry[] {
  const lines = (readIfThere(officePaths(office.dir).journal) ?? '').split('\n');
  return lines.flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as JournalEntry];
    } catch {
      return [];
    }
  });
}
