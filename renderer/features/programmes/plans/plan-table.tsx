import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import css from '../programmes.module.css';

export type PlanRow = CallOutput<'plan.list'>['output'][number];

interface PlanTableProps {
  readonly label: string;
  readonly rows: readonly PlanRow[];
  /** Names of regions by code. */
  readonly placeOf: (code: string) => string;
  /** Null where the user may not change plans. */
  readonly onEdit: ((row: PlanRow) => void) | null;
}

/** Rows of a plan of one kind: target, realised (it opens its list), percent, and the money. */
export function PlanTable({ label, rows, placeOf, onEdit }: PlanTableProps): ReactNode {
  const t = useText();
  const parts = rows[0]?.parts ?? [];
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={css.numbers}>
        <thead>
          <tr>
            <th scope="col">{t('schemes.planActivity')}</th><th scope="col">{t('schemes.planPlace')}</th><th scope="col">{t('schemes.planMeasure')}</th><th scope="col" className={css.right}>{t('schemes.planTarget')}</th>
            <th scope="col" className={css.right}>{t('schemes.planRealised')}</th><th scope="col" className={css.right}>{t('schemes.planPercent')}</th>
            {parts.map((part) => <th key={part.period} scope="col" className={css.right}>{part.period.slice(5)}</th>)}<th scope="col" className={css.right}>{t('schemes.planBudget')}</th>
            <th scope="col" className={css.right}>{t('schemes.planSpent')}</th><th scope="col"><span className="visually-hidden">{t('packages.colActions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row"><strong>{row.activity}</strong><span className={css.second}>{[row.year, row.agency, row.programmes.map((one) => one.name).join(', ')].filter(Boolean).join(' · ')}</span></th>
              <td>{row.place === null ? t('schemes.planPlaceAll') : placeOf(row.place)}<span className={css.second}>{row.placeNote ?? ''}</span></td>
              <td>{row.measureLabel}<span className={css.second}>{row.unit}</span></td>
              <td className={css.right}>{formatNumber(row.target)}</td>
              <td className={css.right}>{row.realised === 0 ? 0 : <Link href={`/laporan/plan-list/${row.id}`} aria-label={`${row.activity}: ${t('schemes.planRealised')} ${formatNumber(row.realised)}`}>{formatNumber(row.realised)}</Link>}</td>
              <td className={css.right}>{row.percent === null ? '–' : `${formatNumber(row.percent)}%`}</td>
              {(row.parts ?? []).map((part) => <td key={part.period} className={css.right}>{formatNumber(part.realised)}<span className={css.second}>{part.untilPercent === null ? '' : t('outcomes.planUntil', { percent: part.untilPercent })}</span></td>)}
              <td className={css.right}>{row.budget === null ? '–' : formatNumber(row.budget)}</td>
              <td className={css.right}>{row.spent === 0 ? '–' : formatNumber(row.spent)}{row.spentPercent !== null && row.spent > 0 && <span className={css.second}>{formatNumber(row.spentPercent)}%</span>}</td>
              <td className={css.right}>{onEdit && row.own && <Button variant="subtle" aria-label={`${t('programmes.edit')}: ${row.activity}`} onClick={() => onEdit(row)}>{t('programmes.edit')} …</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
