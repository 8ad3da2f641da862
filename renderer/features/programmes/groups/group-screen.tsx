import { Button, Tabs } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { labelOf } from '../../../../db/rules/lists.ts';
import { allRows, useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatDate, formatNumber, formatShortDate, groupIdentifier } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import css from '../programmes.module.css';
import { FigureDialog } from './figure-dialog.tsx';
import { GroupAid } from './group-aid.tsx';
import { GroupEnrol } from './group-enrol.tsx';
import { GroupFigures } from './group-figures.tsx';
import { MemberChange } from './member-change.tsx';
import { MemberDialog } from './member-dialog.tsx';

export type Group = CallOutput<'group.get'>;
type Member = Group['members'][number];
type Open = 'member' | 'figure' | 'enrol' | 'end' | null;

/** One group: its members, what it reported, and what it receives. */
export function GroupScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const group = useCall('group.get', { id });
  const info = useCall('office.info', {});
  const end = useAction('group.end');
  const mayGroups = useMay('programme.write');
  const mayEnrolAny = useMay('enrol.write');
  const [tab, setTab] = useState<string | null>('members');
  const [open, setOpen] = useState<Open>(null);
  const [changing, setChanging] = useState<Member | null>(null);
  const { data } = group;
  const today = info.data?.today ?? '';
  const running = data !== undefined && data.own && data.values['ended'] === null;
  const mayWrite = mayGroups && running;
  const mayEnrol = mayEnrolAny && running;
  const name = String(data?.values['name'] ?? '');
  useKeys([
    { key: 'Escape', label: t('groups.back'), run: () => go('/program/kelompok') },
    ...(mayWrite ? [{ key: 't', label: t('groups.memberAdd'), run: () => setOpen('member') }, { key: 'l', label: t('groups.figureAdd'), run: () => setOpen('figure') }, { key: 'e', label: t('groups.edit'), run: () => go(`/program/kelompok/${id}/ubah`) }] : []),
    ...(mayEnrol ? [{ key: 'd', label: t('groups.enrol'), run: () => setOpen('enrol') }] : []),
    ...['members', 'figures', 'aid'].map((one, index) => ({ key: String(index + 1), run: () => setTab(one) })),
  ]);
  return (
    <Page
      fill title={name || t('groups.title')} hint={data && <GroupHint group={data} />}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program/kelompok')}>{t('groups.back')}</Button>
          {mayWrite && <Button variant="default" onClick={() => setOpen('end')}>{t('groups.end')} …</Button>}
          {mayWrite && <Button variant="default" onClick={() => go(`/program/kelompok/${id}/ubah`)}>{t('groups.edit')}</Button>}
          {mayWrite && <Button variant="default" onClick={() => setOpen('figure')}>{t('groups.figureAdd')}</Button>}
          {mayEnrol && <Button variant="default" onClick={() => setOpen('enrol')}>{t('groups.enrol')}</Button>}
          {mayWrite && <Button onClick={() => setOpen('member')}>{t('groups.memberAdd')}</Button>}
        </>
      }
    >
      {group.error && <ErrorNotice error={group.error} retry={() => void group.refetch()} />}
      {data && (
        <Tabs value={tab} onChange={setTab} className={css.tabs} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="members">{t('groups.tabMembers', { n: data.counts.members })}</Tabs.Tab>
            <Tabs.Tab value="figures">{t('groups.tabFigures', { n: data.figures.length })}</Tabs.Tab>
            <Tabs.Tab value="aid">{t('groups.tabAid', { n: data.enrolments.length })}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="members" className={css.panel}>
            <DataTable
              label={t('groups.members')} columns={columns(t)} pages={allRows({ ...group, data: data.members })} rowKey={(one) => one.id} autoFocus onOpen={(one) => { if (mayWrite) setChanging(one); else if (one.family !== null) go(`/keluarga/${one.family}/${one.person}`); }}
              empty={<EmptyState icon={IconUsersGroup} title={t('groups.membersNone')} action={mayWrite && <Button onClick={() => setOpen('member')}>{t('groups.memberAdd')}</Button>}>{t('groups.membersNoneHint')}</EmptyState>}
            />
          </Tabs.Panel>
          <Tabs.Panel value="figures" className={css.panel}><GroupFigures group={data} mayWrite={mayWrite} /></Tabs.Panel>
          <Tabs.Panel value="aid" className={css.panel}><GroupAid group={data} /></Tabs.Panel>
        </Tabs>
      )}
      {open === 'member' && <MemberDialog group={id} today={today} onClose={() => setOpen(null)} />}
      {open === 'figure' && <FigureDialog group={id} today={today} onClose={() => setOpen(null)} />}
      {open === 'enrol' && <GroupEnrol id={id} name={name} today={today} onClose={() => setOpen(null)} />}
      {open === 'end' && <ReasonDialog title={t('groups.endTitle', { name })} action={t('groups.end')} danger onClose={() => setOpen(null)} onDo={async (reason) => { await end.mutateAsync({ id, date: today, reason }); setOpen(null); }}><p>{t('groups.endHint')}</p></ReasonDialog>}
      {changing && <MemberChange member={changing} today={today} onClose={() => setChanging(null)} />}
    </Page>
  );
}

function GroupHint({ group: { values, counts, own } }: { group: Group }): ReactNode {
  const t = useText();
  const kind = typeof values['kind'] === 'number' ? labelOf('TEPAT.jenisKelompok', values['kind']) : null;
  const decision = [values['decisionNo'], formatDate(typeof values['decisionDate'] === 'string' ? values['decisionDate'] : null)].filter(Boolean).join(', ');
  const words = [kind, values['business'], decision, t('groups.poorOf', { poor: formatNumber(counts.poor), n: formatNumber(counts.members) })].filter(Boolean).join(' · ');
  return <>{words}{values['ended'] !== null && <> · <Mark severity="info">{t('groups.endedOn', { date: formatDate(String(values['ended'])) })}</Mark></>}{!own && <> · {t('programmes.notOwn')}</>}</>;
}

function columns(t: Translate): Column<Member>[] {
  return [
    { key: 'role', header: t('groups.colRole'), width: '104px', render: (one) => (one.role === null ? '' : (labelOf('TEPAT.peranKelompok', one.role) ?? '')) },
    { key: 'name', header: t('groups.colMember'), width: 'minmax(160px, 2fr)', render: (one) => <strong title={one.name}>{one.name}</strong> },
    { key: 'nik', header: t('groups.colNik'), width: '170px', render: (one) => groupIdentifier(one.nik ?? '') },
    { key: 'address', header: t('programmes.colAddress'), width: 'minmax(120px, 2fr)', render: (one) => one.address ?? '' },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (one) => [one.rt, one.rw].map((part) => part ?? '–').join('/') },
    { key: 'desil', header: t('groups.colDesil'), width: '64px', numeric: true, render: (one) => formatNumber(one.desil) },
    { key: 'joined', header: t('groups.joined'), width: '96px', render: (one) => formatShortDate(one.joined) },
    { key: 'left', header: t('groups.left'), width: 'minmax(110px, 1fr)', render: (one) => (one.left !== null ? [formatShortDate(one.left), one.leftReason].filter(Boolean).join(', ') : one.here ? '' : <Mark severity="warn">{t('groups.notHere')}</Mark>) },
  ];
}
