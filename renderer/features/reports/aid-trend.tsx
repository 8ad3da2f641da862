import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { CallInput, CallOutput } from '../../../db/api/contract.ts';
import { trendSteps } from '../../../db/rules/aid/period-ends.ts';
import type { TrendStep } from '../../../db/rules/aid/period-ends.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { formatDate, formatMonth, formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { filterParams, listPath } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import css from './reports.module.css';

interface AidTrendProps {
  readonly list: CallInput<'aid.trend'>['list'];
  /** The past day that the list below is about; null for today. */
  readonly day: string | null;
  readonly filter: ReportFilter;
  readonly data: CallOutput<'report.run'>['data'];
  readonly rows: number;
}

const counts = [3, 6, 12, 24] as const;
const steps = Object.keys(trendSteps) as TrendStep[];

/** How many there were at the end of each period before, each number opening its list, the list's own last; and how they spread over agencies. */
export function AidTrend({ list, day, filter, data, rows }: AidTrendProps): ReactNode {
  const t = useText();
  const [step, setStep] = useState<TrendStep>('month');
  const [points, setPoints] = useState(6);
  const [, go] = useLocation();
  const today = useCall('office.info', {}).data?.today ?? '';
  const trend = useCall('aid.trend', { list, step, points, params: filterParams(filter), ...(day !== null && { day }) }, { keepPrevious: true });
  const { agencies = [], untold = 0, day: own = '' } = data as { agencies?: readonly { agency: string; rows: number }[]; untold?: number; day?: string };
  return (
    <section className={css.trend} aria-label={t('aidAnswers.trend')}>
      <div className={css.trendTable}>
        <table aria-label={t('aidAnswers.trend')}>
          <thead><tr>{trend.data?.map((point) => <th key={point.day} scope="col">{step === 'year' ? point.day.slice(0, 4) : formatMonth(point.day)}</th>)}<th scope="col">{day === null ? t('aidAnswers.today') : formatDate(own)}</th></tr></thead>
          <tbody><tr>
            {trend.data?.map((point) => (
              <td key={point.day}><Link href={`/laporan/${list}/${listPath(filter, point.day)}`} aria-label={t('aidAnswers.open', { n: point.rows, day: formatDate(point.day) })}>{formatNumber(point.rows)}</Link></td>
            ))}
            <td aria-current="true">{formatNumber(rows)}</td>
          </tr></tbody>
        </table>
        {trend.isLoading && <p>{t('aidAnswers.counting')}</p>}
      </div>
      <div className={css.date}><DateInput label={t('aidAnswers.pastDay')} value={day} today={today} onChange={(chosen) => { if (chosen !== null && chosen !== day && chosen <= today) go(`/laporan/${list}/${listPath(filter, chosen === today ? null : chosen)}`); }} /></div>
      <Select className={css.filter} aria-label={t('aidAnswers.step')} value={step} onChange={(value) => setStep(steps.find((one) => one === value) ?? 'month')} data={steps.map((value) => ({ value, label: t(`aidAnswers.step_${value}`) }))} allowDeselect={false} />
      <Select className={css.filter} aria-label={t('aidAnswers.points')} value={String(points)} onChange={(value) => setPoints(Number(value ?? 6))} data={counts.map((n) => ({ value: String(n), label: t('aidAnswers.pointsOf', { n }) }))} allowDeselect={false} />
      {trend.error && <ErrorNotice error={trend.error} retry={() => void trend.refetch()} />}
      <p>{t('aidAnswers.trendNote')}</p>
      {agencies.length > 0 && <p>{agencies.slice(0, 4).map(({ agency, rows: count }) => `${agency}: ${formatNumber(count)}`).join(' · ')}{agencies.length > 4 && ` · ${t('reports.moreAgencies', { n: agencies.length - 4 })}`}</p>}
      {untold > 0 && <p>{t('reports.untold', { n: untold })}</p>}
    </section>
  );
}
