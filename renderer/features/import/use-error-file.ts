import { useState } from 'react';
import { callApi, callShell } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import { say } from '../../ui/said.tsx';
import type { Preview } from './recognised-step.tsx';

/** Saves the rejected rows of a file with their reasons where the clerk says, and tells how many; also after it was stored. */
export function useErrorFile({ file, staging }: Pick<Preview, 'file' | 'staging'>): { readonly save: () => void; readonly error: unknown } {
  const t = useText();
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const write = async (): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { title: t('imports.errorFile'), name: `${file.replace(/\.\w+$/, '')} ${t('imports.errorFileSuffix')}.xlsx`, extensions: ['xlsx'] });
    if (path === null) return;
    const done = await callApi('import.errorFile', { staging, path, lang: language });
    say({ text: t('imports.errorFileDone', { n: done.rows, file: baseName(done.path) }) });
  };
  return { save: () => void write().catch(setError), error };
}
