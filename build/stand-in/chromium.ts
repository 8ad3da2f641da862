import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startDevTools } from './devtools-pipe.ts';
import type { DevTools } from './devtools-pipe.ts';

/** Debian's own start of the shell leaves a process between. */
const shells = ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium-headless-shell'];
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/**
 * What the stand-in shows the page with. Without a display Chromium's headless shell where it is installed: the same engine
 * with no browser around it (no profiles, extensions or sign-in), as Electron has it. Else Debian's Chromium. Another one that
 * `TEPAT_CHROMIUM` names goes before both; null when this machine has none.
 */
export function findChromium(): string | null {
  return [process.env['TEPAT_CHROMIUM'] ?? '', ...(hasDisplay() ? [] : shells), ...browsers].find((place) => place !== '' && existsSync(place)) ?? null;
}

/** Whether a program is the headless shell, which shows no window. */
export function isShell(executable: string): boolean {
  return /headless[-_]shell/.test(path.basename(executable));
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
  // Anything but an address of its own opens Chromium's start page, with tabs and a request; the shell has no windows to choose from.
  const first = 'data:text/html,<title>Tepat</title>';
  return startDevTools(executable, [
    `--user-data-dir=${dataDir}`,
    `--window-size=${size.width},${size.height}`,
    isShell(executable) ? first : `--app=${first}`,
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
