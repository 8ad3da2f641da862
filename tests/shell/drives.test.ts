import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchedApp } from '../helpers/app.ts';
import { buildShellApp, callBridge, openShellApp } from '../helpers/shell-app.ts';

const sticks = mkdtempSync(path.join(tmpdir(), 'tepat-sticks-'));
let app: LaunchedApp;

beforeAll(async () => {
  app = await openShellApp({ distDir: await buildShellApp('drives'), env: { TEPAT_DRIVES: sticks } });
});
afterAll(async () => {
  await app.close();
  rmSync(sticks, { recursive: true, force: true });
});

test('a stick that comes and goes is told to the page by itself', async () => {
  expect(await callBridge(app, 'shell.drives', {})).toEqual({ ok: true, value: [] });
  await app.page.evaluate(() => {
    const { tepat, heard } = Object.assign(window as unknown as { tepat: { onEvent(listener: (event: { type: string }) => void): void }; heard: object[] }, { heard: [] });
    tepat.onEvent((event) => { if (event.type === 'drives') heard.push(event); });
  });
  const heard = (): Promise<{ drives: { path: string; name: string; freeBytes: number }[] }[]> => app.page.evaluate(() => (window as unknown as { heard: never[] }).heard);
  mkdirSync(path.join(sticks, 'KINGSTON'));
  await expect.poll(async () => (await heard()).at(-1)?.drives.map((drive) => drive.name), { timeout: 20_000 }).toEqual(['KINGSTON']);
  expect((await heard()).at(-1)?.drives[0]?.freeBytes).toBeGreaterThan(0);
  expect(await callBridge(app, 'shell.drives', {})).toMatchObject({ ok: true, value: [{ path: path.join(sticks, 'KINGSTON'), name: 'KINGSTON' }] });
  rmSync(path.join(sticks, 'KINGSTON'), { recursive: true });
  await expect.poll(async () => (await heard()).at(-1)?.drives, { timeout: 20_000 }).toEqual([]);
});
