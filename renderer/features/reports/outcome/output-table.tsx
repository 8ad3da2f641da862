import { IconGift } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useText } from '../../../text/text.ts';
import { formatNumber, formatRupiah } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/page.tsx';
import css from './outcome.module.css';

/** Programmes in their own units: target, enrolled, percent, received, rupiah. */
export function OutputTable({ report }: { report: CallOutput<'report.run'> }): ReactNode {
  const t = useText();
  if (report.rows.length === 0) return <EmptyState icon={IconGift} title={t('outcomes.outputEmpty')} />;
  return (
    <Panel>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('outcomes.viewProgrammes')}>
        <table className={css.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('outcomes.colProgramme')}</th><th scope="col">{t('outcomes.colUnit')}</th>
              {(['target', 'participants', 'percent', 'served', 'deliveries', 'rupiah'] as const).map((key) => <th key={key} scope="col" className={css.right}>{t(`outcomes.output_${key}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={String(row['id'])}>
                <th scope="row"><Link href={`/program/${String(row['id'])}`}>{String(row['programme'])}</Link><span className={css.second}>{String(row['provider'] ?? '')}</span></th>
                <td>{String(row['unit'] ?? '')}</td>
                {(['target', 'participants', 'percent', 'served', 'deliveries'] as const).map((key) => <td key={key} className={css.right}>{row[key] === null ? '–' : formatNumber(Number(row[key]))}</td>)}
                <td className={css.right}>{formatRupiah(Number(row['rupiah']))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row" colSpan={6}>{t('outcomes.total')}</th><td className={css.right}>{formatNumber(Number(report.totals?.['deliveries'] ?? 0))}</td><td className={css.right}>{formatRupiah(Number(report.totals?.['rupiah'] ?? 0))}</td></tr></tfoot>
        </table>
      </div>
      {report.notes.map((note) => <p key={note} className={css.quiet}>{note}</p>)}
    </Panel>
  );
}
