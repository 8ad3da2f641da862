import { existsSync } from 'node:fs';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chooseEngine } from '../../build/electron-binary.ts';
import { patience, within } from './patience.ts';
import { launchStandIn } from './stand-in-app.ts';
import { temporaryFolder } from './temporary-folder.ts';

const root = path.join(import.meta.dirname, '../..');
const startLimitMs = 60_000;
const endLimitMs = 20_000;

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
  readonly dialogs: {
    /** Queues what the user will choose in the next file dialogue; an empty list cancels it. */
    answer(...paths: string[]): Promise<void>;
  };
  /** What the stand-in wrote down: dialogues, refused popups, navigations and requests. Empty under Electron. */
  log(): { what: string; [detail: string]: unknown }[];
  /** Closes the window as a user would and waits for the process to end; answers its exit code. */
  close(): Promise<number | null>;
  /** Kills the app with everything below it, as a power cut would, and waits until it is gone. */
  crash(): Promise<void>;
}

/** Starts the built app with a profile of its own and answers when its page is there. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const profileDir = options.profileDir ?? temporaryFolder('profile');
  const main = path.join(options.distDir ?? process.env['TEPAT_DIST'] ?? path.join(root, 'dist'), 'electron/main.cjs');
  if (!existsSync(main)) throw new Error(`${main} is missing: run npm test or npm start, which build it`);
  const env = { ...definedEnv(), ...options.env, TEPAT_PROFILE: profileDir };
  const choice = chooseEngine();
  return choice.engine === 'stand-in' ? launchStandIn(main, profileDir, env) : launchElectron(choice.binary, main, profileDir, env);
}

async function launchElectron(binary: string, main: string, profileDir: string, env: Record<string, string>): Promise<LaunchedApp> {
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({ executablePath: binary, args: [...rootFlags, main], env, timeout: patience(startLimitMs) });
  const page = await electron.firstWindow();
  const child = electron.process();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    page,
    engine: 'electron',
    profileDir,
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
      try {
        await within(endLimitMs, 'Closing the app', electron.close());
        return await within(endLimitMs, 'Ending the app', ended);
      } finally {
        child.kill('SIGKILL');
      }
    },
    crash: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
