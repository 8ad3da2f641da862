import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The path of a file that is shipped with Tepat: packaged, in the app's resources folder; in the project, in `resources/`
 * of a parent folder. Throws a plain error when there is none: the installation is incomplete.
 */
export function resourceFile(name: string): string {
  const packaged: unknown = (process as { resourcesPath?: unknown }).resourcesPath;
  const candidates = typeof packaged === 'string' ? [join(packaged, name)] : [];
  // The bundled app is CommonJS, where import.meta is empty and __dirname is set.
  let folder = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  while (dirname(folder) !== folder) {
    candidates.push(join(folder, 'resources', name), join(folder, name));
    folder = dirname(folder);
  }
  const found = candidates.find((candidate) => existsSync(candidate));
  if (!found) throw new Error(`${name} is missing: run "npm install" again`);
  return found;
}
