import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, eventChannel } from './shell/channels.ts';

/** The page's only reach outside the window: one function and one stream of events. Refusals come back as data. */
contextBridge.exposeInMainWorld('tepat', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel, name, input),
  onEvent: (listener: (event: unknown) => void): (() => void) => {
    const forward = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.removeListener(eventChannel, forward);
    };
  },
});
