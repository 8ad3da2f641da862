import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { codeIn, codeList } from '../../../db/rules/lists.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import type { Family } from './family-types.ts';

type House = NonNullable<CallOutput<'house.choices'>['present']>;
const houseUnit = 5;
const creditForm = 4;

interface EnrolExtra {
  /** The fields to show; nothing for a programme that needs none of them. */
  readonly fields: ReactNode;
  /** What they add to the enrolment and to its check. */
  readonly input: { readonly house?: string; readonly bank?: string | null };
  /** What they add to the enrolment alone. */
  readonly credit: { readonly creditLimit?: number | null; readonly creditState?: number | null };
  readonly ready: boolean;
}

/** What some programmes ask beside: which house, where a house receives; bank, limit and state, where it is credit. */
export function useEnrolExtra(family: Family, values: Readonly<Record<string, FieldValue>> | null): EnrolExtra {
  const t = useText();
  const forHouse = values !== null && codeIn('TEPAT.satuanPenerima', values['unitKind']) === houseUnit;
  const isCredit = values !== null && codeIn('TEPAT.bentukManfaat', values['form']) === creditForm;
  const choices = useCall('house.choices', { family: family.id }, { enabled: forHouse });
  const [house, setHouse] = useState<string | null>(null);
  const [bank, setBank] = useState('');
  const [limit, setLimit] = useState<number | null>(null);
  const [state, setState] = useState<string | null>(null);
  if (forHouse) {
    const present = choices.data?.present ?? null;
    const others = choices.data?.others ?? [];
    const chosen = house ?? present?.id ?? null;
    return {
      credit: {}, input: chosen === null ? {} : { house: chosen }, ready: choices.data !== undefined && (chosen !== null || others.length === 0),
      fields: choices.data && (present !== null || others.length > 0) && <Select label={t('groups.house')} description={t(present === null ? 'groups.houseWhich' : 'groups.houseKnown')} required value={chosen} allowDeselect={false} data={houseData(t, present, others)} onChange={setHouse} />,
    };
  }
  if (!isCredit) return { fields: null, input: {}, credit: {}, ready: true };
  return {
    ready: bank.trim() !== '', input: { bank: bank.trim() || null }, credit: { creditLimit: limit, creditState: state === null ? null : Number(state) },
    fields: (
      <>
        <p>{t('groups.creditHint')}</p>
        <TextInput label={t('groups.bank')} required value={bank} maxLength={120} onChange={(event) => setBank(event.currentTarget.value)} />
        <NumberInput label={t('groups.limit')} value={limit ?? ''} min={0} hideControls allowDecimal={false} thousandSeparator="." decimalSeparator="," prefix="Rp" onChange={(value) => setLimit(typeof value === 'number' ? value : null)} />
        <Select label={t('groups.creditState')} clearable value={state} data={(codeList('TEPAT.statusKredit')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))} onChange={setState} />
      </>
    ),
  };
}

/** The houses to choose from, each with what it received, and one that was never recorded. */
export function houseData(t: Translate, present: House | null, others: readonly House[]): { value: string; label: string }[] {
  const known = [...(present === null ? [] : [present]), ...others];
  return [...known.map((one) => ({ value: one.id, label: houseWords(t, one) })), { value: 'new', label: t('groups.houseNew') }];
}

/** "Jl. Melur No. 12 · BSPS 2020 (Penghuni Lama)". */
export function houseWords(t: Translate, house: House): string {
  const received = house.received.map((one) => [one.programme, one.start?.slice(0, 4), one.head === null ? '' : `(${one.head})`].filter(Boolean).join(' '));
  return [house.label ?? house.address ?? t('groups.houseNoAddress'), ...received].join(' · ');
}
