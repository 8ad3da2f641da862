import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeIn, codeList } from '../../../db/rules/lists.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';
import css from './families.module.css';
import { FamilyPicker } from './family-picker.tsx';
import type { FamilyRow } from './family-types.ts';
import { nameOf } from './members-tab.tsx';

const relations = (codeList('RSEK.409')?.codes ?? []).filter(([code]) => code !== 1).map(([code, label]) => ({ code, label }));

/** Gabung KK: another family's people move into this card, and the empty one ends with the reason. */
export function JoinDialog({ family, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const join = useAction('family.join');
  const [other, setOther] = useState<FamilyRow | null>(null);
  const from = useCall('family.get', { id: other?.id ?? '' }, { enabled: other !== null });
  const [head, setHead] = useState<string | null>(family.head);
  const [given, setGiven] = useState<Readonly<Record<string, number | null>>>({});
  const [date, setDate] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const coming = (other === null ? [] : (from.data?.people ?? [])).filter((each) => each.active);
  const all = [...family.people.filter((each) => each.active), ...coming];
  const asked = all.filter((each) => each.id !== head && (coming.includes(each) || each.id === family.head));
  const relationOf = (id: string): number | null => {
    if (id in given) return given[id] ?? null;
    const code = codeIn('RSEK.409', all.find((each) => each.id === id)?.values['relationship']);
    return code === 1 ? null : code;
  };
  const ready = other !== null && coming.length > 0 && head !== null && reason.trim() !== '' && asked.every((each) => relationOf(each.id) !== null);
  const submit = (): void => {
    if (other === null || head === null) return;
    const relationships = Object.fromEntries(asked.flatMap((each) => { const code = relationOf(each.id); return code === null ? [] : [[each.id, code]]; }));
    join.mutate({ from: other.id, into: family.id, head, relationships, reason: reason.trim(), ...(date === null ? {} : { date }) }, {
      onSuccess: ({ moved }) => { say({ text: t('families.joinDone', { n: moved.length, name: other.head ?? '–' }) }); onClose(); },
    });
  };
  return (
    <EventDialog title={t('families.event_join')} submit={t('families.record')} ready={ready} busy={join.isPending} dirty={reason !== '' || other !== null} error={join.error} onSubmit={submit} onClose={onClose}>
      <FamilyPicker label={t('families.joinWhich')} value={other} except={[family.id]} onChoose={setOther} autoFocus />
      {other !== null && <Notice severity="warn" title={t('families.joinEnds', { name: other.head ?? '–' })}>{t('families.joinEndsBody')}</Notice>}
      {coming.length > 0 && <Select label={t('families.joinHead')} required value={head} data={all.map((each) => ({ value: each.id, label: nameOf(each, t) }))} onChange={setHead} />}
      {head !== null && asked.length > 0 && coming.length > 0 && (
        <fieldset className={css.people}>
          <legend>{t('families.relationsNow')}</legend>
          {asked.map((each) => <CodeSelect required key={each.id} label={nameOf(each, t)} items={relations} value={relationOf(each.id)} onChange={(code) => setGiven({ ...given, [each.id]: code })} />)}
        </fieldset>
      )}
      <DateInput label={t('families.joinDate')} value={date} today={today} onChange={setDate} />
      <TextInput label={t('families.reason')} required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
