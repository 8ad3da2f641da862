import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { codeIn, codeList } from '../../../db/rules/lists.ts';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';
import css from './families.module.css';
import { nameOf } from './members-tab.tsx';

const relations = (codeList('RSEK.409')?.codes ?? []).filter(([code]) => code !== 1).map(([code, label]) => ({ code, label }));

/** Another member becomes Kepala Keluarga; every other relation is looked at again, and a new card's number is taken. */
export function HeadDialog({ family, person, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const change = useAction('family.changeHead');
  const candidates = family.people.filter((each) => each.active && each.id !== family.head);
  const [head, setHead] = useState(person);
  const [given, setGiven] = useState<Readonly<Record<string, number | null>>>({});
  const [date, setDate] = useState<string | null>(null);
  const [noKk, setNoKk] = useState('');
  const [reason, setReason] = useState('');
  const others = family.people.filter((each) => each.active && each.id !== head);
  const relationOf = (id: string): number | null => {
    if (id in given) return given[id] ?? null;
    const code = codeIn('RSEK.409', others.find((each) => each.id === id)?.values['relationship']);
    // Relations are to the new head from now on; the former head's is asked.
    return code === 1 ? null : code;
  };
  const number = readIdentifier(noKk).text;
  const ready = head !== null && date !== null && reason.trim() !== '' && others.every((each) => relationOf(each.id) !== null) && (number === '' || number.length === 16);
  const submit = (): void => {
    if (head === null || date === null) return;
    const relationships = Object.fromEntries(others.flatMap((each) => { const code = relationOf(each.id); return code === null ? [] : [[each.id, code]]; }));
    const name = family.people.find((each) => each.id === head);
    change.mutate({ family: family.id, head, relationships, date, reason: reason.trim(), ...(number === '' ? {} : { noKk: number }) }, {
      onSuccess: ({ held }) => {
        say({ text: t('families.headDone', { name: name ? nameOf(name, t) : '' }) });
        if (held) say({ text: t('families.held', { field: t('families.newNoKk') }), severity: 'warn' });
        onClose();
      },
    });
  };
  return (
    <EventDialog title={t('families.event_head')} submit={t('families.record')} ready={ready} busy={change.isPending} dirty={reason !== ''} error={change.error} onSubmit={submit} onClose={onClose}>
      <Select label={t('families.newHead')} required data-autofocus value={head} data={candidates.map((each) => ({ value: each.id, label: nameOf(each, t) }))} onChange={setHead} />
      {head !== null && others.length > 0 && (
        <fieldset className={css.people}>
          <legend>{t('families.relationsNow')}</legend>
          {others.map((each) => <CodeSelect key={each.id} label={nameOf(each, t)} items={relations} value={relationOf(each.id)} onChange={(code) => setGiven({ ...given, [each.id]: code })} />)}
        </fieldset>
      )}
      <DateInput label={t('families.headDate')} value={date} today={today} onChange={setDate} required />
      <TextInput label={t('families.newNoKk')} description={t('families.newNoKkHint')} value={noKk} maxLength={20} inputMode="numeric" error={number !== '' && number.length !== 16 ? t('families.noKkLength', { n: number.length }) : undefined} onChange={(event) => setNoKk(event.currentTarget.value)} />
      <TextInput label={t('families.reason')} required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
