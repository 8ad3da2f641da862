import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import css from './outcome.module.css';

/** One table of a report of a period, as it is kept. */
export function SectionTable({ section }: { section: CallOutput<'periodReport.get'>['sections'][number] }): ReactNode {
  const t = useText();
  // What nobody filled in takes room from what was.
  const said = section.columns.flatMap((_, at) => (section.rows.some((row) => (row.cells[at] ?? '') !== '') ? [at] : []));
  const cell = (value: string | number | null): string => (typeof value === 'number' ? formatNumber(value) : (value ?? ''));
  return (
    <>
      <h2>{section.title}</h2>
      {section.rows.length === 0 ? <p className={css.quiet}>{t('outcomes.sectionEmpty')}</p> : (
        <div className={css.scroll} tabIndex={0} role="region" aria-label={section.title}>
          <table className={css.numbers}>
            <thead><tr>{said.map((at) => <th key={at} scope="col" className={section.columns[at]?.numeric ? css.right : undefined}>{section.columns[at]?.title}</th>)}</tr></thead>
            <tbody>{section.rows.map((row) => <tr key={row.key}>{said.map((at) => <td key={at} className={section.columns[at]?.numeric ? css.right : undefined}>{cell(row.cells[at] ?? null)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
      {section.notes.map((note) => <p key={note} className={css.quiet}>{note}</p>)}
    </>
  );
}
