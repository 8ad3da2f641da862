import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import type { TextKey } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Mark } from '../../ui/marks.tsx';
import { useForm } from './form-context.ts';
import { entityOf, familyKey, valuesOf } from './form-state.ts';
import css from './form.module.css';
import type { FormNote } from './notes.ts';

/** Reasons that a number gives: what is usually true of a warning. */
const usual = ['form.reason1', 'form.reason2', 'form.reason3', 'form.reason4'] as const satisfies readonly TextKey[];

interface ReasonsDialogProps {
  readonly notes: readonly FormNote[];
  readonly onDone: (reasons: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
  /** Goes to the field instead of giving a reason. */
  readonly onFix: (note: FormNote) => void;
}

/** Asks why each warning is to stand: a number for a usual reason, or words. Ctrl+Enter is done. */
export function ReasonsDialog({ notes, onDone, onClose, onFix }: ReasonsDialogProps): ReactNode {
  const { state } = useForm();
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const reasonOf = (key: string): string => {
    const text = (typed[key] ?? '').trim();
    const number = /^[1-4]$/.test(text) ? usual[Number(text) - 1] : undefined;
    return number ? t(number) : text;
  };
  const open = notes.filter((note) => reasonOf(note.key) === '').length;
  const done = (): void => {
    if (open === 0) onDone(Object.fromEntries(notes.map((note) => [note.key, reasonOf(note.key)])));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    const inputs = [...event.currentTarget.querySelectorAll('input')];
    const next = inputs[inputs.indexOf(event.target) + 1];
    if (event.ctrlKey || !next) done();
    else next.focus();
  };
  const same = (): void => {
    const first = notes[0];
    if (first) setTyped(Object.fromEntries(notes.map((note) => [note.key, typed[note.key]?.trim() ? (typed[note.key] ?? '') : (typed[first.key] ?? '')])));
  };
  return (
    <Dialog
      title={t('form.reasonsTitle', { n: notes.length })} onClose={onClose} size="lg"
      actions={
        <>
          <Button variant="default" onClick={onClose}>{t('form.reasonsBack')}</Button>
          <Button disabled={open > 0} onClick={done}>{t('form.reasonsSave')}</Button>
        </>
      }
    >
      <p>{t('form.reasonsBody')}</p>
      <ol className={css.usual}>{usual.map((key) => <li key={key}>{t(key)}</li>)}</ol>
      <div className={css.reasons} onKeyDown={onKeyDown}>
        {notes.map((note, index) => (
          <div key={note.key} className={css.reason}>
            <div>
              <Mark severity="warn" /> <strong>{placeOf(note)}</strong>
              <p id={`${id}-${index}`}>{note.text}</p>
            </div>
            <input className={`${css.input} ${css.wide}`} data-autofocus={index === 0 || undefined} aria-label={t('form.reasonFor', { field: placeOf(note) })} aria-describedby={`${id}-${index}`} placeholder={t('form.reasonHint')} value={typed[note.key] ?? ''} onChange={(event) => { const text = event.currentTarget.value; setTyped((now) => ({ ...now, [note.key]: text })); }} />
            <span className={css.words}>{/^[1-4]$/.test((typed[note.key] ?? '').trim()) ? reasonOf(note.key) : ''}</span>
            <button type="button" className={css.link} onClick={() => onFix(note)}>{t('form.fixInstead')}</button>
          </div>
        ))}
      </div>
      {notes.length > 1 && <button type="button" className={`${css.link} ${css.sameReason}`} onClick={same}>{t('form.sameReason')}</button>}
    </Dialog>
  );

  function placeOf(note: FormNote): string {
    const label = fieldLabel(language, entityOf(note.record), note.field);
    if (note.record === familyKey) return label;
    const name = valuesOf(state, note.record)['name'];
    return `${typeof name === 'string' && name !== '' ? name : t('form.noName')}: ${label}`;
  }
}
