import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { meetingState } from '../../../../db/rules/petitions/minutes.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay, useSession } from '../../../app/session.tsx';
import { UsulanViews } from '../../../app/usulan-views.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { RegionName } from '../../families/index.ts';
import { label } from '../petition-words.tsx';

type Row = CallOutput<'meeting.list'>[number];

/** Musyawarah: what was planned and held, with agenda and attendance in numbers. */
export function MeetingList(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const village = ['kelurahan', 'desa'].includes(useSession().office.level);
  const list = useCall('meeting.list', {});
  const pending = useCall('meeting.pending', {}, { enabled: village });
  const mayWrite = useMay('register.write') && village;
  const fresh = (): void => go('/usulan/musyawarah/baru');
  useKeys(mayWrite ? [{ key: 'Ctrl+N', label: t('meetings.new'), run: fresh }] : []);
  return (
    <Page
      fill title={t('meetings.title')} hint={list.data && t('meetings.hint', { n: formatNumber(list.data.length), pending: formatNumber(pending.data?.length ?? 0) })}
      actions={mayWrite && <Button onClick={fresh}>{t('meetings.new')}</Button>}
    >
      <UsulanViews />
      <DataTable
        label={t('meetings.title')} columns={columns(t, village)} pages={allRows(list)} rowKey={(one) => one.id} onOpen={(one) => go(`/usulan/musyawarah/${one.id}`)} autoFocus
        empty={<EmptyState icon={IconUsersGroup} title={village ? t('meetings.none') : t('meetings.noneCity')} action={mayWrite && <Button onClick={fresh}>{t('meetings.new')}</Button>}>{village ? t('meetings.noneHint') : undefined}</EmptyState>}
      />
    </Page>
  );
}

/** The state of a musyawarah with the version of its minutes. */
export function MeetingMark({ state, version, t }: Pick<Row, 'state' | 'version'> & { t: Translate }): ReactNode {
  const words = [label('TEPAT.statusMusyawarah', state), version > 1 ? t('meetings.version', { n: version }) : ''].filter(Boolean).join(', ');
  return <Mark severity={state === meetingState.final ? 'done' : state === meetingState.drafted ? 'warn' : 'info'}>{words}</Mark>;
}

function columns(t: Translate, village: boolean): Column<Row>[] {
  return [
    { key: 'date', header: t('meetings.colDate'), width: '92px', render: (one) => formatShortDate(one.date) },
    { key: 'title', header: t('meetings.colTitle'), width: 'minmax(180px, 3fr)', render: (one) => <strong title={one.title}>{one.title}</strong> },
    village ? { key: 'place', header: t('meetings.colPlace'), width: 'minmax(120px, 2fr)', render: (one) => one.place ?? '' } : { key: 'office', header: t('meetings.colOffice'), width: 'minmax(120px, 2fr)', render: (one) => <RegionName code={one.owner} bare /> },
    { key: 'items', header: t('meetings.colItems'), width: '84px', numeric: true, render: (one) => formatNumber(one.items) },
    { key: 'present', header: t('meetings.colPresent'), width: '92px', numeric: true, render: (one) => `${formatNumber(one.attendance.present)}/${formatNumber(one.attendance.invited)}` },
    { key: 'state', header: t('meetings.colState'), width: 'minmax(190px, 2fr)', render: (one) => <MeetingMark state={one.state} version={one.version} t={t} /> },
  ];
}
