import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../db/rules/lists.ts';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { say } from '../../ui/said.tsx';
import { EventDialog } from './event-dialog.tsx';
import type { Enrolment } from './family-types.ts';

/** What `enrolment.end` takes for a programme that ran its course. */
const finished = 'Selesai';

/** Ends one enrolment with a date and a reason. */
export function EndDialog({ enrolment, today, onClose }: { enrolment: Enrolment; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const end = useAction('enrolment.end');
  const [date, setDate] = useState<string | null>(today);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const reasons = [{ value: finished, label: t('families.finished') }, ...(codeList('TEPAT.alasanKeluar')?.codes ?? []).map(([, label]) => ({ value: label, label }))];
  const submit = (): void => {
    if (date === null || reason === null) return;
    end.mutate({ id: enrolment.id, end: date, exitReason: reason, ...(note.trim() === '' ? {} : { exitNote: note.trim() }) }, { onSuccess: () => { say({ text: t('families.ended', { programme: enrolment.programmeName }) }); onClose(); } });
  };
  return (
    <EventDialog title={t('families.endOf', { programme: enrolment.programmeName })} submit={t('families.end')} ready={date !== null && reason !== null} busy={end.isPending} dirty={reason !== null} error={end.error} onSubmit={submit} onClose={onClose}>
      <p>{enrolment.personName ?? t('families.wholeFamily')}</p>
      <Select data-autofocus label={t('families.exitReason')} required value={reason} data={reasons} onChange={setReason} />
      <DateInput label={t('families.endDate')} value={date} today={today} onChange={setDate} required />
      <TextInput label={t('families.note')} value={note} maxLength={200} onChange={(event) => setNote(event.currentTarget.value)} />
    </EventDialog>
  );
}
