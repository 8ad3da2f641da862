import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

export interface Terminal {
  /** The folder for offices and files, and what holds the profile. */
  readonly root: string;
  at(name: string): string;
  /** Runs the terminal with other variables of the environment where a test needs them. */
  tepat(words: readonly string[], variables?: Readonly<Record<string, string>>): { code: number | null; out: string; err: string };
  /** Runs with `--json`, expects an exit code, and reads the one document on standard output. */
  json<T = Record<string, unknown>>(expected: number, ...words: string[]): T;
}

/** What runs: in `npm test` the bundle that was just built, as the packaged app has it (a third of the time to start); for one file run alone, the sources. */
const program = process.env.TEPAT_TERMINAL ?? 'db/cli.ts';

/** The terminal as the city's night work calls it: the real process. `root` is a folder that the caller removes. */
export function terminal(name: string, passphrase = 'kata sandi yang panjang', root = mkdtempSync(join(tmpdir(), `tepat-${name}-`))): Terminal {
  const env = { ...process.env, TEPAT_PROFILE: join(root, 'profil'), TEPAT_PASSPHRASE: passphrase, NO_COLOR: '1' };
  const tepat: Terminal['tepat'] = (words, variables = {}) => {
    const ran = spawnSync(process.execPath, [program, ...words], { env: { ...env, ...variables }, encoding: 'utf8', maxBuffer: 1 << 26 });
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  };
  return {
    root, tepat,
    at: (file) => join(root, file),
    json<T>(expected: number, ...words: string[]) {
      const { code, out, err } = tepat([...words, '--json']);
      expect(`${words[0]} ${code} ${code === expected ? '' : err}`.trim()).toBe(`${words[0]} ${expected}`);
      return JSON.parse(out) as T;
    },
  };
}
