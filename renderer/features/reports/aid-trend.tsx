import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import { formatMonth, formatNumber } from '../../ui/format.ts';
import css from './reports.module.css';

interface Point { readonly day: string; readonly rows: number }

/** How many there were at the end of each month before, the day itself last; and how they spread over agencies. */
export function AidTrend({ data }: { data: CallOutput<'report.run'>['data'] }): ReactNode {
  const t = useText();
  const { trend = [], agencies = [], untold = 0 } = data as { trend?: readonly Point[]; agencies?: readonly { agency: string; rows: number }[]; untold?: number };
  return (
    <div className={css.trend}>
      <table aria-label={t('reports.trend')}>
        <thead><tr>{trend.map(({ day }) => <th key={day} scope="col">{formatMonth(day)}</th>)}</tr></thead>
        <tbody><tr>{trend.map(({ day, rows }) => <td key={day}>{formatNumber(rows)}</td>)}</tr></tbody>
      </table>
      {agencies.length > 0 && <p>{agencies.slice(0, 4).map(({ agency, rows }) => `${agency}: ${formatNumber(rows)}`).join(' · ')}{agencies.length > 4 && ` · ${t('reports.moreAgencies', { n: agencies.length - 4 })}`}</p>}
      {untold > 0 && <p>{t('reports.untold', { n: untold })}</p>}
    </div>
  );
}
