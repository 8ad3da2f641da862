import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { callChannel, eventChannel } from './channels.ts';
import type { Answer } from './channels.ts';
import type { DataThreads } from './data-threads.ts';
import { collectWhenQuiet } from './collect-when-quiet.ts';
import { isOwnPage } from './own-page.ts';
import { refusal, toApiError } from './refusal.ts';

/** What a window's calls reach. */
interface Doors {
  readonly window: BrowserWindow;
  readonly threads: DataThreads;
  readonly answerShell: (name: string, input: unknown) => Promise<unknown>;
}

/** The session token stays here: the page never handles it, so a page cannot borrow another's. */
export interface SessionKeeper {
  current: string;
}

/**
 * Listens on the one channel. A call is heard only from the top frame of our own window and origin, only with a name
 * of text, and `shell.*` is answered here while every other name goes to the data threads.
 */
export function listenForCalls(doors: Doors, keeper: SessionKeeper): void {
  const begins = collectWhenQuiet();
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown): Promise<Answer> => answer(event, name, input).finally(begins()));

  async function answer(event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<Answer> {
    if (!isOwnPage(event, doors.window)) return { ok: false, error: refusal('UNKNOWN_CALL', { name: 'sender' }) };
    if (typeof name !== 'string') return { ok: false, error: refusal('UNKNOWN_CALL', { name: typeof name }) };
    if (name.startsWith('shell.')) return answerHere(doors.answerShell(name, input));
    const said = await doors.threads.call(name, input, keeper.current);
    keepSession(name, said, keeper);
    return said;
  }
}

/** Passes an event of the data threads on to the page. */
export function tellPage(window: BrowserWindow, event: unknown): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
}

async function answerHere(work: Promise<unknown>): Promise<Answer> {
  return work.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error: toApiError(error) }),
  );
}

function keepSession(name: string, answer: Answer, keeper: SessionKeeper): void {
  if (!answer.ok) return;
  if (name === 'session.lock' || name === 'office.select') keeper.current = '';
  if (name === 'session.open') keeper.current = sessionIn(answer.value);
}

function sessionIn(value: unknown): string {
  return typeof value === 'object' && value !== null && 'session' in value && typeof value.session === 'string' ? value.session : '';
}
