import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { say } from '../../ui/said.tsx';
import type { Petition } from './petition-words.tsx';
import css from './petitions.module.css';
import { PickList } from './pick-list.tsx';

/** The head of the office approves, by one letter, what the musyawarah accepted. */
export function ApproveDialog({ rows, onClose }: { rows: readonly Petition[]; onClose: () => void }): ReactNode {
  const t = useText();
  const approve = useAction('petition.approve');
  const info = useCall('office.info', {});
  const today = info.data?.today ?? '';
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(rows.map((one) => one.id)));
  const [letterNo, setLetterNo] = useState('');
  const [letterDate, setLetterDate] = useState<string | null>(null);
  const date = letterDate ?? today;
  const submit = (): void => approve.mutate({ ids: [...chosen], letterNo: letterNo.trim(), letterDate: date }, { onSuccess: ({ approved }) => { say({ text: t('petitions.approved', { n: formatNumber(approved) }) }); onClose(); } });
  return (
    <FormDialog title={t('petitions.approveTitle')} submit={t('petitions.do_approve')} size="lg" ready={chosen.size > 0 && letterNo.trim() !== '' && date !== ''} busy={approve.isPending} dirty={letterNo !== ''} error={approve.error} onSubmit={submit} onClose={onClose}>
      <p className={css.quiet}>{t('petitions.approveHint')}</p>
      <div className={css.pair}>
        <TextInput data-autofocus required label={t('petitions.letterNo')} value={letterNo} maxLength={120} autoComplete="off" onChange={(event) => setLetterNo(event.currentTarget.value)} />
        <DateInput label={t('petitions.letterDate')} value={date} today={today} onChange={setLetterDate} required />
      </div>
      <PickList rows={rows} chosen={chosen} onChoose={setChosen} />
    </FormDialog>
  );
}
