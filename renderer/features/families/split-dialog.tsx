import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { codeIn, codeList } from '../../../db/rules/lists.ts';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';
import css from './families.module.css';
import { nameOf, personLine } from './members-tab.tsx';

const itemsOf = (list: string): { code: number; label: string }[] => (codeList(list)?.codes ?? []).map(([code, label]) => ({ code, label }));
const relations = itemsOf('RSEK.409').filter(({ code }) => code !== 1);
const reasonsWithout = itemsOf('TEPAT.alasanTanpaKk');

/** Pecah KK: who leaves for a card of their own, who heads it, and who heads those that stay. */
export function SplitDialog({ family, person, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const split = useAction('family.split');
  const living = family.people.filter((each) => each.active);
  const [going, setGoing] = useState<readonly string[]>(person === null ? [] : [person]);
  const [head, setHead] = useState<string | null>(person);
  const [stayHead, setStayHead] = useState<string | null>(null);
  const [given, setGiven] = useState<Readonly<Record<string, number | null>>>({});
  const [noKk, setNoKk] = useState('');
  const [without, setWithout] = useState<number | null>(null);
  const [date, setDate] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const toggle = (id: string): void => {
    const next = going.includes(id) ? going.filter((each) => each !== id) : [...going, id];
    setGoing(next);
    // The first who is named heads the new card until another is chosen.
    if (head === null || !next.includes(head)) setHead(next[0] ?? null);
  };
  const [leaving, staying] = [living.filter((each) => going.includes(each.id)), living.filter((each) => !going.includes(each.id))];
  const headLeaves = family.head !== null && going.includes(family.head);
  const others = leaving.filter((each) => each.id !== head);
  const relationOf = (id: string): number | null => {
    if (id in given) return given[id] ?? null;
    // Relations are to the new head from now on; the former head's is asked.
    const code = codeIn('RSEK.409', leaving.find((each) => each.id === id)?.values['relationship']);
    return code === 1 ? null : code;
  };
  const number = readIdentifier(noKk).text;
  const carded = number.length === 16 || (number === '' && without !== null);
  const ready = leaving.length > 0 && staying.length > 0 && head !== null && carded && reason.trim() !== '' && (!headLeaves || stayHead !== null) && others.every((each) => relationOf(each.id) !== null);
  const submit = (): void => {
    if (head === null) return;
    const relationships = Object.fromEntries(others.flatMap((each) => { const code = relationOf(each.id); return code === null ? [] : [[each.id, code]]; }));
    split.mutate({
      family: family.id, people: [...going], head, relationships, reason: reason.trim(), noKk: number === '' ? null : number,
      ...(number === '' && without !== null ? { noKkReason: without } : {}), ...(stayHead === null ? {} : { stayHead }), ...(date === null ? {} : { date }),
    }, { onSuccess: ({ id }) => { say({ text: t('families.splitDone', { n: leaving.length, rest: staying.length }) }); onClose(); go(`/keluarga/${id}`); } });
  };
  return (
    <EventDialog title={t('families.event_split')} submit={t('families.record')} ready={ready} busy={split.isPending} dirty={reason !== '' || noKk !== ''} error={split.error} onSubmit={submit} onClose={onClose}>
      <fieldset className={css.people}>
        <legend>{t('families.whoSplits')}</legend>
        {living.map((each, index) => <Checkbox key={each.id} size="sm" data-autofocus={index === 0 || undefined} label={nameOf(each, t)} description={personLine(each, t)} checked={going.includes(each.id)} onChange={() => toggle(each.id)} />)}
      </fieldset>
      {staying.length === 0 && <Notice severity="warn" title={t('families.splitAll')} />}
      <Select label={t('families.splitHead')} required value={head} data={leaving.map((each) => ({ value: each.id, label: nameOf(each, t) }))} onChange={setHead} />
      {head !== null && others.length > 0 && (
        <fieldset className={css.people}>
          <legend>{t('families.relationsNow')}</legend>
          {others.map((each) => <CodeSelect key={each.id} required label={nameOf(each, t)} items={relations} value={relationOf(each.id)} onChange={(code) => setGiven({ ...given, [each.id]: code })} />)}
        </fieldset>
      )}
      {headLeaves && staying.length > 0 && <Select label={t('families.stayHead')} required value={stayHead} data={staying.map((each) => ({ value: each.id, label: nameOf(each, t) }))} onChange={setStayHead} />}
      <TextInput label={t('families.splitNoKk')} description={t('families.splitNoKkHint')} value={noKk} maxLength={20} inputMode="numeric" error={number !== '' && number.length !== 16 ? t('families.noKkLength', { n: number.length }) : undefined} onChange={(event) => setNoKk(event.currentTarget.value)} />
      {number === '' && <CodeSelect label={t('families.splitWithout')} required items={reasonsWithout} value={without} onChange={setWithout} />}
      <DateInput label={t('families.splitDate')} value={date} today={today} onChange={setDate} />
      <TextInput label={t('families.reason')} required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
