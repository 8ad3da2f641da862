import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DevTools } from './devtools-pipe.ts';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type RequestFilter = (details: { url: string; resourceType: string }, callback: (response: { cancel?: boolean }) => void) => void;
type InvokeHandler = (event: object, ...args: unknown[]) => unknown;

/** What the parts of the stand-in share: handlers the app registered, and the Chromium they apply to. */
export const state = {
  protocolHandlers: new Map<string, ProtocolHandler>(),
  invokeHandlers: new Map<string, InvokeHandler>(),
  requestFilter: null as RequestFilter | null,
  /** Electron grants what nobody refuses; so does the stand-in. */
  permissionCheck: ((): boolean => true) as (contents: null, permission: string) => boolean,
  devTools: null as DevTools | null,
  token: randomBytes(16).toString('hex'),
};

/** A folder through which a test scripts dialogs and hears what happened; null outside tests. */
const testDir = process.env['TEPAT_STAND_IN_DIR'] ?? null;
let answersRead = 0;

/** Writes down what happened for the test that watches; does nothing without one. */
export function note(what: string, detail: object = {}): void {
  if (testDir === null) return;
  mkdirSync(testDir, { recursive: true });
  appendFileSync(path.join(testDir, 'log.jsonl'), `${JSON.stringify({ what, ...detail })}\n`);
}

/** The next scripted answer to a dialog, or null when the test left none. */
export function nextDialogAnswer(): readonly string[] | null {
  const file = testDir === null ? null : path.join(testDir, 'dialogs.jsonl');
  if (file === null || !existsSync(file)) return null;
  const line = readFileSync(file, 'utf8').split('\n').filter((text) => text !== '')[answersRead];
  if (line === undefined) return null;
  answersRead += 1;
  return JSON.parse(line) as string[];
}

/** Chromium knows no scheme of ours, so the page's origin goes by an https name there that no network resolves. */
const chromiumOrigin = 'https://tepat.invalid';
const appOrigin = 'app://tepat';

/** The address as the app knows it → as Chromium shows it. */
export function toChromiumUrl(url: string): string {
  return url.startsWith(`${appOrigin}/`) ? chromiumOrigin + url.slice(appOrigin.length) : url;
}

/** The address as Chromium shows it → as the app knows it. */
export function toAppUrl(url: string): string {
  return url.startsWith(`${chromiumOrigin}/`) ? appOrigin + url.slice(chromiumOrigin.length) : url;
}

/** The page's origin inside Chromium. */
export const pageOrigin = chromiumOrigin;
