import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import { noteEvent } from '../db/api/survival/event-log.ts';
import { updateBounds } from '../db/api/survival/update-bounds.ts';
import { declareAppScheme, serveApp } from './shell/app-protocol.ts';
import { startDataThreads } from './shell/data-threads.ts';
import { watchDrives } from './shell/drives.ts';
import { lockDown, lockSession } from './shell/lockdown.ts';
import { drawWithoutCard } from './shell/drawing.ts';
import { takeLessMemory } from './shell/less-memory.ts';
import { addContextMenu, setMenu } from './shell/menu.ts';
import { listenForCalls, tellPage } from './shell/window-calls.ts';
import type { SessionKeeper } from './shell/window-calls.ts';
import { openWindow } from './shell/window.ts';
import { startUtility } from './shell/utility.ts';
import { createWrittenPlaces } from './shell/written-places.ts';

app.setName('Tepat');
const profileDir = process.env['TEPAT_PROFILE'] ?? path.join(app.getPath('appData'), 'Tepat');
const windowDir = path.join(profileDir, 'window');
mkdirSync(windowDir, { recursive: true });
app.setPath('userData', windowDir);
declareAppScheme();
lockDown();
drawWithoutCard();
takeLessMemory();

if (process.argv.includes('--cli')) {
  void answerTerminal(process.argv.indexOf('--cli'));
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

/** `tepat --cli COMMAND …`: the same words as in the terminal, and no window. */
async function answerTerminal(at: number): Promise<void> {
  process.argv.splice(1, at, 'tepat');
  await import(pathToFileURL(path.join(import.meta.dirname, 'cli.mjs')).href);
  app.exit(Number(process.exitCode ?? 0));
}

function start(): void {
  lockSession();
  setMenu();
  serveApp(path.join(import.meta.dirname, '../renderer'));
  const window = openWindow(path.join(import.meta.dirname, 'preload.cjs'));
  const keeper: SessionKeeper = { current: '' };
  const threads = startDataThreads({
    workerFile: path.join(import.meta.dirname, 'worker.cjs'),
    profileDir,
    startProcess: startUtility,
    onEvent: (event) => tellPage(window, event),
    onStop: () => {
      noteEvent({ profileDir, now: () => new Date() }, { what: 'thread', code: 'STOPPED' });
      keeper.current = '';
      tellPage(window, { type: 'locked' });
    },
  });
  listenForCalls({ window, threads, answerShell: shellOf(window) }, keeper);
  void import('../db/api/survival/update-check.ts').then(({ tidyUpdates }) => tidyUpdates(profileDir, updateBounds()));
  addContextMenu(window);
  // Whoever walks away leaves no open office behind; the page keeps its draft and locks as after idle minutes.
  for (const away of ['suspend', 'lock-screen'] as const) powerMonitor.on(away as 'suspend', () => tellPage(window, { type: 'away' }));
  watchDrives((drives) => tellPage(window, { type: 'drives', drives }));
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => void threads.close().finally(() => app.quit()));
}

/** What the shell answers itself, with its schemas, is loaded while the window comes up. */
function shellOf(window: BrowserWindow): (name: string, input: unknown) => Promise<unknown> {
  const places = createWrittenPlaces([profileDir]);
  const answers = import('./shell/shell-calls.ts').then(({ createShellCalls }) => createShellCalls(window, places, profileDir));
  return async (name, input) => (await answers)(name, input);
}
