// What every command does first, on whatever Node ≥ 20 the system has: make sure that exactly the locked packages and
// the built resources are there, then go on under the Node 24 that is one of those packages. Needs no package itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(root, 'node_modules/.cache/tepat/installed');
const node24 = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs packages and builds resources where they are missing or old. All chatter goes to standard error. */
export function prepare() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (!isInstalled(wanted)) {
    console.error('Installing the locked packages (npm ci) …');
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], process.platform === 'win32');
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, wanted);
  }
  if (!existsSync(path.join(root, 'resources/regions.txt.gz'))) run(process.execPath, [path.join(root, 'build/regions.mjs')]);
  if (!existsSync(path.join(root, 'resources/fonts/LICENSE-liberation.txt'))) run(process.execPath, [path.join(root, 'build/fonts.mjs')]);
}

/** Whether node_modules holds what the lock file says; an install done by hand counts as well. */
function isInstalled(wanted) {
  if (!existsSync(node24)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true;
  const hidden = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(locked).every(([name, entry]) => name === '' || entry.optional || installed[name]?.version === entry.version);
}

function run(command, args, shell = false) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
  process.exit(3);
}

/** Runs a script of the project under Node 24 with the terminal as it is, and ends as it ends. */
export function continueUnderNode24(script, args) {
  const child = spawn(node24, [path.join(root, script), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 3)));
}
