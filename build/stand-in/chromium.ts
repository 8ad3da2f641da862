import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startDevTools } from './devtools-pipe.ts';
import type { DevTools } from './devtools-pipe.ts';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Debian's Chromium, or another one that `TEPAT_CHROMIUM` names; null when this machine has none. */
export function findChromium(): string | null {
  return [process.env['TEPAT_CHROMIUM'] ?? '', ...usualPlaces].find((place) => place !== '' && existsSync(place)) ?? null;
}

/** Whether there is a screen to show a window on. */
export function hasDisplay(): boolean {
  const named = (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  return process.env['TEPAT_HEADLESS'] !== '1' && (process.platform !== 'linux' || named);
}

/** Starts Chromium with one window without tabs, headless when there is no screen. `dataDir` is its own profile, `switches` are the app's. */
export function startChromium(dataDir: string, size: { width: number; height: number }, switches: readonly string[]): DevTools {
  const executable = findChromium();
  if (executable === null) throw new Error('No Chromium on this machine: install the package "chromium", or name one in TEPAT_CHROMIUM.');
  mkdirSync(dataDir, { recursive: true });
  // The port of a Chromium that died would be taken for this one's.
  rmSync(path.join(dataDir, 'DevToolsActivePort'), { force: true });
  return startDevTools(executable, [
    `--user-data-dir=${dataDir}`,
    `--window-size=${size.width},${size.height}`,
    // Anything but an address of its own opens Chromium's start page, with tabs and a request.
    '--app=data:text/html,<title>Tepat</title>',
    '--remote-debugging-port=0',
    // No name resolves: nothing leaves the machine, not even from a window about to be refused. Electron has no popup blocker.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--disable-popup-blocking',
    '--no-first-run',
    '--no-default-browser-check',
    ...switches.map((name) => `--${name}`),
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-dev-shm-usage',
    // Electron keeps no process in reserve either.
    '--disable-features=SpareRendererForSitePerProcess,Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,NetworkTimeServiceQuerying',
    '--password-store=basic',
    // A test that watches reads here what Chromium asked of the network, its own services included.
    ...(process.env['TEPAT_BROWSER_NET_LOG'] === undefined ? [] : [`--log-net-log=${process.env['TEPAT_BROWSER_NET_LOG']}`, '--net-log-capture-mode=Default']),
    ...(hasDisplay() ? [] : ['--headless', '--hide-scrollbars']),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]);
}
