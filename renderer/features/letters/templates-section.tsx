import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import css from './letters.module.css';

type Template = CallOutput<'document.templates'>[number];

/** What documents say, to be replaced by the office: its own before the city's before the usual one. */
export function TemplatesSection(): ReactNode {
  const t = useText();
  const list = useCall('document.templates', {});
  const [name, setName] = useState('sktm');
  const template = list.data?.find((one) => one.name === name);
  return (
    <Page title={t('letters.templates')} hint={t('letters.templatesHint')}>
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      <div className={css.form}>
        {list.data && <NativeSelect autoFocus label={t('letters.template')} value={name} onChange={(event) => setName(event.currentTarget.value)} data={list.data.map((one) => ({ value: one.name, label: `${one.title} (${t(`letters.from_${one.from}`)})` }))} />}
        {template && <TemplateForm key={`${template.name} ${template.from} ${template.text}`} template={template} onSaved={() => void list.refetch()} />}
      </div>
    </Page>
  );
}

function TemplateForm({ template, onSaved }: { template: Template; onSaved: () => void }): ReactNode {
  const t = useText();
  const save = useAction('document.template.save');
  const mayWrite = useMay('setting.write');
  const [text, setText] = useState(template.text);
  const store = (words: string): void => save.mutate({ name: template.name, text: words }, { onSuccess: () => { say({ text: t('letters.templateSaved', { name: template.title }) }); onSaved(); } });
  return (
    <>
      <Textarea aria-label={t('letters.template')} autosize minRows={14} maxRows={24} maxLength={20_000} spellCheck={false} disabled={!mayWrite} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <p className={css.fields}>{t('letters.fields')}: {template.fields.map((field) => `{${field}}`).join(' ')}</p>
      {save.error && <ErrorNotice error={save.error} />}
      {mayWrite && <div className={css.bar}><Button disabled={text === template.text} loading={save.isPending} onClick={() => store(text)}>{t('letters.save')}</Button>{template.from === 'office' && <Button variant="default" onClick={() => store('')}>{t('letters.templateReset')}</Button>}</div>}
    </>
  );
}
