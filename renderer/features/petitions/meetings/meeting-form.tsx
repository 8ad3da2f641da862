import { Button, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { draftKinds } from '../../../../db/rules/draft-kinds.ts';
import type { FieldValue } from '../../../../db/rules/field.ts';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { DialogDraft } from '../../../app/dialog-draft.tsx';
import { keptValues } from '../../../app/kept-values.ts';
import { useKeys } from '../../../app/keys.ts';
import { useKept, useStored } from '../../../app/use-kept.ts';
import { useLeaving } from '../../../app/use-leaving.tsx';
import { textIn, useLanguage, useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../petitions.module.css';

type Values = Readonly<Record<string, FieldValue>>;
const head = ['title', 'number', 'date', 'startTime', 'endTime', 'place', 'quorum'] as const;
const people = ['leader', 'secretary', 'legalBasis', 'notes'] as const;
const long: ReadonlySet<string> = new Set(['legalBasis', 'notes']);

/** Plans a musyawarah. */
export function NewMeeting(): ReactNode {
  return <DialogDraft kind={draftKinds.meeting} target={null} title={textIn('id', 'meetings.new')}><MeetingForm id={null} start={{}} /></DialogDraft>;
}

/** Changes the head of a musyawarah whose minutes are not final. */
export function EditMeeting({ id }: { id: string }): ReactNode {
  const t = useText();
  const meeting = useCall('meeting.get', { id });
  if (meeting.data) return <DialogDraft key={id} kind={draftKinds.meeting} target={id} title={`${textIn('id', 'meetings.editTitle')}: ${meeting.data.title}`}><MeetingForm id={id} start={meeting.data.values} /></DialogDraft>;
  return <Page title={t('meetings.editTitle')}>{meeting.error && <ErrorNotice error={meeting.error} />}</Page>;
}

function MeetingForm({ id, start }: { id: string | null; start: Values }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const save = useAction('meeting.save');
  const [values, setValues] = useKept<Values>('values', keptValues, start);
  const [asked, setAsked] = useState(false);
  const today = info.data?.today ?? '';
  const back = id === null ? '/usulan/musyawarah' : `/usulan/musyawarah/${id}`;
  const changed = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== (start[field] ?? null)));
  const text = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
  const date = text('date') || (id === null ? today : '');
  const stored = useStored();
  const { close: leave, question } = useLeaving(() => go(back));
  const store = (): void => {
    setAsked(true);
    if (text('title').trim() === '' || date === '' || save.isPending) return;
    save.mutate({ ...(id !== null && { id }), values: { ...changed, date } }, { onSuccess: (saved) => { stored(); say({ text: t('meetings.saved', { title: text('title') }) }); go(`/usulan/musyawarah/${saved.id}`); } });
  };
  useKeys([{ key: 'Ctrl+S', label: t('meetings.save'), run: store }, { key: 'Escape', label: t('meetings.cancel'), run: leave }]);
  const set = (field: string, value: FieldValue): void => setValues((old) => ({ ...old, [field]: value }));
  const fieldOf = (field: string): ReactNode => {
    const label = fieldLabel(language, 'meeting', field);
    if (field === 'date') return <DateInput key={field} label={label} value={date || null} today={today} onChange={(value) => set(field, value)} required />;
    if (field === 'quorum') return <NumberInput key={field} label={label} hideControls min={1} allowDecimal={false} value={typeof values[field] === 'number' ? values[field] : ''} onChange={(value) => set(field, typeof value === 'number' ? value : null)} />;
    const typed = (event: { currentTarget: { value: string } }): void => set(field, event.currentTarget.value === '' ? null : event.currentTarget.value);
    if (long.has(field)) return <Textarea key={field} label={label} autosize minRows={3} maxLength={4000} value={text(field)} onChange={typed} />;
    return <TextInput key={field} label={label} required={field === 'title'} autoFocus={field === 'title' && id === null} maxLength={300} autoComplete="off" value={text(field)} error={asked && field === 'title' && text(field).trim() === '' ? t('meetings.needed') : undefined} onChange={typed} />;
  };
  return (
    <Page
      title={id === null ? t('meetings.new') : t('meetings.editTitle')}
      actions={<><Button variant="default" onClick={leave}>{t('meetings.cancel')}</Button><Button loading={save.isPending} onClick={store}>{t('meetings.save')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      {question}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <Panel><h2>{t('meetings.partHead')}</h2><div className={css.fields}>{head.map(fieldOf)}</div></Panel>
        <Panel><h2>{t('meetings.partPeople')}</h2><div className={css.fields}>{people.map(fieldOf)}</div></Panel>
        <button type="submit" hidden />
      </form>
    </Page>
  );
}
