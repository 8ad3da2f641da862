import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
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
import { weekDays } from './schedule-words.ts';

type Draft = NonNullable<CallOutput<'reference.status'>['draft']>;
const lastDay = 31;

/** What the next edition will say; it leaves with the next ACUAN or starter file, never by itself. */
export function ReferenceForm({ draft, askable }: { draft: Draft; askable: CallOutput<'reference.askable'> }): ReactNode {
  const t = useText();
  const maySet = useMay('setting.write');
  const set = useAction('reference.set');
  const general = draft.schedule.find((row) => row.code === '');
  const [every, setEvery] = useState<'none' | 'week' | 'month'>(general?.every ?? 'none');
  const [day, setDay] = useState(general?.day ?? 5);
  const [grace, setGrace] = useState(general?.grace ?? 0);
  const [url, setUrl] = useState(draft.upload?.url ?? '');
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set(draft.asked.map(String)));
  const save = (): void => {
    if (!maySet || set.isPending) return;
    const others = draft.schedule.filter((row) => row.code !== '');
    const schedule = every === 'none' ? others : [...others, { code: '' as const, every, day: every === 'week' ? Math.min(7, day) : day, grace }];
    const upload = url.trim() === '' ? null : { url: url.trim(), certificate: draft.upload?.certificate ?? null };
    set.mutate({ schedule, upload, asked: askable.filter((field) => asked.has(keyOf(field))).map((field) => [field.entity, field.field] as [number, number]) }, { onSuccess: () => say({ text: t('exchange.referenceSaved') }) });
  };
  useKeys([{ key: 'Ctrl+S', label: t('exchange.referenceSave'), run: save }], { active: maySet });
  const toggle = (key: string): void => setAsked(new Set(asked.has(key) ? [...asked].filter((each) => each !== key) : [...asked, key]));
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); save(); }}>
      <h2>{t('exchange.referenceNext')}</h2>
      <div className={css.formLine}>
        <Select label={t('exchange.scheduleEvery')} value={every} allowDeselect={false} disabled={!maySet} onChange={(next) => setEvery(next === 'week' || next === 'month' ? next : 'none')} data={[{ value: 'none', label: t('exchange.scheduleNone') }, { value: 'week', label: t('exchange.scheduleWeek') }, { value: 'month', label: t('exchange.scheduleMonth') }]} />
        {every === 'week' && <Select label={t('exchange.scheduleDay')} value={String(Math.min(7, day))} allowDeselect={false} disabled={!maySet} onChange={(next) => setDay(Number(next ?? 5))} data={weekDays(t)} />}
        {every === 'month' && <NumberInput label={t('exchange.scheduleDate')} value={day} min={1} max={lastDay} disabled={!maySet} onChange={(next) => setDay(Number(next) || 1)} />}
        {every !== 'none' && <NumberInput label={t('exchange.scheduleGrace')} value={grace} min={0} max={lastDay} disabled={!maySet} onChange={(next) => setGrace(Number(next) || 0)} />}
      </div>
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
