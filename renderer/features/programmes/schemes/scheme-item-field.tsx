import { Button, MultiSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeList } from '../../../../db/rules/lists.ts';
import { belongs } from '../../../../db/rules/schemes/scheme.ts';
import type { SchemeItem } from '../../../../db/rules/schemes/scheme.ts';
import type { AidProgramme } from '../../../../db/rules/aid/aid-facts.ts';
import { useCall } from '../../../app/calls.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import css from '../programmes.module.css';

interface SchemeItemProps {
  readonly item: SchemeItem;
  readonly number: number;
  readonly programmes: readonly AidProgramme[];
  readonly disabled: boolean;
  readonly onChange: (item: SchemeItem) => void;
  readonly onRemove: () => void;
  /** Null for the first. */
  readonly onUp: (() => void) | null;
}

const kinds = [
  { key: 'strategies', list: 'TEPAT.strategi', label: 'schemes.kindStrategies' },
  { key: 'benefitGroups', list: 'TEPAT.kelompokManfaat', label: 'schemes.kindGroups' },
  { key: 'forms', list: 'TEPAT.bentukManfaat', label: 'schemes.kindForms' },
] as const;

/** One item of a scheme: what it is called, and the programmes and needs that belong to it. */
export function SchemeItemField({ item, number, programmes, disabled, onChange, onRemove, onUp }: SchemeItemProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const needs = useCall('need.rules', {});
  const held = programmes.filter((one) => belongs(item, one)).map((one) => one.name);
  const named = programmes.map((one) => ({ value: one.uid, label: one.name }));
  const setKind = (key: (typeof kinds)[number]['key'], codes: readonly string[]): void => {
    const { [key]: _old, ...rest } = item.kinds ?? {};
    const next = codes.length === 0 ? rest : { ...rest, [key]: codes.map(Number) };
    onChange({ ...item, kinds: Object.keys(next).length === 0 ? null : next });
  };
  return (
    <fieldset className={css.choice}>
      <legend>{t('schemes.item', { n: number })}</legend>
      <TextInput label={t('schemes.itemTitle')} required value={item.title} maxLength={200} disabled={disabled} autoComplete="off" onChange={(event) => onChange({ ...item, title: event.currentTarget.value })} />
      <div className={css.choiceKinds}>
        {kinds.map(({ key, list, label }) => (
          <MultiSelect
            key={key} label={t(label)} value={(item.kinds?.[key] ?? []).map(String)} disabled={disabled} clearable data={(codeList(list)?.codes ?? []).map(([code, words]) => ({ value: String(code), label: words }))}
            onChange={(codes) => setKind(key, codes)}
          />
        ))}
      </div>
      <div className={css.choiceKinds}>
        <MultiSelect label={t('schemes.also')} value={item.programmes} disabled={disabled} searchable clearable nothingFoundMessage={t('programmes.noneFiltered')} data={named} onChange={(uids) => onChange({ ...item, programmes: uids })} />
        {item.kinds !== null && <MultiSelect label={t('schemes.except')} value={item.except} disabled={disabled} searchable clearable nothingFoundMessage={t('programmes.noneFiltered')} data={named} onChange={(uids) => onChange({ ...item, except: uids })} />}
        <MultiSelect label={t('schemes.needs')} value={item.needs} disabled={disabled} clearable data={(needs.data?.rules ?? []).map(({ content }) => ({ value: content.need, label: content.label[language] }))} onChange={(needs) => onChange({ ...item, needs })} />
      </div>
      <p className={css.holds}>{held.length === 0 ? t('schemes.holdsNone') : t('schemes.holds', { n: held.length, names: held.join(', ') })}</p>
      {!disabled && (
        <div className={css.itemActions}>
          {onUp && <Button variant="subtle" aria-label={`${t('schemes.itemUp')}: ${item.title}`} onClick={onUp}>{t('schemes.itemUp')}</Button>}
          <Button variant="subtle" aria-label={`${t('schemes.itemRemove')}: ${item.title}`} onClick={onRemove}>{t('schemes.itemRemove')}</Button>
        </div>
      )}
    </fieldset>
  );
}
