import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { say } from '../../ui/said.tsx';
import css from './petitions.module.css';

/** Notes that the citizen was told: when and how. What is said stands above. */
export function TellDialog({ id, number, said, today, onClose, onTold }: { id: string; number: string; said: string; today: string; onClose: () => void; onTold?: () => void }): ReactNode {
  const t = useText();
  const tell = useAction('petition.tell');
  const [date, setDate] = useState<string | null>(today);
  const [how, setHow] = useState('');
  const submit = (): void => {
    if (date !== null) tell.mutate({ id, date, how: how.trim() }, { onSuccess: () => { say({ text: t('petitions.told', { number }) }); onTold?.(); onClose(); } });
  };
  return (
    <FormDialog title={t('petitions.tellTitle', { number })} submit={t('petitions.do_tell')} ready={date !== null && how.trim() !== ''} busy={tell.isPending} dirty={how !== ''} error={tell.error} onSubmit={submit} onClose={onClose}>
      <p className={css.said}>{said}</p>
      <TextInput data-autofocus required label={t('petitions.tellHow')} description={t('petitions.tellHowHint')} value={how} maxLength={200} onChange={(event) => setHow(event.currentTarget.value)} />
      <DateInput label={t('petitions.tellDate')} value={date} today={today} onChange={setDate} required />
    </FormDialog>
  );
}
