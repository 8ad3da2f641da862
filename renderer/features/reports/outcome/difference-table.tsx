import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import css from './outcome.module.css';

interface DifferenceTableProps {
  readonly differences: CallOutput<'periodReport.get'>['sinceFinal'];
  /** How the two sides are called. */
  readonly before: 'outcomes.colThen' | 'outcomes.colPrevious';
  readonly after: 'outcomes.colNow' | 'outcomes.colThis';
}

/** What two versions, or a report and the register, say differently: table, row, number, both values. */
export function DifferenceTable({ differences, before, after }: DifferenceTableProps): ReactNode {
  const t = useText();
  const said = (value: string | number | null): string => (value === null ? t('outcomes.absent') : typeof value === 'number' ? formatNumber(value) : value);
  return (
    <div className={css.scroll}>
      <table className={css.numbers}>
        <thead><tr><th scope="col">{t('outcomes.colSection')}</th><th scope="col">{t('outcomes.colRowName')}</th><th scope="col">{t('outcomes.colColumn')}</th><th scope="col" className={css.right}>{t(before)}</th><th scope="col" className={css.right}>{t(after)}</th></tr></thead>
        <tbody>
          {differences.map((one) => (
            <tr key={[one.section, one.row, one.column].join('|')}>
              <td>{one.sectionTitle}</td><th scope="row">{one.rowTitle}</th><td>{one.column ?? t('outcomes.rowWhole')}</td><td className={css.right}>{said(one.before)}</td><td className={css.right}>{said(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
