import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** The terminal's door for one office folder: runs a command as a person would type it and answers its JSON. */
export function terminal(passphrase: string): (...words: string[]) => unknown {
  return (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'db/cli.ts'), ...words, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, TEPAT_PASSPHRASE: passphrase },
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`tepat ${words.join(' ')} ended with ${String(status)}: ${stderr}${stdout}`);
    return JSON.parse(stdout);
  };
}
