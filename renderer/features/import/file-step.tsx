import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { BatchTable } from './batch-table.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import { importJob, runJob, useRunning } from './running.ts';
import { StagedList } from './staged-list.tsx';
import { TemplateDialog } from './template-dialog.tsx';

/** The kinds that the dialogue offers: also those that are only named as what they are, with what to do. */
const extensions = ['xlsx', 'xlsm', 'xls', 'xlsb', 'ods', 'csv'];

/** Step 1: choose a file; below, what waits to be checked and what was imported before. */
export function FileStep(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const mayRun = useMay('import.run');
  const mayExport = useMay('report.export');
  const running = useRunning();
  const list = useCall('import.list', {});
  const [error, setError] = useState<unknown>(null);
  const [templating, setTemplating] = useState(false);
  const choose = async (): Promise<void> => {
    if (running) return;
    setError(null);
    const path = (await callShell('shell.openFile', { title: t('imports.choose'), extensions }))?.[0];
    if (path === undefined) return;
    const preview = await runJob({ kind: 'open', file: baseName(path) }, () => callApi('import.open', { path, job: importJob }));
    go(`/impor/${preview.staging}`);
  };
  const start = (): void => void choose().catch((problem: unknown) => { setError(problem); void list.refetch(); });
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
      {templating && <TemplateDialog onClose={() => setTemplating(false)} />}
    </ImportPage>
  );
}
