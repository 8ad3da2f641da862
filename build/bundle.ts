import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';

const root = path.join(import.meta.dirname, '..');

const productWorker = 'electron/worker.ts';

const common: BuildOptions = {
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  // Electron brings its own module; the database's is native and stays in node_modules.
  external: ['electron', 'better-sqlite3'],
  legalComments: 'none',
  logLevel: 'error',
};

/**
 * Bundles main, preload, the data threads and every `*-thread.ts` and `*-process.ts` of db into `outDir` as `<name>.cjs`.
 * `workerFile` replaces the data thread in tests of the shell alone.
 */
export async function bundleElectron(outDir: string, workerFile: string = productWorker): Promise<void> {
  await bundleCommonJs({ ...byName(['electron/main.ts', ...threadFiles()]), worker: path.join(root, workerFile) }, outDir);
  // The terminal inside the packaged app (`--cli`).
  if (workerFile === productWorker) await bundleModule('db/cli.ts', outDir);
  // A sandboxed preload may require nothing but electron, so it gets no banner.
  await build({ ...common, entryPoints: { preload: path.join(root, 'electron/preload.ts') }, outdir: outDir });
}

/** Bundles a script of the project with the threads that it may start, as the product is bundled; returns where it lies. */
export async function bundleScript(script: string, outDir: string): Promise<string> {
  await bundleCommonJs(byName(threadFiles()), outDir);
  await bundleModule(script, outDir);
  return path.join(outDir, `${path.basename(script, '.ts')}.mjs`);
}

function byName(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [path.basename(file, '.ts'), path.join(root, file)]));
}

async function bundleCommonJs(entryPoints: Record<string, string>, outDir: string): Promise<void> {
  await build({
    ...common,
    entryPoints,
    outdir: outDir,
    define: { 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [threadUrls],
  });
}

/** What waits at its top level is bundled as a module. */
async function bundleModule(script: string, outDir: string): Promise<void> {
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  const entry = { in: path.join(root, script), out: path.basename(script, '.ts') };
  await build({ ...common, entryPoints: [entry], outdir: outDir, format: 'esm', outExtension: { '.js': '.mjs' }, banner, plugins: [threadUrls] });
}

/** Files of db that run as threads or processes of their own. */
function threadFiles(): string[] {
  return readdirSync(path.join(root, 'db'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /-(thread|process)\.ts$/.test(file))
    .map((file) => path.join('db', file));
}

/** In the bundle a thread or process lies beside the file that starts it, and is JavaScript. */
const threadUrls: Plugin = {
  name: 'thread-urls',
  setup: (plugins) => {
    plugins.onLoad({ filter: /[\\/]db[\\/].*\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      return { loader: 'ts', contents: source.replace(/new URL\('[^']*?([\w-]+-(?:thread|process))\.ts', import\.meta\.url\)/g, "new URL('./$1.cjs', import.meta.url)") };
    });
  },
};
