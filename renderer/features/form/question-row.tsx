import { useId } from 'react';
import type { ReactNode } from 'react';
import { fieldDef } from '../../../db/rules/entities.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import type { Question } from '../../../db/rules/form.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { KeyHint, Mark } from '../../ui/marks.tsx';
import { AnswerField } from './answer-field.tsx';
import { useForm } from './form-context.ts';
import { fieldKey, valuesOf } from './form-state.ts';
import css from './form.module.css';
import type { Section } from './sections.ts';
import { suggestionFor } from './suggestions.ts';

interface QuestionRowProps {
  readonly record: string;
  /** One question, or a programme with its month and year. */
  readonly line: readonly Question[];
  readonly layout: Section['layout'];
}

/** A line of the paper: number, question, answer, and in the margin what there is to say about it. */
export function QuestionRow({ record, line, layout }: QuestionRowProps): ReactNode {
  const { notes } = useForm();
  const language = useLanguage();
  const id = useId();
  const [first, ...more] = line;
  if (!first) return null;
  const worst = line.flatMap((question) => notes.get(fieldKey(record, question.field)) ?? []).map((note) => note.severity);
  const severity = worst.includes('block') ? 'block' : worst.includes('warn') ? 'warn' : undefined;
  return (
    <div className={css.row} data-severity={severity} data-layout={layout}>
      <span className={css.number}>{fieldDef(first.entity, first.field)?.question}</span>
      <label className={css.label} htmlFor={`${id}-${first.field}`}>{fieldLabel(language, first.entity, first.field)}</label>
      <div className={css.answers}>
        <AnswerField record={record} field={first.field} id={`${id}-${first.field}`} describedBy={`${id}-notes`} />
        {more.map((question) => <MoreField key={question.field} record={record} question={question} id={id} />)}
      </div>
      <div className={css.margin} id={`${id}-notes`}>
        {line.map((question) => <Margin key={question.field} record={record} question={question} />)}
      </div>
    </div>
  );
}

/** Month and year of a programme, on the programme's line. */
function MoreField({ record, question, id }: { record: string; question: Question; id: string }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const part = question.field.endsWith('Month') ? t('form.month') : question.field.endsWith('Year') ? t('form.year') : undefined;
  return (
    <div className={css.more}>
      {part !== undefined && <span aria-hidden>{part}</span>}
      <AnswerField record={record} field={question.field} id={`${id}-${question.field}`} label={fieldLabel(language, question.entity, question.field)} describedBy={`${id}-notes`} />
    </div>
  );
}

/** What there is to say about one answer: findings, what the NIK suggests, or that it is still missing. */
function Margin({ record, question }: { record: string; question: Question }): ReactNode {
  const { state, notes, today } = useForm();
  const t = useText();
  const key = fieldKey(record, question.field);
  const values = valuesOf(state, record);
  const found = notes.get(key) ?? [];
  const suggestion = suggestionFor(question.field, values, today);
  const missing = question.required === true && found.length === 0 && (state.tried || state.left.includes(key)) && !isAnswered(values[question.field]) && state.texts[key] === undefined;
  const lower = question.field === 'name' && typeof values['name'] === 'string' && values['name'] !== '' && values['name'] === values['name'].toLowerCase();
  return (
    <>
      {found.map((note) => (
        <p key={note.key} className={css.note} data-severity={note.severity}>
          <Mark severity={note.severity} />
          <span>{note.text}</span>
          {note.severity === 'warn' && state.reasons[note.key] !== undefined && <em>{t('form.reasonIs', { reason: state.reasons[note.key] ?? '' })}</em>}
        </p>
      ))}
      {suggestion && <p className={css.quiet}>{t('form.nikSays', { shown: suggestion.shown })} <KeyHint name="=" /> {t('form.takesIt')}</p>}
      {missing && !suggestion && <p className={css.quiet}>{t('form.unanswered')}</p>}
      {lower && <p className={css.quiet}>{t('form.nameAsCard')}</p>}
    </>
  );
}
