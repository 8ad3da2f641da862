import { useId } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { useForm } from './form-context.ts';
import { eventFields, fieldKey } from './form-state.ts';
import type { EventField, FormEvent } from './form-state.ts';
import css from './form.module.css';
import { eventDate } from './write-form.ts';

/** What belongs to a birth or an arrival rather than to the person: its day, place, papers. */
export function EventSection({ event }: { event: FormEvent }): ReactNode {
  const t = useText();
  return (
    <section className={css.section}>
      <h2 className={css.sectionTitle}>{t(event.kind === 'birth' ? 'form.section_birth' : 'form.section_arrival')}</h2>
      {eventFields[event.kind].map((field) => <EventRow key={field} event={event} field={field} />)}
    </section>
  );
}

function EventRow({ event, field }: { event: FormEvent; field: EventField }): ReactNode {
  const { state, store, today } = useForm();
  const t = useText();
  const id = useId();
  const key = fieldKey('event', field);
  const isDate = field === 'date';
  const type = (text: string): void => store.dispatch({ type: 'event', field, text });
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (!isDate || !(pressed.key === ';' && pressed.ctrlKey)) return;
    pressed.preventDefault();
    type(formatShortDate(today));
  };
  const undated = isDate && (state.tried || state.left.includes(key)) && eventDate(state, today) === null;
  return (
    <div className={css.row} data-severity={undated ? 'block' : undefined}>
      <span className={css.number} />
      <label className={css.label} htmlFor={id}>{t(`form.event_${field}`)}</label>
      <div className={css.answers}>
        <input
          id={id} className={`${css.input} ${isDate ? css.date : css.wide}`} data-field={key} data-control={isDate ? 'date' : 'text'} data-missing={isDate && (event.texts.date ?? '') === '' ? true : undefined}
          value={event.texts[field] ?? ''} placeholder={isDate ? t('kit.dateHint') : undefined} autoComplete="off" aria-invalid={undated || undefined} aria-describedby={`${id}-notes`}
          onKeyDown={onKeyDown} onFocus={() => store.dispatch({ type: 'at', field: key })} onBlur={() => store.dispatch({ type: 'left', record: 'event', field })} onChange={(changed) => type(changed.currentTarget.value)}
        />
      </div>
      <div className={css.margin} id={`${id}-notes`}>{undated && <p className={css.note}><Mark severity="block" /> <span>{t('form.eventUndated')}</span></p>}</div>
    </div>
  );
}
