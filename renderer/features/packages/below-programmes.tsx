import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './packages.module.css';

/** Offices as rows, programmes as columns: recipients held here. An office that never sent is "belum kirim", never 0. */
export function BelowProgrammes(): ReactNode {
  const t = useText();
  const report = useCall('report.run', { name: 'programmes' });
  if (report.error) return <ErrorNotice error={report.error} retry={() => void report.refetch()} />;
  if (!report.data) return <div aria-busy />;
  const columns = report.data.columns.filter((column) => column.key !== 'code');
  const cell = (row: Record<string, unknown>, key: string): ReactNode => {
    const value = row[key];
    return typeof value === 'number' ? formatNumber(value) : value === null || value === undefined || value === '' ? <span className={css.quiet}>{t('packages.neverSent')}</span> : String(value);
  };
  return (
    <>
      <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.shape_programmes')}>
        <table className={css.table}>
          <thead><tr>{columns.map((column) => <th key={column.key} scope="col" className={column.numeric ? css.right : undefined}>{column.key === 'name' ? t('packages.colOffice') : column.title}</th>)}</tr></thead>
          <tbody>
            {report.data.rows.map((row, index) => (
              <tr key={String(row['code'] ?? index)}>
                {row['sent'] === false
                  ? <><th scope="row" className={css.rowHead}>{String(row['name'] ?? '')}</th><td colSpan={columns.length - 1} className={css.quiet}>{t('packages.neverSent')}</td></>
                  : columns.map((column) => column.key === 'name' ? <th key={column.key} scope="row" className={css.rowHead}>{String(row['name'] ?? '')}</th> : <td key={column.key} className={column.numeric ? css.right : undefined}>{cell(row, column.key)}</td>)}
              </tr>
            ))}
          </tbody>
          {report.data.totals && (
            <tfoot><tr>{columns.map((column) => column.key === 'name' ? <th key={column.key} scope="row" className={css.rowHead}>{t('exchange.total')}</th> : <td key={column.key} className={column.numeric ? css.right : undefined}>{typeof report.data.totals?.[column.key] === 'number' ? formatNumber(report.data.totals[column.key] as number) : ''}</td>)}</tr></tfoot>
          )}
        </table>
      </div>
      {report.data.notes.map((note) => <p key={note} className={css.quiet}>{note}</p>)}
    </>
  );
}
