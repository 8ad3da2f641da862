import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** What the terminal answers about one office folder. Takes the command's words; answers its JSON; throws when it fails. */
export type Terminal = (...words: readonly string[]) => Record<string, unknown>;

/** The terminal on a profile's folder, run as a person would type it. */
export function terminal(profileDir: string, passphrase: string): Terminal {
  return (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'db/cli.ts'), ...words, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, TEPAT_PROFILE: profileDir, TEPAT_PASSPHRASE: passphrase },
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`tepat ${words.join(' ')} ended with ${String(status)}: ${stderr}${stdout}`);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
}
