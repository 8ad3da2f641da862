import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundleElectron } from '../../build/bundle.ts';
import { launchApp } from './app.ts';
import type { LaunchedApp, LaunchOptions } from './app.ts';

const root = path.join(import.meta.dirname, '../..');

/** Builds the real shell around a small test page and a data thread that echoes; answers its folder. */
export async function buildShellApp(name: string): Promise<string> {
  const distDir = path.join(root, 'node_modules/.cache/tepat', `shell-${name}`);
  rmSync(distDir, { recursive: true, force: true });
  await bundleElectron(path.join(distDir, 'electron'), 'tests/fixtures/shell/echo-worker.ts');
  cpSync(path.join(root, 'tests/fixtures/shell'), path.join(distDir, 'renderer'), { recursive: true });
  return distDir;
}

/** Opens that app and waits until its page has run. */
export async function openShellApp(options: LaunchOptions): Promise<LaunchedApp> {
  const app = await launchApp(options);
  await app.page.waitForSelector('body[data-ready]', { state: 'attached' });
  return app;
}

/** What the bridge answers. */
export interface BridgeAnswer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly params: Readonly<Record<string, unknown>> };
}

/** Calls the bridge from the page, as the renderer does. */
export function callBridge(app: LaunchedApp, name: unknown, input: unknown): Promise<BridgeAnswer> {
  return app.page.evaluate(
    ([name, input]) => (window as unknown as { tepat: { call(name: unknown, input: unknown): Promise<BridgeAnswer> } }).tepat.call(name, input),
    [name, input] as const,
  );
}
