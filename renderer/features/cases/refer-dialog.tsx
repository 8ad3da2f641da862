import { Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { CallOutput } from '../../../db/api/contract.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKept, useStored } from '../../app/use-kept.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { say } from '../../ui/said.tsx';

/** Puts needs before an agency with one letter. */
export function ReferDialog({ ids, agency: start, onClose }: { ids: readonly string[]; agency: string; onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const today = info.data?.today ?? '';
  const refer = useAction('case.refer');
  const [agency, setAgency] = useState(start);
  const [number, setNumber] = useState('');
  const [date, setDate] = useState<string | null>(null);
  const submit = (): void => refer.mutate({ ids: [...ids], agency: agency.trim(), number: number.trim() || null, date: date ?? today }, {
    onSuccess: ({ referred }) => { say({ text: referred > 0 ? t('cases.referred', { n: formatNumber(referred), agency: agency.trim() }) : t('cases.referAlready') }); onClose(); },
  });
  return (
    <FormDialog title={t('cases.referMany', { n: formatNumber(ids.length) })} submit={t('cases.refer')} ready={agency.trim() !== '' && ids.length > 0} busy={refer.isPending} dirty={agency !== start || number !== ''} error={refer.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t('cases.agency')} required value={agency} maxLength={120} autoComplete="off" onChange={(event) => setAgency(event.currentTarget.value)} />
      <TextInput label={t('cases.number')} value={number} maxLength={60} autoComplete="off" onChange={(event) => setNumber(event.currentTarget.value)} />
      <DateInput label={t('cases.referDate')} value={date ?? today} today={today} onChange={setDate} required />
    </FormDialog>
  );
}

type Referral = CallOutput<'case.family'>['items'][number]['referrals'][number];

/** What an agency answered to a referral. */
export function AnswerDialog({ referral, today, onClose }: { referral: Referral; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const answer = useAction('case.answer');
  const stored = useStored();
  const [kind, setKind] = useKept('kind', z.string(), String(referral.answer ?? 1));
  const [note, setNote] = useKept('note', z.string(), referral.answerNote ?? '');
  const [date, setDate] = useKept('date', z.string().nullable(), referral.answeredOn ?? today);
  const submit = (): void => answer.mutate({ id: referral.id, answer: Number(kind), note: note.trim() || null, ...(date !== null && { date }) }, { onSuccess: () => { stored(); say({ text: t('cases.saved') }); onClose(); } });
  return (
    <FormDialog title={t('cases.answerOf', { agency: referral.agency })} submit={t('cases.save')} ready={date !== null} busy={answer.isPending} dirty={note !== (referral.answerNote ?? '')} error={answer.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('cases.answerKind')} allowDeselect={false} value={kind} data={(codeList('TEPAT.jawabanRujukan')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))} onChange={(value) => setKind(value ?? '1')} />
      <Textarea label={t('cases.answerNote')} value={note} maxLength={500} autosize minRows={2} onChange={(event) => setNote(event.currentTarget.value)} />
      <DateInput label={t('cases.answeredOn')} value={date} today={today} onChange={setDate} required />
    </FormDialog>
  );
}
