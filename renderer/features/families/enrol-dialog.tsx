import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeIn, labelOf } from '../../../db/rules/lists.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { useEnrolExtra } from './enrol-extra.tsx';
import { EmergencyFields, EnrolObjections, isWhole } from '../enrolment/index.ts';
import type { Emergency } from '../enrolment/index.ts';
import { EventDialog } from './event-dialog.tsx';
import type { Family } from './family-types.ts';
import { nameOf } from './members-tab.tsx';

const person = 1;
/** A kelompok is enrolled from its own page. */
const group = 4;
const states = { proposed: 1, decided: 2, active: 3 } as const;

/** Enrols the family or one of its people, whichever the programme takes, with dates and a decision number. */
export function EnrolDialog({ family, today, onClose }: { family: Family; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const enrol = useAction('enrolment.create');
  const [programme, setProgramme] = useState<string | null>(null);
  const [recipient, setRecipient] = useState<string | null>(null);
  const [start, setStart] = useState<string | null>(today);
  const [decisionNo, setDecisionNo] = useState('');
  const [decisionDate, setDecisionDate] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const [as, setAs] = useState<number>(states.active);
  const [emergency, setEmergency] = useState<Emergency>({ emergency: null, verifyBy: null });
  const [pengurus, setPengurus] = useState<string | null>(null);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const mayForbidden = useMay('enrol.override');
  const list = (programmes.data ?? []).filter((each) => each.active && codeIn('TEPAT.satuanPenerima', each.values['unitKind']) !== group);
  const chosen = list.find((each) => each.id === programme);
  const unit = chosen ? (codeIn('TEPAT.satuanPenerima', chosen.values['unitKind']) ?? 2) : null;
  const people = family.people.filter((each) => each.active).map((each) => ({ value: each.id, label: nameOf(each, t) }));
  const forPerson = unit === person;
  const extra = useEnrolExtra(family, chosen?.values ?? null);
  const who = forPerson ? (recipient === null ? null : { person: recipient }) : { family: family.id };
  const language = useLanguage();
  const asked = chosen !== undefined && start !== null && who !== null;
  const check = useCall('enrolment.check', { programme: chosen?.id ?? '', start: start ?? today, lang: language, ...who, ...extra.input }, { enabled: asked });
  // A proposal is only a wish: what speaks against it is answered when it is decided.
  const objections = asked && as !== states.proposed ? (check.data ?? []) : [];
  const answered = objections.every((one) => (reasons[one.rule] ?? '').trim() !== '' && (one.result === 'warn' || mayForbidden));
  const decided = as !== states.decided || emergency.emergency !== null || (decisionNo.trim() !== '' && decisionDate !== null);
  const ready = asked && check.data !== undefined && answered && decided && isWhole(emergency) && extra.ready;
  const text = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  const submit = (): void => {
    if (!chosen || start === null || who === null) return;
    const overrides = objections.map(({ rule }) => ({ rule, reason: (reasons[rule] ?? '').trim() }));
    enrol.mutate({ programme: chosen.id, ...who, ...extra.input, ...extra.credit, start, as, ...emergency, decisionNo: text(decisionNo), decisionDate, source: text(source), pengurus: forPerson ? null : pengurus, overrides }, {
      onSuccess: () => { say({ text: t(as === states.proposed ? 'families.enrolProposed' : 'families.enrolled', { programme: String(chosen.values['shortName'] ?? chosen.values['name'] ?? '') }) }); onClose(); },
    });
  };
  return (
    <EventDialog title={t('families.enrolTitle')} submit={t('families.enrol')} ready={ready} busy={enrol.isPending} dirty={programme !== null} error={enrol.error} onSubmit={submit} onClose={onClose}>
      {programmes.error && <ErrorNotice error={programmes.error} retry={() => void programmes.refetch()} />}
      <Select
        data-autofocus label={t('families.colProgramme')} searchable required value={programme} onChange={(value) => { setProgramme(value); setRecipient(null); }}
        data={list.map((each) => ({ value: each.id, label: [each.values['shortName'], each.values['name']].filter(Boolean).join(' · ') }))} nothingFoundMessage={t('families.programmeNone')}
      />
      {unit !== null && !forPerson && <p>{t('families.unitRule', { unit: (labelOf('TEPAT.satuanPenerima', unit) ?? '').toLowerCase() })}</p>}
      {forPerson && <Select label={t('families.colRecipient')} description={t('families.unitPerson')} required value={recipient} data={people} onChange={setRecipient} />}
      {extra.fields}
      <Select label={t('enrolment.as')} allowDeselect={false} value={String(as)} data={Object.values(states).map((code) => ({ value: String(code), label: labelOf('TEPAT.statusKepesertaan', code) ?? '' }))} onChange={(value) => setAs(Number(value))} />
      <DateInput label={t(as === states.proposed ? 'enrolment.proposedDate' : 'families.startDate')} value={start} today={today} onChange={setStart} required />
      <TextInput label={t('families.decisionNo')} value={decisionNo} maxLength={120} onChange={(event) => setDecisionNo(event.currentTarget.value)} />
      <DateInput label={t('families.decisionDate')} value={decisionDate} today={today} onChange={setDecisionDate} />
      <TextInput label={t('families.enrolSource')} value={source} maxLength={120} onChange={(event) => setSource(event.currentTarget.value)} />
      {unit !== null && !forPerson && <Select label={t('families.pengurus')} clearable value={pengurus} data={people} onChange={setPengurus} />}
      {as !== states.proposed && <EmergencyFields value={emergency} today={today} onChange={setEmergency} />}
      {check.error && asked && <ErrorNotice error={check.error} retry={() => void check.refetch()} />}
      {objections.length > 0 && <EnrolObjections objections={objections} mayForbidden={mayForbidden} reasons={reasons} onReason={(rule, reason) => setReasons((old) => ({ ...old, [rule]: reason }))} />}
    </EventDialog>
  );
}
