import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { schemaVersion } from '../../db/store/migrate.ts';

const keptFolder = path.join(import.meta.dirname, '../../node_modules/.cache/tepat/bench-registers');

/**
 * The folder of registers that take minutes to make: made once, whole or not at all, and kept beside the other caches until
 * the schema changes. `name` says what is in it, with everything that it depends on.
 */
export async function keep(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const kept = path.join(keptFolder, `${name}-${schemaVersion()}`);
  if (existsSync(kept)) return kept;
  const making = `${kept}.tmp`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const start = performance.now();
  await make(making);
  renameSync(making, kept);
  process.stdout.write(`${name} made and kept: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  return kept;
}

/** A copy of a kept folder, which may be written to and is removed by whoever asked. */
export function copyKept(kept: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tepat-bench-'));
  cpSync(kept, folder, { recursive: true });
  return folder;
}
