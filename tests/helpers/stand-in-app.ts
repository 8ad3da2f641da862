import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { endFamily } from '../../build/process-family.ts';
import { standInEnv } from '../../build/stand-in/stand-in-env.ts';
import type { LaunchedApp } from './app.ts';
import { patience, within } from './patience.ts';
import { temporaryFolder } from './temporary-folder.ts';

const root = path.join(import.meta.dirname, '../..');
const startLimitMs = 30_000;
const endLimitMs = 10_000;

type LogLine = { what: string; [detail: string]: unknown };

/** A stand-in that runs: node with Chromium below it, both in a process group of their own. */
interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly testDir: string;
  readonly errors: () => string;
}

/**
 * Starts the app under the stand-in. Chromium that does not come up is ended with everything below it and started once
 * more, which is said on standard error; an app that ends by itself is not started again. Whatever fails here leaves no
 * process behind, and neither does a test runner that is killed: the stand-in ends with its starter.
 */
export async function launchStandIn(main: string, profileDir: string, env: Readonly<Record<string, string>>): Promise<LaunchedApp> {
  try {
    return await startOnce(main, profileDir, env);
  } catch (error) {
    if (!(error instanceof NotUp)) throw error;
    process.stderr.write(`${error.message} Starting it once more.\n`);
    return startOnce(main, profileDir, env);
  }
}

/** The engine, not the app, failed to start. */
class NotUp extends Error {}

async function startOnce(main: string, profileDir: string, env: Readonly<Record<string, string>>): Promise<LaunchedApp> {
  const running = run(main, env);
  try {
    const port = await debuggingPort(running, profileDir);
    const { browser, page } = await reachPage(port);
    return launched(running, browser, page, profileDir);
  } catch (error) {
    endFamily(running.child);
    throw error;
  }
}

function run(main: string, env: Readonly<Record<string, string>>): Running {
  const testDir = temporaryFolder('stand-in');
  // Beside an app that was built whole lies the stand-in, built as well.
  const built = path.join(path.dirname(main), '../stand-in/run.mjs');
  const child = spawn(process.execPath, [existsSync(built) ? built : 'build/stand-in/run.ts', main], {
    cwd: root,
    env: { ...standInEnv, ...env, TEPAT_STAND_IN_DIR: testDir },
    // The stand-in ends when this pipe does, so a starter that is killed leaves nothing behind.
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, testDir, errors: () => errors };
}

/** Chromium writes the port it chose into its profile folder. */
async function debuggingPort({ child, testDir, errors }: Running, profileDir: string): Promise<string> {
  const file = path.join(profileDir, 'window/chromium/DevToolsActivePort');
  const deadline = Date.now() + patience(startLimitMs);
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The stand-in did not start. ${errors()}`);
    const ready = readLog(testDir).some((entry) => entry.what === 'ready');
    const port = ready && existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined;
    if (port !== undefined && port !== '') return port;
    await wait(30);
  }
  throw new NotUp(`Chromium did not come up. ${errors()}`);
}

async function reachPage(port: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: patience(startLimitMs) });
  const context = browser.contexts()[0];
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: patience(startLimitMs) }));
  if (page === undefined) throw new Error('The stand-in has no page');
  await page.waitForURL(/^https:\/\/tepat\.invalid\//, { timeout: patience(startLimitMs) });
  return { browser, page };
}

function launched(running: Running, browser: Browser, page: Page, profileDir: string): LaunchedApp {
  const { child, ended, testDir, errors } = running;
  return {
    page,
    engine: 'stand-in',
    profileDir,
    dialogs: { answer: async (...paths) => appendFileSync(path.join(testDir, 'dialogs.jsonl'), `${JSON.stringify(paths)}\n`) },
    log: () => readLog(testDir),
    close: async () => {
      try {
        await within(endLimitMs, 'Closing the page', page.close()).catch(() => undefined);
        return await within(endLimitMs, `Ending the app after its window was closed ${errors()}`, ended);
      } finally {
        endFamily(child);
        await browser.close().catch(() => undefined);
      }
    },
    crash: async () => {
      endFamily(child);
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

function readLog(testDir: string): LogLine[] {
  const file = path.join(testDir, 'log.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LogLine);
}
