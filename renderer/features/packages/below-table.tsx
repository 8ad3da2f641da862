import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatDate, formatMoment, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { FirstStep } from './first-step.tsx';
import { NextWords } from './next-words.tsx';
import { lastNumberWords } from './package-words.ts';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';

type Below = CallOutput<'below.table'>[number];

const order: Readonly<Record<Below['state'], number>> = { never: 0, late: 1, due: 2, unscheduled: 3, received: 4 };

/** One whose card was revoked waits for this office: it can hand in nothing until it has a new starter file. */
const rank = (row: Below): number => (row.revoked ? order.late : order[row.state]);

/** Every office below in a row, those who keep others waiting first. An office that never sent has no numbers, not zeros. */
export function BelowTable({ rows }: { rows: readonly Below[] }): ReactNode {
  const t = useText();
  const neighbours = useCall('neighbour.list', {});
  const sorted = [...rows].sort((a, b) => rank(a) - rank(b) || b.daysLate - a.daysLate || a.name.localeCompare(b.name));
  return (
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.belowTitle')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('packages.colOffice')}</th><th scope="col">{t('packages.colState')}</th><th scope="col">{t('packages.colReceived')}</th>
            <th scope="col" className={css.right}>{t('packages.colFamilies')}</th><th scope="col" className={css.right}>{t('packages.colPeople')}</th>
            <th scope="col" className={css.right}>{t('exchange.colQuality')}</th><th scope="col" className={css.right}>{t('exchange.colTasks')}</th><th scope="col">{t('packages.colNext')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.code}>
              <td><strong>{row.name}</strong><span className={css.second}>{row.code}{row.vouchedPcs > 0 && ` · ${t('packages.cardVouched', { n: row.vouchedPcs })}`}</span></td>
              <td><BelowState row={row} />{row.dueOn !== null && <span className={css.second}>{t('exchange.dueOn', { on: formatDate(row.dueOn) })}</span>}</td>
              {row.lastAt === null ? <td colSpan={4} className={css.quiet}>{t('packages.nothingReceived')}</td> : (
                <>
                  <td>{formatMoment(row.lastAt)}<span className={css.second}>{lastNumberWords(t, row.lastSequence, row.lastShared)}</span></td>
                  <td className={css.right}>{formatNumber(row.families)}</td>
                  <td className={css.right}>{formatNumber(row.people)}</td>
                  <td className={css.right}>{row.quality === null ? <span className={css.quiet}>{t('exchange.unknown')}</span> : <Quality value={row.quality} />}</td>
                </>
              )}
              <td className={css.right}>{row.openTasks === 0 ? <span className={css.quiet}>–</span> : formatNumber(row.openTasks)}</td>
              <td className={css.next}><Next row={row} neighbour={neighbours.data?.find(({ code, trusted }) => trusted && code === row.code)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BelowState({ row }: { row: Below }): ReactNode {
  const t = useText();
  if (row.revoked) return <Mark severity="warn">{t('packages.cardRevoked')}</Mark>;
  if (row.state === 'never') return <Mark severity="warn">{t('packages.neverSent')}</Mark>;
  if (row.state === 'late') return <Mark severity="block">{t('exchange.lateDays', { n: row.daysLate })}</Mark>;
  if (row.state === 'unscheduled') return <Mark severity="info">{t('exchange.stateNone')}</Mark>;
  // What was taken came in time, but something is refused, parked or lacks what comes before it.
  if (row.problems > 0) return <Mark severity="warn">{t('exchange.stateOpen')}</Mark>;
  return row.state === 'due' ? <Mark severity="info">{t('exchange.stateDue')}</Mark> : <Mark severity="done">{t('exchange.stateReceived')}</Mark>;
}

/** The share of families without a fault, as the report Kualitas data counts it. */
function Quality({ value }: { value: number }): ReactNode {
  return <span className={css.quality}><meter className={css.meter} min={0} max={100} low={60} high={85} optimum={100} value={value} aria-hidden /> {formatNumber(Math.round(value))}%</span>;
}

/** As on Kantor, but that problems are counted: what they are stands there. */
function Next({ row, neighbour }: { row: Below; neighbour: Neighbour | undefined }): ReactNode {
  const t = useText();
  if (!row.trusted && row.problems === 0) return <FirstStep hasStarter={row.starter === 'written'} />;
  if (row.problems > 0) return <Mark severity="block">{t('packages.problemCount', { n: row.problems })}</Mark>;
  return neighbour ? <NextWords neighbour={neighbour} receiving late={row.state === 'late'} /> : null;
}
