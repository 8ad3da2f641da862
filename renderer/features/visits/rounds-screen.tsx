import { Button } from '@mantine/core';
import { IconHomeSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { UsulanViews } from '../../app/usulan-views.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { LocationsDialog } from './locations-dialog.tsx';
import { RoundDialog } from './round-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import type { Round } from './visit-words.ts';

/** Verval: the periods in which data is brought up to date, and what waits to be checked. */
export function RoundsScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const rounds = useCall('round.list', {});
  const open = useCall('verval.open', {});
  const mayWrite = useMay('register.write');
  const maySet = useMay('setting.write');
  const maySave = useMay('report.export');
  const [dialog, setDialog] = useState<'new' | 'rules' | 'places' | null>(null);
  const waiting = (open.data?.toCheck ?? 0) + (open.data?.toApprove ?? 0);
  const check = (): void => go('/usulan/verval/periksa');
  useKeys([
    { key: 'Escape', label: t('verval.backPetitions'), run: () => go('/usulan') },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('verval.newRound'), run: () => setDialog('new') }] : []),
    { key: 'p', label: t('verval.check'), run: check },
    { key: 'e', label: t('verval.enumerators'), run: () => go('/usulan/verval/pendata') },
  ]);
  return (
    <Page
      fill title={t('verval.title')} hint={open.data && t('verval.hint', { check: formatNumber(open.data.toCheck), approve: formatNumber(open.data.toApprove), returned: formatNumber(open.data.returned) })}
      actions={
        <>
          <Button variant="default" onClick={() => go('/usulan/verval/pendata')}>{t('verval.enumerators')}</Button>
          {maySave && <Button variant="default" onClick={() => setDialog('places')}>{t('verval.places')} …</Button>}
          {maySet && <Button variant="default" onClick={() => setDialog('rules')}>{t('verval.rules')} …</Button>}
          <Button variant={waiting > 0 ? 'filled' : 'default'} onClick={check}>{t('verval.checkN', { n: formatNumber(waiting) })}</Button>
          {mayWrite && <Button variant={waiting > 0 ? 'default' : 'filled'} onClick={() => setDialog('new')}>{t('verval.newRound')}</Button>}
        </>
      }
    >
      <UsulanViews />
      <DataTable
        label={t('verval.title')} columns={columns(t)} pages={allRows(rounds)} rowKey={(row) => row.id} onOpen={(row) => go(`/usulan/verval/periode/${row.id}`)} autoFocus
        empty={<EmptyState icon={IconHomeSearch} title={t('verval.none')} action={mayWrite && <Button onClick={() => setDialog('new')}>{t('verval.newRound')}</Button>}>{t('verval.noneHint')}</EmptyState>}
      />
      {dialog === 'new' && <RoundDialog round={null} onClose={() => setDialog(null)} onDone={(id) => go(`/usulan/verval/periode/${id}`)} />}
      {dialog === 'rules' && <RulesDialog onClose={() => setDialog(null)} />}
      {dialog === 'places' && <LocationsDialog onClose={() => setDialog(null)} />}
    </Page>
  );
}

function columns(t: Translate): Column<Round>[] {
  const number = (key: 'planned' | 'visited' | 'checked' | 'approved' | 'returned', header: string): Column<Round> => ({ key, header, width: '116px', numeric: true, render: (row) => formatNumber(row[key]) });
  return [
    { key: 'name', header: t('verval.colRound'), width: 'minmax(200px, 3fr)', render: (row) => <strong title={row.name}>{row.name}</strong> },
    { key: 'period', header: t('verval.colPeriod'), width: '184px', render: (row) => `${formatShortDate(row.from)} – ${formatShortDate(row.until)}` },
    { key: 'basis', header: t('verval.colBasis'), width: 'minmax(90px, 1fr)', render: (row) => <span title={basisWords(t, row)}>{basisWords(t, row)}</span> },
    number('planned', t('verval.state_planned')), number('visited', t('verval.state_visited')), number('checked', t('verval.state_checked')), number('approved', t('verval.state_approved')), number('returned', t('verval.state_returned')),
    { key: 'state', header: t('verval.colState'), width: '112px', render: (row) => <Mark severity={row.closed !== null ? 'done' : row.late ? 'block' : 'info'}>{row.closed !== null ? t('verval.roundClosed') : row.late ? t('verval.roundLate') : t('verval.roundOpen')}</Mark> },
  ];
}

/** Who is due in a period, in a line. */
export function basisWords(t: Translate, round: Pick<Round, 'olderThan' | 'listTitle' | 'list' | 'doubts'>): string {
  return [round.olderThan === null ? '' : t('verval.basisOlder', { n: formatNumber(round.olderThan) }), round.list === null ? '' : t('verval.basisList', { title: round.listTitle ?? '' }), round.doubts ? t('verval.basisDoubts') : ''].filter(Boolean).join(', ');
}
