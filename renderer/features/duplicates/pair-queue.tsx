import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { Pages } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Queue, QueueFoot, QueueLine } from '../../ui/queue.tsx';
import type { PairRow } from './duplicates-area.tsx';

/** The pairs of one state, the likeliest first; ↑↓ walk, the one that stands out is shown beside. */
export function PairQueue({ pages, shown, onChoose }: { pages: Pages<PairRow>; shown: string; onChoose: (row: PairRow) => void }): ReactNode {
  const t = useText();
  return (
    <Queue
      label={t('duplicates.queue')} rows={pages.rows} rowKey={(row) => row.id} shown={shown} onChoose={onChoose} render={(row) => <PairLine row={row} />}
      more={pages.hasMore && <Button variant="subtle" loading={pages.loadingMore} onClick={pages.loadMore}>{t('duplicates.more')}</Button>}
    />
  );
}

/** A pair in a queue: both names, how likely, and whose records they are. */
export function PairLine({ row }: { row: PairRow }): ReactNode {
  const t = useText();
  return (
    <>
      <strong>{row.left.name || t('duplicates.notHeld')}</strong>
      {row.right.name !== row.left.name && <span>{row.right.name || t('duplicates.notHeld')}</span>}
      <QueueFoot>
        <Mark severity={row.sure ? 'block' : 'warn'}>{t(row.sure ? 'duplicates.sure' : 'duplicates.doubt')}</Mark>
        <span>{[t(row.kind === 'family' ? 'duplicates.family' : 'duplicates.person'), row.left.birthDate === null ? '' : formatShortDate(row.left.birthDate)].filter((part) => part !== '').join(' · ')}</span>
      </QueueFoot>
      {row.left.office !== row.right.office && <QueueLine>{row.left.officeName || t('duplicates.otherOffice')} ↔ {row.right.officeName || t('duplicates.otherOffice')}</QueueLine>}
    </>
  );
}
