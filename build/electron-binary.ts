import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const electronDir = path.join(root, 'node_modules/electron');
const failureFile = path.join(root, 'node_modules/.cache/tepat/electron-download-failed');
const downloadLimitMs = 5 * 60_000;
const askAgainMs = 24 * 60 * 60_000;

/** Which engine can run here, and why not Electron where it cannot. */
export type EngineChoice =
  | { readonly engine: 'electron'; readonly binary: string }
  | { readonly engine: 'stand-in'; readonly reason: string };

/** Looks for Electron's binary; downloads nothing. `TEPAT_ENGINE=stand-in` asks for the stand-in anyway. */
export function chooseEngine(): EngineChoice {
  if (process.env['TEPAT_ENGINE'] === 'stand-in') return { engine: 'stand-in', reason: 'TEPAT_ENGINE asks for it' };
  const binary = installedBinary();
  if (binary === null) return { engine: 'stand-in', reason: 'Electron’s binary is not on this machine' };
  if (process.platform === 'linux' && (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') === '') {
    return { engine: 'stand-in', reason: 'Electron needs a display' };
  }
  return { engine: 'electron', binary };
}

/** Tries to have Electron's binary, at most once a day where that failed; says nothing of its own on standard output. */
export function fetchElectron(): void {
  if (process.env['TEPAT_ENGINE'] === 'stand-in' || installedBinary() !== null || failedLately()) return;
  const result = spawnSync(process.execPath, [path.join(electronDir, 'install.js')], { stdio: 'ignore', timeout: downloadLimitMs });
  if (result.status === 0) return;
  mkdirSync(path.dirname(failureFile), { recursive: true });
  writeFileSync(failureFile, String(Date.now()));
}

function installedBinary(): string | null {
  const pathFile = path.join(electronDir, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(electronDir, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function failedLately(): boolean {
  return existsSync(failureFile) && Date.now() - Number(readFileSync(failureFile, 'utf8')) < askAgainMs;
}
