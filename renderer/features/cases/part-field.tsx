import { Button, Checkbox, MultiSelect, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldsOf } from '../../../db/rules/entities.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import css from './cases.module.css';
import { askedWords } from './need-rules-screen.tsx';
import { listOf, partKinds } from './part-draft.ts';
import type { PartDraft } from './part-draft.ts';

const oldest = 150;

interface PartFieldProps {
  readonly part: PartDraft;
  readonly number: number;
  readonly disabled: boolean;
  readonly onChange: (part: PartDraft) => void;
  readonly onRemove: () => void;
}

/** One question of a rule and the answers that show the need. */
export function PartField({ part, number, disabled, onChange, onRemove }: PartFieldProps): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const set = (values: Partial<PartDraft>): void => onChange({ ...part, ...values });
  const entity = part.kind === 'answer' ? 'family' : 'person';
  const list = listOf(entity, part.field);
  const codes = (codeList(list)?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
  const questions = fieldsOf(entity).filter((field) => field.list !== undefined && !field.withheld && field.question !== undefined);
  return (
    <div className={css.rulePart} role="group" aria-label={t('cases.part', { n: number })}>
      {part.whole ? <p className={css.line}>{t('cases.special', { questions: askedWords(lang, [part.whole]) })}</p> : (
        <>
          <Select label={t('cases.partKind')} allowDeselect={false} value={part.kind} disabled={disabled} data={partKinds.map((kind) => ({ value: kind, label: t(`cases.part_${kind}`) }))} onChange={(kind) => set({ kind: partKinds.find((one) => one === kind) ?? 'answer', field: '', fit: [], unfit: [], older: {} })} />
          {part.kind === 'area' ? <NumberInput label={t('cases.below')} value={part.below} min={0.1} max={100} decimalScale={1} decimalSeparator="," disabled={disabled} onChange={(below) => set({ below: Number(below) || 0 })} /> : (
            <Select label={t('cases.question')} searchable allowDeselect={false} value={part.field === '' ? null : part.field} disabled={disabled} data={questions.map(({ key }) => ({ value: key, label: fieldLabel(lang, entity, key) }))} onChange={(field) => set({ field: field ?? '', fit: [], unfit: [], older: {} })} />
          )}
          {(part.kind === 'everyone' || part.kind === 'someone') && (
            <div className={css.pair}>
              <NumberInput label={t('cases.ageFrom')} value={part.ageFrom ?? ''} min={0} max={oldest} disabled={disabled} onChange={(value) => set({ ageFrom: value === '' ? null : Number(value) })} />
              <NumberInput label={t('cases.ageTo')} value={part.ageTo ?? ''} min={0} max={oldest} disabled={disabled} onChange={(value) => set({ ageTo: value === '' ? null : Number(value) })} />
            </div>
          )}
          {part.kind !== 'area' && part.field !== '' && <MultiSelect label={t('cases.unfit')} searchable value={part.unfit.map(String)} disabled={disabled} data={codes} onChange={(values) => set({ unfit: values.map(Number) })} />}
          {(part.kind === 'everyone' || part.kind === 'someone') && part.field !== '' && <MultiSelect label={t('cases.fit')} searchable value={part.fit.map(String)} disabled={disabled} data={codes} onChange={(values) => set({ fit: values.map(Number) })} />}
          <Checkbox label={t('cases.optional')} checked={part.optional} disabled={disabled} onChange={(event) => set({ optional: event.currentTarget.checked })} />
        </>
      )}
      {!disabled && <div><Button variant="subtle" onClick={onRemove}>{t('cases.removePart')}</Button></div>}
    </div>
  );
}
