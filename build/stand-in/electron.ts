import { EventEmitter } from 'node:events';
import { state } from './state.ts';

/**
 * The module that main gets for `electron` under the stand-in: the part of Electron's interface that Tepat uses, each
 * with Electron's own meaning. What is missing here fails loudly, because main would read `undefined`.
 */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog, Menu, shell } from './desktop.ts';
export { utilityProcess } from './utility-process.ts';

/** Tells that the PC sleeps or its screen is locked; a signal stands for it, for tests. */
export const powerMonitor = new EventEmitter();
process.on('SIGUSR2', () => void powerMonitor.emit('lock-screen'));

export const ipcMain = {
  handle: (channel: string, handler: (event: object, ...args: unknown[]) => unknown): void => {
    if (state.invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    state.invokeHandlers.set(channel, handler);
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[]): void => {
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) throw new Error(`The stand-in serves ${scheme} as a standard, secure scheme only`);
    }
  },
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>): void => {
    state.protocolHandlers.set(scheme, handler);
  },
};

type RequestFilter = NonNullable<typeof state.requestFilter>;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (): void => undefined,
    setPermissionCheckHandler: (handler: typeof state.permissionCheck): void => {
      state.permissionCheck = handler;
    },
    setDevicePermissionHandler: (): void => undefined,
    webRequest: {
      onBeforeRequest: (filter: RequestFilter): void => {
        state.requestFilter = filter;
      },
    },
    on: (): void => undefined,
  },
};
