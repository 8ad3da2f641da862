import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { fieldLabel, questionLabel } from '../../../db/rules/text.ts';
import { useAction } from '../../app/calls.ts';
import { fewest, useFinds } from '../../app/finds.ts';
import { callApi } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { FindField } from '../../ui/find-field.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { textOrNone } from './dialog-props.ts';
import css from './families.module.css';
import { EventDialog } from './event-dialog.tsx';
import type { Newcomer } from './newcomer-fields.tsx';
import { isNamed, NewcomerFields, newcomerValues } from './newcomer-fields.tsx';
import { useNewcomerCheck } from './use-newcomer-check.ts';

const nobody: Newcomer & { readonly birthDate: string | null } = { name: '', nik: '', nikReason: null, sex: null, relationship: null, birthDate: null };

/** Someone joins this family: new to the register, or from another family of it. */
export function ArriveDialog({ family, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const arrive = useAction('person.arrive');
  const check = useNewcomerCheck(family.id);
  const [from, setFrom] = useState<'new' | 'register'>('new');
  const [comer, setComer] = useState(nobody);
  const [known, setKnown] = useState<Known | null>(null);
  const [date, setDate] = useState<string | null>(null);
  const [origin, setOrigin] = useState('');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<Error | null>(null);
  const isNew = from === 'new';
  const ready = date !== null && (isNew ? isNamed(comer) && comer.birthDate !== null : known !== null && comer.relationship !== null);
  const submit = async (): Promise<void> => {
    if (date === null || !ready) return;
    setTrouble(null);
    const values: FieldValues = isNew ? { ...newcomerValues(comer), birthDate: comer.birthDate, presence: 1 } : { relationship: comer.relationship };
    try {
      // Someone who has a NIK here keeps it; the masked number the window knows says nothing.
      const acknowledged = isNew ? await check.settle(values) : known && (await check.settle({ ...(await valuesOf(known)), ...values }, ['nik', 'nikReason']));
      if (!acknowledged) return;
      const [where, why] = [textOrNone(origin), textOrNone(reason)];
      arrive.mutate({ family: family.id, ...(known && !isNew ? { person: known.id } : {}), values: { ...values }, date, acknowledged, ...(where === undefined ? {} : { origin: where }), ...(why === undefined ? {} : { reason: why }) }, {
        onSuccess: ({ held }) => {
          say({ text: t('families.moveInDone', { name: isNew ? comer.name.trim() : (known?.name ?? '') }) });
          if (held) say({ text: t('families.held', { field: fieldLabel(language, 'person', 'nik') }), severity: 'warn' });
          onClose();
        },
      });
    } catch (error) {
      setTrouble(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const relations = (codeList('RSEK.409')?.codes ?? []).filter(([code]) => code !== 1).map(([code, label]) => ({ code, label }));
  return (
    <EventDialog
      title={t('families.event_moveIn')} submit={t('families.record')} ready={ready} busy={arrive.isPending || check.checking} dirty={comer.name !== '' || known !== null} error={arrive.error ?? trouble} onSubmit={() => void submit()} onClose={onClose}
      findings={check.findings} typed={check.typed} onType={check.setTyped}
    >
      <SegmentedControl aria-label={t('families.comesFrom')} value={from} onChange={(value) => setFrom(value === 'new' ? 'new' : 'register')} data={[{ value: 'new', label: t('families.fromOutside') }, { value: 'register', label: t('families.fromRegister') }]} />
      {isNew ? (
        <>
          <NewcomerFields value={comer} onChange={(next) => setComer({ ...comer, ...next })} />
          <DateInput label={questionLabel(language, 'person', 'birthDate')} value={comer.birthDate} today={today} onChange={(birthDate) => setComer({ ...comer, birthDate })} required />
        </>
      ) : (
        <>
          <KnownPerson family={family.id} known={known} onChoose={setKnown} />
          <CodeSelect label={questionLabel(language, 'person', 'relationship')} items={relations} value={comer.relationship} onChange={(relationship) => setComer({ ...comer, relationship })} />
        </>
      )}
      <DateInput label={t('families.moveInDate')} value={date} today={today} onChange={setDate} required />
      {isNew && <TextInput label={t('families.origin')} value={origin} maxLength={200} onChange={(event) => setOrigin(event.currentTarget.value)} />}
      <TextInput label={t('families.reason')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
      {isNew && <button type="button" className={css.link} onClick={() => go(`/keluarga/${family.id}/datang`)}>{t('families.fullForm')}</button>}
    </EventDialog>
  );
}

interface Known {
  readonly id: string;
  readonly family: string;
  readonly name: string;
}

/** Finds someone of the register by name or NIK. */
function KnownPerson({ family, known, onChoose }: { family: string; known: Known | null; onChoose: (known: Known | null) => void }): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState('');
  const found = useFinds('search', typed, (text) => ({ text, limit: 12 }), known !== null);
  const hits = (found.data ?? []).flatMap((hit) => (hit.kind === 'person' && hit.family !== null && hit.family !== family ? [{ ...hit, family: hit.family }] : []));
  return (
    <FindField
      label={t('families.who')} description={t('families.findHint')} required text={known?.name ?? typed} onText={(text) => { onChoose(null); setTyped(text); }}
      rows={hits} settled={found.settled} rowKey={(hit) => hit.id} onTake={({ id, family: from, name }) => onChoose({ id, family: from, name })}
      line={(hit) => <>{hit.name} <small>{[hit.age === null ? null : t('families.years', { n: hit.age }), hit.address, `RT ${hit.rt ?? '–'}/RW ${hit.rw ?? '–'}`].filter(Boolean).join(', ')}</small></>}
      none={known === null && typed.trim().length >= fewest ? t('families.nobodyFound') : null} error={found.error} retry={found.retry}
    />
  );
}

/** What the register knows of someone, without the numbers that it masks. */
async function valuesOf(known: Known): Promise<FieldValues> {
  const family = await callApi('family.get', { id: known.family });
  const values = family.people.find((person) => person.id === known.id)?.values ?? {};
  return Object.fromEntries(Object.entries(values).filter(([field]) => !fieldDef('person', field)?.masked));
}
