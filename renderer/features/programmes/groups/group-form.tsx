import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { FieldValue } from '../../../../db/rules/field.ts';
import { codeIn, codeList } from '../../../../db/rules/lists.ts';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { CodeSelect } from '../../../ui/code-select.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { askToLeave } from '../../../ui/dialog.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';

type Values = Readonly<Record<string, FieldValue>>;
const about = ['name', 'kind', 'business', 'founded', 'decisionNo', 'decisionDate'] as const;
const place = ['address', 'rt', 'rw', 'region', 'notes'] as const;
const dates: ReadonlySet<string> = new Set(['founded', 'decisionDate']);

/** A new group. */
export function NewGroup(): ReactNode {
  return <GroupForm id={null} start={{}} />;
}

/** Changes a group. */
export function EditGroup({ id }: { id: string }): ReactNode {
  const t = useText();
  const group = useCall('group.get', { id });
  if (group.data) return <GroupForm key={id} id={id} start={group.data.values} />;
  return <MissingPage title={t('groups.edit')} id={id} asked={group} back="/program/kelompok" />;
}

function GroupForm({ id, start }: { id: string | null; start: Values }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const save = useAction('group.save');
  const [values, setValues] = useState<Values>(start);
  const [asked, setAsked] = useState(false);
  const back = id === null ? '/program/kelompok' : `/program/kelompok/${id}`;
  const changed = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== (start[field] ?? null)));
  const dirty = Object.keys(changed).length > 0;
  const nameless = typeof values['name'] !== 'string' || values['name'].trim() === '';
  const leave = (): void => {
    if (!dirty) go(back);
    else void askToLeave(t).then((yes) => { if (yes) go(back); });
  };
  const store = (): void => {
    setAsked(true);
    if (nameless) return;
    save.mutate({ ...(id !== null && { id }), values: changed }, { onSuccess: (saved) => { say({ text: t('groups.saved', { name: String(values['name']) }) }); go(`/program/kelompok/${saved.id}`); } });
  };
  useKeys([{ key: 'Ctrl+S', label: t('programmes.save'), run: store }, { key: 'Escape', label: t('programmes.cancel'), run: leave }]);
  const fieldOf = (field: string): ReactNode => (
    <GroupField key={field} field={field} value={values[field] ?? null} today={info.data?.today ?? ''} autoFocus={field === 'name'} error={asked && field === 'name' && nameless ? t('programmes.needed') : undefined} onChange={(value) => setValues((old) => ({ ...old, [field]: value }))} />
  );
  return (
    <Page
      title={id === null ? t('groups.new') : t('groups.editTitle', { name: String(start['name'] ?? '') })}
      actions={<><Button variant="default" onClick={leave}>{t('programmes.cancel')}</Button><Button loading={save.isPending} disabled={!dirty} onClick={store}>{t('programmes.save')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <Panel><h2>{t('groups.partAbout')}</h2><div className={css.fields}>{about.map(fieldOf)}</div></Panel>
        <Panel><h2>{t('groups.partPlace')}</h2><div className={css.fields}>{place.map(fieldOf)}</div></Panel>
        <button type="submit" hidden />
      </form>
    </Page>
  );
}

interface GroupFieldProps {
  readonly field: string;
  readonly value: FieldValue;
  readonly today: string;
  readonly autoFocus: boolean;
  readonly error: ReactNode;
  readonly onChange: (value: FieldValue) => void;
}

function GroupField({ field, value, today, autoFocus, error, onChange }: GroupFieldProps): ReactNode {
  const label = fieldLabel(useLanguage(), 'peopleGroup', field);
  if (field === 'kind') {
    const items = (codeList('TEPAT.jenisKelompok')?.codes ?? []).map(([code, words]) => ({ code, label: words }));
    return <CodeSelect label={label} items={items} value={codeIn('TEPAT.jenisKelompok', value)} onChange={onChange} error={error} />;
  }
  if (dates.has(field)) return <DateInput label={label} value={typeof value === 'string' ? value : null} today={today} onChange={onChange} />;
  return <TextInput label={label} value={typeof value === 'string' ? value : ''} required={field === 'name'} maxLength={300} autoComplete="off" data-autofocus={autoFocus || undefined} autoFocus={autoFocus} error={error} onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)} />;
}
