import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { DevTools, DevToolsEvent } from './devtools-pipe.ts';
import { answerRequest } from './page-requests.ts';
import type { PausedRequest } from './page-requests.ts';
import { preventableEvent } from './preventable-event.ts';
import { note, pageOrigin, state, toAppUrl, toChromiumUrl } from './state.ts';
import { fileFunction, pageHalf, preloadHalf, preloadWorld, receiveFunction, sendBinding } from './world-bridge.ts';

type OpenHandler = (details: { url: string; frameName: string; features: string; disposition: string }) => { action: 'allow' | 'deny' };
interface ExecutionContext {
  readonly id: number;
  readonly name: string;
  readonly auxData?: { readonly frameId?: string };
}
interface Frame {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
}

/** Permissions by Chromium's names, each with Electron's name for it. */
const permissions: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'window-management': 'window-management',
  'local-fonts': 'local-fonts',
  'idle-detection': 'idle-detection',
};

/** The page of the one window, in the place of Electron's `WebContents`. */
export class StandInContents extends EventEmitter {
  #devTools: DevTools | null = null;
  #session = '';
  #mainFrame = '';
  #frames = new Map<string, Frame>();
  #preloadContext = 0;
  #openedUrl = '';
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #loading = '';

  /** Prepares the page before anything is loaded into it: requests, the two worlds, permissions. */
  async attach(devTools: DevTools, session: string, preload: string | undefined): Promise<void> {
    this.#devTools = devTools;
    this.#session = session;
    devTools.onEvent((event) => {
      if (event.sessionId === session) void this.#hear(event).catch(() => undefined);
    });
    const tree = (await this.#send('Page.getFrameTree')) as { frameTree: { frame: Frame } };
    this.#mainFrame = tree.frameTree.frame.id;
    this.#frames.set(this.#mainFrame, tree.frameTree.frame);
    await this.#send('Page.enable');
    await this.#send('Runtime.enable');
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await this.#send('Runtime.addBinding', { name: sendBinding, executionContextName: preloadWorld });
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: pageHalf(state.token) });
    const source = preload === undefined ? '' : preloadHalf(state.token, readFileSync(preload, 'utf8'));
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: preloadWorld });
    for (const [name, electronName] of Object.entries(permissions)) {
      const setting = state.permissionCheck(null, electronName) ? 'granted' : 'denied';
      await devTools.send('Browser.setPermission', { permission: { name }, setting, origin: pageOrigin }).catch(() => undefined);
    }
  }

  /** Fixes the size of the page where no window system would. */
  async setSize(width: number, height: number): Promise<void> {
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }

  async loadURL(url: string): Promise<void> {
    this.#loading = url;
    await this.#send('Page.navigate', { url: toChromiumUrl(url) });
  }

  getURL(): string {
    return toAppUrl(this.#frames.get(this.#mainFrame)?.url ?? '');
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Asks the app about a window that the page opened. Always closed: Tepat has one window, and says so. */
  refusePopup(): void {
    const url = toAppUrl(this.#openedUrl);
    const { action } = this.#openHandler({ url, frameName: '', features: '', disposition: 'new-window' });
    note('popup', { url, action });
    if (action !== 'deny') throw new Error('The stand-in opens no second window');
  }

  send(channel: string, ...args: unknown[]): void {
    void this.#toPreload({ channel, args }).catch(() => undefined);
  }

  setTitle(title: string): void {
    const expression = `document.title = ${JSON.stringify(title)}`;
    void this.#send('Runtime.evaluate', { expression }).catch(() => undefined);
  }

  async printToPDF(options: { landscape?: boolean; pageSize?: unknown; printBackground?: boolean; preferCSSPageSize?: boolean }): Promise<Buffer> {
    const size = typeof options.pageSize === 'object' ? (options.pageSize as { width: number; height: number }) : { width: 210 / 25.4, height: 297 / 25.4 };
    const answer = await this.#send('Page.printToPDF', {
      landscape: options.landscape ?? false,
      printBackground: options.printBackground ?? false,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      paperWidth: size.width,
      paperHeight: size.height,
    });
    return Buffer.from(answer['data'] as string, 'base64');
  }

  /** Chromium's own print dialogue; headless there is no printer, which is answered as Electron answers it. */
  print(_options: object, callback?: (printed: boolean, reason: string) => void): void {
    note('print');
    callback?.(false, 'no printer');
  }

  #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    if (this.#devTools === null) return Promise.reject(new Error('No page yet'));
    return this.#devTools.send(method, params, this.#session);
  }

  async #hear({ method, params }: DevToolsEvent): Promise<void> {
    if (method === 'Fetch.requestPaused') return this.#onRequest(params as unknown as PausedRequest & { frameId: string });
    if (method === 'Page.windowOpen') this.#openedUrl = params['url'] as string;
    if (method === 'Page.frameAttached') this.#frames.set(params['frameId'] as string, { id: params['frameId'] as string, parentId: params['parentFrameId'] as string, url: '' });
    if (method === 'Page.frameNavigated') this.#onNavigated(params['frame'] as Frame);
    if (method === 'Page.loadEventFired') this.emit('did-finish-load');
    if (method === 'Runtime.executionContextCreated') this.#onContext(params['context'] as ExecutionContext);
    if (method === 'Runtime.bindingCalled') await this.#onInvoke(params['payload'] as string, params['executionContextId'] as number);
  }

  #onNavigated(frame: Frame): void {
    this.#frames.set(frame.id, frame);
    if (frame.id === this.#mainFrame) this.#loading = '';
  }

  #onContext(context: ExecutionContext): void {
    if (context.name === preloadWorld && context.auxData?.frameId === this.#mainFrame) this.#preloadContext = context.id;
  }

  async #onRequest(paused: PausedRequest & { frameId: string }): Promise<void> {
    if (this.#devTools === null) return;
    const url = toAppUrl(paused.request.url);
    const isNavigation = paused.resourceType === 'Document';
    if (isNavigation && url !== this.#loading && this.#isPrevented(url, paused.frameId === this.#mainFrame)) {
      note('navigation-refused', { url });
      await this.#send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
      return;
    }
    await answerRequest(this.#devTools, this.#session, paused);
  }

  #isPrevented(url: string, isMainFrame: boolean): boolean {
    const event = preventableEvent({ url, isMainFrame });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    return event.defaultPrevented;
  }

  async #onInvoke(payload: string, contextId: number): Promise<void> {
    const { id, channel, args, title, file } = JSON.parse(payload) as { id: number; channel: string; args: unknown[]; title?: string; file?: boolean };
    if (title !== undefined) return void this.emit('title', title);
    if (file) return this.#toPreload({ id, value: await this.#pathOf(id, contextId) }, contextId);
    const handler = state.invokeHandlers.get(channel);
    const url = this.getURL();
    const senderFrame = { url, origin: new URL(url).origin, parent: null };
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      await this.#toPreload({ id, value: await handler({ sender: this, senderFrame }, ...args) }, contextId);
    } catch (error) {
      await this.#toPreload({ id, error: error instanceof Error ? error.message : String(error) }, contextId);
    }
  }

  /** The path of a file that the user dropped; empty for one that a script made. */
  async #pathOf(id: number, contextId: number): Promise<string> {
    const { result } = (await this.#send('Runtime.evaluate', { expression: `globalThis[${JSON.stringify(fileFunction)}](${id})`, contextId })) as { result: { objectId?: string } };
    const { path } = (await this.#send('DOM.getFileInfo', { objectId: result.objectId }).catch(() => ({ path: '' }))) as { path: string };
    return path;
  }

  async #toPreload(message: object, contextId: number = this.#preloadContext): Promise<void> {
    const expression = `globalThis[${JSON.stringify(receiveFunction)}]?.(${JSON.stringify(message)})`;
    await this.#send('Runtime.evaluate', { expression, contextId });
  }
}
