import type { BrowserWindow, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { expect, test } from 'vitest';
import { isOwnPage } from '../../electron/shell/own-page.ts';

const ours = { id: 1 } as WebContents;
const window = { webContents: ours } as BrowserWindow;
const from = (sender: WebContents, frame: Partial<WebFrameMain> | null): Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'> => ({
  sender,
  senderFrame: frame === null ? null : ({ parent: null, url: 'app://tepat/index.html', ...frame } as WebFrameMain),
});

test('a call of the top frame of our own page is heard', () => {
  expect(isOwnPage(from(ours, {}), window)).toBe(true);
  expect(isOwnPage(from(ours, { url: 'app://tepat/index.html#/keluarga' }), window)).toBe(true);
});

test.each([
  ['another window', from({ id: 2 } as WebContents, {})],
  ['a frame that is gone', from(ours, null)],
  ['a frame inside the page', from(ours, { parent: {} as WebFrameMain })],
  ['a page of the web', from(ours, { url: 'https://tepat/index.html' })],
  ['an origin that only begins like ours', from(ours, { url: 'app://tepat.example/index.html' })],
  ['a file', from(ours, { url: 'file:///app://tepat/index.html' })],
  ['an empty page', from(ours, { url: 'about:blank' })],
])('a call of %s is not', (_who, event) => {
  expect(isOwnPage(event, window)).toBe(false);
});
