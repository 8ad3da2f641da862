import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useCall } from '../app/calls.ts';
import { useMay } from '../app/session.tsx';
import { useText } from '../text/text.ts';
import { formatNumber } from './format.ts';
import css from './aid-counts.module.css';

/** How often it is asked again while they are being made. */
const AGAIN_MS = 1500;
const lists = ['overlap', 'missed', 'ineligible', 'anomalies'] as const;

/** How many each of the four lists of aid has today, of all or of one programme; each number leads to its list. */
export function AidCounts({ programme }: { programme?: string }): ReactNode {
  const t = useText();
  const may = useMay('report.run');
  const counts = useCall('aid.counts', programme === undefined ? {} : { programme }, { enabled: may });
  const { data, refetch } = counts;
  // The word that they are made may have come before anybody listened. An answer that is on its way is waited for: asking
  // anew would drop it, and counting may take longer than the time between two questions.
  useEffect(() => {
    if (data !== null) return;
    const timer = setInterval(() => void refetch({ cancelRefetch: false }), AGAIN_MS);
    return () => clearInterval(timer);
  }, [data, refetch]);
  if (!may || counts.data === undefined) return null;
  if (counts.data === null) return <p className={css.making} role="status">{t('aidAnswers.making')}</p>;
  // Whoever was missed is in no programme.
  const shown = programme === undefined ? lists : lists.filter((list) => list !== 'missed');
  return (
    <ul className={css.counts} aria-label={t('aidAnswers.title')}>
      {shown.map((list) => {
        const n = counts.data?.[list] ?? 0;
        return <li key={list} data-some={n > 0}><Link href={`/laporan/${list}/${programme === undefined ? '' : `programme~${programme}`}`}>{t(`aidAnswers.count_${list}`, { n: formatNumber(n) })}</Link></li>;
      })}
    </ul>
  );
}
