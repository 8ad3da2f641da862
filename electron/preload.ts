import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { callChannel, eventChannel } from './shell/channels.ts';

const listeners = new Set<(event: unknown) => void>();

/** The page's only reach outside the window: one function and one stream of events. Refusals come back as data. */
contextBridge.exposeInMainWorld('tepat', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel, name, input),
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    const forward = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(eventChannel, forward);
    listeners.add(listener);
    return () => {
      ipcRenderer.removeListener(eventChannel, forward);
      listeners.delete(listener);
    };
  },
});

// Where the page takes a drop, it hears the paths of the files; a file that a script made has none.
window.addEventListener('drop', (event) => {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!event.isTrusted || files.length === 0) return;
  event.preventDefault();
  void Promise.all(files.map(async (file) => webUtils.getPathForFile(file))).then((found) => {
    const paths = found.filter((path) => path !== '');
    if (paths.length > 0) for (const listener of listeners) listener({ type: 'dropped', paths });
  });
});
