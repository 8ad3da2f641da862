import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { isScheduleNew } from './schedule-choice.ts';

/** Says that a schedule was saved and is in force nowhere yet: nobody is judged by it before an ACUAN or a starter file carries it. */
export function ScheduleWaits(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const { office } = useSession();
  const [place, go] = useLocation();
  const { data } = useCall('reference.status', { lang });
  // What is in force here may be the schedule of an office above, which this one hands in by.
  const isOwn = data?.held === null || data?.held.issuer === office.code;
  if (!data?.draft || !isOwn || !isScheduleNew(data.draft.schedule, data.held?.schedule ?? [])) return null;
  const action = place === '/paket/acuan' ? undefined : <Button variant="default" onClick={() => go('/paket/acuan')}>{t('exchange.referenceTitle')}</Button>;
  return <Notice severity="warn" title={t('exchange.scheduleWaits')} actions={action}>{t('exchange.scheduleWaitsHint')}</Notice>;
}
