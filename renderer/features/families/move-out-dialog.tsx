import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { textOrNone } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';
import css from './families.module.css';
import { HeadDialog } from './head-dialog.tsx';
import { nameOf } from './members-tab.tsx';

/** People, or the whole family, move out; who stays without a head is said so. */
export function MoveOutDialog({ family, person, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const move = useAction('person.move');
  const living = family.people.filter((each) => each.active);
  const [going, setGoing] = useState<readonly string[]>(person === null ? [] : [person]);
  const [date, setDate] = useState<string | null>(null);
  const [destination, setDestination] = useState('');
  const [reason, setReason] = useState('');
  const [head, setHead] = useState(false);
  const toggle = (id: string): void => setGoing(going.includes(id) ? going.filter((each) => each !== id) : [...going, id]);
  const all = living.length > 0 && going.length === living.length;
  const submit = (): void => {
    if (date === null) return;
    const why = textOrNone(reason);
    move.mutate({ family: family.id, people: [...going], date, destination: destination.trim(), ...(why === undefined ? {} : { reason: why }) }, {
      onSuccess: (answer) => {
        say({ text: answer.familyClosed ? t('families.moveOutAll', { n: going.length }) : t('families.moveOutDone', { n: going.length }) });
        if (!answer.headless) onClose();
      },
    });
  };
  if (head) return <HeadDialog family={family} person={null} today={today} onClose={onClose} />;
  if (move.data?.headless) {
    return (
      <Dialog title={t('families.headless')} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('kit.close')}</Button><Button data-autofocus onClick={() => setHead(true)}>{t('families.event_head')}</Button></>}>
        <p>{t('families.headlessDo')}</p>
      </Dialog>
    );
  }
  return (
    <EventDialog title={t('families.event_moveOut')} submit={t('families.record')} ready={going.length > 0 && date !== null && destination.trim() !== ''} busy={move.isPending} dirty={destination !== ''} error={move.error} onSubmit={submit} onClose={onClose}>
      <fieldset className={css.people}>
        <legend>{t('families.whoMoves')}</legend>
        <Checkbox size="sm" label={t('families.wholeFamily')} checked={all} indeterminate={!all && going.length > 0} onChange={() => setGoing(all ? [] : living.map((each) => each.id))} />
        {living.map((each) => <Checkbox key={each.id} size="sm" pl={20} label={nameOf(each, t)} checked={going.includes(each.id)} onChange={() => toggle(each.id)} />)}
      </fieldset>
      {all && <Notice severity="warn" title={t('families.closesTitle')}>{t('families.closesBody')}</Notice>}
      <DateInput label={t('families.moveDate')} autoFocus={person !== null} value={date} today={today} onChange={setDate} required />
      <TextInput label={t('families.destination')} required value={destination} maxLength={200} onChange={(event) => setDestination(event.currentTarget.value)} />
      <TextInput label={t('families.reason')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
