import type { UseQueryResult } from '@tanstack/react-query';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { moveKinds } from '../../../../db/rules/enrolment/states.ts';
import type { MoveKind } from '../../../../db/rules/enrolment/states.ts';
import { allRows, useAction } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatMoment, formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';

type Bulks = CallOutput<'enrolment.bulks'>;
type Bulk = Bulks[number];

/** What was done to many at once; Enter takes one back, with a reason. */
export function BulkPanel({ query }: { query: UseQueryResult<Bulks, Error> }): ReactNode {
  const t = useText();
  const mayEnrol = useMay('enrol.write');
  const undo = useAction('enrolment.bulkUndo');
  const [bulk, setBulk] = useState<Bulk | null>(null);
  return (
    <div className={css.column}>
      <DataTable
        label={t('enrolment.tabBulk', { n: query.data?.length ?? 0 })} columns={columns(t)} pages={allRows(query)} rowKey={(row) => row.batch} total={query.data?.length ?? 0} autoFocus onOpen={(row) => { if (mayEnrol && row.undoneAt === null) setBulk(row); }}
        empty={<EmptyState icon={IconListCheck} title={t('enrolment.noBulk')}>{t('enrolment.noBulkHint')}</EmptyState>}
      />
      {bulk && (
        <ReasonDialog
          title={t('enrolment.bulkUndoTitle', { n: bulk.count + bulk.waiting })} action={t('enrolment.bulkUndo')} danger onClose={() => setBulk(null)}
          onDo={async (reason) => { const { undone, kept } = await undo.mutateAsync({ batch: bulk.batch, reason }); say({ text: t('enrolment.bulkUndone', { n: undone, kept: kept.length }) }); setBulk(null); }}
        />
      )}
    </div>
  );
}

function columns(t: Translate): Column<Bulk>[] {
  return [
    { key: 'at', header: t('enrolment.bulkAt'), width: '170px', render: (row) => formatMoment(row.at) },
    { key: 'what', header: t('enrolment.bulkWhat'), width: 'minmax(120px, 1.4fr)', render: (row) => (row.what === 'enrol' ? t('enrolment.what_enrol') : isMove(row.what) ? t(`enrolment.what_${row.what}`) : row.what) },
    { key: 'programme', header: t('enrolment.programme'), width: 'minmax(130px, 2fr)', render: (row) => row.programmeName ?? '' },
    { key: 'count', header: t('enrolment.bulkCount'), width: 'minmax(120px, 1fr)', render: (row) => (row.waiting > 0 ? t('enrolment.plusWaiting', { n: formatNumber(row.count), waiting: formatNumber(row.waiting) }) : formatNumber(row.count)) },
    { key: 'by', header: t('enrolment.bulkBy'), width: 'minmax(80px, 1fr)', render: (row) => row.by ?? '' },
    { key: 'state', header: t('enrolment.bulkState'), width: 'minmax(140px, 1fr)', render: (row) => (row.undoneAt === null ? '' : <Mark severity="info">{t('enrolment.undone')}</Mark>) },
  ];
}

function isMove(what: string): what is MoveKind {
  return (moveKinds as readonly string[]).includes(what);
}
