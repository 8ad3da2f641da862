import type { UseQueryResult } from '@tanstack/react-query';
import { IconUserHeart } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { allRows } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatShortDate } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import { PengurusDialog } from '../../enrolment/index.ts';
import type { LostPengurus } from '../../enrolment/index.ts';
import css from '../programmes.module.css';

/** Ganti pengurus: families that still receive and whose pengurus died or left; Enter names another (PLK-5). */
export function PengurusPanel({ query }: { query: UseQueryResult<LostPengurus[], Error> }): ReactNode {
  const t = useText();
  const mayEnrol = useMay('enrol.write');
  const [lost, setLost] = useState<LostPengurus | null>(null);
  return (
    <div className={css.column}>
      <DataTable
        label={t('enrolment.tabPengurus', { n: query.data?.length ?? 0 })} columns={columns(t)} pages={allRows(query)} rowKey={(row) => row.enrolment} total={query.data?.length ?? 0} autoFocus onOpen={(row) => { if (mayEnrol && row.own) setLost(row); }}
        empty={<EmptyState icon={IconUserHeart} title={t('enrolment.noPengurus')}>{t('enrolment.noPengurusHint')}</EmptyState>}
      />
      {lost && <PengurusDialog lost={lost} onClose={() => setLost(null)} />}
    </div>
  );
}

function columns(t: Translate): Column<LostPengurus>[] {
  return [
    { key: 'name', header: t('enrolment.recipient'), width: 'minmax(150px, 2fr)', render: (row) => row.name },
    { key: 'rt', header: t('enrolment.rtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'programme', header: t('enrolment.programme'), width: 'minmax(110px, 1.4fr)', render: (row) => row.programmeName },
    { key: 'pengurus', header: t('enrolment.pengurus'), width: 'minmax(170px, 2fr)', render: (row) => t(row.cause === 'dead' ? 'enrolment.pengurusGone' : 'enrolment.pengurusAway', { name: row.pengurus }) },
    { key: 'since', header: t('enrolment.since'), width: '96px', render: (row) => formatShortDate(row.since) },
    { key: 'who', header: t('enrolment.pengurusNew'), width: 'minmax(170px, 2fr)', render: (row) => row.members.map((one) => one.name).join(', ') },
  ];
}
