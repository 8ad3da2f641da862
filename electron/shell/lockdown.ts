import { app, session } from 'electron';
import type { WebContents } from 'electron';
import { appOrigin, appPage } from './app-files.ts';

/** Refuses everything a page could ask of the machine, for every page this process will ever have. */
export function lockDown(): void {
  app.enableSandbox();
  // No fuse closes these: whoever starts the program with them would read along in the page.
  if (app.isPackaged) for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

/** Denies every permission and every request that leaves the app. Needs the app to be ready. */
export function lockSession(): void {
  const current = session.defaultSession;
  current.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  current.setPermissionCheckHandler(() => false);
  current.setDevicePermissionHandler(() => false);
  current.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isLocal(details.url) }));
  current.on('will-download', (event) => event.preventDefault());
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (withoutHash(event.url) !== appPage) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}

function withoutHash(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

/** Whether a request stays inside the app; developer tools and inline data count as inside. */
function isLocal(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || url.startsWith('data:') || url.startsWith(`blob:${appOrigin}/`) || url.startsWith('devtools:');
}
