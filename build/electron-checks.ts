import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseEngine } from './electron-binary.ts';

/**
 * What only real Electron can show. `node build/electron-checks.ts` lists it and does what the machine allows: the suites of
 * the window where Electron's binary is, and the checks of a packaged program where `TEPAT_PACKAGED` names its executable
 * (`out/linux-unpacked/tepat`, `out/win-unpacked/Tepat.exe`). What a person has to look at is listed with what to see.
 */
const root = path.join(import.meta.dirname, '..');
const packaged = process.env['TEPAT_PACKAGED'];
/** A word that the terminal's list of calls has. */
const probe = 'family.save';
/** Long enough for a window to come up; it is ended then. */
const START_MS = 15_000;
type Outcome = 'passed' | 'failed' | 'skipped';

interface Check { readonly name: string; readonly needs: 'electron' | 'packaged' | 'packaged for Windows'; readonly run: () => boolean }

const checks: readonly Check[] = [
  { name: 'the walls of the window hold (tests/shell)', needs: 'electron', run: () => runs(['node_modules/vitest/vitest.mjs', 'run', 'tests/shell/']) },
  { name: 'a clerk’s day in the window (tests/e2e)', needs: 'electron', run: () => runs(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list']) },
  { name: 'start and memory (npm run bench -- window)', needs: 'electron', run: () => runs(['build/run.mjs', 'bench', 'window']) },
  { name: 'the packaged program answers the terminal', needs: 'packaged', run: () => said(['--cli', 'call', '--list']).includes(probe) },
  { name: 'ELECTRON_RUN_AS_NODE runs no script', needs: 'packaged', run: () => !said(['-e', 'console.log("RAN")'], { ELECTRON_RUN_AS_NODE: '1' }).includes('RAN') },
  { name: 'NODE_OPTIONS loads nothing', needs: 'packaged', run: () => !said(['--cli', 'call', '--list'], { NODE_OPTIONS: `--require ${evil()}` }).includes('RAN') },
  { name: '--inspect opens no debugger', needs: 'packaged', run: () => !/Debugger listening/.test(said(['--inspect=0', '--cli', 'call', '--list'])) },
  { name: '--remote-debugging-port opens no way into the page', needs: 'packaged', run: () => !/DevTools listening/.test(said(['--remote-debugging-port=0'], { TEPAT_PROFILE: mkdtempSync(path.join(tmpdir(), 'tepat-debugged-')) }, START_MS)) },
  // Electron proves its archive on Windows and macOS only.
  { name: 'a changed archive does not start', needs: 'packaged for Windows', run: changedArchiveIsRefused },
  { name: 'every fuse reads as burnt (tests/shell/packaging.test.ts)', needs: 'packaged', run: () => runs(['node_modules/vitest/vitest.mjs', 'run', 'tests/shell/packaging.test.ts']) },
];

const byHand: readonly string[] = [
  'Start Tepat twice: the second start brings the first window forward and ends.',
  'Beranda, Cadangkan: the save dialogue is the system’s, in Indonesian, and opens in Documents.',
  'Print a recap: the system’s print dialogue opens with F4 (215 × 330 mm) chosen.',
  'Pull the stick while a report is written: the refusal names the folder; put it in and write again.',
  'Install over an older version with an office in it: the office opens, the snapshot “Sebelum pembaruan” is listed.',
  'Pengaturan, Pembaruan with a signed stick: the installer starts after “Tutup Tepat dan pasang”; change one byte of it on the stick, and it is refused.',
  'Uninstall: the offices in the profile are still there.',
  'On a PC with 4 GB: start to a usable list with 24,000 people, and all processes together idle (Task Manager).',
  'The portable program from a stick, the AppImage and the deb: each starts, and finds the office of the installed one.',
  'Plug in a stick on Windows: its letter shows on Beranda and Paket by itself; pull it out, and it goes.',
  'Back up to a FAT32 stick with photos: the folder “Foto Tepat …” lies beside the file; restore both on another PC.',
  'With Defender’s real-time protection on, import 15,000 rows and run Periksa kesehatan: number 17 says nothing was held.',
  'Save a letter and a list as PDF and as .docx: Acrobat and Word open both, without a repair notice.',
  'Let the PC sleep with a form half filled: it wakes locked, and the draft is there.',
  'Task Manager, details: one process of the program draws the page, none is called “Network Service”; lists, photos and prints work all the same (decision 0041).',
  'After five quiet seconds main gives memory back: its figure falls, and the next click answers at once.',
  'Pengaturan, Pembaruan in a program without the publisher’s key: any stick is refused and the page says that no key is in the program.',
  'Fill the disk (or use a small one) while an import is stored: it is named, nothing is half there; the same with the office folder set to read-only.',
  'Pull the plug of the PC (or kill a virtual machine) while an import is stored: the next start opens the office with all or nothing of it.',
  'Lock an office of a city with escrow, forget everything: request, ten words by telephone, answer, new keys.',
  'Write a BACA file with a code and one for a key; open both on a PC that has no office.',
  'Open the developer tools by their keys, drop a file and a link onto the window, middle-click a link: nothing opens, nothing loads.',
  'Disconnect nothing and watch with the firewall’s log for a day: no connection but the upload’s address.',
];

function runs(args: readonly string[]): boolean {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

function said(args: readonly string[], env: Readonly<Record<string, string>> = {}, timeout = 60_000): string {
  const { stdout, stderr } = spawnSync(packaged ?? '', args, { encoding: 'utf8', timeout, env: { ...process.env, ...env } });
  return `${stdout ?? ''}${stderr ?? ''}`;
}

function evil(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'tepat-options-')), 'ran.cjs');
  writeFileSync(file, 'console.log("RAN")');
  return file;
}

/** A copy of the program whose archive differs in one letter, wherever the terminal's words stand in it, must not answer. */
function changedArchiveIsRefused(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'tepat-changed-'));
  try {
    cpSync(path.dirname(packaged ?? ''), folder, { recursive: true });
    const archive = path.join(folder, 'resources/app.asar');
    const bytes = readFileSync(archive);
    for (let at = bytes.indexOf(probe); at >= 0; at = bytes.indexOf(probe, at + 1)) bytes[at] = 'X'.charCodeAt(0);
    writeFileSync(archive, bytes);
    copyFileSync(packaged ?? '', path.join(folder, path.basename(packaged ?? '')));
    const { status, signal, stdout } = spawnSync(path.join(folder, path.basename(packaged ?? '')), ['--cli', 'call', '--list'], { encoding: 'utf8', timeout: 60_000 });
    return (status !== 0 || signal !== null) && !(stdout ?? '').includes('amily.save');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcomeOf(check: Check): Outcome {
  if (check.needs === 'electron' && chooseEngine().engine === 'stand-in') return 'skipped';
  if (check.needs === 'packaged for Windows' && process.platform !== 'win32') return 'skipped';
  if (check.needs !== 'electron' && (packaged === undefined || !existsSync(packaged))) return 'skipped';
  return check.run() ? 'passed' : 'failed';
}

for (const check of checks) {
  const outcome = outcomeOf(check);
  const why = outcome !== 'skipped' ? '' : check.needs === 'electron' ? ' (Electron’s binary is not on this machine)' : check.needs === 'packaged for Windows' && process.platform !== 'win32' ? ' (Electron proves its archive on Windows)' : ' (name a packaged program in TEPAT_PACKAGED)';
  process.stdout.write(`${outcome.toUpperCase()} ${check.name}${why}\n`);
  if (outcome === 'failed') process.exitCode = 1;
}
process.stdout.write(`\nFor a person to look at:\n${byHand.map((line, place) => `${place + 1}. ${line}`).join('\n')}\n`);
