import { Button, SegmentedControl } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Queue } from '../../ui/queue.tsx';
import { say } from '../../ui/said.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { bulkQuestions } from './bulk-questions.ts';
import { TwiceNotice } from './twice-notice.tsx';
import { useWork } from './use-work.ts';
import { viewPaths, views } from './work-items.ts';
import type { View, WorkItem } from './work-items.ts';
import { WorkLine } from './work-line.tsx';
import { WorkPanel } from './work-panel.tsx';
import css from './worklist.module.css';

/** Perlu diputuskan: every question that packages and checks raised, in one queue; a number chooses, a reason is given, the next comes up. */
export function WorklistArea(): ReactNode {
  const t = useText();
  const [location, go] = useLocation();
  // The question of one package stands among the duplicates, opened.
  const asked = /^\/putusan\/paket\/(.+)$/.exec(location)?.[1] ?? null;
  const view = asked !== null ? 'duplicate' : (views.find((each) => location === `/putusan/${viewPaths[each]}`) ?? 'all');
  const [chosen, setChosen] = useState<{ readonly id: string | null; readonly at: number }>({ id: null, at: 0 });
  const [bulk, setBulk] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const mayDecide = useMay('register.verify');
  const mayMerge = useMay('register.write');
  const mayRetry = useMay('package.receive');
  const retry = useAction('quarantine.retry');
  const work = useWork(view);
  const { items } = work;
  // What was decided is gone from the queue: what stood below it comes next.
  const shown = items.find((item) => item.id === chosen.id) ?? items[Math.min(chosen.at, items.length - 1)];
  const choose = (item: WorkItem): void => setChosen({ id: item.id, at: items.indexOf(item) });
  const step = (by: number): void => {
    const item = shown && items[items.indexOf(shown) + by];
    if (item) choose(item);
  };
  const show = (next: View): void => { setChosen({ id: null, at: 0 }); go(next === 'all' ? '/putusan' : `/putusan/${viewPaths[next]}`); };
  // A kind without questions takes no room; the one that is looked at stays.
  const offered = views.filter((each) => each === 'all' || each === 'own' || each === view || work.counts[each] > 0);
  const turn = (by: number): void => show(offered[Math.max(0, Math.min(offered.length - 1, offered.indexOf(view) + by))] ?? 'all');
  const questions = mayDecide ? bulkQuestions(items, t) : [];
  const done = (message: string, undoPair?: string): void => {
    setError(null);
    const undo = undoPair === undefined ? {} : { undo: () => void callApi('duplicate.undo', { id: undoPair, reason: t('worklist.undoneAtOnce') }).catch(setError) };
    say({ text: message, ...undo });
  };
  const tryAgain = (): void => retry.mutate({}, { onSuccess: ({ settled }) => say({ text: t('worklist.retried', { n: settled }), severity: settled > 0 ? 'done' : 'info' }) });
  const showsQuarantine = mayRetry && work.counts.quarantine > 0 && (view === 'all' || view === 'quarantine');
  useKeys([
    { key: 'Alt+ArrowUp', label: t('worklist.previous'), run: () => step(-1) }, { key: 'Alt+ArrowDown', label: t('worklist.next'), run: () => step(1) },
    { key: 'Alt+ArrowLeft', label: t('worklist.viewKey'), run: () => turn(-1) }, { key: 'Alt+ArrowRight', run: () => turn(1) },
    ...(questions.length > 0 ? [{ key: 'Ctrl+B', label: t('worklist.bulkKey'), run: () => setBulk(true) }] : []),
  ]);
  const empty = !work.loading && work.error === null && items.length === 0;
  return (
    <Page
      title={t('worklist.title')} hint={t('worklist.hint')} fill
      actions={
        <>
          {showsQuarantine && <Button variant="default" loading={retry.isPending} onClick={tryAgain}>{t('worklist.retry')}</Button>}
          {questions.length > 0 && <Button variant="default" onClick={() => setBulk(true)}>{t('worklist.bulk')} …</Button>}
        </>
      }
    >
      {work.error && <ErrorNotice error={work.error} retry={work.retry} />}
      {(error ?? retry.error) !== null && <ErrorNotice error={error ?? retry.error} />}
      <SegmentedControl
        className={css.views} aria-label={t('worklist.views')} value={view} onChange={(next) => show(next as View)}
        data={offered.map((each) => ({ value: each, label: t(`worklist.view_${each}`, { n: work.counts[each] }) }))}
      />
      {(view === 'all' || view === 'duplicate') && <TwiceNotice mayDecide={mayMerge} asked={asked} onLeave={() => go(`/putusan/${viewPaths.duplicate}`, { replace: true })} />}
      {empty && <EmptyState icon={IconListCheck} title={t(`worklist.none_${view}`)}>{t(view === 'own' ? 'worklist.noneOwnHint' : 'worklist.noneHint')}</EmptyState>}
      {shown && (
        <div className={css.split}>
          <Queue
            label={t('worklist.queue')} rows={items} rowKey={(item) => item.id} shown={shown.id} onChoose={choose} render={(item) => <WorkLine item={item} />}
            more={work.more && <Button variant="subtle" onClick={work.more}>{t('worklist.more')}</Button>}
          />
          <WorkPanel key={shown.id} item={shown} onDone={done} />
        </div>
      )}
      {bulk && <BulkDialog questions={questions} onClose={() => setBulk(false)} />}
    </Page>
  );
}
