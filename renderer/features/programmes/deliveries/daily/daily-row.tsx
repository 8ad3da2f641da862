import { memo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useText } from '../../../../text/text.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { absentIn, cellText, cellWords, portionsIn } from './daily-words.ts';
import type { GridDay, GridRow } from './daily-words.ts';
import css from './daily.module.css';
import { cellAt } from './use-ticks.ts';
import type { TypedRow } from './use-ticks.ts';

interface DailyRowProps {
  readonly id: string;
  readonly index: number;
  readonly row: GridRow;
  readonly days: readonly GridDay[];
  readonly typed: TypedRow | undefined;
  /** The day under the keyboard, where this row has it. */
  readonly active: number | null;
  readonly top: number;
  readonly height: number;
  readonly columns: string;
  readonly onPick: (row: number, day: number) => void;
}

/** A recipient's month. Drawn anew only when something of this row changed: a tick must not cost the whole sheet. */
export const DailyRow = memo(function DailyRow({ id, index, row, days, typed, active, top, height, columns, onPick }: DailyRowProps): ReactNode {
  const t = useText();
  const cells = days.map((day) => cellAt(row, typed, day.day));
  const style: CSSProperties = { gridTemplateColumns: columns, height, transform: `translateY(${top}px)` };
  return (
    <div role="row" aria-rowindex={index + 2} className={css.row} data-active={active !== null} style={style}>
      <div role="rowheader" className={css.name} data-left={!row.active} title={row.active ? row.name : `${row.name} (${t('deliveries.left')})`}>{row.name}</div>
      <div role="gridcell" className={css.rt}>{row.rt ?? '–'}</div>
      {days.map((day, place) => (
        <div
          key={day.date} id={`${id}-${index}-${place}`} role="gridcell" className={css.cell} aria-label={cellWords(t, row.name, day.date, cells[place])} title={cells[place]?.reason ?? undefined}
          data-off={day.off} data-is={cells[place] === undefined ? 'empty' : cells[place]?.status === 1 ? 'given' : 'absent'} data-active={place === active} aria-selected={place === active} onClick={() => onPick(index, place)}
        >
          {cellText(cells[place])}
        </div>
      ))}
      <div role="gridcell" className={css.sum}>{formatNumber(portionsIn(cells))}</div>
      <div role="gridcell" className={css.sum}>{formatNumber(absentIn(cells))}</div>
    </div>
  );
});
