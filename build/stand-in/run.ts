import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';

/**
 * Runs a bundled main, unchanged, with the stand-in's module in the place of `electron`:
 * `node build/stand-in/run.ts dist/electron/main.cjs`.
 */
const main = path.resolve(process.argv[2] ?? 'dist/electron/main.cjs');
// Built beside the app it is JavaScript: Node need not strip types, which costs time and memory that are not the app's.
const standIn = new URL(import.meta.url.endsWith('.ts') ? './electron.ts' : './electron.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
// As Electron has it: the app's folder, then what was said.
process.argv.splice(1, 2, main);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
// Started by a test, it ends with that test, also where the test is killed.
if (process.env['TEPAT_STAND_IN_DIR'] !== undefined) process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
createRequire(main)(main);
