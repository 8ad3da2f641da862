import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { say } from '../../ui/said.tsx';
import { ActDialog } from './act-dialog.tsx';
import css from './enrolment.module.css';

/** A family whose pengurus died or left. */
export type LostPengurus = CallOutput<'enrolment.pengurusLost'>[number];

/** Names who of the family receives from now on (PLK-5). */
export function PengurusDialog({ lost, onClose }: { lost: LostPengurus; onClose: () => void }): ReactNode {
  const t = useText();
  const set = useAction('enrolment.setPengurus');
  const [person, setPerson] = useState<string | null>(lost.members.length === 1 ? (lost.members[0]?.id ?? null) : null);
  const [note, setNote] = useState('');
  const run = (): void => {
    if (person !== null) set.mutate({ id: lost.enrolment, person, ...(note.trim() !== '' && { reason: note.trim() }) }, { onSuccess: () => { say({ text: t('enrolment.pengurusDone', { programme: lost.programmeName }) }); onClose(); } });
  };
  return (
    <ActDialog title={t('enrolment.pengurusTitle', { programme: lost.programmeName, name: lost.name })} action={t('enrolment.pengurusSet')} ready={person !== null} busy={set.isPending} dirty={note !== ''} error={set.error} onDo={run} onClose={onClose}>
      <p className={css.whole}>{t(lost.cause === 'dead' ? 'enrolment.pengurusGone' : 'enrolment.pengurusAway', { name: lost.pengurus })}. {t('enrolment.pengurusHint')}</p>
      <Select data-autofocus required label={t('enrolment.pengurusNew')} value={person} data={lost.members.map(({ id, name }) => ({ value: id, label: name }))} onChange={setPerson} />
      <TextInput label={t('enrolment.note')} value={note} maxLength={300} autoComplete="off" onChange={(event) => setNote(event.currentTarget.value)} />
    </ActDialog>
  );
}
