import { Button, Select, TextInput } from '@mantine/core';
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
import { PengurusDialog } from '../enrolment/index.ts';
import type { LostPengurus } from '../enrolment/index.ts';
import { EventDialog } from './event-dialog.tsx';
import { HeadDialog } from './head-dialog.tsx';
import { nameOf } from './members-tab.tsx';

/** Records a death, and says what is left to do: a new head, enrolments that still run. */
export function DeathDialog({ family, person, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const death = useAction('person.death');
  const [who, setWho] = useState(person);
  const [date, setDate] = useState<string | null>(null);
  const [place, setPlace] = useState('');
  const [certificate, setCertificate] = useState('');
  const [reason, setReason] = useState('');
  const [head, setHead] = useState(false);
  const [pengurus, setPengurus] = useState<LostPengurus | null>(null);
  const living = family.people.filter((each) => each.active || each.id === who);
  const dead = living.find((each) => each.id === who);
  const name = dead ? nameOf(dead, t) : '';
  const submit = (): void => {
    if (who === null || date === null) return;
    const optional = { place: textOrNone(place), certificateNo: textOrNone(certificate), reason: textOrNone(reason) };
    death.mutate({ id: who, date, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) }, {
      onSuccess: (answer) => {
        say({ text: t('families.deathDone', { name }) });
        if (!answer.headless && answer.enrolments.length === 0 && answer.pengurus.length === 0) onClose();
      },
    });
  };
  if (pengurus) return <PengurusDialog lost={pengurus} onClose={onClose} />;
  if (head) return <HeadDialog family={family} person={null} today={today} onClose={onClose} />;
  if (death.data) {
    const running = family.enrolments.filter((each) => death.data.enrolments.includes(each.id));
    return (
      <Dialog title={t('families.deathDone', { name })} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('kit.close')}</Button>{death.data.headless && <Button data-autofocus onClick={() => setHead(true)}>{t('families.event_head')}</Button>}</>}>
        {death.data.headless && <Notice severity="warn" title={t('families.headless')}>{t('families.headlessDo')}</Notice>}
        {death.data.pengurus.map((lost) => <Notice key={lost.enrolment} severity="warn" title={t('enrolment.pengurusNeeded', { programme: lost.programmeName })} actions={<Button variant="default" onClick={() => setPengurus(lost)}>{t('enrolment.pengurusSet')}</Button>}>{t('enrolment.pengurusHint')}</Notice>)}
        {running.length > 0 && <Notice severity="warn" title={t('families.stillEnrolled', { n: running.length })}>{running.map((each) => each.programmeName).join('; ')}. {t('families.stillEnrolledDo')}</Notice>}
      </Dialog>
    );
  }
  return (
    <EventDialog title={t('families.event_death')} submit={t('families.record')} ready={who !== null && date !== null} busy={death.isPending} dirty={date !== null} error={death.error} onSubmit={submit} onClose={onClose}>
      <Select label={t('families.who')} required data-autofocus={person === null || undefined} value={who} data={living.map((each) => ({ value: each.id, label: nameOf(each, t) }))} onChange={setWho} />
      <DateInput label={t('families.deathDate')} autoFocus={person !== null} value={date} today={today} onChange={setDate} required />
      <TextInput label={t('families.deathPlace')} value={place} maxLength={120} onChange={(event) => setPlace(event.currentTarget.value)} />
      <TextInput label={t('families.deathCertificate')} value={certificate} maxLength={80} onChange={(event) => setCertificate(event.currentTarget.value)} />
      <TextInput label={t('families.note')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
