import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FieldValue } from '../../../db/rules/field.ts';
import { fieldLabel, questionLabel } from '../../../db/rules/text.ts';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './families.module.css';
import { FieldControl } from './field-editor.tsx';
import type { FieldEditorProps } from './field-editor.tsx';
import { controlOf } from './field-input.ts';

/** Another office's record is not changed here: the value and its reason go to the owner, who answers. */
export function ProposeEditor({ entity, id, field, values, today, onDone }: FieldEditorProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const stored = values[field] ?? null;
  const start = typeof stored === 'string' && stored.includes('•') ? null : stored;
  const [value, setValue] = useState<FieldValue | undefined>(start);
  const [reason, setReason] = useState('');
  const make = useAction('proposal.make');
  const ready = value !== undefined && reason.trim() !== '' && JSON.stringify(value) !== JSON.stringify(start) && !make.isPending;
  const submit = (): void => {
    if (!ready) return;
    make.mutate({ entity, id, values: { [field]: value }, reason: reason.trim() }, {
      onSuccess: () => {
        say({ text: t('families.proposed', { field: fieldLabel(language, entity, field) }) });
        onDone();
      },
    });
  };
  useKeys([{ key: 'Escape', label: t('kit.cancel'), run: onDone }, { key: 'Ctrl+S', label: t('families.propose'), run: submit }]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  };
  return (
    <div className={css.editor} onKeyDown={onKeyDown} data-editing={field}>
      <FieldControl entity={entity} field={field} control={controlOf(entity, field)} label={questionLabel(language, entity, field)} value={value} start={start} today={today} busy={false} onChange={setValue} />
      <TextInput label={t('families.proposeReason')} required value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />
      {make.error && <ErrorNotice error={make.error} />}
      <div className={css.editorActions}>
        <Button onClick={submit} disabled={!ready} loading={make.isPending}>{t('families.propose')}</Button>
        <Button variant="default" onClick={onDone}>{t('kit.cancel')}</Button>
      </div>
    </div>
  );
}
