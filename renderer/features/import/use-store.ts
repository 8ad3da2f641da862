import { useLocation } from 'wouter';
import { callApi } from '../../bridge.ts';
import { errorText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { say } from '../../ui/said.tsx';
import type { Preview } from './recognised-step.tsx';
import { importJob, isAtImports, runJob } from './running.ts';

/**
 * Writes a staged file and goes on to its result. Who does other work by then stays there and is told, with the way to the
 * result or back to the rows.
 */
export function useStore(preview: Pick<Preview, 'file' | 'staging'>): () => void {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const { file, staging } = preview;
  const store = async (): Promise<void> => {
    const result = await runJob({ kind: 'commit', file, staging }, () => callApi('import.commit', { staging, job: importJob }));
    const route = `/impor/${result.batchId}/hasil`;
    const held = result.held > 0 ? t('form.savedHeld', { n: result.held }) : null;
    if (!isAtImports()) return say({ text: [t('imports.storedElsewhere', { file }), held].join(' ').trim(), severity: held === null ? 'done' : 'warn', more: { label: t('imports.openResult'), run: () => go(route) } });
    go(route);
    if (held !== null) say({ text: held, severity: 'warn' });
  };
  const refused = (error: unknown): void => {
    if (isAtImports()) return;
    say({ text: `${t('imports.notStored', { file })} ${errorText(language, error)}`, severity: 'block', more: { label: t('imports.backToRows'), run: () => go(`/impor/${staging}/periksa`) } });
  };
  return () => void store().catch(refused);
}
