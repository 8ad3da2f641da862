import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { scheduleWords } from './schedule-words.ts';

/** On Beranda only what presses: a report that is late or due today, with the way to write it. */
export function ScheduleReminder(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const schedule = useCall('schedule.mine', {});
  const presses = schedule.data?.state === 'late' || schedule.data?.state === 'today';
  return presses ? <ScheduleLine action={<Button variant="default" onClick={() => go('/paket')}>{t('packages.send')}</Button>} /> : null;
}

/** When this office hands in by the city's schedule, and that it is late or due today. Nothing without a schedule. */
export function ScheduleLine({ action }: { action?: ReactNode }): ReactNode {
  const t = useText();
  const schedule = useCall('schedule.mine', {});
  const mine = schedule.data;
  if (!mine || mine.state === 'none' || mine.every === null || mine.day === null) return null;
  const rule = scheduleWords(t, mine.every, mine.day);
  const due = formatDate(mine.dueOn);
  if (mine.state === 'late') return <Notice severity="block" title={t('exchange.mineLate', { n: mine.daysLate, due })} actions={action}>{t('exchange.mineLateHint', { rule })}</Notice>;
  const lastDay = mine.until !== null && mine.until !== mine.dueOn ? t('exchange.mineUntil', { due, until: formatDate(mine.until) }) : t('exchange.mineToday');
  if (mine.state === 'today') return <Notice severity="warn" title={lastDay} actions={action}>{rule}</Notice>;
  return <Notice severity="info" title={mine.state === 'done' ? t('exchange.mineDone') : t('exchange.mineUpcoming', { due })}>{rule}</Notice>;
}
