import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { NumbersLine } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { AidLine } from './aid-line.tsx';
import type { Batch } from './batch-table.tsx';
import { FixesPart } from './fixes-part.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import type { Preview } from './recognised-step.tsx';
import { RowDetail } from './row-detail.tsx';
import { firstFilter, tallyLines } from './row-filter.ts';
import type { RowFilter } from './row-filter.ts';
import { RowGrid } from './row-grid.tsx';
import { leftWords, rowOrder, stateWords } from './states.ts';
import type { ImportRow } from './states.ts';
import { TallyLines } from './tally-lines.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { useErrorFile } from './use-error-file.ts';
import { usePreview } from './use-preview.ts';
import { useRows } from './use-rows.ts';

type Tally = Preview['tally'];
type Undone = CallOutput<'import.undo'>;

/** Step 4: what the import did, in numbers that add up, with the list behind each and its undo. */
export function ResultStep({ batch }: { batch: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useCall('import.list', {});
  // The rows of the file that was stored last are still there; of the others only the numbers are.
  const kept = usePreview(batch, useMay('import.run'));
  const found = list.data?.batches.find((one) => one.batch === batch);
  useKeys([{ key: 'Escape', label: t('imports.toStart'), run: () => go('/impor') }]);
  return (
    <ImportPage step={3} fill hint={found?.file} actions={<Button variant="default" onClick={() => go('/impor')}>{t('imports.toStart')}</Button>}>
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {list.data && !found && <Notice severity="warn" title={t('imports.resultGone')} />}
      {found && !kept.isLoading && <Outcome batch={found} kept={kept.data ?? null} />}
    </ImportPage>
  );
}

function Outcome({ batch, kept }: { batch: Batch; kept: Preview | null }): ReactNode {
  const t = useText();
  const mayUndo = useMay('import.undo');
  const [undoing, setUndoing] = useState(false);
  const [undone, setUndone] = useState<Undone | null>(null);
  const numbers = tallyLines.map(({ of }) => numbersOf(batch, kept, of));
  const sum = (state: keyof Numbers): number => numbers.reduce((total, line) => total + line[state], 0);
  const [rejected, questions, same, left] = [sum('rejected'), sum('question'), sum('same'), sum('left')];
  const [filter, setFilter] = useState<RowFilter | null>(() => (kept !== null && rejected + questions > 0 ? firstFilter(kept) : null));
  const standing = batch.undoneAt === null;
  return (
    <>
      {undone ? <UndoneNotice undone={undone} /> : !standing && <Notice severity="info" title={t('imports.undoneAt', { at: formatMoment(batch.undoneAt) })}>{t('imports.undoneHint')}</Notice>}
      {standing && (batch.effect === 'none'
        ? <Notice severity="warn" title={t('imports.nothingChanged')}>{t(rejected + questions > 0 ? 'imports.nothingChangedLeft' : left > 0 ? 'imports.nothingChangedMode' : 'imports.nothingChangedHint')}</Notice>
        : <Notice severity="done" title={t('imports.storedTitle', { at: formatMoment(batch.at), by: batch.by })}>{t('imports.storedHint')}</Notice>)}
      <section className={css.part}>
        <div className={css.tallies}>
          <h2>{t('imports.numbers')}</h2>
          <div className={css.buttons}>
            <Link href="/keluarga">{t('imports.toFamilies')}</Link>
            {standing && mayUndo && batch.effect !== 'none' && <Button variant="default" onClick={() => setUndoing(true)}>{t('imports.undo')} …</Button>}
          </div>
        </div>
        {kept ? <TallyLines preview={kept} filter={filter} onFilter={setFilter} /> : tallyLines.map(({ of, label }, index) => <PlainNumbers key={of} numbers={numbers[index]} label={t(label)} />)}
        {!kept && <AidLine aid={batch.aid} />}
        {rejected + questions > 0 && <p>{t(leftWords(rejected, questions).after, { rejected, questions })}</p>}
        {kept && rejected > 0 && <ErrorFile kept={kept} />}
        {left > 0 && <p>{t('imports.leftByMode', { n: left })}</p>}
        {same > 0 && <p className={css.quiet}>{t('imports.sumHint', { n: same })}</p>}
        {!kept && <p className={css.quiet}>{t('imports.rowsGone')}</p>}
        <FixesPart batch={batch.batch} count={batch.fixes} />
      </section>
      {kept && filter && <StoredRows key={JSON.stringify(filter)} preview={kept} filter={filter} />}
      {undoing && <UndoDialog batch={batch} onClose={() => setUndoing(false)} onDone={(answer) => { setUndoing(false); setUndone(answer); }} />}
    </>
  );
}

/** Who stored first and reads of the rejected rows only now can still take them along. */
function ErrorFile({ kept }: { kept: Preview }): ReactNode {
  const t = useText();
  const { save, error } = useErrorFile(kept);
  useKeys([{ key: 'Ctrl+E', label: t('imports.errorFile'), run: save }]);
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div><Button variant="default" onClick={save}>{t('imports.errorFile')} …</Button></div>
    </>
  );
}

/** The rows behind a number, as they were when the file was stored. */
function StoredRows({ preview, filter }: { preview: Preview; filter: RowFilter }): ReactNode {
  const [active, setActive] = useState<ImportRow | null>(null);
  const pages = useRows(preview, filter);
  const sheet = preview.sheets.find((one) => one.name === filter.sheet);
  const row = active ?? pages.rows[0];
  if (!sheet) return null;
  return (
    <>
      <RowGrid sheet={sheet} pages={pages} onActive={setActive} onFix={null} />
      {row && <RowDetail row={row} columns={sheet.columns} />}
    </>
  );
}

type Numbers = Omit<Tally[keyof Tally], 'rows'>;

/** What a batch did with the rows of a kind. How many were asked or left alone is known as long as the rows are. */
function numbersOf(batch: Batch, kept: Preview | null, of: keyof Tally): Numbers {
  if (kept !== null) return kept.tally[of];
  if (of === 'recipients') return batch.recipients;
  return { same: batch.unchanged[of], changed: batch.updated[of], new: batch.created[of], rejected: batch.rejected[of], question: 0, left: 0 };
}

function PlainNumbers({ numbers, label }: { numbers: Numbers | undefined; label: string }): ReactNode {
  const t = useText();
  const states = rowOrder.filter((state) => numbers !== undefined && (numbers[state] > 0 || !['question', 'left'].includes(state)));
  const total = rowOrder.reduce((sum, state) => sum + (numbers?.[state] ?? 0), 0);
  if (total === 0) return null;
  return <NumbersLine total={{ label, value: total }} parts={states.map((state) => ({ label: t(stateWords[state]).toLowerCase(), value: numbers?.[state] ?? 0 }))} />;
}

/** What the undo took back, and by name what it had to leave. */
function UndoneNotice({ undone }: { undone: Undone }): ReactNode {
  const t = useText();
  return (
    <Notice severity={undone.kept.length > 0 ? 'warn' : 'done'} title={t('imports.undoDone', { families: undone.undone.families, people: undone.undone.people, kept: undone.kept.length })}>
      {undone.kept.length === 0 ? t('imports.undoneHint') : (
        <>
          <p>{t('imports.keptHint')}</p>
          <ul className={css.kept}>{undone.kept.map((one) => <li key={one.record}><strong>{one.name}</strong>: {one.why}</li>)}</ul>
        </>
      )}
    </Notice>
  );
}
