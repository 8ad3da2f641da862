import path from 'node:path';
import { app, dialog, shell } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import { listDrives } from './drives.ts';
import { currentEngine } from './engine.ts';
import { printPage, printToPdf } from './printing.ts';
import { refusal } from './refusal.ts';
import { runUpdate } from './run-update.ts';
import { isShellCall, shellCalls } from './shell-contract.ts';
import type { ShellCallName, ShellInput, ShellOutput } from './shell-contract.ts';
import { setShellLanguage, shellText } from './text.ts';
import type { WrittenPlaces } from './written-places.ts';

type Handlers = { readonly [N in ShellCallName]: (input: ShellInput<N>) => Promise<ShellOutput<N>> };

/** Answers the `shell.*` calls of one window. Input that does not fit is refused before anything happens. */
export function createShellCalls(window: BrowserWindow, places: WrittenPlaces, profileDir: string): (name: string, input: unknown) => Promise<unknown> {
  const handlers = createHandlers(window, places, profileDir);
  return async (name, input) => {
    if (!isShellCall(name)) throw refusal('UNKNOWN_CALL', { name });
    const parsed = shellCalls[name].input.safeParse(input);
    if (!parsed.success) throw refusal('INVALID_INPUT', { detail: parsed.error.issues.map((issue) => issue.path.join('.') || name).join(', ') });
    return (handlers[name] as (value: unknown) => Promise<unknown>)(parsed.data);
  };
}

function createHandlers(window: BrowserWindow, places: WrittenPlaces, profileDir: string): Handlers {
  const askWhereToSave = async (title: string, name: string, extensions: readonly string[]): Promise<string | null> => {
    const defaultPath = path.join(app.getPath('documents'), name);
    const { canceled, filePath } = await dialog.showSaveDialog(window, { title, defaultPath, filters: filtersOf(extensions) });
    if (canceled || filePath === '') return null;
    places.addFile(filePath);
    return filePath;
  };
  return {
    'shell.info': async () => {
      const { engine, label } = currentEngine();
      return { version: app.getVersion(), platform: process.platform, engine: label, standIn: engine === 'stand-in' };
    },
    'shell.setLanguage': async ({ language }) => {
      setShellLanguage(language);
      return {};
    },
    'shell.openFile': async ({ title = shellText('openFile'), extensions, multiple }) => {
      const properties: ('openFile' | 'multiSelections')[] = multiple ? ['openFile', 'multiSelections'] : ['openFile'];
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, filters: filtersOf(extensions), properties });
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    'shell.chooseFolder': async ({ title = shellText('chooseFolder') }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openDirectory', 'createDirectory'] });
      const folder = canceled ? undefined : filePaths[0];
      if (folder === undefined) return null;
      places.addFolder(folder);
      return folder;
    },
    'shell.saveFile': ({ title = shellText('saveFile'), name, extensions }) => askWhereToSave(title, name, extensions),
    'shell.print': async (choice) => ({ printed: await printPage(window, choice) }),
    'shell.printToPdf': async ({ name, ...choice }) => {
      const file = await askWhereToSave(shellText('savePdf'), name, ['pdf']);
      if (file !== null) await printToPdf(window, file, choice);
      return file;
    },
    'shell.drives': async () => {
      const drives = await listDrives();
      for (const drive of drives) places.addFolder(drive.path);
      return drives;
    },
    'shell.runUpdate': async () => runUpdate(profileDir),
    'shell.showInFolder': async ({ path: file }) => {
      if (!places.holds(file)) throw refusal('NOT_FOUND', { id: file });
      shell.showItemInFolder(file);
      return {};
    },
  };
}

function filtersOf(extensions: readonly string[]): FileFilter[] {
  return extensions.length === 0 ? [] : [{ name: extensions.map((extension) => `*.${extension}`).join(', '), extensions: [...extensions] }];
}
