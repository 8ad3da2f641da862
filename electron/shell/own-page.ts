import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { appOrigin } from './app-files.ts';

/** Whether a call comes from the top frame of our own window, showing our own page. */
export function isOwnPage(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, window: Pick<BrowserWindow, 'webContents'>): boolean {
  const frame = event.senderFrame;
  return event.sender === window.webContents && frame !== null && frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}
