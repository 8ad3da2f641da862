import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../../../text/text.ts';
import { formatMonth, formatNumber } from '../../../../ui/format.ts';
import { PrintPage } from '../../../../ui/print-page.tsx';
import { PurposePrint } from '../../../../ui/purpose-print.tsx';
import { programmeName } from '../../programme-words.ts';
import type { Programme } from '../../programme-words.ts';
import { cellText, offWords } from './daily-words.ts';
import type { Grid } from './daily-words.ts';
import css from './daily.module.css';

/** Prints the sheet of a month: recipients by the days it is given on, sums each way, and places to sign. */
export function DailyPrint({ programme, grid, onDone }: { programme: Programme; grid: Grid; onDone: () => void }): ReactNode {
  const t = useText();
  const [paper, setPaper] = useState<'A4' | 'F4'>('F4');
  const days = grid.days.filter((day) => !day.off || day.received + day.absent > 0);
  const reasons = grid.rows.flatMap((row) => row.cells.filter((cell) => cell.status !== 1).map((cell) => `${row.name} ${cell.day} (${cell.reason ?? ''})`));
  const hint = t('deliveries.printMonthHint', { month: formatMonth(`${grid.month}-01`), recipients: grid.rows.length, portions: formatNumber(grid.portions) });
  const sheet = (
    <PrintPage title={t('deliveries.printMonthTitle', { name: programmeName(programme) })} hint={hint}>
      <table className={css.paper}>
        <thead>
          <tr><th className={css.no}>{t('deliveries.sheetNo')}</th><th className={css.who}>{t('deliveries.recipient')}</th><th className={css.no}>{t('deliveries.rt')}</th>{days.map((day) => <th key={day.date}>{day.day}</th>)}<th className={css.total}>{t('deliveries.portions')}</th></tr>
        </thead>
        <tbody>
          {grid.rows.map((row, index) => (
            <tr key={row.enrolment}>
              <td>{index + 1}</td><td className={css.who}>{row.name}</td><td>{row.rt ?? ''}</td>
              {days.map((day) => <td key={day.date}>{cellText(row.cells.find((cell) => cell.day === day.day))}</td>)}
              <td>{formatNumber(row.portions)}</td>
            </tr>
          ))}
          <tr><th colSpan={3}>{t('deliveries.totals')}</th>{days.map((day) => <th key={day.date}>{formatNumber(day.portions || null)}</th>)}<th>{formatNumber(grid.portions)}</th></tr>
        </tbody>
      </table>
      {reasons.length > 0 && <p className={css.notes}>{t('deliveries.printAbsent', { reasons: reasons.join(', ') })}</p>}
      <p className={css.notes}>{offWords(t, grid.days)}</p>
      <div className={css.signs}>
        {[t('deliveries.signedBy'), t('deliveries.witness', { n: 1 }), t('deliveries.known')].map((who) => <div key={who}><span>{who}</span><span>(……………………………)</span></div>)}
      </div>
    </PrintPage>
  );
  return (
    <PurposePrint title={t('deliveries.printMonth')} landscape paper={paper} sheet={sheet} onDone={onDone} log={{ what: `delivery.grid ${programme.id} ${grid.month}`, count: grid.rows.length }}>
      <p>{hint}</p>
      <SegmentedControl aria-label={t('deliveries.paper')} value={paper} onChange={(value) => setPaper(value as 'A4' | 'F4')} data={['F4', 'A4']} />
    </PurposePrint>
  );
}
