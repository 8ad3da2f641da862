import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { formatDate, formatMoment } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import css from './packages.module.css';

type Cell = CallOutput<'below.calendar'>['rows'][number]['cells'][number];

const icons = { received: IconCheck, late: IconAlertTriangle, missing: IconX, upcoming: IconClock } as const;
const states = ['received', 'late', 'missing', 'upcoming'] as const;

/** The month's first and last day, moved by so many months. */
function monthOf(today: string, by: number): { from: string; to: string } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + by, 1));
  const last = new Date(Date.UTC(year, month + by, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

/** Offices as rows, due dates as columns: in time, late, missing, still to come. Icon and word, never colour alone. */
export function BelowCalendar({ today, revoked }: { today: string; revoked: ReadonlySet<string> }): ReactNode {
  const t = useText();
  const [by, setBy] = useState(0);
  const period = monthOf(today, by);
  const calendar = useCall('below.calendar', period, { keepPrevious: true });
  useKeys([{ key: 'Alt+ArrowLeft', label: t('exchange.monthBack'), run: () => setBy(by - 1) }, { key: 'Alt+ArrowRight', label: t('exchange.monthOn'), run: () => setBy(by + 1) }]);
  const month = formatDate(period.from).split(' ').slice(1).join(' ');
  const { dues, rows } = calendar.data ?? { dues: [], rows: [] };
  return (
    <>
      <div className={css.months}>
        <Button variant="default" onClick={() => setBy(by - 1)}>{t('exchange.monthBack')}</Button>
        <h2 aria-live="polite">{month}</h2>
        <Button variant="default" onClick={() => setBy(by + 1)}>{t('exchange.monthOn')}</Button>
        <ul className={css.legend}>{states.map((state) => <li key={state}><CellIcon state={state} /> {t(`exchange.cell_${state}`)}</li>)}</ul>
      </div>
      {calendar.error && <ErrorNotice error={calendar.error} retry={() => void calendar.refetch()} />}
      {calendar.data && dues.length === 0 && <EmptyState icon={IconClock} title={t('exchange.noSchedule')}>{t('exchange.noScheduleHint')}</EmptyState>}
      {dues.length > 0 && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.shape_calendar')}>
          <table className={css.table}>
            <thead><tr><th scope="col">{t('packages.colOffice')}</th>{dues.map((due) => <th key={due} scope="col" className={css.center}>{formatDate(due).split(' ').slice(0, 2).join(' ')}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.code}>
                  <th scope="row" className={css.rowHead}>{row.name}{revoked.has(row.code) && <span className={css.second}>{t('packages.cardRevoked')}</span>}</th>
                  {dues.map((due) => <td key={due} className={css.center}><DueCell cell={row.cells.find((cell) => cell.due === due)} /></td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function DueCell({ cell }: { cell: Cell | undefined }): ReactNode {
  const t = useText();
  if (!cell) return <span className={css.quiet}>–</span>;
  return (
    <span className={css.due} data-state={cell.state} title={cell.at === null ? undefined : formatMoment(cell.at)}>
      <CellIcon state={cell.state} />
      <span className={cell.state === 'received' || cell.state === 'upcoming' ? 'visually-hidden' : undefined}>{t(`exchange.cell_${cell.state}`)}</span>
      {cell.packages > 1 && <span className={css.second}>{t('exchange.packages', { n: cell.packages })}</span>}
    </span>
  );
}

function CellIcon({ state }: { state: Cell['state'] }): ReactNode {
  const Icon = icons[state];
  return <Icon size={16} className={css.dueIcon} data-state={state} aria-hidden />;
}
