import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../../../../text/text.ts';
import { useRowHeight } from '../../../../ui/density.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { cellText, cellWords } from './daily-words.ts';
import type { GridCell, GridDay, GridRow } from './daily-words.ts';
import css from './daily.module.css';

export interface Cursor {
  readonly row: number;
  readonly day: number;
}

interface DailyGridProps {
  readonly label: string;
  readonly rows: readonly GridRow[];
  readonly days: readonly GridDay[];
  readonly cellOf: (row: GridRow, day: GridDay) => GridCell | undefined;
  readonly cursor: Cursor;
  readonly onCursor: (to: Cursor) => void;
}

const headHeight = 44;

/** Recipients by days; the arrows walk, and the screen's keys write. Only the rows in sight are drawn. */
export function DailyGrid({ label, rows, days, cellOf, cursor, onCursor }: DailyGridProps): ReactNode {
  const t = useText();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 8, scrollPaddingStart: headHeight, scrollPaddingEnd: rowHeight });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => { scroll.current?.focus(); }, []);
  useEffect(() => { virtual.scrollToIndex(cursor.row); }, [cursor.row, virtual]);
  // Where the days do not fit, the one under the keyboard comes out from behind the names.
  useEffect(() => { scroll.current?.querySelector('[role="columnheader"][data-active="true"]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' }); }, [cursor.day]);
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
  const template = { gridTemplateColumns: `minmax(212px, 6fr) 44px repeat(${days.length}, minmax(26px, 1fr)) 56px 48px` };
  // Looked up once: every sum is made of it.
  const cells = rows.map((row) => days.map((day) => cellOf(row, day)));
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
            if (row === undefined) return null;
            const own = cells[item.index] ?? [];
            return (
              <div key={row.enrolment} role="row" aria-rowindex={item.index + 2} className={css.row} data-active={item.index === cursor.row} style={{ ...template, height: item.size, transform: `translateY(${item.start}px)` }}>
                <div role="rowheader" className={css.name} data-left={!row.active} title={row.active ? row.name : `${row.name} (${t('deliveries.left')})`}>{row.name}</div>
                <div role="gridcell" className={css.rt}>{row.rt ?? '–'}</div>
                {days.map((day, index) => (
                  <div
                    key={day.date} id={`${id}-${item.index}-${index}`} role="gridcell" className={css.cell} aria-label={cellWords(t, row.name, day.date, own[index])} title={own[index]?.reason ?? undefined}
                    data-off={day.off} data-is={own[index] === undefined ? 'empty' : own[index]?.status === 1 ? 'given' : 'absent'} data-active={item.index === cursor.row && index === cursor.day} aria-selected={item.index === cursor.row && index === cursor.day}
                    onClick={() => onCursor({ row: item.index, day: index })}
                  >
                    {cellText(own[index])}
                  </div>
                ))}
                <div role="gridcell" className={css.sum}>{formatNumber(portionsIn(own))}</div>
                <div role="gridcell" className={css.sum}>{formatNumber(absentIn(own))}</div>
              </div>
            );
          })}
        </div>
        <div role="rowgroup" className={css.totals}>
          <div role="row" aria-rowindex={rows.length + 2} className={css.line} style={template}>
            <div role="rowheader" className={css.name}>{t('deliveries.totals')}</div>
            <div role="gridcell" className={css.rt} />
            {days.map((day, index) => <div key={day.date} role="gridcell" className={css.daySum} data-off={day.off}>{formatNumber(portionsIn(cells.map((row) => row[index])) || null)}</div>)}
            <div role="gridcell" className={css.sum}>{formatNumber(portionsIn(cells.flat()))}</div>
            <div role="gridcell" className={css.sum}>{formatNumber(absentIn(cells.flat()))}</div>
          </div>
        </div>
      </div>
    </div>
  );
}

function portionsIn(cells: readonly (GridCell | undefined)[]): number {
  return cells.reduce((sum, cell) => sum + (cell?.status === 1 ? (cell.quantity ?? 1) : 0), 0);
}

function absentIn(cells: readonly (GridCell | undefined)[]): number {
  return cells.filter((cell) => cell !== undefined && cell.status !== 1).length;
}
