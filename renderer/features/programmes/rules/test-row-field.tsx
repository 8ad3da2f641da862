import { Button, Checkbox, MultiSelect, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { describeTest } from '../../../../db/rules/aid/describe-aid.ts';
import { useNeedLabel } from '../../../app/need-label.ts';
import { fieldsOf } from '../../../../db/rules/entities.ts';
import { codeList } from '../../../../db/rules/lists.ts';
import { useCall } from '../../../app/calls.ts';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import css from '../programmes.module.css';
import { ChoiceField } from './choice-field.tsx';
import type { TestRow } from './rule-draft.ts';

const kinds = ['desil', 'need', 'receives', 'age', 'sex', 'personAnswer', 'someoneAge', 'someoneAnswer', 'familyAnswer', 'desa'] as const;
const oldest = 150;
const highestDesil = 10;

interface TestRowFieldProps {
  readonly row: TestRow;
  readonly number: number;
  readonly disabled: boolean;
  readonly programmeOf: (uid: string) => string;
  readonly onChange: (row: TestRow) => void;
  readonly onRemove: () => void;
}

/** One condition of a rule: what is asked, and between which bounds or with which answers. */
export function TestRowField({ row, number, disabled, programmeOf, onChange, onRemove }: TestRowFieldProps): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const needOf = useNeedLabel();
  const set = (part: Partial<TestRow>): void => onChange({ ...row, ...part });
  return (
    <div className={css.condition} role="group" aria-label={t('programmes.ruleCondition', { n: number })}>
      {row.whole ? <p className={css.conditionWhole}>{describeTest(row.whole, { lang, programmeOf, needOf })}</p> : (
        <>
          <Select
            label={t('programmes.ruleAsked')} allowDeselect={false} value={row.kind} disabled={disabled} data={kinds.map((kind) => ({ value: kind, label: t(`programmes.ruleKind_${kind}`) }))}
            onChange={(kind) => set({ kind: kinds.find((one) => one === kind) ?? 'desil', field: '', codes: [] })}
          />
          <Detail row={row} disabled={disabled} set={set} />
        </>
      )}
      <Checkbox className={css.flag} label={t('programmes.ruleNot')} checked={row.not} disabled={disabled} onChange={(event) => set({ not: event.currentTarget.checked })} />
      {!disabled && <Button variant="subtle" className={css.conditionEnd} onClick={onRemove}>{t('programmes.ruleRemove')}</Button>}
    </div>
  );
}

function Detail({ row, disabled, set }: { row: TestRow; disabled: boolean; set: (part: Partial<TestRow>) => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const needs = useCall('need.rules', {});
  switch (row.kind) {
    case 'desil': case 'age': case 'someoneAge':
      return (
        <>
          <NumberInput label={t('programmes.ruleFrom')} value={row.from ?? ''} min={0} max={row.kind === 'desil' ? highestDesil : oldest} disabled={disabled} onChange={(value) => set({ from: numberOf(value) })} />
          <NumberInput label={t('programmes.ruleTo')} value={row.to ?? ''} min={0} max={row.kind === 'desil' ? highestDesil : oldest} disabled={disabled} onChange={(value) => set({ to: numberOf(value) })} />
          {row.kind === 'desil' && <Select label={t('programmes.ruleSource')} value={row.source === null ? '' : String(row.source)} allowDeselect={false} disabled={disabled} data={[{ value: '', label: t('programmes.ruleSourceShown') }, ...codesOf('TEPAT.sumberPeringkat')]} onChange={(value) => set({ source: value ? Number(value) : null })} />}
        </>
      );
    case 'need':
      return <Select label={t('programmes.ruleNeed')} value={row.need} allowDeselect={false} disabled={disabled} data={[{ value: '', label: t('programmes.ruleAnyNeed') }, ...(needs.data?.rules ?? []).map(({ content }) => ({ value: content.need, label: content.label[lang] }))]} onChange={(value) => set({ need: value ?? '' })} />;
    case 'desa':
      return <Select label={t('programmes.ruleLives')} value={row.desa ? 'desa' : 'kelurahan'} allowDeselect={false} disabled={disabled} data={[{ value: 'desa', label: t('programmes.ruleDesa') }, { value: 'kelurahan', label: t('programmes.ruleKelurahan') }]} onChange={(value) => set({ desa: value === 'desa' })} />;
    case 'sex':
      return <Select label={fieldLabel(lang, 'person', 'sex')} value={String(row.sex)} allowDeselect={false} disabled={disabled} data={codesOf('RSEK.405')} onChange={(value) => set({ sex: Number(value ?? 1) })} />;
    case 'receives':
      return <div className={css.wide}><ChoiceField label={t('programmes.ruleReceives')} choice={row.choice} disabled={disabled} onChange={(choice) => set({ choice })} /></div>;
    case 'familyAnswer': case 'personAnswer': case 'someoneAnswer':
      return <Answer row={row} disabled={disabled} set={set} />;
    case 'whole':
      return null;
  }
}

/** A question of the form and the answers that fit. */
function Answer({ row, disabled, set }: { row: TestRow; disabled: boolean; set: (part: Partial<TestRow>) => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const entity = row.kind === 'familyAnswer' ? 'family' : 'person';
  const coded = fieldsOf(entity).filter((field) => field.list !== undefined && field.key !== 'status');
  const list = coded.find((field) => field.key === row.field)?.list;
  return (
    <>
      <Select label={t('programmes.ruleQuestion')} value={row.field === '' ? null : row.field} searchable allowDeselect={false} disabled={disabled} data={coded.map(({ key }) => ({ value: key, label: fieldLabel(lang, entity, key) }))} onChange={(field) => set({ field: field ?? '', codes: [] })} />
      {list !== undefined && <MultiSelect label={t('programmes.ruleAnswers')} value={row.codes.map(String)} searchable disabled={disabled} data={codesOf(list)} onChange={(codes) => set({ codes: codes.map(Number) })} />}
    </>
  );
}

function codesOf(list: string): { value: string; label: string }[] {
  return (codeList(list)?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
}

function numberOf(value: string | number): number | null {
  return value === '' || Number.isNaN(Number(value)) ? null : Number(value);
}
