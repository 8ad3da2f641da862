import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { Pages } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import css from './duplicates.module.css';
import type { PairRow } from './duplicates-area.tsx';

/** The pairs of one state, the likeliest first; ↑↓ walk, the one that stands out is shown beside. */
export function PairQueue({ pages, shown, onChoose }: { pages: Pages<PairRow>; shown: string; onChoose: (row: PairRow) => void }): ReactNode {
  const t = useText();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' }); }, [shown]);
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const row = by === 0 || event.altKey || event.ctrlKey ? undefined : pages.rows[pages.rows.findIndex((each) => each.id === shown) + by];
    if (!row) return;
    event.preventDefault();
    onChoose(row);
    list.current?.querySelector<HTMLElement>(`[data-pair="${row.id}"]`)?.focus();
  };
  return (
    <nav className={css.queue} aria-label={t('duplicates.queue')}>
      <ul ref={list} onKeyDown={walk}>
        {pages.rows.map((row) => (
          <li key={row.id}>
            <button type="button" data-pair={row.id} aria-current={row.id === shown} tabIndex={row.id === shown ? 0 : -1} onClick={() => onChoose(row)}>
              <strong>{row.left.name}</strong>
              {row.right.name !== row.left.name && <span>{row.right.name}</span>}
              <span className={css.queueFoot}>
                <Mark severity={row.sure ? 'block' : 'warn'}>{t(row.sure ? 'duplicates.sure' : 'duplicates.doubt')}</Mark>
                <span>{[t(row.kind === 'family' ? 'duplicates.family' : 'duplicates.person'), row.left.birthDate === null ? '' : formatShortDate(row.left.birthDate)].filter((part) => part !== '').join(' · ')}</span>
              </span>
              {row.left.office !== row.right.office && <span className={css.offices}>{row.left.officeName} ↔ {row.right.officeName}</span>}
            </button>
          </li>
        ))}
      </ul>
      {pages.hasMore && <Button variant="subtle" loading={pages.loadingMore} onClick={pages.loadMore}>{t('duplicates.more')}</Button>}
    </nav>
  );
}
