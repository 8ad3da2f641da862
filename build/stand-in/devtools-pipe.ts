import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** What Chromium tells over its DevTools pipe without being asked. */
export interface DevToolsEvent {
  readonly method: string;
  readonly params: Record<string, unknown>;
  readonly sessionId?: string;
}

/** A running Chromium, spoken to over the DevTools protocol by a pair of pipes. */
export interface DevTools {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  onEvent(listener: (event: DevToolsEvent) => void): void;
  readonly process: ChildProcess;
  /** Resolves when Chromium has ended. */
  readonly ended: Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts Chromium and connects to it. A call rejects with DevTools' own message, or when Chromium ends. */
export function startDevTools(executable: string, args: readonly string[]): DevTools {
  const child = spawn(executable, ['--remote-debugging-pipe', ...args], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map<number, { resolve: (value: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  const listeners: ((event: DevToolsEvent) => void)[] = [];
  let lastId = 0;

  const toChromium = child.stdio[3] as Writable;
  toChromium.on('error', () => undefined);
  readMessages(child.stdio[4] as Readable, (message) => {
    const reply = message as Reply;
    if (reply.id === undefined) return listeners.forEach((listener) => listener(message as DevToolsEvent));
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error) caller?.reject(new Error(reply.error.message));
    else caller?.resolve(reply.result ?? {});
  });

  const ended = new Promise<void>((resolve) => {
    const finish = (): void => {
      for (const caller of waiting.values()) caller.reject(new Error('Chromium has ended'));
      waiting.clear();
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });

  return {
    process: child,
    ended,
    onEvent: (listener) => void listeners.push(listener),
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (child.exitCode !== null || child.pid === undefined) return reject(new Error('Chromium is not running'));
        lastId += 1;
        waiting.set(lastId, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
        toChromium.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
  };
}

/** Messages are JSON documents, each closed by a NUL. */
function readMessages(stream: Readable, onMessage: (message: unknown) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) onMessage(JSON.parse(part));
  });
}
