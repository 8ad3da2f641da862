import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { hasDisplay } from './chromium.ts';
import { preventableEvent } from './preventable-event.ts';
import { state } from './state.ts';
import { StandInContents } from './web-contents.ts';
import { assertSecure } from './web-preferences.ts';
import type { WebPreferences } from './web-preferences.ts';

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly title?: string;
  readonly webPreferences?: WebPreferences;
  readonly [name: string]: unknown;
}
interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
}

/** One at most. */
const windows: BrowserWindow[] = [];

/** The one window, in the place of Electron's `BrowserWindow`. Throws on insecure preferences and on a second window. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  readonly #options: WindowOptions;
  readonly #ready: Promise<void>;
  #target = '';
  #title: string;
  #destroyed = false;

  constructor(options: WindowOptions = {}) {
    super();
    assertSecure(options.webPreferences ?? {});
    if (windows.length > 0) throw new Error('The stand-in has one window');
    windows.push(this);
    this.#options = options;
    this.#title = options.title ?? '';
    this.#ready = this.#open();
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static fromWebContents(contents: StandInContents): BrowserWindow | null {
    return windows.find((window) => window.webContents === contents) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    await this.#ready;
    await this.webContents.loadURL(url);
  }

  getTitle(): string {
    return this.#title;
  }

  /** A window without tabs shows the title of its document, so the title is set there. */
  setTitle(title: string): void {
    this.#title = title;
    this.webContents.setTitle(title);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.focus();
  }

  show(): void {
    this.focus();
  }

  focus(): void {
    void state.devTools?.send('Target.activateTarget', { targetId: this.#target }).catch(() => undefined);
  }

  close(): void {
    void state.devTools?.send('Target.closeTarget', { targetId: this.#target }).catch(() => undefined);
  }

  async #open(): Promise<void> {
    const devTools = state.devTools;
    if (devTools === null) throw new Error('BrowserWindow before the app is ready');
    const { targetInfos } = (await devTools.send('Target.getTargets')) as { targetInfos: TargetInfo[] };
    this.#target = targetInfos.find((target) => target.type === 'page')?.targetId ?? '';
    devTools.onEvent(({ method, params }) => this.#hear(method, params));
    await devTools.send('Target.setDiscoverTargets', { discover: true });
    const { sessionId } = await devTools.send('Target.attachToTarget', { targetId: this.#target, flatten: true });
    await this.webContents.attach(devTools, sessionId as string, this.#options.webPreferences?.preload);
    if (!hasDisplay()) await this.webContents.setSize(this.#options.width ?? 800, this.#options.height ?? 600);
    this.webContents.on('title', (title: string) => this.#onTitle(title));
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    void devTools.ended.then(() => this.#closed());
  }

  #hear(method: string, params: Record<string, unknown>): void {
    const info = params['targetInfo'] as TargetInfo | undefined;
    if (method === 'Target.targetCreated' && info?.type === 'page' && info.targetId !== this.#target) this.#closePopup(info.targetId);
    if (method === 'Target.targetDestroyed' && params['targetId'] === this.#target) this.#closed();
  }

  #closePopup(targetId: string): void {
    void this.#endPopup(targetId);
    this.webContents.refusePopup();
  }

  /**
   * A test driver on the same browser holds every new page until it has looked at it, and a popup shares its opener's
   * thread: closed while it is held, it would hold the opener for ever. So it is let go first.
   */
  async #endPopup(targetId: string): Promise<void> {
    const { devTools } = state;
    try {
      const attached = await devTools?.send('Target.attachToTarget', { targetId, flatten: true });
      await devTools?.send('Runtime.runIfWaitingForDebugger', {}, attached?.['sessionId'] as string);
    } catch {
      // It has gone by itself.
    }
    await devTools?.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  #onTitle(title: string): void {
    if (title === this.#title || title === '') return;
    const event = preventableEvent({});
    this.emit('page-title-updated', event, title, false);
    if (!event.defaultPrevented) this.#title = title;
  }

  #closed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.length = 0;
    this.emit('closed');
    app.emit('window-all-closed');
  }
}
