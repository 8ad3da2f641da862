import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../../db/rules/lists.ts';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { allRows, useAction } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import { label } from '../petition-words.tsx';
import css from '../petitions.module.css';
import type { Meeting } from './meeting-screen.tsx';

type Guest = Meeting['guests'][number];

/** Who is invited and who came: `h` marks the one the keyboard stands on, Enter changes, t adds. */
export function GuestsTab({ meeting, works }: { meeting: Meeting; works: boolean }): ReactNode {
  const t = useText();
  const save = useAction('meeting.saveGuests');
  const invite = useAction('meeting.inviteAsBefore');
  const [open, setOpen] = useState<Guest | 'new' | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const { guests } = meeting;
  const at = guests.find((one) => one.id === active) ?? guests[0];
  const toggle = (): void => {
    if (at) save.mutate({ id: meeting.id, guests: [{ ...at, present: !at.present }] });
  };
  const asBefore = (): void => invite.mutate({ id: meeting.id }, { onSuccess: ({ ids }) => say({ text: t('meetings.invited', { n: formatNumber(ids.length) }) }) });
  useKeys(works ? [{ key: 't', label: t('meetings.guestAdd'), run: () => setOpen('new') }, { key: 'h', label: t('meetings.togglePresent'), run: toggle }, { key: 's', label: t('meetings.inviteAsBefore'), run: asBefore }] : []);
  const { attendance } = meeting;
  return (
    <div className={css.column}>
      {works && <div className={css.filters}><Button variant="default" onClick={() => setOpen('new')}>{t('meetings.guestAdd')} …</Button><Button variant="default" loading={invite.isPending} onClick={asBefore}>{t('meetings.inviteAsBefore')}</Button></div>}
      {(save.error ?? invite.error) && <ErrorNotice error={save.error ?? invite.error} />}
      <p className={css.quiet}>{t('meetings.attendance', { ...attendance })}</p>
      <DataTable
        label={t('meetings.guests')} columns={columns(t)} pages={allRows({ data: guests, isPending: false, error: null, refetch: () => undefined })} rowKey={(one) => one.id} autoFocus onActive={(one) => setActive(one.id)} {...(works ? { onOpen: setOpen } : {})}
        empty={<EmptyState icon={IconUsersGroup} title={t('meetings.guestsNone')}>{works ? t('meetings.guestsNoneHint') : undefined}</EmptyState>}
      />
      {open !== null && <GuestDialog key={open === 'new' ? 'new' : open.id} meeting={meeting.id} guest={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function columns(t: Translate): Column<Guest>[] {
  return [
    { key: 'name', header: t('meetings.colName'), width: 'minmax(160px, 2fr)', render: (one) => <strong title={one.name}>{one.name}</strong> },
    { key: 'position', header: t('meetings.colPosition'), width: 'minmax(130px, 2fr)', render: (one) => one.position ?? '' },
    { key: 'element', header: t('meetings.colElement'), width: 'minmax(130px, 2fr)', render: (one) => label('TEPAT.unsurMusyawarah', one.element) },
    { key: 'sex', header: t('meetings.colSex'), width: '56px', render: (one) => (one.sex === null ? '' : one.sex === 2 ? 'P' : 'L') },
    { key: 'for', header: t('meetings.colFor'), width: 'minmax(150px, 2fr)', render: (one) => [one.forRecipients ? t('meetings.forRecipients') : '', one.forDisabled ? t('meetings.forDisabled') : ''].filter(Boolean).join(', ') },
    { key: 'here', header: t('meetings.colHere'), width: '124px', render: (one) => <Mark severity={one.present ? 'done' : 'info'}>{one.present ? t('meetings.here') : t('meetings.away')}</Mark> },
  ];
}

function GuestDialog({ meeting, guest, onClose }: { meeting: string; guest: Guest | null; onClose: () => void }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const save = useAction('meeting.saveGuests');
  const remove = useAction('meeting.removeGuest');
  const fresh = { name: '', position: null, element: null, sex: null, present: true, forRecipients: false, forDisabled: false } as const;
  const [values, setValues] = useState<Omit<Guest, 'id'>>(guest ?? fresh);
  const name = (field: string): string => fieldLabel(language, 'meetingGuest', field);
  const set = (more: Partial<Guest>): void => setValues((old) => ({ ...old, ...more }));
  const choices = (list: string) => (codeList(list)?.codes ?? []).map(([code, words]) => ({ value: String(code), label: words }));
  const submit = (): void => save.mutate({ id: meeting, guests: [{ ...values, name: values.name.trim(), ...(guest !== null && { id: guest.id }) }] }, { onSuccess: () => { if (guest === null) setValues(fresh); else onClose(); } });
  return (
    <FormDialog title={guest === null ? t('meetings.guestAdd') : t('meetings.guestEdit')} submit={t('meetings.save')} ready={values.name.trim() !== ''} busy={save.isPending} dirty={values.name !== (guest?.name ?? '')} error={save.error ?? remove.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus required label={name('name')} maxLength={200} autoComplete="off" value={values.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <TextInput label={name('position')} maxLength={200} autoComplete="off" value={values.position ?? ''} onChange={(event) => set({ position: event.currentTarget.value || null })} />
      <Select label={name('element')} clearable value={values.element === null ? null : String(values.element)} data={choices('TEPAT.unsurMusyawarah')} onChange={(value) => set({ element: value === null ? null : Number(value) })} />
      <Select label={name('sex')} clearable value={values.sex === null ? null : String(values.sex)} data={choices('RSEK.405')} onChange={(value) => set({ sex: value === null ? null : Number(value) })} />
      <Checkbox label={name('present')} checked={values.present} onChange={(event) => set({ present: event.currentTarget.checked })} />
      <Checkbox label={name('forRecipients')} checked={values.forRecipients} onChange={(event) => set({ forRecipients: event.currentTarget.checked })} />
      <Checkbox label={name('forDisabled')} checked={values.forDisabled} onChange={(event) => set({ forDisabled: event.currentTarget.checked })} />
      {guest !== null && <Button variant="subtle" color="red" className={css.left} loading={remove.isPending} onClick={() => remove.mutate({ id: meeting, guest: guest.id }, { onSuccess: onClose })}>{t('meetings.guestRemove')}</Button>}
    </FormDialog>
  );
}
