import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useCall, usePages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/said.tsx';
import { CommitDialog } from './commit-dialog.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import type { Preview } from './recognised-step.tsx';
import { SeenBefore } from './recognised-step.tsx';
import { RowDetail } from './row-detail.tsx';
import { RowGrid } from './row-grid.tsx';
import { importJob, useRunning } from './running.ts';
import { isSheetNote } from './sheet-columns.tsx';
import { rowStates } from './states.ts';
import type { ImportRow, RowState } from './states.ts';
import { TallyLines } from './tally-lines.tsx';

export interface RowFilter {
  readonly sheet: string;
  readonly state: RowState | null;
  readonly code: string | null;
}

/** Step 3: the file as a spreadsheet with findings in the margin; the numbers above open their rows. */
export function CheckStep({ staging }: { staging: string }): ReactNode {
  const t = useText();
  const running = useRunning();
  const preview = useCall('import.preview', { staging }, { enabled: running === null });
  if (running) return <ImportPage step={2} hint={running.file}><Progress job={importJob} label={t(running.kind === 'commit' ? 'imports.writing' : 'imports.reading', { file: running.file })} /></ImportPage>;
  if (preview.error) {
    return (
      <ImportPage step={2}>
        <ErrorNotice error={preview.error} />
        <div><Link href="/impor">{t('imports.toStart')}</Link></div>
      </ImportPage>
    );
  }
  return preview.data ? <Checking preview={preview.data} /> : <ImportPage step={2}>{null}</ImportPage>;
}

function Checking({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [filter, setFilter] = useState(() => firstFilter(preview));
  const [active, setActive] = useState<ImportRow | null>(null);
  const [storing, setStoring] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const pages = usePages<ImportRow, number>(
    ['import.rows', preview.staging, preview.sha256, filter],
    (after) => callApi('import.rows', { staging: preview.staging, sheet: filter.sheet, ...(filter.state ? { state: filter.state } : {}), ...(filter.code ? { code: filter.code } : {}), after: after ?? 0 }),
  );
  const rejected = preview.tally.families.rejected + preview.tally.people.rejected;
  const ready = preview.blocked.length === 0;
  const saveErrors = async (): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { title: t('imports.errorFile'), name: `${preview.file.replace(/\.\w+$/, '')} ${t('imports.errorFileSuffix')}.xlsx`, extensions: ['xlsx'] });
    if (path === null) return;
    const done = await callApi('import.errorFile', { staging: preview.staging, path });
    say({ text: t('imports.errorFileDone', { n: done.rows, file: baseName(done.path) }) });
  };
  const errors = (): void => void saveErrors().catch(setError);
  useKeys([{ key: 'Escape', label: t('imports.back'), run: () => go(`/impor/${preview.staging}`) }, ...(rejected > 0 ? [{ key: 'Ctrl+E', label: t('imports.errorFile'), run: errors }] : [])]);
  useKeys([{ key: 'Ctrl+S', label: t('imports.store'), run: () => setStoring(true) }], { active: ready });
  const sheet = preview.sheets.find((one) => one.name === filter.sheet);
  const row = active && pages.rows.includes(active) ? active : pages.rows[0];
  return (
    <ImportPage
      step={2} fill hint={`${preview.file} · ${preview.profileName ?? ''}`}
      actions={
        <>
          <Button variant="default" onClick={() => go(`/impor/${preview.staging}`)}>{t('imports.back')}</Button>
          {rejected > 0 && <Button variant="default" onClick={errors}>{t('imports.errorFile')} …</Button>}
          {ready && <Button onClick={() => setStoring(true)}>{t('imports.store')} …</Button>}
        </>
      }
    >
      <SeenBefore preview={preview} />
      {!ready && <Notice severity="warn" title={t('imports.notReady')}><Link href={`/impor/${preview.staging}`}>{t('imports.notReadyHint')}</Link></Notice>}
      {error !== null && <ErrorNotice error={error} />}
      <div className={css.tallies}>
        <TallyLines preview={preview} filter={filter} onFilter={(next) => { setFilter(next); setActive(null); }} />
        <CodeFilter preview={preview} filter={filter} onFilter={(next) => { setFilter(next); setActive(null); }} />
      </div>
      {sheet && <RowGrid key={JSON.stringify(filter)} sheet={sheet} pages={pages} onActive={setActive} />}
      {sheet && row && <RowDetail row={row} entity={sheet.entity} columns={sheet.columns} />}
      {storing && <CommitDialog preview={preview} onErrors={errors} onClose={() => setStoring(false)} onRefused={setError} />}
    </ImportPage>
  );
}

/** What needs a person comes first: the gravest state that has rows, on the sheet that has them. */
function firstFilter(preview: Preview): RowFilter {
  for (const state of rowStates.filter((one) => one !== 'same')) {
    for (const [entity, tally] of [['family', preview.tally.families], ['person', preview.tally.people]] as const) {
      const sheet = preview.sheets.find((one) => one.entity === entity);
      if (sheet && tally[state] > 0) return { sheet: sheet.name, state, code: null };
    }
  }
  return { sheet: preview.sheets.find((one) => one.entity !== null)?.name ?? '', state: null, code: null };
}

/** Narrows the rows to one kind of finding of this sheet. */
function CodeFilter({ preview, filter, onFilter }: { preview: Preview; filter: RowFilter; onFilter: (filter: RowFilter) => void }): ReactNode {
  const t = useText();
  const sheet = preview.sheets.find((one) => one.name === filter.sheet);
  const first = new Map<string, string>();
  for (const finding of preview.findings) if (finding.sheet === filter.sheet && !first.has(finding.code) && !(sheet && isSheetNote(finding, sheet))) first.set(finding.code, finding.message);
  if (first.size === 0) return null;
  return (
    <Select
      className={css.codes} aria-label={t('imports.findingFilter')} value={filter.code ?? ''} onChange={(code) => onFilter({ ...filter, code: code ? code : null, state: code ? null : filter.state })}
      data={[{ value: '', label: t('imports.findingAll') }, ...[...first].map(([code, message]) => ({ value: code, label: `${code} · ${short(message)}` }))]}
    />
  );
}

function short(message: string): string {
  return message.length > 60 ? `${message.slice(0, 58)}…` : message;
}
