import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { pressKey } from '../app/keys.ts';
import { focusHome } from './focus-home.ts';
import css from './queue.module.css';

interface QueueProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Key of the row that is shown beside the queue. */
  readonly shown: string;
  readonly onChoose: (row: Row) => void;
  readonly render: (row: Row) => ReactNode;
  /** What stands below the rows: a way to load more. */
  readonly more?: ReactNode;
}

/** What waits, in a narrow list beside the one that is being looked at; ↑↓ walk it. */
export function Queue<Row>({ label, rows, rowKey, shown, onChoose, render, more }: QueueProps<Row>): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' }); }, [shown]);
  // What held the keyboard may have gone with the row that was decided.
  useEffect(() => focusHome(), [shown]);
  // With the last row the queue goes, too.
  useEffect(() => () => { requestAnimationFrame(() => focusHome()); }, []);
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const row = by === 0 || event.altKey || event.ctrlKey ? undefined : rows[rows.findIndex((each) => rowKey(each) === shown) + by];
    if (!row) return;
    event.preventDefault();
    onChoose(row);
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowKey(row))}"]`)?.focus();
  };
  return (
    <nav className={css.queue} aria-label={label}>
      <ul ref={list} onKeyDown={walk}>
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <li key={key}>
              <button type="button" data-row={key} data-home-focus={key === shown || undefined} aria-current={key === shown} tabIndex={key === shown ? 0 : -1} onClick={() => onChoose(row)} onKeyDown={key === shown ? actOnShown : undefined}>{render(row)}</button>
            </li>
          );
        })}
      </ul>
      {more}
    </nav>
  );
}

/** Enter on the row that is shown already would do nothing: it is the screen's key. */
function actOnShown(event: KeyboardEvent): void {
  if (event.key === 'Enter' && pressKey(new window.KeyboardEvent('keydown', { key: 'Enter', ctrlKey: event.ctrlKey, altKey: event.altKey }))) event.preventDefault();
}

/** The last line of a row: its mark and a few words. */
export function QueueFoot({ children }: { children: ReactNode }): ReactNode {
  return <span className={css.foot}>{children}</span>;
}

/** A quiet line of a row. */
export function QueueLine({ children }: { children: ReactNode }): ReactNode {
  return <span className={css.small}>{children}</span>;
}
