import { Select, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeList } from '../../../db/rules/lists.ts';
import { petitionResult } from '../../../db/rules/petitions/states.ts';
import { z } from 'zod';
import { useAction } from '../../app/calls.ts';
import { useKept, useStored } from '../../app/use-kept.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { say } from '../../ui/said.tsx';

const found: readonly number[] = [petitionResult.worthy, petitionResult.unworthy, petitionResult.mend];
const choices = (list: string, only?: readonly number[]) => (codeList(list)?.codes ?? []).filter(([code]) => only === undefined || only.includes(code)).map(([code, words]) => ({ value: String(code), label: words }));

/** What somebody found who looked: how, when, and what. */
export function VerifyDialog({ id, number, today, onClose }: { id: string; number: string; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const verify = useAction('petition.verify');
  const stored = useStored();
  const [result, setResult] = useKept('result', z.string(), String(petitionResult.worthy));
  const [method, setMethod] = useKept('method', z.string(), '1');
  const [date, setDate] = useKept('date', z.string().nullable(), today);
  const [reason, setReason] = useKept('reason', z.string(), '');
  const wantsReason = result !== String(petitionResult.worthy);
  const submit = (): void => {
    if (date === null) return;
    verify.mutate({ id, result: Number(result), method: Number(method), date, reason: reason.trim() || null }, { onSuccess: () => { stored(); say({ text: t('petitions.verified', { number }) }); onClose(); } });
  };
  return (
    <FormDialog title={t('petitions.verifyTitle', { number })} submit={t('petitions.do_verify')} ready={date !== null && (!wantsReason || reason.trim() !== '')} busy={verify.isPending} dirty={reason !== ''} error={verify.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('petitions.verifyResult')} allowDeselect={false} value={result} data={choices('TEPAT.hasilUsulan', found)} onChange={(value) => setResult(value ?? '1')} />
      <Select label={t('petitions.verifyMethod')} allowDeselect={false} value={method} data={choices('TEPAT.caraVerval')} onChange={(value) => setMethod(value ?? '1')} />
      <DateInput label={t('petitions.verifyDate')} value={date} today={today} onChange={setDate} required />
      <Textarea label={wantsReason ? t('petitions.verifyReasonNeeded') : t('petitions.verifyReason')} required={wantsReason} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
