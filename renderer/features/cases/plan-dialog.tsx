import { Select, TextInput, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKept, useStored } from '../../app/use-kept.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { PhotoChoice } from './photo-choice.tsx';

type Case = CallOutput<'case.family'>;
type Item = Case['items'][number];

/** What is planned: for a need that is proposed, one added by hand (then what was seen is asked), or one that is followed. */
export type Planning =
  | { readonly kind: 'accept'; readonly need: string; readonly label: string; readonly agency: string | null }
  | { readonly kind: 'add' }
  | { readonly kind: 'change'; readonly item: Item };

const maybe = z.string().nullable();

interface PlanDialogProps {
  readonly of: Planning;
  readonly family: Case;
  readonly today: string;
  readonly onClose: () => void;
}

/** The plan of a need: what is done, by which agency, until when. */
export function PlanDialog({ of, family, today, onClose }: PlanDialogProps): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const accept = useAction('case.accept');
  const change = useAction('case.plan');
  const stored = useStored();
  const item = of.kind === 'change' ? of.item : null;
  const [need, setNeed] = useKept('need', maybe, of.kind === 'accept' ? of.need : (item?.need ?? null));
  const [because, setBecause] = useKept('because', z.string(), '');
  const [plan, setPlan] = useKept('plan', z.string(), item?.plan ?? '');
  const [agency, setAgency] = useKept('agency', z.string(), (of.kind === 'accept' ? of.agency : item?.agency) ?? '');
  const [dueOn, setDue] = useKept('dueOn', maybe, item?.dueOn ?? null);
  const [programme, setProgramme] = useKept('programme', z.string(), item?.programme ?? '');
  const [companion, setCompanion] = useKept('companion', z.string(), item?.companion ?? '');
  const values = { plan: plan.trim() || null, agency: agency.trim() || null, dueOn, programme: programme || null, companion: companion.trim() || null };
  const done = { onSuccess: () => { stored(); say({ text: t('cases.saved') }); onClose(); } };
  const submit = (): void => {
    if (item) change.mutate({ id: item.id, ...values }, done);
    else if (need !== null) accept.mutate({ family: family.family, need, because: because.trim() || null, ...values }, done);
  };
  const title = of.kind === 'add' ? t('cases.add') : of.kind === 'accept' ? t('cases.acceptOf', { need: of.label }) : t('cases.planOf', { need: of.item.label });
  const choose = (value: string | null): void => {
    setNeed(value);
    setAgency(family.others.find((one) => one.need === value)?.agency ?? '');
  };
  return (
    <FormDialog
      title={title} submit={of.kind === 'change' ? t('cases.save') : t('cases.accept')} ready={need !== null && (of.kind !== 'add' || because.trim() !== '')} busy={accept.isPending || change.isPending}
      dirty={because !== '' || plan !== (item?.plan ?? '')} error={accept.error ?? change.error} onSubmit={submit} onClose={onClose}
    >
      {of.kind === 'add' && <Select data-autofocus label={t('cases.need')} description={t('cases.addHint')} required value={need} data={family.others.map((one) => ({ value: one.need, label: one.label }))} onChange={choose} />}
      {of.kind === 'add' && <Textarea label={t('cases.because')} required value={because} maxLength={500} autosize minRows={2} onChange={(event) => setBecause(event.currentTarget.value)} />}
      <Textarea {...(of.kind !== 'add' && { 'data-autofocus': true })} label={t('cases.plan')} value={plan} maxLength={500} autosize minRows={2} onChange={(event) => setPlan(event.currentTarget.value)} />
      <TextInput label={t('cases.agency')} value={agency} maxLength={120} autoComplete="off" onChange={(event) => setAgency(event.currentTarget.value)} />
      <DateInput label={t('cases.due')} value={dueOn} today={today} onChange={setDue} />
      <Select label={t('cases.programme')} searchable allowDeselect={false} value={programme} data={[{ value: '', label: t('cases.noProgramme') }, ...(programmes.data ?? []).map((one) => ({ value: one.id, label: String(one.values['shortName'] ?? one.values['name'] ?? '') }))]} onChange={(value) => setProgramme(value ?? '')} />
      <TextInput label={t('cases.companion')} value={companion} maxLength={120} autoComplete="off" onChange={(event) => setCompanion(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** Closes a need by what shows that it is met. */
export function CloseDialog({ item, photos, today, onClose }: { item: Item; photos: Case['photos']; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const close = useAction('case.close');
  const stored = useStored();
  const [evidence, setEvidence] = useKept('evidence', z.string(), '');
  const [photo, setPhoto] = useKept('photo', z.string(), '');
  const [date, setDate] = useKept('date', maybe, item.metOn ?? today);
  const submit = (): void => close.mutate({ id: item.id, evidence: evidence.trim() || null, photo: photo || null, ...(date !== null && { date }) }, { onSuccess: () => { stored(); say({ text: t('cases.saved') }); onClose(); } });
  return (
    <FormDialog title={t('cases.closeOf', { need: item.label })} submit={t('cases.close')} ready={(evidence.trim() !== '' || photo !== '') && date !== null} busy={close.isPending} dirty={evidence !== '' || photo !== ''} error={close.error} onSubmit={submit} onClose={onClose}>
      <Textarea data-autofocus label={t('cases.evidence')} description={t('cases.evidenceHint')} required={photo === ''} value={evidence} maxLength={1000} autosize minRows={3} onChange={(event) => setEvidence(event.currentTarget.value)} />
      {photos.length > 0 && <PhotoChoice photos={photos} value={photo} onChange={setPhoto} />}
      <DateInput label={t('cases.closeDate')} value={date} today={today} onChange={setDate} required />
    </FormDialog>
  );
}
