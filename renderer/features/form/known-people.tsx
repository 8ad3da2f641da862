import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import type { CallInput } from '../../../db/api/contract.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { effective } from './answers.ts';
import { useForm } from './form-context.ts';
import type { FormState } from './form-state.ts';
import css from './known-people.module.css';

const waitMilliseconds = 300;
/** What the register is asked by; other answers would only ask again. */
const askedBy = ['name', 'nik', 'birthDate', 'sex', 'birthPlace', 'fatherName', 'motherName'] as const;

/** Tells, while a new person is typed, that the register may have that person already, and why it thinks so. */
export function KnownPeople(): ReactNode {
  const { state } = useForm();
  const t = useText();
  const input = useSettled(questionOf(state, useLanguage()));
  const found = useCall('person.candidates', input ?? { values: {} }, { enabled: input !== null });
  const people = input === null ? [] : (found.data ?? []);
  if (people.length === 0) return null;
  return (
    <section className={css.known} aria-live="polite" aria-label={t('form.knownTitle')}>
      <Mark severity="warn">{t(people.some(({ verdict }) => verdict === 'sure') ? 'form.knownSure' : 'form.knownTitle')}</Mark>
      <ul>
        {people.map(({ record, name, birthDate, nik, address, rt, rw, reasons }) => (
          <li key={record}>
            <strong>{name}</strong> <span>{[birthDate && formatDate(birthDate), nik, address, rt && t('form.knownArea', { rt, rw: rw ?? '' })].filter(Boolean).join(' · ')}</span>
            <p>{reasons.join(' · ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What to ask about the open person: null for one of the register, and until there is a name with a birth date, or a NIK. */
function questionOf(state: FormState, lang: 'id' | 'en'): CallInput<'person.candidates'> | null {
  const person = effective(state).people.find(({ key }) => key === state.place.person);
  const isKnown = state.people.some(({ key, id }) => key === state.place.person && id !== null);
  if (!person || isKnown) return null;
  const values = Object.fromEntries(askedBy.flatMap((field) => (person.values[field] ? [[field, person.values[field]]] : [])));
  const { name, nik, birthDate } = values;
  const enough = typeof nik === 'string' && nik.length === 16 || typeof name === 'string' && name.length > 2 && typeof birthDate === 'string';
  return enough ? { values, lang, ...(state.id === null ? {} : { excludeFamily: state.id }) } : null;
}

/** The value once it has not changed for a moment; null at once. */
function useSettled<T>(value: T | null): T | null {
  const text = value === null ? null : JSON.stringify(value);
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => { setSettled(text); }, waitMilliseconds);
    return () => { window.clearTimeout(timer); };
  }, [text]);
  return text === null || settled === null ? null : (JSON.parse(settled) as T);
}
