import { IconList } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { answerText, labelOf } from '../../../db/rules/lists.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import { questionOf } from '../../../db/rules/form.ts';
import { questionLabel } from '../../../db/rules/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { CodeList } from '../../ui/code-select.tsx';
import { formatShortDate } from '../../ui/format.ts';
import { codesOf, controlOf, listOf, readAnswer, showAnswer } from './answers.ts';
import type { Control } from './answers.ts';
import { BitsDialog } from './bits-dialog.tsx';
import { focusField } from './focus.ts';
import { useForm } from './form-context.ts';
import { entityOf, fieldKey, valuesOf } from './form-state.ts';
import css from './form.module.css';
import { RegionField } from './region-field.tsx';
import { suggestionFor } from './suggestions.ts';

interface AnswerFieldProps {
  readonly record: string;
  readonly field: string;
  readonly id: string;
  /** Spoken name where no visible label belongs to this field alone. */
  readonly label?: string;
  readonly describedBy?: string;
  readonly placeholder?: string;
}

const widths: Readonly<Record<Control, string | undefined>> = {
  text: css.wide, long: css.wide, identifier: css.identifier, rt: css.short, date: css.date, number: css.short, code: css.code,
  bits: css.code, flag: css.code, region: css.wide,
};

/** One answer, written as on paper: numbers for codes and sums, dates as dd-mm-yyyy; Enter goes on. */
export function AnswerField({ record, field, id, label, describedBy, placeholder }: AnswerFieldProps): ReactNode {
  const { state, store, control, today, notes } = useForm();
  const t = useText();
  const [listed, setListed] = useState(false);
  const entity = entityOf(record);
  const key = fieldKey(record, field);
  const kind = controlOf(entity, field);
  const values = valuesOf(state, record);
  const text = state.texts[key] ?? showAnswer(entity, field, values[field]);
  const hasList = kind === 'code' || kind === 'bits' || kind === 'flag';
  const type = (next: string): void => store.dispatch({ type: 'type', record, field, text: next });
  const choose = (next: string): void => {
    setListed(false);
    type(next);
    const input = document.getElementById(id);
    focusField(input?.parentElement ?? null, key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const suggestion = event.key === '=' ? suggestionFor(field, values, today) : null;
    if (event.key === '?' && hasList) setListed(true);
    else if (suggestion) type(suggestion.text);
    else if (event.key === ';' && event.ctrlKey && kind === 'date') type(formatShortDate(today));
    else return;
    event.preventDefault();
  };
  const missing = questionOf(entity, field)?.required === true && text === '' && !isAnswered(values[field]);
  const blocked = notes.get(key)?.some((note) => note.severity === 'block') ?? false;
  const shared = {
    id, value: text, 'data-field': key, 'data-control': kind, 'data-missing': missing || undefined, 'aria-label': label, 'aria-describedby': describedBy, 'aria-invalid': blocked || undefined,
    autoComplete: 'off', spellCheck: false,
    onFocus: () => store.dispatch({ type: 'at', field: key }),
    onBlur: () => void control.leave(record, field),
  };
  if (kind === 'region') return <RegionField {...shared} onType={type} />;
  if (kind === 'long') return <textarea {...shared} className={css.long} rows={6} onChange={(event) => type(event.currentTarget.value)} />;
  return (
    <div className={css.entry}>
      <input
        {...shared} className={`${css.input} ${widths[kind] ?? ''}`} onKeyDown={onKeyDown} onChange={(event) => type(event.currentTarget.value)}
        placeholder={placeholder ?? (kind === 'date' ? t('kit.dateHint') : undefined)} inputMode={kind === 'text' ? undefined : 'numeric'}
      />
      {hasList && <Words record={record} field={field} text={text} />}
      {hasList && <button type="button" className={css.listButton} tabIndex={-1} aria-label={t('kit.codeOpen')} title={t('kit.codeOpen')} onClick={() => setListed(true)}><IconList size={16} aria-hidden /></button>}
      {listed && <AnswerList record={record} field={field} text={text} onChoose={choose} />}
    </div>
  );
}

/** What the number in a field means, at once. */
function Words({ record, field, text }: { record: string; field: string; text: string }): ReactNode {
  const entity = entityOf(record);
  const reading = readAnswer(entity, field, text);
  const list = listOf(entity, field);
  if (!reading.ok || reading.value === null) return <span className={css.words} />;
  const words = controlOf(entity, field) === 'flag' ? labelOf(list, reading.value === 1 ? 1 : 2) : answerText(list, reading.value);
  return <span className={css.words} title={words}>{words}</span>;
}

/** The list behind `?`. */
function AnswerList({ record, field, text, onChoose }: { record: string; field: string; text: string; onChoose: (text: string) => void }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const entity = entityOf(record);
  const title = t('kit.codeList', { label: questionLabel(language, entity, field) });
  const codes = codesOf(entity, field);
  const current = /^\d+$/.test(text) ? Number(text) : null;
  const close = (): void => onChoose(text);
  if (controlOf(entity, field) === 'bits') return <BitsDialog title={title} list={listOf(entity, field)} sum={current ?? 0} onDone={(sum) => onChoose(String(sum))} onClose={close} />;
  return <CodeList title={title} items={codes.map(([code, label]) => ({ code, label }))} current={current} onChoose={(code) => onChoose(String(code))} onClose={close} />;
}
