import { SegmentedControl, Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { visitState } from '../../../db/rules/visits/visit.ts';
import { useResume } from '../../app/resume.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Queue, QueueFoot, QueueLine } from '../../ui/queue.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import { VisitPanel } from './visit-panel.tsx';
import { placeLine, stateSeverity, wordsOf } from './visit-words.ts';
import css from './visits.module.css';

const views = { check: [visitState.visited], approve: [visitState.checked], returned: [visitState.returned], done: [visitState.approved] } as const;
type View = keyof typeof views;
const names = ['check', 'approve', 'returned', 'done'] as const;

/** What visits found and nobody said yes to: one beside the queue, with its evidence; what was sent back is completed here. */
export function CheckScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [view, setView] = useState<View>('check');
  const [chosen, setChosen] = useState<{ id: string | null; at: number }>({ id: null, at: 0 });
  const [mending, setMending] = useState(false);
  const open = useCall('verval.open', {});
  const list = useCall('verval.list', { states: [...views[view]] }, { keepPrevious: true });
  const rows = (list.data ?? []).filter((one) => views[view].some((state) => state === one.state));
  const shown = rows.find((one) => one.id === chosen.id) ?? rows[Math.min(chosen.at, rows.length - 1)];
  const counts: Record<View, number | null> = { check: open.data?.toCheck ?? 0, approve: open.data?.toApprove ?? 0, returned: open.data?.returned ?? 0, done: null };
  useResume(draftKinds.visit, true, ({ opens }) => { setView('returned'); setChosen({ id: opens['visit'] ?? null, at: 0 }); setMending(true); });
  const back = (): void => go('/usulan/verval');
  const step = (by: number): void => {
    const next = shown && rows[rows.indexOf(shown) + by];
    if (next) setChosen({ id: next.id, at: rows.indexOf(next) });
  };
  const show = (next: View): void => { setView(next); setChosen({ id: null, at: 0 }); };
  useKeys([
    { key: 'Escape', label: t('verval.back'), run: back },
    { key: 'Alt+ArrowUp', label: t('worklist.previous'), run: () => step(-1) }, { key: 'Alt+ArrowDown', label: t('worklist.next'), run: () => step(1) },
    ...names.map((name, place) => ({ key: String(place + 1), label: t(`verval.view_${name}`), run: () => show(name) })),
  ]);
  return (
    <Page fill title={t('verval.checkTitle')} hint={t('verval.checkHint')} actions={<><Button variant="default" onClick={back}>{t('verval.back')}</Button>{view === 'returned' && shown && <Button onClick={() => setMending(true)}>{t('verval.mend')} …</Button>}</>}>
      <SegmentedControl aria-label={t('verval.views')} style={{ alignSelf: 'flex-start' }} value={view} onChange={(value) => show(value as View)} data={names.map((name) => ({ value: name, label: counts[name] === null ? t(`verval.view_${name}`) : `${t(`verval.view_${name}`)} (${counts[name]})` }))} />
      {list.error && <ErrorNotice error={list.error} />}
      {list.data && rows.length === 0 && <EmptyState icon={IconChecks} title={t(`verval.none_${view}`)}>{t('verval.noneCheckHint')}</EmptyState>}
      {shown && (
        <div className={css.split}>
          <Queue
            label={t('verval.queue')} rows={rows} rowKey={(row) => row.id} shown={shown.id} onChoose={(row) => setChosen({ id: row.id, at: rows.indexOf(row) })}
            render={(row) => <><strong>{row.head ?? t('verval.headless')}</strong><QueueLine>{placeLine(row)}</QueueLine><QueueFoot><Mark severity={stateSeverity(row.state)}>{wordsOf('TEPAT.hasilVerval', row.result)}</Mark> {formatShortDate(row.date)}</QueueFoot></>}
          />
          <VisitPanel key={shown.id} visit={shown} onDone={() => setChosen({ id: null, at: rows.indexOf(shown) })} />
        </div>
      )}
      {mending && shown && <VisitDialog family={shown.family} visit={shown.id} round={null} enumerator={shown.enumerator} onClose={() => setMending(false)} />}
    </Page>
  );
}
