import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { textOrNone } from './dialog-props.ts';
import css from './families.module.css';
import { EventDialog } from './event-dialog.tsx';
import { isNamed, NewcomerFields, newcomerValues } from './newcomer-fields.tsx';
import { useNewcomerCheck } from './use-newcomer-check.ts';

/** Codes of a newborn: a baby without a number yet, a child, at home, unmarried. */
const newborn = { nikReason: 3, relationship: 3, presence: 1, maritalStatus: 1 } as const;

/** Records a birth: the day, the child, and where it was born. */
export function BirthDialog({ family, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const birth = useAction('person.birth');
  const check = useNewcomerCheck(family.id);
  const [date, setDate] = useState<string | null>(null);
  const [child, setChild] = useState({ name: '', nik: '', nikReason: newborn.nikReason as number | null, sex: null as number | null, relationship: newborn.relationship as number | null });
  const [place, setPlace] = useState('');
  const [certificate, setCertificate] = useState('');
  const ready = date !== null && isNamed(child);
  const submit = async (): Promise<void> => {
    if (date === null) return;
    const values = { ...newcomerValues(child), presence: newborn.presence, maritalStatus: newborn.maritalStatus };
    const acknowledged = await check.settle({ ...values, birthDate: date });
    if (acknowledged === null) return;
    const [born, no] = [textOrNone(place), textOrNone(certificate)];
    birth.mutate({ family: family.id, values, date, acknowledged, ...(born === undefined ? {} : { place: born }), ...(no === undefined ? {} : { certificateNo: no }) }, {
      onSuccess: () => { say({ text: t('families.birthDone', { name: child.name.trim() }) }); onClose(); },
    });
  };
  return (
    <EventDialog
      title={t('families.event_birth')} submit={t('families.record')} ready={ready} busy={birth.isPending || check.checking} dirty={child.name !== ''} error={birth.error} onSubmit={() => void submit()} onClose={onClose}
      findings={check.findings} typed={check.typed} onType={check.setTyped}
    >
      <DateInput label={t('families.birthDate')} autoFocus value={date} today={today} onChange={setDate} required />
      <NewcomerFields value={child} onChange={setChild} />
      <TextInput label={t('families.birthPlace')} value={place} maxLength={120} onChange={(event) => setPlace(event.currentTarget.value)} />
      <TextInput label={t('families.birthCertificate')} value={certificate} maxLength={80} onChange={(event) => setCertificate(event.currentTarget.value)} />
      <button type="button" className={css.link} onClick={() => go(`/keluarga/${family.id}/lahir`)}>{t('families.fullForm')}</button>
    </EventDialog>
  );
}
