import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage, useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import type { ReportFilter } from '../report-filter.ts';
import css from '../reports.module.css';
import { areaOf, itemsOf, listBehind } from './recap-items.ts';
import type { Item, Recap, RecapRow } from './recap-items.ts';
import type { RecapState } from './recap-state.ts';

interface RecapTableProps {
  readonly report: Recap;
  readonly label: string;
  /** Where given, every number that counts something leads to its list. */
  readonly links?: RecapState;
}

/** A recap as a table with its totals. */
export function RecapTable({ report, label, links }: RecapTableProps): ReactNode {
  const t = useText();
  const items = itemsOf(report, t, useLanguage());
  const words = report.columns.filter((column) => !column.numeric);
  const heads: Readonly<Record<string, string>> = { code: t('reports.colCode'), name: t('reports.colOffice'), rwLabel: t('reports.colRw'), rtLabel: t('reports.colRt'), place: t('reports.colOffice'), sentOf: t('recaps.colSent') };
  const scored = report.columns.some(({ key }) => key === 'score');
  const cells = (row: RecapRow, area: ReportFilter): ReactNode => (
    <>
      <NumberCell value={row['families']} to={links && listBehind(links, area, {})} />
      <NumberCell value={row['people']} to={links && listBehind(links, area, {})} />
      {items.map((item) => <NumberCell key={item.key} value={row[item.key]} to={links && listBehind(links, area, item.filter)} />)}
      {scored && <td className={css.right}>{typeof row['score'] === 'number' ? formatNumber(row['score']) : ''}</td>}
    </>
  );
  return (
    <table className={css.recap} aria-label={label}>
      <thead>
        <tr>
          {words.map(({ key, title }) => <th key={key} scope="col">{heads[key] ?? title}</th>)}
          <th scope="col" className={css.right}>{t('reports.colFamilies')}</th><th scope="col" className={css.right}>{t('reports.colPeople')}</th>
          {items.map((item) => <th key={item.key} scope="col" className={css.right} title={desilTitle(item, t)}>{item.title}</th>)}
          {scored && <th scope="col" className={css.right}>{t('recaps.score')}</th>}
        </tr>
      </thead>
      <tbody>
        {report.rows.map((row, index) => (
          <tr key={index}>
            {words.map(({ key }, at) => (at === words.length - 1 ? <th key={key} scope="row">{String(row[key] ?? '')}</th> : <td key={key}>{String(row[key] ?? '')}</td>))}
            {row['sent'] === false ? <td colSpan={2 + items.length + (scored ? 1 : 0)} className={css.silent}>{t('reports.neverSent')}</td> : cells(row, areaOf(row))}
          </tr>
        ))}
      </tbody>
      {report.totals && <tfoot><tr><th scope="row" colSpan={words.length}>{t('reports.total')}</th>{cells(report.totals, {})}</tr></tfoot>}
    </table>
  );
}

function desilTitle({ key }: Item, t: ReturnType<typeof useText>): string | undefined {
  const desil = /^d(\d+)$/.exec(key)?.[1];
  return desil === undefined ? undefined : t('reports.desilTitle', { desil });
}

/** A number that opens its list; what counts nothing opens none. */
export function NumberCell({ value, to }: { value: unknown; to: string | undefined }): ReactNode {
  const n = typeof value === 'number' ? value : null;
  if (to === undefined || n === null || n === 0) return <td className={`${css.right} ${n === 0 ? css.zero : ''}`}>{n === null ? '' : formatNumber(n)}</td>;
  return <td className={css.right}><Link href={to}>{formatNumber(n)}</Link></td>;
}
