import { spawnSync } from 'node:child_process';
import { findChromium } from './stand-in/chromium.ts';

/** Makes sure that there is a Chromium for the stand-in. Installs Debian's when allowed to; else says what to do. */
export function needChromium(): void {
  if (findChromium() !== null) return;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0) {
    process.stderr.write('Installing Debian’s Chromium for the stand-in …\n');
    const options = { stdio: ['ignore', 2, 2] as ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation', 'fonts-dejavu-core'], options);
  }
  if (findChromium() === null) {
    throw new Error('Electron’s binary is not on this machine, and neither is Chromium. Install the package "chromium", or name one in TEPAT_CHROMIUM.');
  }
}
