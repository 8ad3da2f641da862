import { mkdirSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
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

/** Bundles the stand-in for Electron, as `run.mjs` and the module that main is given. It is no part of what is packaged. */
export async function bundleStandIn(outDir: string): Promise<void> {
  const entryPoints = ['run', 'electron'].map((name) => ({ in: path.join(root, `build/stand-in/${name}.ts`), out: name }));
  await build({ ...common, external: [], entryPoints, outdir: outDir, format: 'esm', outExtension: { '.js': '.mjs' } });
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

/**
 * What several entries need, and what is only imported when it is first used, lies in files of its own beside them: a thread
 * reads and compiles what it uses. Only modules can be split so, and only CommonJS is sure to start a thread out of Electron's
 * archive, so they are bundled as modules and then rewritten file by file.
 */
async function bundleCommonJs(entryPoints: Record<string, string>, outDir: string): Promise<void> {
  const { outputFiles } = await build({
    ...common,
    entryPoints,
    outdir: outDir,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    write: false,
    define: { 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    plugins: [writtenFacts, threadUrls, oneLanguage],
  });
  mkdirSync(outDir, { recursive: true });
  await Promise.all(outputFiles.map(async ({ path: file, text }) => {
    const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node24', minifyWhitespace: true, supported: { 'dynamic-import': false }, legalComments: 'none' });
    await writeFile(file, bundleUrl(code) + inAscii(code));
  }));
}

/** The address of the file, where it is asked for. */
function bundleUrl(code: string): string {
  return code.includes('bundleUrl') ? "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" : '';
}

/** One letter outside Latin-1 (the bundler leaves them in expressions) would double what the whole text takes of memory. */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
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

/** What is known of every call is written into the bundle: to come to it, all schemas would be made whenever a thread starts. */
const writtenFacts: Plugin = {
  name: 'written-facts',
  setup: (plugins) => {
    plugins.onLoad({ filter: /[\\/]db[\\/]api[\\/]call-facts\.ts$/ }, async ({ path: file }) => {
      const { callFacts } = (await import(pathToFileURL(file).href)) as { callFacts: unknown };
      return { loader: 'js', contents: `export const callFacts = ${JSON.stringify(callFacts)};` };
    });
  },
};

/** The library of schemas has its own words in fifty languages; nobody reads them but in a refusal's detail, in English. */
const oneLanguage: Plugin = {
  name: 'one-language',
  setup: (plugins) => {
    plugins.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ loader: 'js', contents: "export { default as en } from './en.js';" }));
  },
};

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
