import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';
import { FamilyPicker } from './family-picker.tsx';
import type { FamilyRow } from './family-types.ts';

/** Rumah tangga: another family that lives in the same dwelling and eats from the same kitchen joins the group. */
export function HouseholdDialog({ family, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const set = useAction('household.set');
  const { household } = family;
  const [other, setOther] = useState<FamilyRow | null>(null);
  const [number, setNumber] = useState(household?.number ?? '');
  const [reason, setReason] = useState('');
  const members = household?.families.map((each) => each.id) ?? [family.id];
  const submit = (): void => {
    if (other === null) return;
    set.mutate({
      families: [...members, other.id], ...(household === null ? {} : { id: household.id }), ...(number.trim() === '' ? {} : { number: number.trim() }), ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    }, { onSuccess: ({ families }) => { say({ text: t('families.householdDone', { n: families.length }) }); onClose(); } });
  };
  return (
    <EventDialog title={t('families.event_household')} submit={t('families.record')} ready={other !== null} busy={set.isPending} dirty={other !== null} error={set.error} onSubmit={submit} onClose={onClose}>
      <p>{t('families.householdHint')}</p>
      <FamilyPicker label={t('families.householdWhich')} value={other} except={members} onChoose={setOther} autoFocus />
      <TextInput label={t('families.householdNumber')} value={number} maxLength={40} onChange={(event) => setNumber(event.currentTarget.value)} />
      <TextInput label={t('families.reason')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
