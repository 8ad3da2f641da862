import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, hasDisplay, isShell } from './stand-in/chromium.ts';

/** A machine whose mirrors do not answer is not waited for: what is there will do. */
const patient = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'] as const;
const mostMs = 5 * 60_000;
const dpkg = '/var/lib/dpkg';

/**
 * Makes sure that there is a Chromium for the stand-in: with a display Debian's browser, without one its headless shell, which
 * is the same engine at two thirds of the memory. Installs it when allowed to. A machine that has the browser only works
 * with it all the same. Else says what to do.
 */
export function needChromium(): void {
  const found = findChromium();
  if (found !== null && (hasDisplay() || isShell(found) || (process.env['TEPAT_CHROMIUM'] ?? '') !== '')) return;
  if (process.getuid?.() === 0 && existsSync(dpkg)) install(hasDisplay() ? ['chromium'] : shellFor(installedVersion()), found === null);
  if (findChromium() === null) {
    throw new Error('Electron’s binary is not on this machine, and neither is Chromium. Install the package "chromium", or "chromium-headless-shell" where there is no display, or name one in TEPAT_CHROMIUM.');
  }
}

/** The shell of the browser's own version, where there is one: the two share a package, and a browser is not renewed for the tests. */
function shellFor(version: string | null): readonly string[] {
  return [version === null ? 'chromium-headless-shell' : `chromium-headless-shell=${version}`];
}

function installedVersion(): string | null {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Version}', 'chromium'], { encoding: 'utf8' });
  const [state, version] = status === 0 ? stdout.split(' ') : [];
  return state === 'installed' ? (version ?? null) : null;
}

function install(packages: readonly string[], needed: boolean): void {
  process.stderr.write(`Installing Debian’s ${packages.join(', ')} for the stand-in …\n`);
  const options = { stdio: ['ignore', 2, 2] as ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: mostMs };
  const get = (...words: string[]): boolean => spawnSync('apt-get', [...patient, ...words], options).status === 0;
  get('update', '-q');
  if (!get('install', '-y', '-q', '--no-install-recommends', ...packages, 'fonts-liberation', 'fonts-dejavu-core') && !needed) {
    process.stderr.write('It could not be installed; Chromium itself is used.\n');
  }
}
