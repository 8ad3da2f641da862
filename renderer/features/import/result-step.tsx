import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
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
import type { Batch } from './batch-table.tsx';
import css from './import.module.css';
import { ImportPage } from './import-page.tsx';
import type { Preview } from './recognised-step.tsx';
import { tallyLines } from './row-filter.ts';
import { rowOrder, stateWords } from './states.ts';
import { UndoDialog } from './undo-dialog.tsx';

type Tally = Preview['tally'];
type Undone = CallOutput<'import.undo'>;

/** Where the tally of a commit is kept until the window closes: it also knows the questions. */
export function tallyKey(batch: string): readonly [string, string] {
  return ['import.tally', batch];
}

/** Step 4: what the import did, in numbers that add up, with the list behind it and its undo. */
export function ResultStep({ batch }: { batch: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useCall('import.list', {});
  const tally = useQueryClient().getQueryData<Tally>(tallyKey(batch));
  const found = list.data?.batches.find((one) => one.batch === batch);
  useKeys([{ key: 'Escape', label: t('imports.toStart'), run: () => go('/impor') }]);
  return (
    <ImportPage step={3} hint={found?.file} actions={<Button variant="default" onClick={() => go('/impor')}>{t('imports.toStart')}</Button>}>
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {list.data && !found && <Notice severity="warn" title={t('imports.resultGone')} />}
      {found && <Outcome batch={found} tally={tally} />}
    </ImportPage>
  );
}

function Outcome({ batch, tally }: { batch: Batch; tally: Tally | undefined }): ReactNode {
  const t = useText();
  const mayUndo = useMay('import.undo');
  const [undoing, setUndoing] = useState(false);
  const [undone, setUndone] = useState<Undone | null>(null);
  const lines = tallyLines.map(({ of, label }) => ({ of, label, numbers: numbersOf(batch, tally, of) }));
  const sum = (state: keyof Numbers): number => lines.reduce((total, line) => total + line.numbers[state], 0);
  const [rejected, questions, same, left] = [sum('rejected'), sum('question'), sum('same'), sum('left')];
  const standing = batch.undoneAt === null;
  return (
    <>
      {undone ? <UndoneNotice undone={undone} /> : !standing && <Notice severity="info" title={t('imports.undoneAt', { at: formatMoment(batch.undoneAt) })}>{t('imports.undoneHint')}</Notice>}
      {standing && (batch.effect === 'none'
        ? <Notice severity="warn" title={t('imports.nothingChanged')}>{t(rejected + questions > 0 ? 'imports.nothingChangedLeft' : 'imports.nothingChangedHint')}</Notice>
        : <Notice severity="done" title={t('imports.storedTitle', { at: formatMoment(batch.at), by: batch.by })}>{t('imports.storedHint')}</Notice>)}
      <section className={css.part}>
        <h2>{t('imports.numbers')}</h2>
        {lines.map(({ of, label, numbers }) => <ResultNumbers key={of} numbers={numbers} label={t(label)} />)}
        {rejected + questions > 0 && <p>{t('imports.leftOut', { rejected, questions })}</p>}
        {left > 0 && <p>{t('imports.leftByMode', { n: left })}</p>}
        {same > 0 && <p className={css.quiet}>{t('imports.sumHint', { n: same })}</p>}
      </section>
      <div className={css.buttons}>
        <Link href="/keluarga">{t('imports.toFamilies')}</Link>
        {standing && mayUndo && batch.effect !== 'none' && <Button variant="default" onClick={() => setUndoing(true)}>{t('imports.undo')} …</Button>}
      </div>
      {undoing && <UndoDialog batch={batch} onClose={() => setUndoing(false)} onDone={(answer) => { setUndoing(false); setUndone(answer); }} />}
    </>
  );
}

type Numbers = Omit<Tally[keyof Tally], 'rows'>;

/** What a batch did with the rows of a kind. How many were asked or left alone is known until the window closes. */
function numbersOf(batch: Batch, tally: Tally | undefined, of: keyof Tally): Numbers {
  if (of === 'recipients') return batch.recipients;
  return { same: batch.unchanged[of], changed: batch.updated[of], new: batch.created[of], rejected: batch.rejected[of], question: tally?.[of].question ?? 0, left: tally?.[of].left ?? 0 };
}

function ResultNumbers({ numbers, label }: { numbers: Numbers; label: string }): ReactNode {
  const t = useText();
  const states = rowOrder.filter((state) => numbers[state] > 0 || !['question', 'left'].includes(state));
  const total = rowOrder.reduce((sum, state) => sum + numbers[state], 0);
  if (total === 0) return null;
  return <NumbersLine total={{ label, value: total }} parts={states.map((state) => ({ label: t(stateWords[state]).toLowerCase(), value: numbers[state] }))} />;
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
