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
      {found && <Outcome batch={found} questions={{ families: tally?.families.question ?? 0, people: tally?.people.question ?? 0 }} />}
    </ImportPage>
  );
}

function Outcome({ batch, questions }: { batch: Batch; questions: Batch['rejected'] }): ReactNode {
  const t = useText();
  const mayUndo = useMay('import.undo');
  const [undoing, setUndoing] = useState(false);
  const [undone, setUndone] = useState<Undone | null>(null);
  const { created, updated, unchanged, rejected } = batch;
  const written = created.families + created.people + updated.families + updated.people;
  const same = unchanged.families + unchanged.people;
  const left = rejected.families + rejected.people + questions.families + questions.people;
  const standing = batch.undoneAt === null;
  return (
    <>
      {undone ? <UndoneNotice undone={undone} /> : !standing && <Notice severity="info" title={t('imports.undoneAt', { at: formatMoment(batch.undoneAt) })}>{t('imports.undoneHint')}</Notice>}
      {standing && (written === 0
        ? <Notice severity="info" title={t('imports.nothingChanged')}>{t('imports.nothingChangedHint')}</Notice>
        : <Notice severity="done" title={t('imports.storedTitle', { at: formatMoment(batch.at), by: batch.by })}>{t('imports.storedHint')}</Notice>)}
      <section className={css.part}>
        <h2>{t('imports.numbers')}</h2>
        <ResultNumbers batch={batch} questions={questions} of="families" label={t('imports.familyRows')} />
        <ResultNumbers batch={batch} questions={questions} of="people" label={t('imports.personRows')} />
        {left > 0 && <p>{t('imports.leftOut', { rejected: rejected.families + rejected.people, questions: questions.families + questions.people })}</p>}
        {same > 0 && <p className={css.quiet}>{t('imports.sumHint', { n: same })}</p>}
      </section>
      <div className={css.buttons}>
        <Link href="/keluarga">{t('imports.toFamilies')}</Link>
        {standing && mayUndo && written > 0 && <Button variant="default" onClick={() => setUndoing(true)}>{t('imports.undo')} …</Button>}
      </div>
      {undoing && <UndoDialog batch={batch} onClose={() => setUndoing(false)} onDone={(answer) => { setUndoing(false); setUndone(answer); }} />}
    </>
  );
}

function ResultNumbers({ batch, questions, of, label }: { batch: Batch; questions: Batch['rejected']; of: 'families' | 'people'; label: string }): ReactNode {
  const t = useText();
  const parts = [[t('imports.stateSame'), batch.unchanged[of]], [t('imports.stateChanged'), batch.updated[of]], [t('imports.stateNew'), batch.created[of]], [t('imports.stateRejected'), batch.rejected[of]], ...(questions[of] > 0 ? [[t('imports.stateQuestion'), questions[of]] as const] : [])] as const;
  return <NumbersLine total={{ label, value: parts.reduce((sum, [, n]) => sum + n, 0) }} parts={parts.map(([word, value]) => ({ label: word.toLowerCase(), value }))} />;
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
