import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../build/build-app.ts';
import { packDummy } from '../../build/dummy-package.ts';
import type { DummyPackage } from '../../build/dummy-package.ts';
import { shippedPackages } from '../../build/sbom.ts';
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
  expect(config).toMatch(/^asar:\n {2}smartUnpack: false$/m);
  expect(config).toMatch(/^asarUnpack:\n {2}- '\*\*\/\*\.node'$/m);
  expect(block('nsis')).toMatchObject({ perMachine: 'false', allowElevation: 'false', deleteAppDataOnUninstall: 'false' });
});

test('Windows gets an installer per user and a portable program, Linux an AppImage and a package, all of them for x64', () => {
  const targets = (system: string): string[] => [...(new RegExp(`^${system}:\\n((?: .*\\n)+)`, 'm').exec(config)?.[1] ?? '').matchAll(/- target: (\w+)\n\s+arch: \[x64\]/g)].map((match) => match[1] ?? '');
  expect(targets('win')).toEqual(['nsis', 'portable']);
  expect(targets('linux')).toEqual(['AppImage', 'deb']);
});

describe.each(['linux', 'win32'] as const)('packed for %s around a dummy in Electron’s place', (system) => {
  let packed: DummyPackage;
  beforeAll(async () => {
    await buildApp();
    packed = await packDummy(system);
  }, 180_000);

  test('only what is needed is inside', () => {
    const others = packed.inside.filter((name) => !/^\/(dist\/electron\/[\w.-]+\.(cjs|mjs)|dist\/renderer\/(index\.html|assets\/[\w.-]+)|dist\/(sbom\.cdx\.json|LICENCES\.txt)|resources\/(regions|fonts\/)[\w.-]+|package\.json|node_modules\/better-sqlite3\/.*)$/.test(name));
    expect(others).toEqual([]);
    const natives = packed.inside.filter((name) => name.endsWith('.node'));
    expect(natives).toEqual([`/node_modules/better-sqlite3/prebuilds/${system}-x64.node`]);
    for (const needed of ['/dist/electron/main.cjs', '/dist/electron/preload.cjs', '/dist/electron/worker.cjs', '/dist/electron/health-process.cjs', '/dist/electron/cli.mjs', '/dist/renderer/index.html', '/resources/regions.txt.gz', '/resources/fonts/LiberationSans-Regular.ttf', '/resources/fonts/LICENSE-liberation.txt', '/package.json']) expect(packed.inside).toContain(needed);
    expect(packed.inside.filter((name) => /\.(map|ts|tsx|md)$|test|spec|fixture/i.test(name) && !name.startsWith('/node_modules/better-sqlite3/'))).toEqual([]);
  });

  test('the native module lies beside the archive, and all of it stays small', () => {
    expect(packed.beside).toEqual([`/node_modules/better-sqlite3/prebuilds/${system}-x64.node`]);
    expect(packed.bytes).toBeLessThan(45e6);
  });

  test('every fuse is burnt to its safe side', () => {
    const wanted = Object.fromEntries(Object.entries(block('electronFuses')).map(([name, value]) => [name, value === 'true']));
    expect(packed.fuses).toEqual(wanted);
  });
});

test('the list of parts and their licences are written at the build, and none is unknown', async () => {
  await buildApp();
  const bom = JSON.parse(readFileSync(path.join(root, 'dist/sbom.cdx.json'), 'utf8')) as { bomFormat: string; components: { name: string; version: string }[] };
  expect(bom.bomFormat).toBe('CycloneDX');
  const names = bom.components.map((one) => one.name);
  for (const name of ['electron', 'better-sqlite3-multiple-ciphers', 'react', 'age-encryption', 'exceljs']) expect(names).toContain(name);
  for (const name of ['vitest', 'eslint', '@playwright/test']) expect(names).not.toContain(name);
  expect(shippedPackages().filter(({ licence }) => licence === 'UNKNOWN' || (/GPL/.test(licence) && !/ OR /.test(licence))).map(({ name }) => name)).toEqual([]);
  expect(readFileSync(path.join(root, 'dist/LICENCES.txt'), 'utf8')).toContain('Permission is hereby granted');
}, 120_000);

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
