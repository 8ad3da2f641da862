import { Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldDef, FieldValue } from '../../../db/rules/field.ts';
import { codeIn, codeList } from '../../../db/rules/lists.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useLanguage } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { longFields } from './programme-words.ts';
import css from './programmes.module.css';

interface ProgrammeFieldProps {
  readonly field: string;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  /** `YYYY-MM-DD`, for Ctrl+;. */
  readonly today: string;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
}

/** One attribute, asked in the way of its kind: a code by number, a date as on paper, an amount with separators. */
export function ProgrammeField({ field, value, onChange, today, error, autoFocus = false }: ProgrammeFieldProps): ReactNode {
  const language = useLanguage();
  const def: FieldDef | undefined = fieldDef('programme', field);
  const label = fieldLabel(language, 'programme', field);
  if (def?.kind === 'code' && def.list !== undefined) {
    const items = (codeList(def.list)?.codes ?? []).map(([code, words]) => ({ code, label: words }));
    return <CodeSelect label={label} items={items} value={codeIn(def.list, value)} onChange={onChange} error={error} />;
  }
  if (def?.kind === 'date') return <DateInput label={label} value={typeof value === 'string' ? value : null} onChange={onChange} today={today} error={error} />;
  if (def?.kind === 'flag') return <Checkbox className={css.flag} label={label} checked={value !== 0} onChange={(event) => onChange(event.currentTarget.checked ? 1 : 0)} />;
  if (def?.kind === 'int' || def?.kind === 'real') {
    return (
      <NumberInput
        label={label} value={typeof value === 'number' ? value : ''} error={error} hideControls allowDecimal={def.kind === 'real'} decimalScale={2} {...(def.min === undefined ? {} : { min: def.min })} {...(def.max === undefined ? {} : { max: def.max })}
        {...(field === 'year' ? {} : { thousandSeparator: '.', decimalSeparator: ',' })} onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  const typed = (next: string): void => onChange(next === '' ? null : next);
  if (longFields.has(field)) return <Textarea className={css.wide} label={label} value={text} error={error} autosize minRows={2} onChange={(event) => typed(event.currentTarget.value)} />;
  return <TextInput label={label} value={text} error={error} autoFocus={autoFocus} required={field === 'name'} onChange={(event) => typed(event.currentTarget.value)} />;
}
