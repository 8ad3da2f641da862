import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { codeIn, labelOf } from '../../../db/rules/lists.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { ActDialog } from './act-dialog.tsx';
import { BulkCounts } from './bulk-counts.tsx';
import { EmergencyFields, isWhole } from './emergency-fields.tsx';
import type { Emergency } from './emergency-fields.tsx';
import css from './enrolment.module.css';
import { useUndoBulk } from './use-undo-bulk.ts';

type Filter = CallInput<'enrolment.bulkPreview'>['filter'];
const units = { person: 1, family: 2, group: 4 } as const;
const states = { proposed: 1, decided: 2, active: 3 } as const;

interface BulkDialogProps {
  readonly filter: Filter;
  /** What the filter says, in words. */
  readonly words: string;
  readonly today: string;
  /** Of a named list: what the dialog is called. */
  readonly title?: string;
  /** Whether kelompok are enrolled. */
  readonly groups?: boolean;
  /** The programme that stands chosen. */
  readonly programme?: string | null;
  readonly onClose: () => void;
}

/** Enrols everybody whom a filter holds (of `groups`, every kelompok that its words fit): who would be, who not and why, before anything is done; the whole can be taken back. */
export function BulkDialog({ filter, words, title, today, groups = false, programme: first = null, onClose }: BulkDialogProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const programmes = useCall('programme.list', {});
  const bulk = useAction('enrolment.bulk');
  const undo = useUndoBulk();
  const [programme, setProgramme] = useState<string | null>(first);
  const [as, setAs] = useState<number>(states.active);
  const [start, setStart] = useState<string | null>(today);
  const [decisionNo, setDecisionNo] = useState('');
  const [decisionDate, setDecisionDate] = useState<string | null>(null);
  const [who, setWho] = useState<'head' | 'members'>('head');
  const [sex, setSex] = useState('0');
  const [ageFrom, setAgeFrom] = useState<number | null>(null);
  const [ageTo, setAgeTo] = useState<number | null>(null);
  const [warnedReason, setWarnedReason] = useState('');
  const [emergency, setEmergency] = useState<Emergency>({ emergency: null, verifyBy: null });
  const list = (programmes.data ?? []).filter((each) => each.active && (codeIn('TEPAT.satuanPenerima', each.values['unitKind']) === units.group) === groups);
  const chosen = list.find((each) => each.id === programme);
  const forPeople = chosen !== undefined && codeIn('TEPAT.satuanPenerima', chosen.values['unitKind']) === units.person;
  const people = { who, ...(sex !== '0' && { sex: Number(sex) }), ...(ageFrom !== null && { ageFrom }), ...(ageTo !== null && { ageTo }) };
  const choice = { programme: programme ?? '', filter, start: start ?? today, as, warnedReason: warnedReason.trim() || null, ...(forPeople && { people }) };
  const asked = chosen !== undefined && start !== null;
  const preview = useCall('enrolment.bulkPreview', { ...choice, lang: language }, { enabled: asked, keepPrevious: true });
  const counts = asked ? preview.data?.counts : undefined;
  const { enrol = 0, wait = 0 } = counts ?? {};
  const decided = as !== states.decided || (decisionNo.trim() !== '' && decisionDate !== null) || emergency.emergency !== null;
  const ready = asked && preview.data !== undefined && !preview.isFetching && enrol + wait > 0 && decided && isWhole(emergency);
  const run = (): void => bulk.mutate({ ...choice, ...emergency, decisionNo: decisionNo.trim() || null, decisionDate, source: words, expect: { enrol, wait } }, {
    onSuccess: ({ batch, enrolled, waiting }) => { say({ text: t('enrolment.bulkDone', { n: enrolled, waiting }), undo: () => undo(batch) }); onClose(); },
  });
  const number = (label: string, value: number | null, set: (value: number | null) => void): ReactNode => <NumberInput label={label} value={value ?? ''} min={0} max={150} hideControls allowDecimal={false} onChange={(next) => set(typeof next === 'number' ? next : null)} />;
  return (
    <ActDialog title={title ?? t('enrolment.bulkTitle')} wide action={t(wait > 0 ? 'enrolment.runWaiting' : 'enrolment.run', { n: enrol, waiting: wait })} ready={ready} busy={bulk.isPending} pending={asked && preview.isFetching} dirty={programme !== first} error={bulk.error} onDo={run} onClose={onClose}>
      <p className={css.whole}>{title === undefined ? t('enrolment.filtered', { words }) : words}</p>
      {programmes.error && <ErrorNotice error={programmes.error} retry={() => void programmes.refetch()} />}
      <Select {...(first === null && { 'data-autofocus': true })} required searchable label={t('enrolment.programme')} placeholder={t('enrolment.choose')} value={programme} onChange={setProgramme} data={list.map((each) => ({ value: each.id, label: [each.values['shortName'], each.values['name']].filter(Boolean).join(' · ') }))} nothingFoundMessage={t('families.programmeNone')} />
      <Select {...(first !== null && { 'data-autofocus': true })} label={t('enrolment.as')} allowDeselect={false} value={String(as)} data={Object.values(states).map((code) => ({ value: String(code), label: labelOf('TEPAT.statusKepesertaan', code) ?? '' }))} onChange={(value) => setAs(Number(value))} />
      <DateInput required label={t(as === states.proposed ? 'enrolment.proposedDate' : 'enrolment.start')} value={start} today={today} onChange={setStart} />
      {as !== states.proposed && <TextInput label={t('enrolment.decisionNo')} required={as === states.decided && emergency.emergency === null} value={decisionNo} maxLength={120} autoComplete="off" onChange={(event) => setDecisionNo(event.currentTarget.value)} />}
      {as !== states.proposed && <DateInput label={t('enrolment.decisionDate')} required={as === states.decided && emergency.emergency === null} value={decisionDate} today={today} onChange={setDecisionDate} />}
      {forPeople && <Select label={t('enrolment.who')} allowDeselect={false} value={who} data={[{ value: 'head', label: t('enrolment.whoHead') }, { value: 'members', label: t('enrolment.whoMembers') }]} onChange={(value) => setWho(value as 'head' | 'members')} />}
      {forPeople && <Select label={t('enrolment.sex')} allowDeselect={false} value={sex} data={[{ value: '0', label: t('enrolment.sexAny') }, ...[1, 2].map((code) => ({ value: String(code), label: labelOf('RSEK.405', code) ?? '' }))]} onChange={(value) => setSex(value ?? '0')} />}
      {forPeople && number(t('enrolment.ageFrom'), ageFrom, setAgeFrom)}
      {forPeople && number(t('enrolment.ageTo'), ageTo, setAgeTo)}
      <EmergencyFields value={emergency} today={today} onChange={setEmergency} />
      {asked && ((counts?.warned ?? 0) > 0 || warnedReason !== '') && <TextInput label={t('enrolment.warnedReason')} description={t('enrolment.warnedReasonHint')} value={warnedReason} maxLength={300} autoComplete="off" onChange={(event) => setWarnedReason(event.currentTarget.value)} />}
      {preview.error && asked && <ErrorNotice error={preview.error} retry={() => void preview.refetch()} />}
      {asked && preview.data && <BulkCounts preview={preview.data} />}
      {asked && counts !== undefined && (counts.foreign ?? 0) > 0 && counts.foreign === preview.data?.candidates && <div className={css.whole}><Notice severity="info" title={t('enrolment.allForeign')}>{t('enrolment.allForeignHint')}</Notice></div>}
    </ActDialog>
  );
}
