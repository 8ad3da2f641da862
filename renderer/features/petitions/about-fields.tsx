import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { fewest, useFinds } from '../../app/finds.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FindField } from '../../ui/find-field.tsx';
import { placeWords } from './petition-words.tsx';
import css from './petitions.module.css';

type Hit = CallOutput<'search'>[number];

/** Whom a petition is about: somebody of the register, or somebody who is not in it and whose facts are typed. */
export interface About {
  readonly stranger: boolean;
  readonly person: string | null;
  readonly family: string | null;
  /** The whole family of the person who was found. */
  readonly whole: boolean;
  readonly name: string;
}

interface AboutFieldsProps {
  readonly about: About;
  readonly onAbout: (about: About) => void;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly onValue: (field: string, value: FieldValue) => void;
  readonly error: string | undefined;
  readonly today: string;
  readonly autoFocus: boolean;
}

const typedFields = ['name', 'nik', 'noKk', 'address', 'rt', 'rw'] as const;

/** Finds whom it is about by name or number, or takes their facts down as told. */
export function AboutFields({ about, onAbout, values, onValue, error, today, autoFocus }: AboutFieldsProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [text, setText] = useState('');
  const chosen = about.person !== null || about.family !== null;
  const found = useFinds('search', text, (typed) => ({ text: typed, limit: 10 }), chosen || about.stranger);
  const take = (hit: Hit): void => onAbout({ ...about, name: hit.name, person: hit.kind === 'person' ? hit.id : null, family: hit.kind === 'family' ? hit.id : hit.family, whole: true });
  const value = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
  return (
    <div className={css.fields}>
      {!about.stranger && (
        <FindField
          label={t('petitions.who')} description={t('petitions.whoHint')} required autoFocus={autoFocus} text={chosen ? about.name : text} onText={(typed) => { onAbout({ ...about, person: null, family: null }); setText(typed); }}
          rows={chosen ? [] : (found.data ?? [])} settled={found.settled} rowKey={(hit) => hit.id} onTake={take} error={found.error} retry={found.retry}
          line={(hit) => <>{hit.name} <small>{[hit.age === null ? null : t('aid.years', { n: hit.age }), placeWords(hit), hit.nik].filter(Boolean).join(' · ')}</small></>}
          none={chosen || text.trim().length < fewest ? null : t('petitions.whoNone', { text: text.trim() })}
        />
      )}
      {!about.stranger && about.person !== null && <Checkbox label={t('petitions.wholeFamily')} checked={about.whole} onChange={(event) => onAbout({ ...about, whole: event.currentTarget.checked })} />}
      <Checkbox label={t('petitions.stranger')} checked={about.stranger} onChange={(event) => onAbout({ ...about, stranger: event.currentTarget.checked, person: null, family: null })} />
      {error !== undefined && <p role="alert" className={css.error}>{error}</p>}
      {about.stranger && typedFields.map((field) => (
        <TextInput key={field} label={fieldLabel(language, 'petition', field)} required={field === 'name'} maxLength={200} autoComplete="off" value={value(field)} onChange={(event) => onValue(field, event.currentTarget.value === '' ? null : event.currentTarget.value)} />
      ))}
      {about.stranger && <DateInput label={fieldLabel(language, 'petition', 'birthDate')} value={value('birthDate') || null} today={today} onChange={(date) => onValue('birthDate', date)} />}
    </div>
  );
}
