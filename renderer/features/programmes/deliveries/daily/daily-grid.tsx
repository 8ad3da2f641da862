import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../../../../text/text.ts';
import { useRowHeight } from '../../../../ui/density.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { DailyRow } from './daily-row.tsx';
import { absentIn, portionsIn } from './daily-words.ts';
import type { Grid, GridRow } from './daily-words.ts';
import css from './daily.module.css';
import type { TypedRow } from './use-ticks.ts';

export interface Cursor {
  readonly row: number;
  readonly day: number;
}

interface DailyGridProps {
  readonly label: string;
  readonly grid: Grid;
  readonly typed: ReadonlyMap<string, TypedRow>;
  readonly cursor: Cursor;
  readonly onCursor: (to: Cursor) => void;
}

const headHeight = 44;

/** Recipients by days; the arrows walk, and the screen's keys write. Only the rows in sight are drawn. */
export function DailyGrid({ label, grid, typed, cursor, onCursor }: DailyGridProps): ReactNode {
  const t = useText();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const { rows, days } = grid;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 8, scrollPaddingStart: headHeight, scrollPaddingEnd: rowHeight });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => { scroll.current?.focus(); }, []);
  useEffect(() => { virtual.scrollToIndex(cursor.row); }, [cursor.row, virtual]);
  // Where the days do not fit, the one under the keyboard comes out from behind the names.
  useEffect(() => { scroll.current?.querySelector('[role="columnheader"][data-active="true"]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' }); }, [cursor.day]);
  const move = useRef(onCursor);
  move.current = onCursor;
  const pick = useCallback((row: number, day: number) => move.current({ row, day }), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(((scroll.current?.clientHeight ?? rowHeight) - headHeight) / rowHeight) - 2);
    const { row, day } = cursor;
    const moves: Readonly<Record<string, Cursor>> = {
      ArrowDown: { row: row + 1, day }, ArrowUp: { row: row - 1, day }, ArrowLeft: { row, day: day - 1 }, ArrowRight: { row, day: day + 1 },
      PageDown: { row: row + page, day }, PageUp: { row: row - page, day }, Home: { row, day: 0 }, End: { row, day: days.length - 1 },
    };
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    onCursor({ row: Math.max(0, Math.min(rows.length - 1, to.row)), day: Math.max(0, Math.min(days.length - 1, to.day)) });
  };
  const columns = `minmax(212px, 6fr) 44px repeat(${days.length}, minmax(26px, 1fr)) 56px 48px`;
  const template = { gridTemplateColumns: columns };
  const more = typedSums(rows, typed);
  return (
    <div className={css.wrap}>
      <div ref={scroll} className={css.scroll} role="grid" tabIndex={0} aria-label={label} aria-rowcount={rows.length + 2} aria-colcount={days.length + 4} aria-activedescendant={`${id}-${cursor.row}-${cursor.day}`} onKeyDown={onKeyDown}>
        <div role="rowgroup" className={css.head}>
          <div role="row" aria-rowindex={1} className={css.line} style={template}>
            <div role="columnheader" className={css.name}>{t('deliveries.recipient')}</div>
            <div role="columnheader" className={css.rt}>{t('deliveries.rt')}</div>
            {days.map((day, index) => (
              <div key={day.date} role="columnheader" className={css.day} data-off={day.off} data-active={index === cursor.day} title={day.off ? (day.reason ?? t('deliveries.weekend')) : undefined}>
                <span>{t(`deliveries.wkd${day.weekday as 1}`)}</span><strong>{day.day}</strong>
              </div>
            ))}
            <div role="columnheader" className={css.sum}>{t('deliveries.portions')}</div>
            <div role="columnheader" className={css.sum}>{t('deliveries.absentShort')}</div>
          </div>
        </div>
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row && (
              <DailyRow
                key={row.enrolment} id={id} index={item.index} row={row} days={days} typed={typed.get(row.enrolment)} active={item.index === cursor.row ? cursor.day : null}
                top={item.start} height={item.size} columns={columns} onPick={pick}
              />
            );
          })}
        </div>
        <div role="rowgroup" className={css.totals}>
          <div role="row" aria-rowindex={rows.length + 2} className={css.line} style={template}>
            <div role="rowheader" className={css.name}>{t('deliveries.totals')}</div>
            <div role="gridcell" className={css.rt} />
            {days.map((day) => <div key={day.date} role="gridcell" className={css.daySum} data-off={day.off}>{formatNumber(day.portions + (more.byDay.get(day.day) ?? 0) || null)}</div>)}
            <div role="gridcell" className={css.sum}>{formatNumber(grid.portions + more.portions)}</div>
            <div role="gridcell" className={css.sum}>{formatNumber(grid.absent + more.absent)}</div>
          </div>
        </div>
      </div>
    </div>
  );
}

/** What the cells that were just typed add to the stored sums. */
function typedSums(rows: readonly GridRow[], typed: ReadonlyMap<string, TypedRow>): { byDay: ReadonlyMap<number, number>; portions: number; absent: number } {
  const byDay = new Map<number, number>();
  let [portions, absent] = [0, 0];
  for (const row of typed.size === 0 ? [] : rows) {
    for (const [day, { cell }] of typed.get(row.enrolment) ?? []) {
      const stored = row.cells.find((one) => one.day === day);
      const added = portionsIn([cell ?? undefined]) - portionsIn([stored]);
      byDay.set(day, (byDay.get(day) ?? 0) + added);
      portions += added;
      absent += absentIn([cell ?? undefined]) - absentIn([stored]);
    }
  }
  return { byDay, portions, absent };
}
