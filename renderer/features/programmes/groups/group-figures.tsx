import { Button } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { formatDate, formatRupiah } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import css from '../programmes.module.css';
import type { Group } from './group-screen.tsx';

/** What a group reported, the newest first. */
export function GroupFigures({ group, mayWrite }: { group: Group; mayWrite: boolean }): ReactNode {
  const t = useText();
  const back = useAction('group.voidReport');
  const [undoing, setUndoing] = useState<Group['figures'][number] | null>(null);
  if (group.figures.length === 0) return <EmptyState icon={IconChartLine} title={t('groups.figuresNone')}>{t('groups.figuresNoneHint')}</EmptyState>;
  return (
    <div className={css.tableBox}>
      <table className={css.table}>
        <thead><tr><th>{t('groups.figureDate')}</th><th data-numeric>{t('groups.capital')}</th><th data-numeric>{t('groups.loans')}</th><th data-numeric>{t('groups.turnover')}</th><th>{t('groups.figureSource')}</th>{mayWrite && <th><span className="visually-hidden">{t('groups.figureUndo')}</span></th>}</tr></thead>
        <tbody>
          {group.figures.map((one) => (
            <tr key={one.id}>
              <td>{formatDate(one.date)}</td><td data-numeric>{formatRupiah(one.capital)}</td><td data-numeric>{formatRupiah(one.loans)}</td><td data-numeric>{formatRupiah(one.turnover)}</td><td>{one.source}</td>
              {mayWrite && <td><Button variant="default" h={28} px={10} aria-label={t('groups.figureUndoOf', { date: formatDate(one.date) })} onClick={() => setUndoing(one)}>{t('groups.figureUndo')}</Button></td>}
            </tr>
          ))}
        </tbody>
      </table>
      {undoing && <ReasonDialog title={t('groups.figureUndoOf', { date: formatDate(undoing.date) })} action={t('groups.figureUndo')} onClose={() => setUndoing(null)} onDo={async (reason) => { await back.mutateAsync({ id: undoing.id, reason }); setUndoing(null); }} />}
    </div>
  );
}
