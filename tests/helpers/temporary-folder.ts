import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];

/** A fresh folder that goes when the tests that share this process are over. */
export function temporaryFolder(name: string): string {
  if (folders.length === 0) process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })));
  const folder = mkdtempSync(path.join(tmpdir(), `tepat-${name}-`));
  folders.push(folder);
  return folder;
}
