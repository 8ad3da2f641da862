import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { assertSecure } from '../../build/stand-in/web-preferences.ts';

const secure = { preload: '/preload.cjs', sandbox: true, contextIsolation: true, nodeIntegration: false };

test('the stand-in accepts the preferences that Tepat has', () => {
  expect(() => assertSecure(secure)).not.toThrow();
});

test.each([
  { sandbox: false },
  { contextIsolation: false },
  { nodeIntegration: true },
  { nodeIntegrationInWorker: true },
  { nodeIntegrationInSubFrames: true },
  { webSecurity: false },
  { webviewTag: true },
  { allowRunningInsecureContent: true },
  { experimentalFeatures: true },
  { enableBlinkFeatures: 'x' },
])('the stand-in throws on %j', (preferences) => {
  expect(() => assertSecure({ ...secure, ...preferences })).toThrow(/Insecure webPreferences/);
});

test('a main that asks for an insecure window does not get one', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tepat-insecure-'));
  const main = path.join(folder, 'main.cjs');
  writeFileSync(
    main,
    `const { app, BrowserWindow } = require('electron');
     app.setPath('userData', ${JSON.stringify(folder)});
     app.whenReady().then(() => {
       try { new BrowserWindow({ webPreferences: { nodeIntegration: true } }); } catch (error) { process.stdout.write(error.message); app.exit(9); }
     });`,
  );
  const { status, stdout } = spawnSync(process.execPath, ['build/stand-in/run.ts', main], { encoding: 'utf8', timeout: 60_000 });
  expect(stdout).toBe('Insecure webPreferences: nodeIntegration is true');
  expect(status).toBe(9);
});
