import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Pages } from '../app/calls.ts';
import { useRowHeight } from './density.ts';
import { ErrorNotice } from './notice.tsx';
import { useText } from '../text/text.ts';
import css from './table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** A CSS grid track: `minmax(160px, 2fr)`, `72px`. */
  readonly width: string;
  /** Right-aligned, tabular. */
  readonly numeric?: boolean;
  /** Stays in sight while the others are scrolled sideways; only the first. */
  readonly sticky?: boolean;
  /** The header sorts by this column; needs `onSort`. */
  readonly sortable?: boolean;
  readonly render: (row: Row) => ReactNode;
}

export interface Sort {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** From `usePages` (keyset) or `allRows` (all at once). */
  readonly pages: Pages<Row>;
  readonly rowKey: (row: Row) => string;
  /** Enter, or a click. */
  readonly onOpen?: (row: Row) => void;
  /** The row that the keyboard stands on, for a detail beside the list. */
  readonly onActive?: (row: Row) => void;
  /** Key of the row whose detail is shown. */
  readonly selected?: string | null;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** Rows in all, when known; the foot and the screen reader say it. */
  readonly total?: number;
  readonly foot?: ReactNode;
  /** Takes the keyboard when the screen opens. */
  readonly autoFocus?: boolean;
  /** When this changes, the keyboard begins at the first row again. */
  readonly begin?: unknown;
}

/** A table of any length: only the rows in sight are drawn; ↑↓ PgUp/PgDn Home/End walk, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { label, columns, pages, rowKey, onOpen, onActive, selected, empty, total, foot, autoFocus, begin } = props;
  const t = useText();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [active, setActive] = useState(0);
  const { rows } = pages;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 12, scrollPaddingStart: 33 });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => {
    if (pages.hasMore && !pages.loadingMore && lastSeen >= rows.length - 40) pages.loadMore();
  }, [lastSeen, rows.length, pages]);
  useEffect(() => {
    // The head of the page stays in sight: a long table below it would scroll it away.
    if (autoFocus) scroll.current?.focus({ preventScroll: true });
  }, [autoFocus]);
  useEffect(() => setActive(0), [begin]);
  const walk = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
    const row = rows[next];
    if (row) onActive?.(row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rows.length - 1 };
    const to = moves[event.key];
    const row = rows[active];
    if (to !== undefined) walk(to);
    else if (event.key === 'Enter' && row && onOpen) onOpen(row);
    else return;
    event.preventDefault();
  };
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  const vacant = !pages.loading && pages.error === null && rows.length === 0;
  const activeKey = rows[active] === undefined ? undefined : `${id}-${active}`;
  return (
    <div className={css.wrap}>
      {pages.error && <ErrorNotice error={pages.error} retry={pages.retry} />}
      {vacant && empty !== undefined ? (
        empty
      ) : (
        <div
          ref={scroll} className={css.scroll} role="grid" tabIndex={0} data-home-focus={autoFocus || undefined} aria-label={label} aria-busy={pages.loading}
          aria-rowcount={(total ?? (pages.hasMore ? -2 : rows.length)) + 1} aria-colcount={columns.length} aria-activedescendant={activeKey} onKeyDown={onKeyDown}
        >
          <div role="rowgroup">
            <div role="row" aria-rowindex={1} className={css.head} style={template}>
              {columns.map((column) => <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />)}
            </div>
          </div>
          <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const key = rowKey(row);
              return (
                <div
                  key={key} id={`${id}-${item.index}`} role="row" aria-rowindex={item.index + 2} aria-selected={selected === undefined ? undefined : key === selected}
                  className={css.row} data-active={item.index === active} data-opens={onOpen !== undefined} style={{ ...template, transform: `translateY(${item.start}px)` }}
                  onClick={() => { setActive(item.index); onActive?.(row); onOpen?.(row); }}
                >
                  {columns.map((column) => (
                    <div key={column.key} role="gridcell" className={css.cell} data-numeric={column.numeric ?? false} data-sticky={column.sticky}>
                      <CellContent>{column.render(row)}</CellContent>
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
          {pages.loading && <div className={css.foot} role="status">{t('kit.loading')}</div>}
          {vacant && <div className={css.foot}>{t('kit.tableEmpty')}</div>}
        </div>
      )}
      {(foot !== undefined || pages.loadingMore) && <div className={css.foot}>{pages.loadingMore ? t('kit.loadingMore') : foot}</div>}
    </div>
  );
}

/** Bare text in a cell is cut with dots and named in full by its title. */
function CellContent({ children }: { children: ReactNode }): ReactNode {
  return typeof children === 'string' ? <span className={css.text} title={children}>{children}</span> : children;
}

function HeadCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: Sort | undefined; onSort?: ((sort: Sort) => void) | undefined }): ReactNode {
  const t = useText();
  const sorted = sort?.by === column.key ? sort.direction : null;
  const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
  return (
    <div role="columnheader" className={css.headCell} data-numeric={column.numeric ?? false} data-sticky={column.sticky} aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}>
      {column.sortable && onSort ? (
        <button type="button" className={css.sort} title={sorted === null ? column.header : `${column.header}, ${t(sorted === 'asc' ? 'kit.sortedAsc' : 'kit.sortedDesc')}`} onClick={() => onSort({ by: column.key, direction: sorted === 'asc' ? 'desc' : 'asc' })}>
          <span className={css.headLabel}>{column.header}</span>
          {sorted !== null && <Arrow size={14} aria-hidden />}
        </button>
      ) : (
        <span className={css.headLabel} title={column.header}>{column.header}</span>
      )}
    </div>
  );
}
