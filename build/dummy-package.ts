import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as NodeFs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as Builder from 'electron-builder';

const root = path.join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
/** Where Electron keeps its fuses: these words, a version, how many there are, and one letter each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = ['runAsNode', 'enableCookieEncryption', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments', 'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar', 'loadBrowserProcessSpecificV8Snapshot', 'grantFileProtocolExtraPrivileges'] as const;

/** What electron-builder put together around a dummy in Electron's place. */
export interface DummyPackage {
  /** Files in the archive, as they are found by the app: `/dist/electron/main.cjs`. */
  readonly inside: readonly string[];
  /** Of those, what lies beside the archive because it cannot be loaded from inside. */
  readonly beside: readonly string[];
  /** The fuses as they stand in the dummy's program after packing. */
  readonly fuses: Readonly<Record<string, boolean>>;
  /** Bytes of the archive with what lies beside it. */
  readonly bytes: number;
}

/**
 * Packs the built app for a system by the product's own `electron-builder.yml` around a dummy named as one, in a temporary
 * folder: enough to see what goes into the archive and which fuses are burnt. It is no program and starts nothing.
 */
export async function packDummy(system: 'linux' | 'win32'): Promise<DummyPackage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tepat-dummy-package-'));
  try {
    const electronDist = path.join(folder, 'dummy-electron-not-a-program');
    writeDummy(electronDist, system);
    const { build, Platform } = require('electron-builder') as typeof Builder;
    const output = path.join(folder, 'out');
    await build({
      targets: (system === 'linux' ? Platform.LINUX : Platform.WINDOWS).createTarget('dir'),
      projectDir: root, publish: 'never',
      // The dummy is no Windows program: neither an icon nor the archive's hash can be written into its resources.
      config: { extends: path.join(root, 'electron-builder.yml'), electronDist, directories: { output }, ...(system === 'win32' && { win: { signAndEditExecutable: false }, disableAsarIntegrity: true }) },
    });
    const app = path.join(output, system === 'linux' ? 'linux-unpacked' : 'win-unpacked');
    return read(app, path.join(app, system === 'linux' ? 'tepat' : 'Tepat.exe'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeDummy(folder: string, system: 'linux' | 'win32'): void {
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  const fuses = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES.length]), Buffer.from('1'.repeat(FUSES.length))]);
  writeFileSync(path.join(folder, system === 'linux' ? 'electron' : 'electron.exe'), Buffer.concat([Buffer.from('THIS IS NOT ELECTRON\n'), fuses, Buffer.alloc(64)]), { mode: 0o755 });
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'locales/id.pak', 'locales/en-US.pak']) writeFileSync(path.join(folder, name), 'dummy');
}

function read(app: string, program: string): DummyPackage {
  const { getRawHeader } = require('@electron/asar') as { getRawHeader: (file: string) => { header: AsarFolder } };
  const fs = require('node:fs') as typeof NodeFs;
  const archive = path.join(app, 'resources/app.asar');
  const files = [...walk(getRawHeader(archive).header, '')];
  const binary = fs.readFileSync(program);
  const wire = binary.indexOf(SENTINEL) + SENTINEL.length + 2;
  const beside = files.filter(({ unpacked }) => unpacked).map(({ name }) => name);
  return {
    inside: files.map(({ name }) => name), beside,
    fuses: Object.fromEntries(FUSES.map((name, place) => [name, binary[wire + place] === '1'.charCodeAt(0)])),
    bytes: fs.statSync(archive).size + beside.reduce((sum, name) => sum + fs.statSync(path.join(`${archive}.unpacked`, name)).size, 0),
  };
}

interface AsarFolder { readonly files?: Readonly<Record<string, AsarFolder>>; readonly unpacked?: boolean }

function* walk(folder: AsarFolder, at: string): Generator<{ name: string; unpacked: boolean }> {
  for (const [name, entry] of Object.entries(folder.files ?? {})) {
    if (entry.files) yield* walk(entry, `${at}/${name}`);
    else yield { name: `${at}/${name}`, unpacked: entry.unpacked === true };
  }
}
