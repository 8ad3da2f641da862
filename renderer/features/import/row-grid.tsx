import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Pages } from '../../app/calls.ts';
import { isKeyboardFree } from '../../app/keyboard-free.ts';
import { useKeys } from '../../app/keys.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { useRowHeight } from '../../ui/density.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatNumber } from '../../ui/format.ts';
import { Mark, SeverityIcon } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { RowCell } from './row-cell.tsx';
import { changedField } from './field-words.ts';
import css from './row-grid.module.css';
import type { Preview } from './recognised-step.tsx';
import { stateSeverity, stateWords } from './states.ts';
import type { ImportRow } from './states.ts';

type Sheet = Preview['sheets'][number];
type Fix = (row: ImportRow, column: Sheet['columns'][number], value: string | null) => void;

/** Row number and state: they stay at the left edge. */
const leftColumns = [56, 124] as const;

/** The file as it looks in a spreadsheet: letters and headers above, row numbers left, findings in the margin right. Without `onFix` it is only read. */
export function RowGrid({ sheet, pages, onActive, onFix }: { sheet: Sheet; pages: Pages<ImportRow>; onActive: (row: ImportRow) => void; onFix: Fix | null }): ReactNode {
  const t = useText();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const { rows } = pages;
  const [at, setActive] = useState(0);
  // A corrected row may leave the list: the one that comes into its place is the next to look at.
  const active = Math.max(0, Math.min(at, rows.length - 1));
  const [column, setColumn] = useState(0);
  const [editing, setEditing] = useState(false);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 8, scrollPaddingStart: 52 });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => { if (pages.hasMore && !pages.loadingMore && lastSeen >= rows.length - 40) pages.loadMore(); }, [lastSeen, rows.length, pages]);
  const stand = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
    const row = rows[next];
    if (row) onActive(row);
  };
  const shown = rows[active];
  const walk = (by: number): void => {
    const next = Math.max(0, Math.min(sheet.columns.length - 1, column + by));
    setColumn(next);
    if (scroll.current) showColumn(scroll.current, sheet, next);
  };
  const give = (value: string | null): void => {
    const cell = sheet.columns[column];
    if (shown && cell) onFix?.(shown, cell, value);
  };
  const typed = (text: string | null): void => {
    setEditing(false);
    scroll.current?.focus();
    if (text !== null) give(text);
  };
  useKeys([{ key: 'Enter', label: t('imports.keyFix'), run: () => setEditing(true) }], { active: onFix !== null && !editing && shown !== undefined });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? rowHeight) / rowHeight) - 3);
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rows.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) stand(to);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') walk(event.key === 'ArrowRight' ? 1 : -1);
    else if ((event.key === 'Enter' || event.key === 'F2') && onFix && shown && sheet.columns[column]) setEditing(true);
    else if (event.key === 'Delete' && shown?.fixes.some((fix) => fix.column === sheet.columns[column]?.letter)) give(null);
    else return;
    event.preventDefault();
  };
  useEffect(() => { if (isKeyboardFree()) scroll.current?.focus({ preventScroll: true }); }, []);
  const stood = useRef('');
  useEffect(() => {
    // Only when another row is stood on: a fresh answer for the same row leaves the cell where it is.
    const standing = shown ? `${sheet.name} ${shown.row} ${shown.entity}` : '';
    if (standing === stood.current) return;
    stood.current = standing;
    const cause = shown ? causeOf(shown, sheet) : -1;
    if (cause < 0 || !scroll.current) return;
    setColumn(cause);
    showColumn(scroll.current, sheet, cause);
  }, [shown, sheet]);
  const marginWidth = useMediaQuery('(max-width: 1180px)', false, { getInitialValueInEffect: false }) ? 280 : 340;
  const template = `${leftColumns.join('px ')}px ${sheet.columns.map((column) => `${columnWidth(column)}px`).join(' ')} minmax(${marginWidth}px, 1fr)`;
  const width = { width: leftColumns[0] + leftColumns[1] + marginWidth + sheet.columns.reduce((sum, column) => sum + columnWidth(column), 0), minWidth: '100%' };
  if (pages.error) return <ErrorNotice error={pages.error} retry={pages.retry} />;
  return (
    <div
      ref={scroll} className={css.scroll} role="grid" tabIndex={0} aria-label={t('imports.rowsOf', { sheet: sheet.name })} aria-busy={pages.loading}
      aria-rowcount={pages.hasMore ? -1 : rows.length + 1} aria-colcount={sheet.columns.length + 3} aria-activedescendant={rows[active] ? `${id}-${active}` : undefined} onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={css.head} style={width}>
        <div role="row" className={css.headRow} style={{ gridTemplateColumns: template }}>
          <div role="columnheader" className={css.number}>{t('imports.colRow')}</div>
          <div role="columnheader" className={css.state}>{t('imports.colState')}</div>
          {sheet.columns.map((column) => (
            <div key={column.index} role="columnheader" className={css.headCell} title={column.header}><span>{column.letter}</span><strong>{column.header}</strong></div>
          ))}
          <div role="columnheader" className={css.margin} data-margin>{t('imports.colFindings')}</div>
        </div>
      </div>
      <div role="rowgroup" className={css.body} style={{ ...width, height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={`${row.sheet}-${row.row}-${row.entity}`} id={`${id}-${item.index}`} role="row" aria-rowindex={item.index + 2} aria-selected={item.index === active} className={css.row} data-active={item.index === active}
              style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }} onClick={() => stand(item.index)}
            >
              <RowCells row={row} sheet={sheet} column={item.index === active ? column : null} editing={editing} onColumn={(next, edit) => { stand(item.index); setColumn(next); setEditing(edit && onFix !== null); }} onDone={typed} />
            </div>
          );
        })}
      </div>
      {rows.length === 0 && <div role="rowgroup"><div role="row"><div role="gridcell" className={css.none} aria-live="polite">{pages.loading ? t('kit.loading') : t('imports.noRows')}</div></div></div>}
    </div>
  );
}

interface RowCellsProps {
  readonly row: ImportRow;
  readonly sheet: Sheet;
  /** The column that the keyboard stands on; null on every other row. */
  readonly column: number | null;
  readonly editing: boolean;
  readonly onColumn: (column: number, edit: boolean) => void;
  readonly onDone: (text: string | null) => void;
}

function RowCells({ row, sheet, column, editing, onColumn, onDone }: RowCellsProps): ReactNode {
  const t = useText();
  const changed = new Set(row.changes.map((change) => change.field));
  return (
    <>
      <div role="gridcell" className={css.number}>{formatNumber(row.row)}</div>
      <div role="gridcell" className={css.state}><Mark severity={stateSeverity[row.state]}>{t(stateWords[row.state])}</Mark></div>
      {sheet.columns.map((one, index) => (
        <RowCell
          key={one.index} row={row} column={one} changed={one.field !== null && changed.has(fieldKey(one.field))} active={index === column} editing={editing && index === column}
          onStand={() => { if (index !== column) onColumn(index, false); }} onEdit={() => onColumn(index, true)} onDone={onDone}
        />
      ))}
      <div role="gridcell" className={css.margin}><Margin row={row} entity={sheet.entity} /></div>
    </>
  );
}

/** The gravest finding, or the first change, in a few words; the detail below has them all. */
function Margin({ row, entity }: { row: ImportRow; entity: string | null }): ReactNode {
  const language = useLanguage();
  const t = useText();
  const [finding] = row.findings;
  const [change] = row.changes;
  if (row.state !== 'changed' && finding) {
    return <><span className={css.icon} data-severity={finding.severity}><SeverityIcon severity={finding.severity} size={14} /></span><span className={css.marginText}>{finding.column === null ? '' : `${finding.column}: `}{finding.message}</span><More n={row.findings.length - 1} /></>;
  }
  if (change && entity !== null) {
    return (
      <>
        <span className={css.marginText}>
          {changedField(language, t, entity, change)}: {fieldValueText(entity, change.field, change.old) || t('kit.empty')} → {fieldValueText(entity, change.field, change.new) || t('kit.empty')}
        </span>
        <More n={row.changes.length - 1 + row.findings.length} />
      </>
    );
  }
  return finding ? <span className={css.marginText}>{finding.message}</span> : null;
}

function More({ n }: { n: number }): ReactNode {
  return n > 0 ? <span className={css.more}>+{n}</span> : null;
}

/** The column that the row's gravest finding is about, else its first change, else the name: a row is known by it. -1 when there is none. */
function causeOf(row: ImportRow, sheet: Sheet): number {
  const gravest = row.findings.some(({ severity }) => severity === 'block') ? 'block' : 'warn';
  const letters = row.findings.flatMap(({ severity, column }) => (severity === gravest ? [column] : []));
  const found = sheet.columns.findIndex(({ letter }) => letters.includes(letter));
  if (found >= 0) return found;
  const about = (fields: readonly string[]): number => sheet.columns.findIndex(({ field }) => field !== null && fields.includes(fieldKey(field)));
  const changed = letters.length > 0 ? -1 : about(row.changes.map(({ field }) => field));
  return changed >= 0 ? changed : about(['name']);
}

/** A column's field without the name of its record. */
function fieldKey(field: string): string {
  return field.replace(/^(family|person)\./, '');
}

/** Scrolls a column into sight between the fixed edges, when it is not. */
function showColumn(grid: HTMLElement, sheet: Sheet, at: number): void {
  const cell = sheet.columns[at];
  if (!cell) return;
  const left = sheet.columns.slice(0, at).reduce((sum, column) => sum + columnWidth(column), 0);
  const room = grid.clientWidth - leftColumns[0] - leftColumns[1] - (grid.querySelector('[data-margin]')?.clientWidth ?? 0);
  if (left < grid.scrollLeft || left + columnWidth(cell) > grid.scrollLeft + room) grid.scrollLeft = Math.max(0, left - (room - columnWidth(cell)) / 2);
}

/** The width of a column in CSS pixels, by its header and samples. */
function columnWidth(column: Sheet['columns'][number]): number {
  const longest = Math.max(column.header.length, ...column.samples.map((sample) => sample.length));
  // Nine pixels hold a digit in bold: a NIK must be seen to its last one.
  return Math.max(72, Math.min(220, longest * 9 + 20));
}
