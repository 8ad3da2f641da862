import { Menu } from 'electron';
import type { BrowserWindow } from 'electron';
import { shellText } from './text.ts';

/** No menu bar: the page has its own keys. Only macOS needs one, or copy and paste would not work there. */
export function setMenu(): void {
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null);
}

/** Cut, copy and paste on the right mouse button, in Indonesian, where the place allows it. */
export function addContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, params) => {
    const { editFlags, isEditable, selectionText } = params;
    if (!isEditable && selectionText === '') return;
    Menu.buildFromTemplate([
      { role: 'cut', label: shellText('cut'), enabled: editFlags.canCut, visible: isEditable },
      { role: 'copy', label: shellText('copy'), enabled: editFlags.canCopy },
      { role: 'paste', label: shellText('paste'), enabled: editFlags.canPaste, visible: isEditable },
      { role: 'selectAll', label: shellText('selectAll'), enabled: editFlags.canSelectAll },
    ]).popup({ window });
  });
}
