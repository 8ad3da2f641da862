import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldValueText } from '../../ui/field-value.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format.ts';
import { EntryValue } from './entry-value.tsx';
import { entryReason, entrySource, entryWhat } from './entry-words.ts';
import type { Entry } from './entry-words.ts';

/** References to other records mean nothing to a reader. */
const references = new Set(['owner', 'family', 'person', 'programme', 'pengurus']);

/** One change in full: before, after, who, when, why, from where; a record that came to be with its first answers. */
export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const first = entry.field === null && typeof entry.new === 'object' && entry.new !== null ? Object.entries(entry.new).filter(([field]) => !references.has(field)) : [];
  return (
    <Dialog title={[entry.recordName, entryWhat(entry, t, language)].filter(Boolean).join(': ')} size="lg" onClose={onClose} actions={<Button data-autofocus variant="default" onClick={onClose}>{t('kit.close')}</Button>}>
      <Fields>
        {entry.field !== null && <FieldRow label={t('families.colOld')}><EntryValue entry={entry} side="old" /></FieldRow>}
        {entry.field !== null && <FieldRow label={t('families.colNew')}><EntryValue entry={entry} side="new" /></FieldRow>}
        <FieldRow label={t('families.colWhen')}>{formatMoment(entry.at)}</FieldRow>
        <FieldRow label={t('families.colBy')}>{[entry.by, entry.office].filter(Boolean).join(', ')}</FieldRow>
        {entry.reason !== null && <FieldRow label={t('families.colWhy')}>{entryReason(entry, t)}</FieldRow>}
        <FieldRow label={t('families.colSource')}>{entrySource(entry, t)}</FieldRow>
        {entry.parallel && <FieldRow label={t('families.parallel')}>{t('families.parallelHint')}</FieldRow>}
        {first.map(([field, value]) => <FieldRow key={field} label={fieldLabel(language, entry.entity, field)}>{fieldValueText(entry.entity, field, value)}</FieldRow>)}
      </Fields>
    </Dialog>
  );
}
