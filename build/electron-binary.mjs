import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const electronDir = path.join(import.meta.dirname, '../node_modules/electron');

/**
 * The path of Electron's binary, or null where it was never had. `TEPAT_ENGINE=stand-in` asks for the stand-in anyway.
 * @returns {string | null}
 */
export function electronBinary() {
  if (process.env['TEPAT_ENGINE'] === 'stand-in') return null;
  const pathFile = path.join(electronDir, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(electronDir, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}
