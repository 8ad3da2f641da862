import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import css from './partners.module.css';

export type Given = CallOutput<'agreement.preview'>;

/** The list as the partner gets it: its mark, its columns and nothing else. */
export function GivenTable({ given, whole = false }: { given: Given; whole?: boolean }): ReactNode {
  const t = useText();
  if (given.total === 0) return <EmptyState icon={IconUsers} title={t('partners.nothing')}>{t('partners.nothingHint')}</EmptyState>;
  const shown = given.rows.length;
  const cell = (value: string | number | null, numeric: boolean, index: number): ReactNode => <td key={index} className={numeric ? css.number : undefined}>{typeof value === 'number' ? formatNumber(value) : value}</td>;
  return (
    <>
      <p className={css.mark}>{given.mark}</p>
      <div className={whole ? undefined : css.box} {...(whole ? {} : { tabIndex: 0, role: 'region', 'aria-label': given.title })}>
        <table className={css.given}>
          <thead>
            {whole && <tr><th colSpan={given.columns.length}>{given.mark}</th></tr>}
            <tr>{given.columns.map((column, index) => <th key={index} scope="col" className={column.numeric ? css.number : undefined}>{column.header}</th>)}</tr>
          </thead>
          <tbody>{given.rows.map((row, index) => <tr key={index}>{row.map((value, at) => cell(value, given.columns[at]?.numeric === true, at))}</tr>)}</tbody>
          {given.totals && <tfoot><tr>{given.totals.map((value, at) => cell(value, given.columns[at]?.numeric === true, at))}</tr></tfoot>}
        </table>
      </div>
      <p className={css.quiet}>{[shown < given.total ? t('partners.rowsShown', { n: given.total, shown }) : t('partners.rows', { n: given.total }), ...given.notes].join(' · ')}</p>
    </>
  );
}
