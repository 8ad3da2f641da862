import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** Remembers where the user let Tepat write in this run, so that only such a file is ever shown in its folder. */
export interface WrittenPlaces {
  addFile(file: string): void;
  addFolder(folder: string): void;
  /** Whether the file exists and lies in a place the user chose; symbolic links are followed first. */
  holds(file: string): boolean;
}

/** An empty memory of written places; `always` are folders of Tepat's own. */
export function createWrittenPlaces(always: readonly string[]): WrittenPlaces {
  const files = new Set<string>();
  const folders = new Set(always);
  return {
    addFile: (file) => void files.add(path.resolve(file)),
    addFolder: (folder) => void folders.add(path.resolve(folder)),
    holds: (file) => {
      if (!path.isAbsolute(file) || !existsSync(file)) return false;
      const real = realpathSync(file);
      const inside = (folder: string): boolean => existsSync(folder) && real.startsWith(realpathSync(folder) + path.sep);
      return [...files].some((known) => existsSync(known) && realpathSync(known) === real) || [...folders].some(inside);
    },
  };
}
