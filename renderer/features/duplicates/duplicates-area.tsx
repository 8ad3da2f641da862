import { Button, SegmentedControl } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall, usePages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/said.tsx';
import css from './duplicates.module.css';
import { PairPanel } from './pair-panel.tsx';
import type { Decided } from './pair-panel.tsx';
import { PairQueue } from './pair-queue.tsx';

export type PairRow = CallOutput<'duplicate.list'>['rows'][number];
export type PairState = PairRow['state'];

const scanJob = 'duplicates';
/** In the place of a pair's id: what other offices proposed. */
const proposedView = 'diusulkan';
const states = ['open', 'later', 'proposed', 'merged', 'different'] as const;

/** Duplikat: the queue at the left, the two records side by side; one key decides, one takes it back. */
export function DuplicatesArea(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const { id } = useParams<{ id?: string }>();
  const mayDecide = useMay('register.write');
  const [state, setState] = useState<PairState>(id === proposedView ? 'proposed' : 'open');
  const [chosen, setChosen] = useState<{ readonly id: string | null; readonly at: number }>({ id: id ?? null, at: 0 });
  const [last, setLast] = useState<Decided | null>(null);
  const [error, setError] = useState<unknown>(null);
  const count = useCall('duplicate.count', {});
  const scan = useAction('duplicate.scan');
  const pages = usePages<PairRow>(['duplicate.list', state, lang], (after) => callApi('duplicate.list', { state, after, lang }));
  // The decided pair is gone from the queue: what stood below it comes next.
  const shown = pages.rows.find((row) => row.id === chosen.id) ?? pages.rows[Math.min(chosen.at, pages.rows.length - 1)];
  const choose = (row: PairRow): void => setChosen({ id: row.id, at: pages.rows.indexOf(row) });
  const step = (by: number): void => {
    const row = shown && pages.rows[pages.rows.indexOf(shown) + by];
    if (row) choose(row);
  };
  const look = (): void => scan.mutate({ job: scanJob, all: true }, {
    onSuccess: (found) => say({ text: t('duplicates.scanned', { people: found.people, families: found.families, fresh: found.fresh, open: found.open }), severity: found.open === 0 ? 'info' : 'done' }),
  });
  const takeBack = ({ pair }: Decided): void => {
    setLast(null);
    void callApi('duplicate.undo', { id: pair.id, reason: t('duplicates.undoneAtOnce') }).then(() => {
      say({ text: t('duplicates.undone', { left: pair.left.name, right: pair.right.name }), severity: 'info' });
      setState('open');
      setChosen({ id: pair.id, at: 0 });
    }, setError);
  };
  const decided = (done: Decided): void => {
    setLast(done);
    setError(null);
    say({ text: done.message, undo: () => takeBack(done) });
  };
  useKeys(last === null ? [] : [{ key: 'Ctrl+Z', label: t('duplicates.undoLast'), run: () => takeBack(last) }]);
  useKeys([
    { key: 'Alt+ArrowUp', label: t('duplicates.previous'), run: () => step(-1) }, { key: 'Alt+ArrowDown', label: t('duplicates.next'), run: () => step(1) },
    ...(mayDecide && !scan.isPending ? [{ key: 'Ctrl+N', label: t('duplicates.scan'), run: look }] : []),
  ]);
  const empty = !pages.loading && pages.error === null && pages.rows.length === 0;
  const scanButton = mayDecide && <Button variant={empty && state === 'open' ? 'filled' : 'default'} loading={scan.isPending} onClick={look}>{t('duplicates.scan')}</Button>;
  return (
    <Page title={t('duplicates.title')} hint={t('duplicates.hint')} fill actions={scanButton || undefined}>
      {scan.isPending && <Progress job={scanJob} label={t('duplicates.scanning')} />}
      {scan.error && <ErrorNotice error={scan.error} />}
      {error !== null && <ErrorNotice error={error} />}
      {pages.error && <ErrorNotice error={pages.error} retry={pages.retry} />}
      <SegmentedControl
        className={css.states} aria-label={t('duplicates.states')} value={state} onChange={(next) => { setState(next as PairState); setChosen({ id: null, at: 0 }); }}
        data={states.map((each) => ({ value: each, label: t(`duplicates.state_${each}`, { n: count.data?.[each] ?? 0 }) }))}
      />
      {empty && (
        <EmptyState icon={IconUsersGroup} title={t(state === 'open' ? 'duplicates.none' : 'duplicates.noneHere')} action={state === 'open' && mayDecide ? scanButton : undefined}>
          {state === 'open' ? t('duplicates.noneHint') : undefined}
        </EmptyState>
      )}
      {shown && (
        <div className={css.split}>
          <PairQueue pages={pages} shown={shown.id} onChoose={choose} />
          <PairPanel key={shown.id} id={shown.id} onDecided={decided} />
        </div>
      )}
    </Page>
  );
}
