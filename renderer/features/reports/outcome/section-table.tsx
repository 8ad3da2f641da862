import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import css from './outcome.module.css';

/** One table of a report of a period, as it is kept. */
export function SectionTable({ section }: { section: CallOutput<'periodReport.get'>['sections'][number] }): ReactNode {
  const t = useText();
  const cell = (value: string | number | null): string => (typeof value === 'number' ? formatNumber(value) : (value ?? ''));
  return (
    <>
      <h2>{section.title}</h2>
      {section.rows.length === 0 ? <p className={css.quiet}>{t('outcomes.sectionEmpty')}</p> : (
        <div className={css.scroll} tabIndex={0} role="region" aria-label={section.title}>
          <table className={css.numbers}>
            <thead><tr>{section.columns.map((column) => <th key={column.key} scope="col" className={column.numeric ? css.right : undefined}>{column.title}</th>)}</tr></thead>
            <tbody>{section.rows.map((row) => <tr key={row.key}>{row.cells.map((value, at) => <td key={section.columns[at]?.key ?? at} className={section.columns[at]?.numeric ? css.right : undefined}>{cell(value)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
      {section.notes.map((note) => <p key={note} className={css.quiet}>{note}</p>)}
    </>
  );
}
