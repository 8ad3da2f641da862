import type { ApiError, ApiEvent, CallInput, CallName, CallOutput } from '../db/api/contract.ts';

/** What the shell offers the window besides the api. Paths are chosen in native dialogs, never typed. */
export interface ShellCalls {
  /** Asks for one or more files to read; null when the user cancels. */
  'shell.openFile': { input: { title?: string; extensions?: string[]; multiple?: boolean }; output: string[] | null };
  /** Asks for a folder (a stick, the backup folder). */
  'shell.chooseFolder': { input: { title?: string }; output: string | null };
  /** Asks where to write a file. */
  'shell.saveFile': { input: { title?: string; name: string; extensions?: string[] }; output: string | null };
  /** Prints the page as it stands, through the system's dialog. */
  'shell.print': { input: { paper?: 'A4' | 'F4'; landscape?: boolean }; output: { printed: boolean } };
  /** Writes the page as it stands to a PDF that the user names; null when cancelled. */
  'shell.printToPdf': { input: { name: string; paper?: 'A4' | 'F4'; landscape?: boolean }; output: string | null };
  /** The sticks that are in. */
  'shell.drives': { input: Record<string, never>; output: { path: string; name: string; freeBytes: number }[] };
  /** Starts the update that waits on this PC. */
  'shell.runUpdate': { input: Record<string, never>; output: { version: string; started: boolean } };
  /** Opens the system's file manager with the file selected. */
  'shell.showInFolder': { input: { path: string }; output: Record<string, never> };
  /** The language of the shell's own words. */
  'shell.setLanguage': { input: { language: 'id' | 'en' }; output: Record<string, never> };
  'shell.info': { input: Record<string, never>; output: { version: string; platform: string; engine: string; standIn: boolean } };
}
export type ShellName = keyof ShellCalls;

/** How an answer crosses from the preload: refusals are data, because errors lose their fields on the way. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ApiError };

/** A stick: where it is, what it is called, and its room. */
export interface Drive {
  readonly path: string;
  readonly name: string;
  readonly freeBytes: number;
}

/** A stick came or went. */
interface DrivesChanged {
  readonly type: 'drives';
  readonly drives: readonly Drive[];
}

/** The PC goes to sleep, or its screen was locked. */
interface WentAway {
  readonly type: 'away';
}

/** Files that the user dropped where the page takes a drop. */
interface DroppedFiles {
  readonly type: 'dropped';
  readonly paths: readonly string[];
}

/** What the preload exposes. The session token stays in the main process; the page never holds it. */
export interface TepatBridge {
  readonly call: (name: string, input: unknown) => Promise<Answer>;
  readonly onEvent: (listener: (event: ApiEvent | DroppedFiles | DrivesChanged | WentAway) => void) => () => void;
}

declare global {
  interface Window {
    readonly tepat?: TepatBridge;
  }
}

/** A refusal of the api or the shell, with the code and the facts that its text needs. */
export interface CallError extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Whether something caught is a refusal with a code. */
export function isCallError(error: unknown): error is CallError {
  return error instanceof Error && 'code' in error && 'params' in error;
}

function callError(error: ApiError): CallError {
  return Object.assign(new Error(error.code), { code: error.code, params: error.params });
}

async function send(name: string, input: unknown): Promise<unknown> {
  const bridge = window.tepat;
  if (!bridge) throw callError({ code: 'INTERNAL', params: { detail: 'bridge' } });
  const answer = await bridge.call(name, input);
  if (!answer.ok) throw callError(answer.error);
  return answer.value;
}

/** Calls the api; the input and the answer are those of the contract. Throws a {@link CallError}. */
export async function callApi<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  return (await send(name, input)) as CallOutput<N>;
}

/** Asks the shell for something that only the system can do (dialogs, print). Throws a {@link CallError}. */
export async function callShell<N extends ShellName>(name: N, input: ShellCalls[N]['input']): Promise<ShellCalls[N]['output']> {
  return (await send(name, input)) as ShellCalls[N]['output'];
}

/** Listens to the api's events; the answer stops listening. */
export function onApiEvent(listener: (event: ApiEvent) => void): () => void {
  return window.tepat?.onEvent((event) => { if (event.type !== 'dropped' && event.type !== 'drives' && event.type !== 'away') listener(event); }) ?? (() => undefined);
}

/** Listens to files dropped onto the window; the answer stops listening. */
export function onDropped(listener: (paths: readonly string[]) => void): () => void {
  return window.tepat?.onEvent((event) => { if (event.type === 'dropped') listener(event.paths); }) ?? (() => undefined);
}

/** Listens to sticks that come and go; the answer stops listening. */
export function onDrives(listener: (drives: readonly Drive[]) => void): () => void {
  return window.tepat?.onEvent((event) => { if (event.type === 'drives') listener(event.drives); }) ?? (() => undefined);
}

/** Listens for the user going away: sleep, or a locked screen; the answer stops listening. */
export function onAway(listener: () => void): () => void {
  return window.tepat?.onEvent((event) => { if (event.type === 'away') listener(); }) ?? (() => undefined);
}
