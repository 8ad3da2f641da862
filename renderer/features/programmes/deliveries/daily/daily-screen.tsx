import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { isDaily } from '../../../../../db/rules/programmes/programme-rhythm.ts';
import { useAction, useCall } from '../../../../app/calls.ts';
import { useKeys } from '../../../../app/keys.ts';
import { useMay } from '../../../../app/session.tsx';
import { useText } from '../../../../text/text.ts';
import { formatDate, formatMonth, formatNumber } from '../../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../../ui/notice.tsx';
import { Page } from '../../../../ui/page.tsx';
import { ReasonDialog } from '../../../../ui/reason-dialog.tsx';
import { say } from '../../../../ui/said.tsx';
import { SaveDialog } from '../../../../ui/save-dialog.tsx';
import { programmeName } from '../../programme-words.ts';
import type { Programme } from '../../programme-words.ts';
import { AbsentDialog } from './absent-dialog.tsx';
import { DailyGrid } from './daily-grid.tsx';
import type { Cursor } from './daily-grid.tsx';
import { DailyPrint } from './daily-print.tsx';
import { monthAfter, offWords } from './daily-words.ts';
import type { Grid, GridDay, GridRow } from './daily-words.ts';
import css from './daily.module.css';
import { cellAt, useTicks } from './use-ticks.ts';

/** The sheet of a programme that is given every day: a month at a time, one key a tick. */
export function DailyScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const programme = useCall('programme.get', { id });
  const info = useCall('office.info', {});
  if (programme.data && info.data && isDaily(programme.data.values)) return <Daily programme={programme.data} today={info.data.today} />;
  return (
    <Page title={t('deliveries.daily')} actions={<Button variant="default" onClick={() => go(`/program/${id}`)}>{t('deliveries.back')}</Button>}>
      {programme.error && <ErrorNotice error={programme.error} />}
      {programme.data && info.data && <EmptyState icon={IconPackage} title={t('deliveries.notDaily')}>{t('deliveries.notDailyHint')}</EmptyState>}
    </Page>
  );
}

function Daily({ programme, today }: { programme: Programme; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [dialog, setDialog] = useState<'print' | 'save' | null>(null);
  const maySave = useMay('report.export');
  const mayPrint = useMay('report.run');
  const grid = useCall('delivery.grid', { programme: programme.id, month }, { keepPrevious: true });
  const { data } = grid;
  const back = (): void => go(`/program/${programme.id}`);
  const turn = (by: number): void => setMonth(monthAfter(month, by));
  const ready = data !== undefined && data.rows.length > 0;
  useKeys([
    { key: 'Escape', label: t('deliveries.back'), run: back },
    { key: 'Alt+ArrowLeft', label: t('deliveries.previousMonth'), run: () => turn(-1) }, { key: 'Alt+ArrowRight', label: t('deliveries.nextMonth'), run: () => turn(1) },
    ...(ready && mayPrint ? [{ key: 'Ctrl+P', label: t('deliveries.print'), run: () => setDialog('print') }] : []), ...(ready && maySave ? [{ key: 'Ctrl+S', label: t('deliveries.save'), run: () => setDialog('save') }] : []),
  ]);
  const counts = data && t('deliveries.dailyCounts', { portions: formatNumber(data.portions), received: formatNumber(data.received), absent: formatNumber(data.absent), days: data.days.filter((day) => !day.off).length });
  return (
    <Page
      fill title={t('deliveries.dailyTitle', { name: programmeName(programme) })} hint={counts}
      actions={
        <>
          <Button variant="default" onClick={back}>{t('deliveries.back')}</Button>
          {ready && maySave && <Button variant="default" onClick={() => setDialog('save')}>{t('deliveries.save')} …</Button>}
          {ready && mayPrint && <Button onClick={() => setDialog('print')}>{t('deliveries.print')} …</Button>}
        </>
      }
    >
      <div className={css.bar} role="group" aria-label={t('deliveries.month')}>
        <ActionIcon variant="default" size="lg" aria-label={t('deliveries.previousMonth')} onClick={() => turn(-1)}><IconChevronLeft size={18} /></ActionIcon>
        <span className={css.month}>{formatMonth(`${month}-01`, 'long')}</span>
        <ActionIcon variant="default" size="lg" aria-label={t('deliveries.nextMonth')} onClick={() => turn(1)}><IconChevronRight size={18} /></ActionIcon>
        <span className={css.quiet}>{[t('deliveries.dailyKeys'), data && offWords(t, data.days)].filter(Boolean).join(' ')}</span>
      </div>
      {grid.error && <ErrorNotice error={grid.error} retry={() => void grid.refetch()} />}
      {data && data.rows.length === 0 && <EmptyState icon={IconPackage} title={t('deliveries.empty')}>{t('deliveries.emptyHint')}</EmptyState>}
      {ready && <Sheet key={data.month} programme={programme} today={today} data={data} refetch={() => grid.refetch()} />}
      {dialog === 'print' && data && <DailyPrint programme={programme} grid={data} onDone={() => setDialog(null)} />}
      {dialog === 'save' && <SaveDialog name="daily-sheet" title={t('deliveries.printMonthTitle', { name: programmeName(programme) })} hint={formatMonth(`${month}-01`)} params={{ programme: programme.id, month }} personal onClose={() => setDialog(null)} />}
    </Page>
  );
}

/** The day that a sheet opens on: the last working day up to today, since nobody hands over in advance; of another month the first. */
function firstDay(days: Grid['days'], today: string): number {
  const last = days.findLastIndex((day) => day.date <= today && !day.off);
  return last >= 0 && days.some((day) => day.date >= today) ? last : Math.max(0, days.findIndex((day) => !day.off));
}

/** The grid with the keys that write in it. */
function Sheet({ programme, today, data, refetch }: { programme: Programme; today: string; data: Grid; refetch: () => Promise<{ data: Grid | undefined }> }): ReactNode {
  const t = useText();
  const { rows, days } = data;
  const [cursor, setCursor] = useState<Cursor>(() => ({ row: 0, day: firstDay(days, today) }));
  const [dialog, setDialog] = useState<'absent' | 'off' | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const mayWrite = useMay('enrol.write');
  const sayDay = useAction('delivery.dayOff');
  const ticks = useTicks(programme, { data, refetch });
  const row = rows[Math.min(cursor.row, rows.length - 1)];
  const day = days[cursor.day];
  const stored = row?.cells.find((cell) => cell.day === day?.day);
  const tried = (work: Promise<unknown>): void => { setFailure(null); work.catch(setFailure); };
  const down = (): void => setCursor((at) => ({ ...at, row: Math.min(rows.length - 1, at.row + 1) }));
  /** Does something with the cell under the keyboard, unless another office wrote it or its recipient has left. */
  const here = (work: (row: GridRow, day: GridDay) => void): void => {
    if (!row || !day || !mayWrite) return;
    if (stored && !stored.own) say({ text: t('deliveries.elsewhere'), severity: 'warn' });
    else if (row.active || stored) work(row, day);
  };
  const give = (portions?: number): void => here((who, on) => { tried(ticks.give([who], on, portions)); down(); });
  const clear = (): void => here((who, on) => { if (cellAt(who, ticks.typed.get(who.enrolment), on.day)) tried(ticks.clear([who], on, t('deliveries.unticked'))); });
  const wholeDay = (): void => {
    if (!day || !mayWrite) return;
    const open = rows.filter((one) => one.active && cellAt(one, ticks.typed.get(one.enrolment), day.day) === undefined);
    const date = formatDate(day.date);
    if (open.length === 0) return say({ text: t('deliveries.wholeDayNone', { date }), severity: 'info' });
    tried(ticks.give(open, day).then(() => say({ text: t('deliveries.wholeDayDone', { date, n: open.length }), undo: () => tried(ticks.clear(open, day, t('deliveries.unticked'))) })));
  };
  const turnDay = (off: boolean, reason: string | null): Promise<unknown> => sayDay.mutateAsync({ programme: programme.id, date: day?.date ?? '', off, reason })
    .then(() => { setDialog(null); say({ text: t(off ? 'deliveries.dayOffDone' : 'deliveries.dayOnDone', { date: formatDate(day?.date) }) }); });
  const tick = (): void => give();
  useKeys(mayWrite ? [
    { key: 'Space', label: t('deliveries.tick'), run: tick }, { key: 'Enter', run: tick }, { key: '1', run: () => give(1) },
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((portions) => ({ key: String(portions), run: () => give(portions) })),
    { key: 'a', label: t('deliveries.absent'), run: () => here(() => setDialog('absent')) },
    { key: 'd', label: t('deliveries.wholeDay'), run: wholeDay },
    { key: 'Delete', label: t('deliveries.untick'), run: clear }, { key: 'Backspace', run: clear },
    { key: 'l', label: t('deliveries.dayOff'), run: () => { if (day?.off) tried(turnDay(false, null)); else setDialog('off'); } },
  ] : []);
  const error = failure ?? ticks.error ?? sayDay.error;
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <DailyGrid label={t('deliveries.daily')} grid={data} typed={ticks.typed} cursor={{ ...cursor, row: Math.min(cursor.row, rows.length - 1) }} onCursor={setCursor} />
      {dialog === 'absent' && row && day && <AbsentDialog title={t('deliveries.absentTitle', { name: row.name, date: formatDate(day.date) })} onClose={() => setDialog(null)} onDo={(reason) => { setDialog(null); tried(ticks.refuse(row, day, reason)); down(); }} />}
      {dialog === 'off' && day && <ReasonDialog title={t('deliveries.dayOffTitle', { date: formatDate(day.date) })} action={t('deliveries.dayOffDo')} label={t('deliveries.dayOffReason')} onClose={() => setDialog(null)} onDo={(reason) => turnDay(true, reason)} />}
    </>
  );
}
