import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/electron-security.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map((match) => ({ no: Number(match[1]), shown: (match[4] ?? '').trim() }));
const shell = readdirSync(path.join(root, 'electron'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(path.join(root, 'electron', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''));

test('all twenty points of Electron’s security checklist name a test that is there', () => {
  expect(rows.map((row) => row.no)).toEqual(Array.from({ length: 20 }, (_one, place) => place + 1));
  const missing = rows.filter(({ shown }) => {
    const [file = '', title = ''] = shown.split(/: (.*)/s);
    return title === '' || !readFileSync(path.join(root, file), 'utf8').includes(`'${title}`);
  });
  expect(missing).toEqual([]);
});

test('no webview is attached and nothing outside is opened by the shell', () => {
  const all = shell.join('\n');
  expect(all).not.toMatch(/openExternal|openPath|webviewTag: true|allowpopups|setAsDefaultProtocolClient|autoUpdater|crashReporter|loadURL\('http/);
  expect(all).toMatch(/will-attach-webview', \(event\) => event\.preventDefault\(\)/);
  // One place starts a program: an update that was proved a moment before.
  expect(shell.filter((source) => /child_process/.test(source) && /\bspawn\(/.test(source)).every((source) => /readyUpdate\(/.test(source))).toBe(true);
});

test('Electron is of the version that this page names', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
  expect(page).toContain(`Electron ${version.split('.')[0] ?? ''},`);
});
