import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { houseData } from './enrol-extra.tsx';
import { EventDialog } from './event-dialog.tsx';

const unknown = 'unknown';

/** In which house the family lives: one that is recorded, a new one, or not known any more. What a house received stays with it. */
export function HouseDialog({ family, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const choices = useCall('house.choices', { family: family.id });
  const set = useAction('house.set');
  const [house, setHouse] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const [reason, setReason] = useState('');
  const { present = null, others = [] } = choices.data ?? {};
  const submit = (): void => {
    if (house === null) return;
    set.mutate({ family: family.id, house: house === unknown ? null : house, ...(house === 'new' && label.trim() !== '' ? { label: label.trim() } : {}), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }, { onSuccess: () => { say({ text: t('groups.houseDone') }); onClose(); } });
  };
  return (
    <EventDialog title={t('families.event_house')} submit={t('families.record')} ready={house !== null && house !== present?.id} busy={set.isPending} dirty={house !== null} error={set.error} onSubmit={submit} onClose={onClose}>
      <p>{t('groups.houseHint')}</p>
      {choices.error && <ErrorNotice error={choices.error} retry={() => void choices.refetch()} />}
      <Select data-autofocus label={t('groups.house')} required value={house ?? present?.id ?? null} allowDeselect={false} data={[...houseData(t, present, others), ...(present === null ? [] : [{ value: unknown, label: t('groups.houseUnknown') }])]} onChange={setHouse} />
      {house === 'new' && <TextInput label={t('groups.houseLabel')} value={label} maxLength={120} onChange={(event) => setLabel(event.currentTarget.value)} />}
      <TextInput label={t('families.reason')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
