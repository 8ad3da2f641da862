import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chooseEngine } from '../../build/electron-binary.ts';

const root = path.join(import.meta.dirname, '../..');
const startLimitMs = 60_000;

export interface LaunchOptions {
  /** The app's own folder; a fresh temporary one when left out. */
  readonly profileDir?: string;
  /** The built app: a folder with `electron/main.cjs` and `renderer/`. Left out: `TEPAT_DIST`, else `dist`. */
  readonly distDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchedApp {
  readonly page: Page;
  readonly engine: 'electron' | 'stand-in';
  readonly profileDir: string;
  readonly pid: number;
  readonly dialogs: {
    /** Queues what the user will choose in the next file dialogue; an empty list cancels it. */
    answer(...paths: string[]): Promise<void>;
  };
  /** What the stand-in wrote down: dialogues, refused popups, navigations and requests. Empty under Electron. */
  log(): { what: string; [detail: string]: unknown }[];
  /** Closes the window as a user would and waits for the process to end; answers its exit code. */
  close(): Promise<number | null>;
}

/** Starts the built app with a profile of its own and answers when its page is there. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const profileDir = options.profileDir ?? mkdtempSync(path.join(tmpdir(), 'tepat-'));
  const main = path.join(options.distDir ?? process.env['TEPAT_DIST'] ?? path.join(root, 'dist'), 'electron/main.cjs');
  if (!existsSync(main)) throw new Error(`${main} is missing: run npm test or npm start, which build it`);
  const env = { ...definedEnv(), ...options.env, TEPAT_PROFILE: profileDir };
  const choice = chooseEngine();
  return choice.engine === 'stand-in' ? launchStandIn(main, profileDir, env) : launchElectron(choice.binary, main, profileDir, env);
}

async function launchStandIn(main: string, profileDir: string, env: Record<string, string>): Promise<LaunchedApp> {
  const testDir = mkdtempSync(path.join(tmpdir(), 'tepat-stand-in-'));
  const child = spawn(process.execPath, ['build/stand-in/run.ts', main], {
    cwd: root,
    env: { ...env, TEPAT_STAND_IN_DIR: testDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const log = (): { what: string }[] => readLines(path.join(testDir, 'log.jsonl'));
  const port = await debuggingPort(child, profileDir, log, () => errors);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0] ?? (await browser.contexts()[0]?.waitForEvent('page'));
  if (page === undefined) throw new Error('The stand-in has no page');
  await page.waitForURL(/^https:\/\/tepat\.invalid\//);
  return {
    page,
    engine: 'stand-in',
    profileDir,
    pid: child.pid ?? 0,
    dialogs: { answer: async (...paths) => appendFileSync(path.join(testDir, 'dialogs.jsonl'), `${JSON.stringify(paths)}\n`) },
    log,
    close: async () => {
      await page.close().catch(() => undefined);
      const code = await Promise.race([ended, wait(10_000, 'late' as const, { ref: false })]);
      if (code !== 'late') return code;
      child.kill('SIGKILL');
      throw new Error(`The app did not end after its window was closed. ${errors}`);
    },
  };
}

/** Chromium writes the port it chose into its profile folder. */
async function debuggingPort(child: ChildProcess, profileDir: string, log: () => { what: string }[], errors: () => string): Promise<string> {
  const file = path.join(profileDir, 'window/chromium/DevToolsActivePort');
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = log().some((entry) => entry.what === 'ready');
    const port = ready && existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined;
    if (port !== undefined && port !== '') return port;
    await wait(30);
  }
  throw new Error(`The stand-in did not start. ${errors()}`);
}

async function launchElectron(binary: string, main: string, profileDir: string, env: Record<string, string>): Promise<LaunchedApp> {
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({ executablePath: binary, args: [...rootFlags, main], env });
  const page = await electron.firstWindow();
  const child = electron.process();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    page,
    engine: 'electron',
    profileDir,
    pid: child.pid ?? 0,
    dialogs: {
      answer: async (...paths) => {
        await electron.evaluate(({ dialog }, paths) => {
          const { showOpenDialog, showSaveDialog } = dialog;
          const restore = (): void => void Object.assign(dialog, { showOpenDialog, showSaveDialog });
          dialog.showOpenDialog = async () => (restore(), { canceled: paths.length === 0, filePaths: paths });
          dialog.showSaveDialog = async () => (restore(), { canceled: paths.length === 0, filePath: paths[0] ?? '' });
        }, paths);
      },
    },
    log: () => [],
    close: async () => {
      await electron.close();
      return ended;
    },
  };
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function readLines(file: string): { what: string }[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { what: string });
}
