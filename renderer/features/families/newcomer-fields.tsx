import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldValues } from '../../../db/rules/field.ts';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { questionLabel } from '../../../db/rules/text.ts';
import { useLanguage } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';

export interface Newcomer {
  readonly name: string;
  readonly nik: string;
  readonly nikReason: number | null;
  readonly sex: number | null;
  readonly relationship: number | null;
}

/** The values that a newcomer's fields stand for. */
export function newcomerValues({ name, nik, nikReason, sex, relationship }: Newcomer): FieldValues {
  const number = readIdentifier(nik).text;
  return { name: name.trim(), nik: number === '' ? null : number, nikReason: number === '' ? nikReason : null, sex, relationship };
}

/** Whether what the register cannot do without is there. */
export function isNamed(newcomer: Newcomer): boolean {
  return newcomer.name.trim() !== '' && newcomer.sex !== null && newcomer.relationship !== null && (newcomer.nik.trim() !== '' || newcomer.nikReason !== null);
}

/** Name, NIK or why there is none, sex and relation of someone new. */
export function NewcomerFields({ value, onChange }: { value: Newcomer; onChange: (value: Newcomer) => void }): ReactNode {
  const language = useLanguage();
  const label = (field: string): string => questionLabel(language, 'person', field);
  const items = (list: string): { code: number; label: string }[] => (codeList(list)?.codes ?? []).map(([code, words]) => ({ code, label: words }));
  const relations = items('RSEK.409').filter((each) => each.code !== 1);
  return (
    <>
      <TextInput label={label('name')} required maxLength={120} autoComplete="off" value={value.name} onChange={(event) => onChange({ ...value, name: event.currentTarget.value })} />
      <TextInput label={label('nik')} maxLength={20} inputMode="numeric" autoComplete="off" value={value.nik} onChange={(event) => onChange({ ...value, nik: event.currentTarget.value })} />
      {value.nik.trim() === '' && <CodeSelect label={label('nikReason')} items={items('TEPAT.alasanTanpaNik')} value={value.nikReason} onChange={(nikReason) => onChange({ ...value, nikReason })} />}
      <CodeSelect label={label('sex')} items={items('RSEK.405')} value={value.sex} onChange={(sex) => onChange({ ...value, sex })} />
      <CodeSelect label={label('relationship')} items={relations} value={value.relationship} onChange={(relationship) => onChange({ ...value, relationship })} />
    </>
  );
}
