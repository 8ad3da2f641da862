import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useSession } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import type { Language } from '../../text/fill.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { formatMoment } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { AsOfView } from './as-of-view.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryValue } from './entry-value.tsx';
import { entryReason, entrySource, entryWhat, toldOnce } from './entry-words.ts';
import type { Entry } from './entry-words.ts';
import css from './families.module.css';
import type { Family } from './family-types.ts';

/** Riwayat: every change, newest first, and the family as it was known on a day. */
export function HistoryTab({ family, today }: { family: Family; today: string }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const { office } = useSession();
  const history = useCall('record.history', { id: family.id, lang: language });
  const [date, setDate] = useState<string | null>(null);
  const [entry, setEntry] = useState<Entry | null>(null);
  useKeys([{ key: 'Escape', label: t('families.backToNow'), run: () => setDate(null) }], { active: date !== null });
  return (
    <div className={css.stack}>
      <div className={css.asOfBar}>
        <DateInput label={t('families.asOf')} value={date} today={today} onChange={setDate} />
        {date !== null && <Button variant="default" onClick={() => setDate(null)}>{t('families.backToNow')}</Button>}
      </div>
      {date !== null ? <AsOfView family={family} date={date} today={today} /> : (
        <div className={css.historyBox}>
          <DataTable
            label={t('families.tab_history')} columns={columns(t, language, office.name)} pages={allRows({ ...history, data: history.data && toldOnce(history.data) })} rowKey={(row) => `${row.changeId} ${row.record} ${row.field ?? ''}`} onOpen={setEntry}
            empty={<EmptyState title={t('families.historyNone')} />}
          />
        </div>
      )}
      {entry && <EntryDialog entry={entry} onClose={() => setEntry(null)} />}
    </div>
  );
}

function columns(t: Translate, language: Language, home: string): Column<Entry>[] {
  const value = (entry: Entry, side: 'old' | 'new'): ReactNode => {
    if (entry.field === null) return side === 'new' ? t('families.madeWith', { n: Object.keys((entry.new ?? {}) as Record<string, unknown>).length }) : '';
    return <EntryValue entry={entry} side={side} empty={<span className={css.quiet}>{t('kit.empty')}</span>} />;
  };
  return [
    { key: 'at', header: t('families.colWhen'), width: '156px', render: (entry) => formatMoment(entry.at) },
    { key: 'record', header: t('families.colWhose'), width: 'minmax(110px, 1.2fr)', render: (entry) => entry.recordName ?? '' },
    { key: 'field', header: t('families.colWhat'), width: 'minmax(120px, 1.3fr)', render: (entry) => entryWhat(entry, t, language) },
    { key: 'old', header: t('families.colOld'), width: 'minmax(90px, 1fr)', render: (entry) => value(entry, 'old') },
    { key: 'new', header: t('families.colNew'), width: 'minmax(90px, 1fr)', render: (entry) => <span className={css.newValue}>{entry.field === null ? '' : '→ '}{value(entry, 'new')}</span> },
    { key: 'by', header: t('families.colBy'), width: 'minmax(90px, 0.9fr)', render: (entry) => [entry.by, entry.office === home ? null : entry.office].filter(Boolean).join(', ') },
    { key: 'why', header: t('families.colWhy'), width: 'minmax(100px, 1.2fr)', render: (entry) => [entryReason(entry, t), entrySource(entry, t), entry.parallel ? t('families.parallel') : null].filter(Boolean).join(' · ') },
  ];
}
