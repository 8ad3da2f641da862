import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import type { Figure, Indicator } from './indicators-screen.tsx';
import css from './outcome.module.css';

interface FigureTableProps {
  readonly indicator: Indicator;
  readonly values: readonly Figure[];
  readonly mayWrite: boolean;
  readonly onEdit: (figure: Figure) => void;
  readonly onHistory: (figure: Figure) => void;
}

const severities = { reached: 'done', ahead: 'done', missed: 'warn', open: 'info', unknown: 'info' } as const;

/** Figures and targets with source and document; each target held against what was published. */
export function FigureTable({ indicator, values, mayWrite, onEdit, onHistory }: FigureTableProps): ReactNode {
  const t = useText();
  const sorted = [...values].sort((a, b) => b.year - a.year || a.area.localeCompare(b.area) || (a.kind < b.kind ? -1 : 1));
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('outcomes.publishedTitle')}>
      <table className={css.numbers}>
        <thead><tr><th scope="col">{t('outcomes.colYear')}</th><th scope="col">{t('outcomes.colArea')}</th><th scope="col">{t('outcomes.colKind')}</th><th scope="col" className={css.right}>{t('outcomes.colValue')}</th><th scope="col">{t('outcomes.colSource')}</th><th scope="col">{t('outcomes.colStanding')}</th><th scope="col"><span className="visually-hidden">{t('outcomes.colActions')}</span></th></tr></thead>
        <tbody>
          {sorted.map((one) => {
            const label = { year: String(one.year), area: one.areaName };
            return (
              <tr key={one.id}>
                <th scope="row">{one.year}</th>
                <td>{one.areaName}</td>
                <td>{t(`outcomes.kind_${one.kind}`)}</td>
                <td className={css.right}>{formatNumber(one.value)} {indicator.unit}</td>
                <td>{one.source}<span className={css.second}>{one.document}</span></td>
                <td><Standing indicator={indicator} figure={one} /></td>
                <td className={css.actions}>
                  <Button variant="subtle" size="compact-sm" aria-label={t('outcomes.historyOf', label)} onClick={() => onHistory(one)}>{t('outcomes.history')}</Button>
                  {mayWrite && one.own && <Button variant="subtle" size="compact-sm" aria-label={t('outcomes.figureEditOf', label)} onClick={() => onEdit(one)}>{t('outcomes.edit')} …</Button>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Standing({ indicator, figure }: { indicator: Indicator; figure: Figure }): ReactNode {
  const t = useText();
  const standing = indicator.standings.find((one) => one.target === figure.id);
  if (!standing) return null;
  const published = indicator.values.find((one) => one.id === standing.published);
  return (
    <>
      <Mark severity={severities[standing.standing]}>{t(`outcomes.standing_${standing.standing}`)}</Mark>
      {published && <span className={css.second}>{t('outcomes.publishedOf', { year: String(published.year), value: formatNumber(published.value) })}{standing.distance !== null && standing.distance !== 0 && `, ${t('outcomes.distance', { value: formatNumber(standing.distance) })}`}</span>}
    </>
  );
}
