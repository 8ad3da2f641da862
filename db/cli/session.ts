import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { caller, createApi } from '../api/create-api.ts';
import type { ApiEvent, CallInput, CallName, CallOutput } from '../api/contract.ts';
import { movedClock } from '../api/moved-clock.ts';
import { isFailure } from '../rules/failure.ts';
import { keyringUsers, readKeyring } from '../store/keyring.ts';
import { isOfficeFolder, officePaths, readIdentity } from '../store/office-folder.ts';
import { UsageError } from './arguments.ts';
import type { Arguments } from './arguments.ts';

export type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

const WAIT_MS = 120_000;

/** Where this user's marks and settings are: `TEPAT_PROFILE`, else the folder the desktop app uses. */
export function profileDir(): string {
  const given = process.env.TEPAT_PROFILE;
  if (given) return given;
  const base = process.platform === 'win32' ? process.env.APPDATA : process.platform === 'darwin' ? join(homedir(), 'Library', 'Application Support') : process.env.XDG_CONFIG_HOME;
  return join(base ?? join(homedir(), '.config'), 'Tepat');
}

/** The clock: the PC's, or `--clock DATE`, which only practice offices hear. Error: UsageError. */
export function clockFor(clock: string | undefined, practice: boolean): () => Date {
  if (clock === undefined) return () => new Date();
  if (!practice) throw new UsageError('--clock is heard in practice offices only');
  const moved = movedClock(clock);
  if (moved === null) throw new UsageError('--clock takes a date, YYYY-MM-DD');
  return moved;
}

/** The passphrase: `TEPAT_PASSPHRASE`, or asked for on a terminal. Error: UsageError. */
export async function passphrase(): Promise<string> {
  const given = process.env.TEPAT_PASSPHRASE;
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) throw new UsageError('TEPAT_PASSPHRASE is not set');
  return ask('Kata sandi: ');
}

/** Asks a question on the terminal. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

/** An api on an office folder without anyone signed in, for creating and restoring. */
export async function withApi<T>(dir: string, now: () => Date, work: (call: Call, sign: (token: string) => void) => Promise<T>, options: { wait?: boolean; onEvent?: (event: ApiEvent) => void } = {}): Promise<T> {
  let token = '';
  const api = createApi({ lane: 'both', profileDir: profileDir(), officeDir: dir, now, onEvent: options.onEvent ?? (() => undefined), waitMs: options.wait ? WAIT_MS : 0 });
  try {
    return await work(caller(api, () => token), (given) => (token = given));
  } finally {
    await api.close();
  }
}

/** Opens the office named by `--office` as `TEPAT_USER` (default: the first user) and closes it afterwards. */
export async function withOffice<T>(args: Arguments, work: (call: Call) => Promise<T>, options: { user?: string; onEvent?: (event: ApiEvent) => void } = {}): Promise<T> {
  const dir = args.need('office');
  const practice = isOfficeFolder(dir) && readIdentity(dir).practice;
  const now = clockFor(args.text('clock'), practice);
  return withApi(dir, now, async (call, sign) => {
    const user = options.user ?? process.env.TEPAT_USER ?? firstUser(dir);
    const opened = await call('session.open', { user, passphrase: await passphrase() });
    sign(opened.session);
    return work(call);
  }, { wait: args.flag('wait'), onEvent: options.onEvent ?? progressToTerminal() });
}

function firstUser(dir: string): string {
  try {
    readIdentity(dir);
    return keyringUsers(readKeyring(officePaths(dir).keyring))[0]?.name ?? '';
  } catch (error) {
    if (isFailure(error)) return '';
    throw error;
  }
}

/** Progress of long jobs on a terminal's standard error; silent when it is not a terminal. */
function progressToTerminal(): (event: ApiEvent) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (event) => {
    if (event.type === 'progress') process.stderr.write(`\r${event.phase} ${event.done}${event.total === null ? '' : `/${event.total}`}   `);
  };
}
