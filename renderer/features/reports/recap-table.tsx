import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import { filterPath, none } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import css from './reports.module.css';

export type Report = CallOutput<'report.run'>;
type Row = Report['rows'][number];
type Column = Report['columns'][number];

/** The recap as a table with its totals. With `links` every number that counts something leads to its list. */
export function RecapTable({ report, links = false }: { report: Report; links?: boolean }): ReactNode {
  const t = useText();
  const words = report.columns.filter((column) => !column.numeric).length;
  const heads: Readonly<Record<string, string>> = {
    families: t('reports.colFamilies'), people: t('reports.colPeople'), unranked: t('reports.colUnranked'), code: t('reports.colCode'), name: t('reports.colOffice'),
  };
  return (
    <table className={css.recap}>
      <thead>
        <tr>{report.columns.map((column) => <th key={column.key} scope="col" className={column.numeric ? css.right : undefined} title={desilTitle(column, t)}>{heads[column.key] ?? column.title}</th>)}</tr>
      </thead>
      <tbody>
        {report.rows.map((row, index) => (
          <tr key={index}>
            {row['sent'] === false
              ? <SilentCells row={row} columns={report.columns} />
              : report.columns.map((column, at) => <Cell key={column.key} row={row} column={column} head={at === words - 1} filter={links ? rowFilter(row) : null} />)}
          </tr>
        ))}
      </tbody>
      {report.totals && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={words}>{t('reports.total')}</th>
            {report.columns.slice(words).map((column) => <Cell key={column.key} row={report.totals ?? {}} column={column} head={false} filter={links ? {} : null} />)}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function desilTitle(column: Column, t: ReturnType<typeof useText>): string | undefined {
  const desil = /^d(\d+)$/.exec(column.key)?.[1];
  return desil === undefined ? undefined : t('reports.desilTitle', { desil });
}

/** An office that sent nothing has no numbers, not zeros. */
function SilentCells({ row, columns }: { row: Row; columns: readonly Column[] }): ReactNode {
  const t = useText();
  const words = columns.filter((column) => !column.numeric);
  return (
    <>
      {words.map((column) => <td key={column.key}>{String(row[column.key] ?? '')}</td>)}
      <td colSpan={columns.length - words.length} className={css.silent}>{t('reports.neverSent')}</td>
    </>
  );
}

function Cell({ row, column, head, filter }: { row: Row; column: Column; head: boolean; filter: ReportFilter | null }): ReactNode {
  const value = row[column.key];
  if (!column.numeric) return head ? <th scope="row">{String(value ?? '')}</th> : <td>{String(value ?? '')}</td>;
  const n = typeof value === 'number' ? value : null;
  const shown = formatNumber(n);
  if (filter === null || n === null || n === 0) return <td className={`${css.right} ${n === 0 ? css.zero : ''}`}>{shown}</td>;
  return <td className={css.right}><Link href={`/laporan/named-list/${filterPath({ ...filter, ...columnFilter(column) })}`}>{shown}</Link></td>;
}

function rowFilter(row: Row): ReportFilter {
  if (typeof row['code'] === 'string') return { region: row['code'] };
  return { rw: typeof row['rw'] === 'string' ? row['rw'] : none, rt: typeof row['rt'] === 'string' ? row['rt'] : none };
}

function columnFilter(column: Column): ReportFilter {
  const desil = /^d(\d+)$/.exec(column.key)?.[1];
  if (desil !== undefined) return { desil };
  return column.key === 'unranked' ? { desil: '0' } : {};
}
