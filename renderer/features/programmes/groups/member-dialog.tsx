import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { codeList } from '../../../../db/rules/lists.ts';
import { useAction } from '../../../app/calls.ts';
import { fewest, useFinds } from '../../../app/finds.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { FindField } from '../../../ui/find-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { say } from '../../../ui/said.tsx';

type Hit = CallOutput<'search'>[number];
const shown = 8;
const member = 4;

/** Adds somebody of the register to a group: type a name or a NIK, Enter takes, Ctrl+Enter records and asks for the next. */
export function MemberDialog({ group, today, onClose }: { group: string; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const add = useAction('group.addMember');
  const [text, setText] = useState('');
  const [person, setPerson] = useState<Hit | null>(null);
  const [role, setRole] = useState<string>(String(member));
  const [joined, setJoined] = useState<string | null>(today);
  const [round, setRound] = useState(0);
  const finds = useFinds('search', text, (typed) => ({ text: typed, limit: shown * 2 }), person !== null);
  const rows = (finds.data ?? []).filter((hit) => hit.kind === 'person').slice(0, shown);
  const submit = (): void => {
    if (person === null || joined === null) return;
    add.mutate({ group, person: person.id, role: Number(role), joined }, {
      onSuccess: () => { say({ text: t('groups.memberAdded', { name: person.name }) }); setPerson(null); setText(''); setRole(String(member)); setRound((old) => old + 1); },
    });
  };
  return (
    <FormDialog title={t('groups.memberTitle')} submit={t('groups.memberAdd')} ready={person !== null && joined !== null} busy={add.isPending} dirty={person !== null} error={add.error} onSubmit={submit} onClose={onClose}>
      <FindField
        key={round} label={t('groups.memberWho')} description={t('groups.memberHint')} required autoFocus text={person === null ? text : personWords(person)} onText={(typed) => { setPerson(null); setText(typed); }}
        rows={person === null ? rows : []} settled={finds.settled} rowKey={(hit) => hit.id} onTake={setPerson} line={personWords} error={finds.error} retry={finds.retry}
        none={person === null && text.trim().length >= fewest ? t('groups.memberNone', { text: text.trim() }) : null}
      />
      <Select label={t('groups.colRole')} allowDeselect={false} value={role} data={roleChoices()} onChange={(value) => setRole(value ?? String(member))} />
      <DateInput label={t('groups.joined')} value={joined} today={today} onChange={setJoined} required />
    </FormDialog>
  );
}

/** The roles of a group, as a list of choices takes them. */
export function roleChoices(): { value: string; label: string }[] {
  return (codeList('TEPAT.peranKelompok')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
}

function personWords(hit: Hit): string {
  return [hit.name, hit.nik ?? '', hit.address ?? '', `RT ${hit.rt ?? '–'}/RW ${hit.rw ?? '–'}`].filter((part) => part !== '').join(' · ');
}
