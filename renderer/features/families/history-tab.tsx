import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useSession } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import type { Language } from '../../text/fill.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatMoment } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { AsOfView } from './as-of-view.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import css from './families.module.css';
import type { Family } from './family-types.ts';

export type Entry = CallOutput<'record.history'>[number];

/** Riwayat: every change, newest first, and the family as it was known on a day. */
export function HistoryTab({ family, today }: { family: Family; today: string }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const { office } = useSession();
  const history = useCall('record.history', { id: family.id });
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
            label={t('families.tab_history')} columns={columns(t, language, office.name)} pages={allRows(history)} rowKey={(row) => `${row.changeId} ${row.record} ${row.field ?? ''}`} onOpen={setEntry}
            empty={<EmptyState title={t('families.historyNone')} />}
          />
        </div>
      )}
      {entry && <EntryDialog entry={entry} onClose={() => setEntry(null)} />}
    </div>
  );
}

/** What a change is about: a field by its label, or that a record came to be. */
export function entryWhat(entry: Entry, t: Translate, language: Language): string {
  if (entry.field !== null) return fieldLabel(language, entry.entity, entry.field);
  const made = { family: t('families.madeFamily'), person: t('families.madePerson'), ranking: t('families.madeRanking'), enrolment: t('families.madeEnrolment'), event: t('families.madeEvent'), familyNumber: t('families.madeNumber') };
  return entry.entity in made ? made[entry.entity as keyof typeof made] : t('families.made');
}

/** Why it was done, as written; generated families have no reason but that. */
export function entryReason(entry: Entry, t: Translate): string | null {
  return entry.reason === 'office.createPractice' ? t('families.sourcePractice') : entry.reason;
}

/** Where a change came from: by hand, a file, a package. */
export function entrySource(entry: Entry, t: Translate): string {
  const kinds: Readonly<Record<string, string>> = { import: t('families.sourceImport'), package: t('families.sourcePackage'), undo: t('families.sourceUndo') };
  const kind = entry.source === null ? '' : (kinds[entry.source.kind] ?? entry.source.kind);
  return [kind, entry.source?.name].filter(Boolean).join(' ') || t('families.sourceHand');
}

function columns(t: Translate, language: Language, home: string): Column<Entry>[] {
  const value = (entry: Entry, side: 'old' | 'new'): ReactNode => {
    if (entry.field === null) return side === 'new' ? t('families.madeWith', { n: Object.keys((entry.new ?? {}) as Record<string, unknown>).length }) : '';
    const text = fieldValueText(entry.entity, entry.field, entry[side]);
    return text === '' ? <span className={css.quiet}>{t('kit.empty')}</span> : text;
  };
  return [
    { key: 'at', header: t('families.colWhen'), width: '156px', render: (entry) => formatMoment(entry.at) },
    { key: 'record', header: t('families.colWhose'), width: 'minmax(110px, 1.2fr)', render: (entry) => entry.recordName ?? '' },
    { key: 'field', header: t('families.colWhat'), width: 'minmax(120px, 1.3fr)', render: (entry) => entryWhat(entry, t, language) },
    { key: 'old', header: t('families.colOld'), width: 'minmax(90px, 1fr)', render: (entry) => value(entry, 'old') },
    { key: 'new', header: t('families.colNew'), width: 'minmax(90px, 1fr)', render: (entry) => <span className={css.newValue}>{entry.field === null ? '' : '→ '}{value(entry, 'new')}</span> },
    { key: 'by', header: t('families.colBy'), width: 'minmax(90px, 0.9fr)', render: (entry) => [entry.by, entry.office === home ? null : entry.office].filter(Boolean).join(', ') },
    { key: 'why', header: t('families.colWhy'), width: 'minmax(100px, 1.2fr)', render: (entry) => [entryReason(entry, t), entrySource(entry, t)].filter(Boolean).join(' · ') },
  ];
}
