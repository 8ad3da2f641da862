import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { meetingState } from '../../../../db/rules/petitions/minutes.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { formatDate, formatNumber } from '../../../ui/format.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../petitions.module.css';
import { AgendaTab } from './agenda-tab.tsx';
import { FinaliseDialog } from './finalise-dialog.tsx';
import { GuestsTab } from './guests-tab.tsx';
import { MeetingMark } from './meeting-list.tsx';
import { MinutesDialog } from './minutes-dialog.tsx';
import { MinutesTab } from './minutes-tab.tsx';

export type Meeting = CallOutput<'meeting.get'>;
const tabs = ['agenda', 'guests', 'minutes'] as const;

/** One musyawarah from its plan to locked minutes: agenda, attendance, decisions, versions. */
export function MeetingScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const meeting = useCall('meeting.get', { id });
  const begin = useAction('meeting.begin');
  const close = useAction('meeting.close');
  const cancel = useAction('meeting.cancel');
  const revise = useAction('meeting.revise');
  const [tab, setTab] = useState<string | null>('agenda');
  const [open, setOpen] = useState<'finalise' | 'revise' | 'callOff' | 'document' | null>(null);
  const mayWrite = useMay('register.write');
  const mayRevise = useMay('package.approve');
  const maySave = useMay('report.export');
  const { data } = meeting;
  const state = data?.state ?? 0;
  const works = mayWrite && data !== undefined && data.own && !data.locked;
  const isLast = data !== undefined && data.versions.at(-1)?.id === id;
  const acts: readonly (readonly [key: string, label: string, run: () => void, is: boolean])[] = [
    ['m', t('meetings.begin'), () => begin.mutate({ id }, { onSuccess: () => say({ text: t('meetings.began') }) }), works && state === meetingState.planned],
    ['l', t('meetings.wall'), () => go(`/usulan/musyawarah/${id}/layar`), data !== undefined && data.agenda.length > 0],
    ['c', t('meetings.close'), () => close.mutate({ id }, { onSuccess: () => say({ text: t('meetings.closed') }) }), works && state === meetingState.underway],
    ['g', t('meetings.finalise'), () => setOpen('finalise'), works && (state === meetingState.underway || state === meetingState.drafted)],
    ['d', t('meetings.document'), () => setOpen('document'), maySave && data !== undefined],
    ['v', t('meetings.revise'), () => setOpen('revise'), mayRevise && data !== undefined && data.own && data.locked && isLast],
    ['u', t('meetings.edit'), () => go(`/usulan/musyawarah/${id}/ubah`), works],
    ['x', t('meetings.callOff'), () => setOpen('callOff'), works && (state === meetingState.planned || state === meetingState.underway)],
  ];
  const can = acts.filter(([, , , is]) => is);
  useKeys([
    { key: 'Escape', label: t('meetings.back'), run: () => go('/usulan/musyawarah') }, ...can.map(([key, label, run]) => ({ key, label, run })),
    ...tabs.map((one, index) => ({ key: String(index + 1), run: () => setTab(one) })),
  ]);
  // While items wait they are decided, on the wall for all to see; then the minutes are made final.
  const waits = state === meetingState.underway && data !== undefined && data.agenda.some(({ decision }) => decision === null);
  const primary = can.find(([key]) => (waits ? ['l'] : ['m', 'g']).includes(key))?.[0];
  const error = begin.error ?? close.error;
  return (
    <Page
      fill title={data?.title ?? t('meetings.title')} hint={data && <>{[formatDate(data.date), data.place, data.number].filter(Boolean).join(' · ')} · <MeetingMark state={data.state} version={data.version} t={t} /></>}
      actions={<><Button variant="default" onClick={() => go('/usulan/musyawarah')}>{t('meetings.back')}</Button>{[...can.filter(([key]) => key !== primary).toReversed(), ...can.filter(([key]) => key === primary)].map(([key, label, run]) => <Button key={key} variant={key === primary ? 'filled' : 'default'} onClick={run}>{label}</Button>)}</>}
    >
      {meeting.error && <ErrorNotice error={meeting.error} retry={() => void meeting.refetch()} />}
      {error && <ErrorNotice error={error} />}
      {data && (
        <Tabs value={tab} onChange={setTab} className={css.tabs} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="agenda">{t('meetings.tabAgenda', { n: formatNumber(data.agenda.length) })}</Tabs.Tab>
            <Tabs.Tab value="guests">{t('meetings.tabGuests', { n: formatNumber(data.guests.length) })}</Tabs.Tab>
            <Tabs.Tab value="minutes">{t('meetings.tabMinutes')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="agenda" className={css.tabPanel}><AgendaTab meeting={data} works={works} /></Tabs.Panel>
          <Tabs.Panel value="guests" className={css.tabPanel}><GuestsTab meeting={data} works={works} /></Tabs.Panel>
          <Tabs.Panel value="minutes" className={css.tabPanel}><MinutesTab meeting={data} /></Tabs.Panel>
        </Tabs>
      )}
      {data && open === 'finalise' && <FinaliseDialog meeting={data} onClose={() => setOpen(null)} />}
      {data && open === 'document' && <MinutesDialog meeting={data} onClose={() => setOpen(null)} />}
      {open === 'revise' && (
        <ReasonDialog title={t('meetings.reviseTitle')} action={t('meetings.revise')} onClose={() => setOpen(null)} onDo={async (reason) => { const made = await revise.mutateAsync({ id, reason }); go(`/usulan/musyawarah/${made.id}`); }}><p>{t('meetings.reviseHint')}</p></ReasonDialog>
      )}
      {open === 'callOff' && (
        <ReasonDialog title={t('meetings.callOff')} action={t('meetings.callOff')} danger onClose={() => setOpen(null)} onDo={async (reason) => { await cancel.mutateAsync({ id, reason }); say({ text: t('meetings.calledOff') }); go('/usulan/musyawarah'); }}><p>{t('meetings.callOffHint')}</p></ReasonDialog>
      )}
    </Page>
  );
}
