import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chooseEngine } from '../../build/electron-binary.ts';

const root = path.join(import.meta.dirname, '../..');
const config = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');

/** The lines of one block of the file, as a record. */
function block(name: string): Record<string, string> {
  const lines = new RegExp(`^${name}:\\n((?:  .*\\n)+)`, 'm').exec(config)?.[1] ?? '';
  return Object.fromEntries([...lines.matchAll(/^ {2}(\w+): (.*)$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

test('every fuse is set, each to its safe side', () => {
  expect(block('electronFuses')).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    grantFileProtocolExtraPrivileges: 'false',
  });
});

test('the installer is per user, rebuilds nothing, and keeps native modules outside the archive', () => {
  expect(config).toMatch(/^npmRebuild: false$/m);
  expect(config).toMatch(/^asar: true$/m);
  expect(config).toMatch(/^asarUnpack:\n {2}- '\*\*\/\*\.node'$/m);
  expect(block('nsis')).toMatchObject({ perMachine: 'false', allowElevation: 'false', deleteAppDataOnUninstall: 'false' });
});

test('Electron’s own binary starts and names the version of the lock file', (context) => {
  const choice = chooseEngine();
  if (choice.engine === 'stand-in') return context.skip(choice.reason);
  const wanted = (JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }).version;
  const { stdout } = spawnSync(choice.binary, ['--version'], { encoding: 'utf8' });
  expect(stdout.trim()).toBe(`v${wanted}`);
});

test('a packaged app has its fuses burnt', (context) => {
  const packaged = process.env['TEPAT_PACKAGED'];
  if (packaged === undefined) return context.skip('no packaged app: name its executable in TEPAT_PACKAGED');
  const fuses = path.join(root, 'node_modules/@electron/fuses/dist/bin.js');
  const { stdout } = spawnSync(process.execPath, [fuses, 'read', '--app', packaged], { encoding: 'utf8' });
  expect(stdout).toMatch(/RunAsNode is Disabled/);
  expect(stdout).toMatch(/OnlyLoadAppFromAsar is Enabled/);
  expect(stdout).toMatch(/EnableEmbeddedAsarIntegrityValidation is Enabled/);
});
