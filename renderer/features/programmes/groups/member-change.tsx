import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import { roleChoices } from './member-dialog.tsx';

type Member = CallOutput<'group.get'>['members'][number];

/** Another role, or a date of leaving. */
export function MemberChange({ member, today, onClose }: { member: Member; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const change = useAction('group.changeMember');
  const [role, setRole] = useState(String(member.role ?? 4));
  const [left, setLeft] = useState(member.left);
  const [reason, setReason] = useState(member.leftReason ?? '');
  const dirty = role !== String(member.role ?? 4) || left !== member.left || reason !== (member.leftReason ?? '');
  const submit = (): void => change.mutate({ id: member.id, role: Number(role), left, leftReason: reason.trim() || null }, { onSuccess: () => { say({ text: t('groups.memberChanged', { name: member.name }) }); onClose(); } });
  return (
    <FormDialog title={t('groups.memberChange', { name: member.name })} submit={t('programmes.save')} ready={dirty} busy={change.isPending} dirty={dirty} error={change.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('groups.colRole')} allowDeselect={false} value={role} data={roleChoices()} onChange={(value) => setRole(value ?? '4')} />
      <DateInput label={t('groups.left')} description={t('groups.leftHint')} value={left} today={today} onChange={setLeft} />
      <TextInput label={t('groups.leftReason')} value={reason} maxLength={300} disabled={left === null} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
