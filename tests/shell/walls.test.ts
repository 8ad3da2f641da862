import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchedApp } from '../helpers/app.ts';
import { buildShellApp, callBridge, openShellApp } from '../helpers/shell-app.ts';

let app: LaunchedApp;
const page = () => app.page;
/** The app's own address as this engine shows it. */
const origin = () => new URL(page().url()).origin.replace('null', 'app://tepat');

beforeAll(async () => {
  app = await openShellApp({ distDir: await buildShellApp('walls') });
});
afterAll(async () => {
  await app.close();
});

interface ShellResults {
  readonly eval: string;
  readonly functionConstructor: string;
  readonly inlineRan: boolean;
  readonly globals: readonly string[];
}
const shellResults = () => page().evaluate(() => (window as unknown as { shellResults: ShellResults }).shellResults);

test('the content policy refuses eval and new Function to a script of the page', async () => {
  expect(await shellResults()).toMatchObject({ eval: 'EvalError', functionConstructor: 'EvalError' });
});

test('the content policy refuses inline scripts, and style elements without this load’s nonce', async () => {
  expect((await shellResults()).inlineRan).toBe(false);
  const width = (id: string) => page().evaluate((id) => getComputedStyle(document.getElementById(id) as HTMLElement).width, id);
  expect(await width('allowed')).toBe('123px');
  expect(await width('refused')).not.toBe('123px');
});

test('every answer carries the policy, and a new nonce each time', async () => {
  const policy = () => page().evaluate(async () => (await fetch('./index.html')).headers.get('content-security-policy') ?? '');
  const [first, second] = [await policy(), await policy()];
  expect(first).toContain("default-src 'none'");
  expect(first).toContain("script-src 'self';");
  expect(first).not.toMatch(/unsafe|https?:|\*/);
  expect(second).not.toBe(first);
});

test('the page’s world sees nothing of Node, Electron or the preload', async () => {
  expect((await shellResults()).globals).toEqual([]);
  const bridge = await page().evaluate(() => Object.keys((window as unknown as { tepat: object }).tepat));
  expect(bridge.sort()).toEqual(['call', 'onEvent']);
});

test('the page cannot replace or change the bridge', async () => {
  const outcome = await page().evaluate(() => {
    const own = window as unknown as { tepat: { call: unknown } };
    const { tepat } = own;
    const before = tepat.call;
    const tries = [() => (own.tepat = { call: null }), () => (tepat.call = null), () => Reflect.deleteProperty(own, 'tepat')];
    for (const attempt of tries) {
      try {
        attempt();
      } catch {
        continue;
      }
    }
    return own.tepat === tepat && own.tepat.call === before;
  });
  expect(outcome).toBe(true);
});

test('changing what the page’s world inherits does not reach the preload’s world', async () => {
  await page().evaluate(() => {
    JSON.parse = () => ({ stolen: true });
    Promise.prototype.then = new Proxy(Promise.prototype.then, {});
    (Object.prototype as Record<string, unknown>)['polluted'] = 'yes';
  });
  expect(await callBridge(app, 'family.list', { text: 'a' })).toMatchObject({ ok: true, value: { input: { text: 'a' } } });
  await page().reload();
  await page().waitForSelector('body[data-ready]', { state: 'attached' });
});

test.each([
  ['a link to the web', "location.href = 'https://example.invalid/'"],
  ['another page of the app', "location.href = './page.js'"],
  ['a file', "location.href = 'file:///etc/hostname'"],
  ['inline data', "location.href = 'data:text/html,x'"],
  ['a script address', "location.href = 'javascript:document.body.remove()'"],
])('the page cannot navigate to %s', async (_what, script) => {
  const before = page().url();
  await page().evaluate(script).catch(() => undefined);
  await page().waitForTimeout(250);
  expect(page().url()).toBe(before);
  expect(await page().locator('#allowed').count()).toBe(1);
});

test('no second window opens, whoever asks', async () => {
  const opened = await page().evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: './index.html', target: '_blank', rel: 'noopener' });
    document.body.append(link);
    link.click();
    return window.open('https://example.invalid/popup') !== null;
  });
  await page().waitForTimeout(500);
  expect(page().context().pages()).toHaveLength(1);
  if (app.engine === 'electron') expect(opened).toBe(false);
  else expect(app.log().filter((entry) => entry.what === 'popup')).toMatchObject([{ action: 'deny' }, { action: 'deny' }]);
});

test('the page cannot frame anything, not even itself', async () => {
  await page().evaluate(() => document.body.append(Object.assign(document.createElement('iframe'), { src: './index.html' })));
  await page().waitForTimeout(250);
  const urls = page().frames().slice(1).map((frame) => frame.url());
  expect(urls.every((url) => url === '' || url === 'about:blank' || url.startsWith('chrome-error:'))).toBe(true);
});

test('no request leaves the app', async () => {
  const outcome = await page().evaluate(async () => {
    const image = new Image();
    const loaded = new Promise<boolean>((resolve) => {
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
    });
    image.src = 'https://example.invalid/a.png';
    const fetched = await fetch('https://example.invalid/').then(() => true, () => false);
    const beacon = navigator.sendBeacon('https://example.invalid/b');
    return { image: await loaded, fetched, beacon };
  });
  expect(outcome).toMatchObject({ image: false, fetched: false });
});

test('every permission is denied', async () => {
  const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'];
  const states = await page().evaluate(async (names) => {
    const query = (name: string) => navigator.permissions.query({ name: name as PermissionName }).then((status) => status.state, () => 'unknown');
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await query(name)])));
  }, names);
  expect(Object.values(states)).not.toContain('granted');
  expect(states).toMatchObject({ geolocation: 'denied', notifications: 'denied', camera: 'denied', microphone: 'denied' });
});

test('a path that climbs out of the page’s folder finds nothing', async () => {
  const fetched = await page().evaluate(async () => {
    const tries = ['./../electron/main.cjs', './%2e%2e/electron/main.cjs', './..%2felectron/main.cjs', './%5c..%5celectron/main.cjs', './echo-worker.ts', './nothing.js'];
    return Promise.all(tries.map(async (url) => (await fetch(url)).status));
  });
  expect(new Set(fetched)).toEqual(new Set([404]));
  expect(origin()).toMatch(/tepat/);
});
