import { hasDisplay } from './chromium.ts';
import { nextDialogAnswer, note, state } from './state.ts';

interface DialogOptions {
  readonly title?: string;
  readonly defaultPath?: string;
  readonly properties?: readonly string[];
}

/** File dialogues: a test's scripted answers first, else a typed path in the visible window, else cancelled. */
export const dialog = {
  showOpenDialog: async (...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> => {
    const filePaths = await ask('open', args);
    return { canceled: filePaths.length === 0, filePaths };
  },
  showSaveDialog: async (...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> => {
    const [filePath = ''] = await ask('save', args);
    return { canceled: filePath === '', filePath };
  },
};

/** The desktop around the app. Nothing is opened; what would have been is written down. */
export const shell = {
  showItemInFolder: (file: string): void => note('show-in-folder', { file }),
};

/** A menu bar and menus on the mouse: the window without tabs has none, Chromium brings its own for text fields. */
export const Menu = {
  setApplicationMenu: (): void => undefined,
  buildFromTemplate: (): { popup: () => void } => ({ popup: () => undefined }),
};

async function ask(kind: 'open' | 'save', args: unknown[]): Promise<string[]> {
  const options = (args.at(-1) ?? {}) as DialogOptions;
  const scripted = nextDialogAnswer();
  const answer = scripted ?? (hasDisplay() ? await askInWindow(options) : []);
  note('dialog', { kind, title: options.title, answer });
  return [...answer];
}

async function askInWindow(options: DialogOptions): Promise<string[]> {
  const { targetInfos } = (await state.devTools?.send('Target.getTargets')) as { targetInfos: { targetId: string; type: string }[] };
  const target = targetInfos.find((info) => info.type === 'page');
  const attached = await state.devTools?.send('Target.attachToTarget', { targetId: target?.targetId, flatten: true });
  const session = attached?.['sessionId'] as string;
  const expression = `prompt(${JSON.stringify(options.title ?? '')}, ${JSON.stringify(options.defaultPath ?? '')})`;
  const { result } = (await state.devTools?.send('Runtime.evaluate', { expression }, session)) as { result: { value?: string } };
  await state.devTools?.send('Target.detachFromTarget', { sessionId: session });
  return typeof result.value === 'string' && result.value !== '' ? [result.value] : [];
}
