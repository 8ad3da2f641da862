import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import type { Answer } from '../../renderer/bridge.ts';

/** Answers the window's calls: the real api, or made-up data for looking. `tell` sends an event to the page. */
export type Backend = (name: string, input: unknown, tell: (event: unknown) => void) => Promise<Answer>;

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'id' | 'en';
}

export interface Screens {
  readonly url: string;
  /** A fresh window whose `window.tepat` is answered by the backend. */
  readonly open: (backend: Backend, options?: WindowOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** Builds the window once, serves it on this machine, and opens it in Debian's Chromium without Electron. */
export async function startScreens(): Promise<Screens> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tepat-screens-'));
  await build({ configFile: path.join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'error', build: { outDir: folder, emptyOutDir: true, minify: false } });
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const file = path.join(folder, asked === '/' ? 'index.html' : path.normalize(asked));
    readFile(file).then(
      (content) => response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=id-ID'] });
  return {
    url,
    open: (backend, options = {}) => openWindow(browser, url, backend, options),
    close: async () => {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openWindow(browser: Browser, url: string, backend: Backend, options: WindowOptions): Promise<Page> {
  const { width = 1366, height = 768, scheme = 'light', language = 'id' } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce', locale: 'id-ID' });
  const page = await context.newPage();
  const tell = (event: unknown): void => void page.evaluate((value) => window.dispatchEvent(new CustomEvent('tepat-event', { detail: value })), event).catch(() => undefined);
  await page.exposeFunction('tepatCall', (name: string, input: unknown) => backend(name, input, tell));
  await page.addInitScript((chosen) => {
    localStorage.setItem('tepat.language', chosen);
    Object.defineProperty(window, 'tepat', {
      value: {
        call: (name: string, input: unknown) => (window as unknown as { tepatCall: (n: string, i: unknown) => Promise<unknown> }).tepatCall(name, input),
        onEvent: (listener: (event: unknown) => void) => {
          const forward = (event: Event): void => listener((event as CustomEvent).detail);
          window.addEventListener('tepat-event', forward);
          return () => window.removeEventListener('tepat-event', forward);
        },
      },
    });
  }, language);
  await page.goto(url);
  return page;
}

/** Signs in at the lock screen. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.locator('input[type=password]').first().fill(passphrase);
  await page.keyboard.press('Enter');
  await page.locator('nav').waitFor();
}

/** Goes to a route of the window: `/keluarga`. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => { window.location.hash = to; }, route);
  await page.waitForTimeout(350);
}
