import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/said.tsx';
import { CodeFilter } from './code-filter.tsx';
import { CommitDialog } from './commit-dialog.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import { isHeld, LetThrough } from './let-through.tsx';
import { LateProgress } from './late-progress.tsx';
import { layoutWords } from './layout-words.ts';
import type { Column } from './mapping-types.ts';
import { QuestionPanel } from './question-panel.tsx';
import type { Preview } from './recognised-step.tsx';
import { FirstNote, SeenBefore } from './recognised-step.tsx';
import { RowDetail } from './row-detail.tsx';
import { firstFilter } from './row-filter.ts';
import type { RowFilter } from './row-filter.ts';
import { RowGrid } from './row-grid.tsx';
import { forgetRefused, importJob, useRefused, useRunning } from './running.ts';
import type { ImportRow } from './states.ts';
import { TallyLines } from './tally-lines.tsx';
import { useChange } from './use-change.ts';
import { useErrorFile } from './use-error-file.ts';
import { usePreview } from './use-preview.ts';
import { useRows } from './use-rows.ts';

/** Step 3: the file as a spreadsheet with findings in the margin; the numbers above open their rows. */
export function CheckStep({ staging }: { staging: string }): ReactNode {
  const t = useText();
  const running = useRunning();
  const preview = usePreview(staging, running === null);
  // The page of the rows is gone while they are written, and comes back when that was refused or stopped.
  const refused = useRefused();
  if (running) return <ImportPage step={2} hint={running.file}><Progress job={importJob} label={t(running.kind === 'commit' ? 'imports.writing' : 'imports.reading', { file: running.file })} /></ImportPage>;
  if (preview.error) {
    return (
      <ImportPage step={2}>
        <ErrorNotice error={preview.error} />
        <div><Link href="/impor">{t('imports.toStart')}</Link></div>
      </ImportPage>
    );
  }
  return preview.data ? <Checking preview={preview.data} refused={refused?.staging === staging ? refused.error : null} /> : <ImportPage step={2}>{null}</ImportPage>;
}

interface CheckingProps {
  readonly preview: Preview;
  /** Why nothing was stored the last time. */
  readonly refused: unknown;
}

function Checking({ preview, refused }: CheckingProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [filter, setFilter] = useState(() => firstFilter(preview));
  const [storing, setStoring] = useState(false);
  const { families, people, recipients } = preview.tally;
  const rejected = families.rejected + people.rejected + recipients.rejected;
  const ready = preview.blocked.length === 0;
  const errors = useErrorFile(preview);
  const problem = refused ?? errors.error;
  const back = (): void => { forgetRefused(); go(`/impor/${preview.staging}`); };
  useKeys([{ key: 'Escape', label: t('imports.back'), run: back }, ...(rejected > 0 ? [{ key: 'Ctrl+E', label: t('imports.errorFile'), run: errors.save }] : [])]);
  useKeys([{ key: 'Ctrl+S', label: t('imports.store'), run: () => setStoring(true) }], { active: ready });
  return (
    <ImportPage
      step={2} fill hint={`${preview.file} · ${layoutWords(preview, t)}`}
      actions={
        <>
          <Button variant="default" onClick={back}>{t('imports.back')}</Button>
          {rejected > 0 && <Button variant="default" onClick={errors.save}>{t('imports.errorFile')} …</Button>}
          {ready && <Button onClick={() => setStoring(true)}>{t('imports.store')} …</Button>}
        </>
      }
    >
      <SeenBefore preview={preview} />
      <FirstNote preview={preview} />
      {!ready && <Notice severity="warn" title={t('imports.notReady')}><Link href={`/impor/${preview.staging}`}>{t('imports.notReadyHint')}</Link></Notice>}
      {problem !== null && <ErrorNotice error={problem} />}
      <div className={css.tallies}>
        <TallyLines preview={preview} filter={filter} onFilter={setFilter} />
        <CodeFilter preview={preview} filter={filter} onFilter={setFilter} />
      </div>
      <CheckRows key={JSON.stringify(filter)} preview={preview} filter={filter} />
      {storing && <CommitDialog preview={preview} onErrors={errors.save} onClose={() => setStoring(false)} />}
    </ImportPage>
  );
}

/** The rows of one filter, and below them the row that the keyboard stands on: its findings, or the question it asks. */
function CheckRows({ preview, filter }: { preview: Preview; filter: RowFilter }): ReactNode {
  const t = useText();
  const [active, setActive] = useState<ImportRow | null>(null);
  const fix = useChange('import.fixCell', preview);
  const answer = useChange('import.answer', preview);
  const pages = useRows(preview, filter);
  const sheet = preview.sheets.find((one) => one.name === filter.sheet);
  if (!sheet) return null;
  const row = pages.rows.find((one) => one.row === active?.row && one.entity === active.entity) ?? pages.rows[Math.min(pages.rows.length - 1, Math.max(0, active === null ? 0 : pages.rows.findIndex((one) => one.row > active.row)))];
  const give = (at: ImportRow, column: Column, value: string | null): void => {
    const before = at.fixes.find((one) => one.column === column.letter)?.value ?? null;
    const target = { staging: preview.staging, sheet: at.sheet, row: at.row, column: column.letter };
    fix.run({ ...target, value }, () => say({ text: t(value === null ? 'imports.unfixedSaid' : 'imports.fixedSaid', { row: at.row, column: column.header }), undo: () => fix.run({ ...target, value: before }) }));
  };
  const reply = (at: ImportRow, choice: 'same' | 'different' | 'skip' | null, record?: string): void => {
    const target = { staging: preview.staging, sheet: at.sheet, row: at.row, entity: at.entity };
    answer.run({ ...target, answer: choice, ...(record === undefined ? {} : { record }) }, () => {
      if (choice !== null) say({ text: t(`imports.said_${choice}`, { row: at.row, name: at.name ?? '' }), undo: () => answer.run({ ...target, answer: null }) });
    });
  };
  const problem = fix.error ?? answer.error;
  const held = row ? isHeld(row) : null;
  return (
    <>
      <RowGrid sheet={sheet} pages={pages} onActive={setActive} onFix={give} />
      <LateProgress busy={fix.busy || answer.busy} />
      {problem !== null && <ErrorNotice error={problem} />}
      {row && (row.state === 'question' && row.answer === null
        ? <QuestionPanel key={`${row.row} ${row.entity}`} row={row} sheet={sheet} busy={answer.busy} onAnswer={(choice, record) => reply(row, choice, record)} />
        : <RowDetail row={row} columns={sheet.columns} onUnfix={(column) => give(row, column, null)} onUnanswer={() => reply(row, null)}>{held !== null && <LetThrough key={`${row.row}`} preview={preview} row={row} held={held} />}</RowDetail>)}
    </>
  );
}
