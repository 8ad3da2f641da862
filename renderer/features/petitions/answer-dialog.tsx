import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { answerKinds, answers } from '../../../db/rules/petitions/states.ts';
import type { AnswerKind } from '../../../db/rules/petitions/states.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useKept, useStored } from '../../app/use-kept.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { say } from '../../ui/said.tsx';
import type { Petition } from './petition-words.tsx';
import css from './petitions.module.css';
import { PickList } from './pick-list.tsx';

/** Kecamatan or city: one answer to one petition or many, in words that the citizen is told. */
export function AnswerDialog({ rows, onClose }: { rows: readonly Petition[]; onClose: () => void }): ReactNode {
  const t = useText();
  const { office } = useSession();
  const answerThem = useAction('petition.answer');
  const stored = useStored();
  const info = useCall('office.info', {});
  const kinds = answerKinds.filter((kind) => office.level !== 'kecamatan' || answers[kind].district !== null);
  const [answer, setAnswer] = useKept<AnswerKind>('answer', z.enum(answerKinds), 'received');
  const [reason, setReason] = useKept('reason', z.string(), '');
  const [letterNo, setLetterNo] = useKept('letterNo', z.string(), '');
  const [letterDate, setLetterDate] = useKept('letterDate', z.string().nullable(), null);
  // Of many, nobody is answered unless chosen: a final answer is not taken back.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(rows.length === 1 ? rows.map((one) => one.id) : []));
  const wantsReason = answer === 'denied' || answer === 'returned';
  const submit = (): void => answerThem.mutate(
    { ids: [...chosen], answer, reason: reason.trim() || null, letterNo: letterNo.trim() || null, letterDate },
    { onSuccess: ({ answered }) => { stored(); say({ text: t('petitions.answered', { n: formatNumber(answered) }) }); onClose(); } },
  );
  return (
    <FormDialog title={t('petitions.answerTitle')} submit={t('petitions.do_answer')} size="lg" ready={chosen.size > 0 && (!wantsReason || reason.trim() !== '')} busy={answerThem.isPending} dirty={reason !== '' || letterNo !== ''} error={answerThem.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('petitions.answerWhat')} allowDeselect={false} value={answer} data={kinds.map((kind) => ({ value: kind, label: t(`petitions.answer_${kind}`) }))} onChange={(value) => setAnswer((value ?? 'received') as AnswerKind)} />
      <Textarea label={t('petitions.answerReason')} description={t('petitions.answerHint')} required={wantsReason} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className={css.pair}>
        <TextInput label={t('petitions.letterNo')} value={letterNo} maxLength={120} autoComplete="off" onChange={(event) => setLetterNo(event.currentTarget.value)} />
        <DateInput label={t('petitions.letterDate')} value={letterDate} today={info.data?.today ?? ''} onChange={setLetterDate} />
      </div>
      <PickList rows={rows} chosen={chosen} onChoose={setChosen} />
    </FormDialog>
  );
}
