import { BrowserWindow } from 'electron';
import { appPage } from './app-files.ts';
import { currentEngine } from './engine.ts';

/** Opens the one window: sandboxed, its preload alone in an isolated world, sized for the office PC (1366×768). */
export function openWindow(preload: string): BrowserWindow {
  const mark = currentEngine().mark;
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: `Tepat${mark}`,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.on('page-title-updated', (event, title) => {
    event.preventDefault();
    window.setTitle(`${title}${mark}`);
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(appPage);
  return window;
}
