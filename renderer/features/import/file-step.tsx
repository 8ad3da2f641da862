import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell, onDropped } from '../../bridge.ts';
import { errorText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/said.tsx';
import { BatchTable } from './batch-table.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import { JobRefused } from './job-refused.tsx';
import { forgetRefused, importJob, isAtImports, runJob, useRunning } from './running.ts';
import { StagedList } from './staged-list.tsx';
import { TemplateDialog } from './template-dialog.tsx';

/** The kinds that the dialogue offers: also those that are only named as what they are, with what to do. */
const extensions = ['xlsx', 'xlsm', 'xls', 'xlsb', 'ods', 'csv'];

/** Step 1: choose a file; below, what waits to be checked and what was imported before. */
export function FileStep(): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const mayRun = useMay('import.run');
  const mayExport = useMay('report.export');
  const running = useRunning();
  const list = useCall('import.list', {});
  const [error, setError] = useState<unknown>(null);
  const [templating, setTemplating] = useState(false);
  const choose = async (): Promise<void> => {
    if (running) return;
    clear();
    const path = (await callShell('shell.openFile', { title: t('imports.choose'), extensions }))?.[0];
    if (path !== undefined) await read(path);
  };
  const read = async (path: string): Promise<void> => {
    const file = baseName(path);
    // What it is refused for is kept with the job, and told above.
    const preview = await runJob({ kind: 'open', file, staging: null }, () => callApi('import.open', { path, job: importJob })).catch((problem: unknown) => {
      if (!isAtImports()) say({ text: `${t('imports.notRead', { file })} ${errorText(language, problem)}`, severity: 'block', more: { label: t('imports.toStart'), run: () => go('/impor') } });
      return null;
    });
    if (preview === null) return void list.refetch();
    if (isAtImports()) go(`/impor/${preview.staging}`);
    else say({ text: t('imports.readElsewhere', { file }), more: { label: t('imports.goOn'), run: () => go(`/impor/${preview.staging}`) } });
  };
  const clear = (): void => { setError(null); forgetRefused(); };
  const start = (): void => void choose().catch(setError);
  const dropping = useDrop(mayRun && running === null, (path) => { clear(); void read(path).catch(setError); });
  useKeys([{ key: 'Ctrl+N', label: t('imports.choose'), run: start }], { active: mayRun && running === null });
  const empty = list.data?.batches.length === 0 && list.data.staged.length === 0;
  return (
    <ImportPage
      step={0} fill hint={t('imports.fileHint')}
      actions={
        <>
          {mayExport && <Button variant="default" onClick={() => setTemplating(true)}>{t('imports.template')} …</Button>}
          {mayRun && <Button disabled={running !== null} onClick={start}>{t('imports.choose')} …</Button>}
        </>
      }
    >
      {running && <Progress job={importJob} label={t(running.kind === 'open' ? 'imports.reading' : 'imports.writing', { file: running.file })} />}
      {error !== null && <ErrorNotice error={error} />}
      <JobRefused />
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {list.data && list.data.staged.length > 0 && <StagedList staged={list.data.staged} />}
      {empty && running === null ? (
        <EmptyState icon={IconFileSpreadsheet} title={t('imports.emptyTitle')} action={mayRun ? <Button onClick={start}>{t('imports.choose')} …</Button> : undefined}>{t('imports.emptyHint')}</EmptyState>
      ) : (
        list.data && list.data.batches.length > 0 && (
          <section className={css.fillPart}>
            <h2>{t('imports.earlier')}</h2>
            <BatchTable batches={list.data.batches} />
          </section>
        )
      )}
      {dropping && <div className={css.drop} aria-hidden><IconFileSpreadsheet size={32} stroke={1.5} /><strong>{t('imports.dropHere')}</strong></div>}
      {templating && <TemplateDialog onClose={() => setTemplating(false)} />}
    </ImportPage>
  );
}

/** Takes one file dropped anywhere on the window; answers whether one hangs over it now. */
function useDrop(active: boolean, take: (path: string) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!active) return undefined;
    const hover = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    // Leaving an element for its child is not leaving the window.
    const leave = (event: DragEvent): void => { if (event.relatedTarget === null) setOver(false); };
    const stop = onDropped((paths) => { if (paths[0] !== undefined) latest.current(paths[0]); });
    const drop = (): void => setOver(false);
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      stop();
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      setOver(false);
    };
  }, [active]);
  return over;
}
