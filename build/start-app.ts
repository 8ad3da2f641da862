import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildApp } from './build-app.ts';
import { chooseEngine, fetchElectron } from './electron-binary.ts';
import type { EngineChoice } from './electron-binary.ts';
import { needChromium } from './need-chromium.ts';
import { hasDisplay } from './stand-in/chromium.ts';
import { standInEnv } from './stand-in/stand-in-env.ts';

/** `npm start`: builds what changed, then opens the window; without a display it shows the guided demo instead. */
const root = path.join(import.meta.dirname, '..');
const main = path.join(root, 'dist/electron/main.cjs');

fetchElectron();
const choice = chooseEngine();
say(choice.engine === 'electron' ? 'Engine: Electron.' : `Engine: stand-in (Peraga Chromium), because ${choice.reason}.`);
if (choice.engine === 'stand-in') needChromium();
say((await buildApp()) ? 'Built the app.' : 'The app is built already.');
if (hasDisplay()) openWindow(choice);
else await showDemo();

function openWindow(engine: EngineChoice): void {
  const [command, ...args] =
    engine.engine === 'electron'
      ? [engine.binary, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
      : [process.execPath, path.join(root, 'dist/stand-in/run.mjs'), main];
  spawn(command, args, { stdio: 'inherit', env: engine.engine === 'electron' ? process.env : { ...standInEnv, ...process.env } }).on('exit', (code) => process.exit(code ?? 3));
}

async function showDemo(): Promise<void> {
  say('No display: the guided demo runs instead. It writes pictures and office folders to demo/.');
  const { guidedDemo } = await import('./guided-demo.ts');
  await guidedDemo(path.join(root, 'demo'), say);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
