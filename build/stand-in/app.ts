import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { startChromium } from './chromium.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { note, state } from './state.ts';

const windowSize = { width: 1366, height: 768 };

const paths: Record<string, string> = {
  home: homedir(),
  appData: process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'),
  documents: path.join(homedir(), 'Documents'),
  downloads: path.join(homedir(), 'Downloads'),
  desktop: path.join(homedir(), 'Desktop'),
  temp: tmpdir(),
};

/** The application, in the place of Electron's `app`. */
class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = { appendSwitch: (name: string, value?: string): void => void this.#switches.push(value === undefined ? name : `${name}=${value}`) };
  readonly #switches: string[] = [];
  #name = 'tepat';
  #ready: Promise<void> | null = null;
  #quitting = false;

  setName(name: string): void {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  getVersion(): string {
    return packageFile.version;
  }

  getPath(name: string): string {
    const known = name === 'userData' ? (paths['userData'] ?? path.join(paths['appData'] ?? '', this.#name)) : paths[name];
    if (known === undefined) throw new Error(`Failed to get '${name}' path`);
    return known;
  }

  setPath(name: string, value: string): void {
    if (!existsSync(value)) throw new Error(`Failed to set '${name}' path: ${value} does not exist`);
    paths[name] = value;
  }

  /** The stand-in's page is always sandboxed. */
  enableSandbox(): void {
    if (this.#ready !== null) throw new Error('app.enableSandbox() can only be called before the app is ready');
  }

  disableHardwareAcceleration(): void {
    if (this.#ready !== null) throw new Error('app.disableHardwareAcceleration() can only be called before the app is ready');
    this.#switches.push('disable-gpu');
  }

  whenReady(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  async #start(): Promise<void> {
    const devTools = startChromium(path.join(this.getPath('userData'), 'chromium'), windowSize, this.#switches);
    state.devTools = devTools;
    process.once('exit', () => devTools.process.kill());
    await devTools.send('Browser.getVersion');
    note('ready', { pid: process.pid });
    this.emit('ready');
  }

  /** Only the first process of a profile gets the lock; it hears of every later one. */
  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), () => this.emit('second-instance', {}, process.argv, process.cwd()));
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    this.emit('before-quit');
    this.emit('will-quit');
    const devTools = state.devTools;
    if (devTools === null) return process.exit(0);
    void devTools.send('Browser.close').catch(() => devTools.process.kill());
    void devTools.ended.then(() => process.exit(0));
  }

  exit(code = 0): void {
    state.devTools?.process.kill();
    process.exit(code);
  }
}

/** The application object; one per process, as in Electron. */
export const app = new StandInApp();
