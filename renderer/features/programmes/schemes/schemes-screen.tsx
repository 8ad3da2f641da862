import { Button } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatDate, formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';

type Scheme = CallOutput<'scheme.list'>[number];

/** Every scheme with its source: what its items are and who says so. */
export function SchemesScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const schemes = useCall('scheme.list', {});
  const maySet = useMay('setting.write');
  const fresh = (): void => go('/program/skema/baru');
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    { key: 'r', label: t('schemes.report'), run: () => go('/laporan/schemes') },
    ...(maySet ? [{ key: 'Ctrl+N', label: t('schemes.fresh'), run: fresh }] : []),
  ]);
  const columns: Column<Scheme>[] = [
    { key: 'title', header: t('schemes.colTitle'), width: 'minmax(180px, 2fr)', render: (one) => <span title={one.title}><strong>{one.title}</strong></span> },
    { key: 'items', header: t('schemes.colItems'), width: 'minmax(220px, 4fr)', render: (one) => one.content.items.map((item) => item.title).join(' · ') },
    { key: 'source', header: t('schemes.colSource'), width: 'minmax(160px, 2fr)', render: (one) => one.source },
    { key: 'version', header: t('schemes.colVersion'), width: '92px', numeric: true, render: (one) => (one.seeded ? t('schemes.seeded') : formatNumber(one.version)) },
    { key: 'state', header: t('schemes.colState'), width: '180px', render: (one) => (one.ended === null ? <Mark severity="done">{t('schemes.inUse')}</Mark> : <Mark severity="info">{t('schemes.endedOn', { date: formatDate(one.ended) })}</Mark>) },
  ];
  return (
    <Page
      fill title={t('schemes.title')} hint={t('schemes.hint')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>
          <Button variant="default" onClick={() => go('/laporan/schemes')}>{t('schemes.report')}</Button>
          {maySet && <Button onClick={fresh}>{t('schemes.fresh')}</Button>}
        </>
      }
    >
      <DataTable label={t('schemes.title')} columns={columns} pages={allRows(schemes)} rowKey={(one) => one.uid} onOpen={(one) => go(`/program/skema/${one.uid}`)} autoFocus empty={<EmptyState icon={IconListTree} title={t('schemes.none')} />} />
    </Page>
  );
}
