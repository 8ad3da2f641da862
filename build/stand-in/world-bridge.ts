/**
 * The two halves of the context bridge, as text that Chromium runs before any script of the page: one half in the
 * page's world, one in the preload's isolated world. They share nothing but the DOM, so they speak in events whose
 * names hold a random token that no page script sees. All values cross as JSON.
 */

/** The name of the preload's isolated world. */
export const preloadWorld = 'tepat-preload';
/** The function through which the isolated world, and only that, reaches main. */
export const sendBinding = 'standInSend';
/** The function of the isolated world through which main answers. */
export const receiveFunction = 'standInReceive';
/** The function of the isolated world that hands a file in question to main, which alone can tell its path. */
export const fileFunction = 'standInFile';

/** The page's half: builds what the preload exposes, as frozen functions that ask the other half. */
export function pageHalf(token: string): string {
  return `(${inPage.toString()})(${JSON.stringify(token)});`;
}

/** The preload's half: `require('electron')` for the preload's own text, which runs in it unchanged. */
export function preloadHalf(token: string, preload: string): string {
  const names = JSON.stringify({ token, sendBinding, receiveFunction, fileFunction });
  return `(${inPreload.toString()})(${names}, function (require, module, exports) {${preload}\n});`;
}

function inPage(token: string): void {
  if (window.top !== window) return;
  const callbacks = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>();
  let lastId = 0;
  let reply: { kind: string; value: unknown } = { kind: 'value', value: undefined };
  const EventClass = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const { parse, stringify } = JSON;
  const hear = (kind: string, listener: (detail: never) => void): void => {
    window.addEventListener(`${token}:${kind}`, (event) => listener(parse((event as CustomEvent<string>).detail) as never));
  };
  const ask = (path: string[], args: unknown[]): unknown => {
    lastId += 1;
    const id = lastId;
    const sent = args.map((argument) => {
      if (typeof argument !== 'function') return { value: argument };
      lastId += 1;
      callbacks.set(lastId, argument as (...values: unknown[]) => unknown);
      return { callback: lastId };
    });
    dispatch(new EventClass(`${token}:ask`, { detail: stringify({ id, path, args: sent }) }));
    const { kind, value } = reply;
    if (kind === 'error') throw new Error(String(value));
    if (kind === 'function') return (...more: unknown[]) => ask(['#', String(value)], more);
    if (kind === 'promise') return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
    return value;
  };
  const build = (shape: unknown, path: string[]): unknown => {
    if (shape === 'function') return (...args: unknown[]) => ask(path, args);
    const entries = Object.entries(shape as Record<string, unknown>).map(([key, part]) => [key, build(part, [...path, key])]);
    return Object.freeze(Object.fromEntries(entries));
  };
  hear('expose', ({ key, shape }: { key: string; shape: unknown }) => {
    Object.defineProperty(window, key, { value: build(shape, [key]), enumerable: true });
  });
  hear('reply', (detail: { kind: string; value: unknown }) => (reply = detail));
  hear('settle', ({ id, ok, value }: { id: number; ok: boolean; value: unknown }) => {
    const promise = promises.get(id);
    promises.delete(id);
    if (ok) promise?.resolve(value);
    else promise?.reject(value);
  });
  hear('callback', ({ id, args }: { id: number; args: unknown[] }) => callbacks.get(id)?.(...args));
}

function inPreload(
  names: { token: string; sendBinding: string; receiveFunction: string; fileFunction: string },
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window.top !== window) return;
  type Callable = (...args: unknown[]) => unknown;
  const world = globalThis as unknown as Record<string, Callable>;
  const exposed: Record<string, unknown> = {};
  const returned: Callable[] = [];
  const listeners = new Map<string, Set<Callable>>();
  const invokes = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const tell = (kind: string, detail: unknown): void => {
    window.dispatchEvent(new CustomEvent(`${names.token}:${kind}`, { detail: JSON.stringify(detail) }));
  };
  const shapeOf = (value: unknown): unknown =>
    typeof value === 'function' ? 'function' : Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, shapeOf(part)]));
  const find = (path: string[]): Callable => {
    if (path[0] === '#') return returned[Number(path[1])] as Callable;
    return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], exposed) as Callable;
  };
  const answer = (id: number, value: unknown): void => {
    if (typeof value === 'function') return tell('reply', { kind: 'function', value: returned.push(value as Callable) - 1 });
    if (!(value instanceof Promise)) return tell('reply', { kind: 'value', value });
    tell('reply', { kind: 'promise' });
    value.then(
      (result: unknown) => tell('settle', { id, ok: true, value: result }),
      (error: unknown) => tell('settle', { id, ok: false, value: error instanceof Error ? error.message : error }),
    );
  };
  window.addEventListener(`${names.token}:ask`, (event) => {
    type Ask = { id: number; path: string[]; args: { value?: unknown; callback?: number }[] };
    const { id, path, args } = JSON.parse((event as CustomEvent<string>).detail) as Ask;
    const received = args.map((argument) =>
      argument.callback === undefined ? argument.value : (...values: unknown[]) => tell('callback', { id: argument.callback, args: values }),
    );
    try {
      answer(id, find(path)(...received));
    } catch (error) {
      tell('reply', { kind: 'error', value: error instanceof Error ? error.message : String(error) });
    }
  });
  world[names.receiveFunction] = (message) => {
    const { id, channel, args, value, error } = message as { id?: number; channel?: string; args?: unknown[]; value?: unknown; error?: string };
    if (channel !== undefined) return listeners.get(channel)?.forEach((listener) => listener({}, ...(args ?? [])));
    const invoke = invokes.get(id ?? 0);
    invokes.delete(id ?? 0);
    return error === undefined ? invoke?.resolve(value) : invoke?.reject(new Error(error));
  };
  const tellTitle = (): void => void world[names.sendBinding]?.(JSON.stringify({ title: document.title }));
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(tellTitle).observe(document.head, { childList: true, subtree: true, characterData: true });
    tellTitle();
  });
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        invokes.set(lastId, { resolve, reject });
        world[names.sendBinding]?.(JSON.stringify({ id: lastId, channel, args }));
      }),
    on: (channel: string, listener: Callable) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    removeListener: (channel: string, listener: Callable) => listeners.get(channel)?.delete(listener),
  };
  const files = new Map<number, unknown>();
  world[names.fileFunction] = (id) => {
    const file = files.get(Number(id));
    files.delete(Number(id));
    return file;
  };
  // Electron answers at once; here main must be asked. Tepat's preload awaits either.
  const webUtils = {
    getPathForFile: (file: unknown) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        files.set(lastId, file);
        invokes.set(lastId, { resolve, reject });
        world[names.sendBinding]?.(JSON.stringify({ id: lastId, file: true }));
      }),
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      exposed[key] = api;
      tell('expose', { key, shape: shapeOf(api) });
    },
  };
  const module = { exports: {} };
  preload(
    (name) => {
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}`);
      return { contextBridge, ipcRenderer, webUtils };
    },
    module,
    module.exports,
  );
}
