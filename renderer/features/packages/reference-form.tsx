import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './packages.module.css';
import { choiceOf, scheduleWith } from './schedule-choice.ts';
import { ScheduleFields } from './schedule-fields.tsx';

type Draft = NonNullable<CallOutput<'reference.status'>['draft']>;

/** What the next edition will say; it leaves with the next ACUAN or starter file, never by itself. */
export function ReferenceForm({ draft, askable }: { draft: Draft; askable: CallOutput<'reference.askable'> }): ReactNode {
  const t = useText();
  const maySet = useMay('setting.write');
  const set = useAction('reference.set');
  const [choice, setChoice] = useState(choiceOf(draft.schedule));
  const [url, setUrl] = useState(draft.upload?.url ?? '');
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set(draft.asked.map(String)));
  const save = (): void => {
    if (!maySet || set.isPending) return;
    const upload = url.trim() === '' ? null : { url: url.trim(), certificate: draft.upload?.certificate ?? null };
    set.mutate({ schedule: scheduleWith(draft.schedule, choice), upload, asked: askable.filter((field) => asked.has(keyOf(field))).map((field) => [field.entity, field.field] as [number, number]) }, { onSuccess: () => say({ text: t('exchange.referenceSaved') }) });
  };
  useKeys([{ key: 'Ctrl+S', label: t('exchange.referenceSave'), run: save }], { active: maySet });
  const toggle = (key: string): void => setAsked(new Set(asked.has(key) ? [...asked].filter((each) => each !== key) : [...asked, key]));
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <h2>{t('exchange.referenceNext')}</h2>
      <ScheduleFields value={choice} disabled={!maySet} onChange={setChoice} />
      <TextInput label={t('exchange.uploadUrl')} description={t('exchange.uploadUrlHint')} value={url} disabled={!maySet} autoComplete="off" spellCheck={false} onChange={(event) => setUrl(event.currentTarget.value)} />
      <Checkbox.Group label={t('exchange.askedFields')} description={t('exchange.askedHint')} value={[...asked]}>
        <div className={css.askedBox}>{askable.map((field) => <Checkbox key={keyOf(field)} value={keyOf(field)} label={field.label} disabled={!maySet} onChange={() => toggle(keyOf(field))} />)}</div>
      </Checkbox.Group>
      {set.error && <ErrorNotice error={set.error} />}
      {maySet && <div><Button type="submit" loading={set.isPending}>{t('exchange.referenceSave')}</Button></div>}
    </form>
  );
}

function keyOf(field: { entity: number; field: number }): string {
  return String([field.entity, field.field]);
}
