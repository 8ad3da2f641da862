import { Button, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../../text/text.ts';
import { Panel } from '../../../ui/page.tsx';
import css from '../programmes.module.css';
import { ChoiceField } from './choice-field.tsx';
import { emptyRow } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { TestRowField } from './test-row-field.tsx';

const mostMonths = 600;

interface RuleAboutProps {
  readonly draft: RuleDraft;
  readonly disabled: boolean;
  readonly programmeOf: (uid: string) => string;
  readonly set: (part: Partial<RuleDraft>) => void;
}

/** Whom a rule is about: the two sides of a pair, or the programmes and the conditions of their recipients. */
export function RuleAbout({ draft, disabled, programmeOf, set }: RuleAboutProps): ReactNode {
  const t = useText();
  const overlap = draft.kind === 'overlap';
  return (
    <Panel>
      <h2>{overlap ? t('programmes.rulePair') : t('programmes.ruleWho')}</h2>
      <div className={css.fields}>
        <ChoiceField label={overlap ? t('programmes.ruleA') : t('programmes.ruleAbout')} choice={draft.programmes} disabled={disabled} onChange={(choice) => set({ programmes: choice })} />
        {overlap && draft.pair === 'different' && <ChoiceField label={t('programmes.ruleB')} choice={draft.other} disabled={disabled} onChange={(choice) => set({ other: choice })} />}
        {overlap && <Select label={t('programmes.rulePairKind')} allowDeselect={false} value={draft.pair} disabled={disabled} data={[{ value: 'different', label: t('programmes.pair_different') }, { value: 'same', label: t('programmes.pair_same') }]} onChange={(pair) => set({ pair: pair === 'same' ? 'same' : 'different' })} />}
        {overlap && <Select label={t('programmes.rulePer')} allowDeselect={false} value={draft.per} disabled={disabled} data={(['person', 'family', 'house'] as const).map((per) => ({ value: per, label: t(`programmes.per_${per}`) }))} onChange={(per) => set({ per: per === 'person' || per === 'house' ? per : 'family' })} />}
        {overlap && <NumberInput label={t('programmes.ruleMonths')} description={t('programmes.ruleMonthsHint')} value={draft.months} min={0} max={mostMonths} disabled={disabled} onChange={(months) => set({ months: Math.max(0, Math.min(mostMonths, Number(months) || 0)) })} />}
        {!overlap && draft.rows.length > 1 && <Select label={t('programmes.ruleMode')} allowDeselect={false} value={draft.mode} disabled={disabled} data={[{ value: 'all', label: t('programmes.mode_all') }, { value: 'any', label: t('programmes.mode_any') }]} onChange={(mode) => set({ mode: mode === 'any' ? 'any' : 'all' })} />}
        {!overlap && draft.rows.map((row, index) => (
          <TestRowField
            key={index} row={row} number={index + 1} disabled={disabled} programmeOf={programmeOf} onChange={(next) => set({ rows: draft.rows.map((old, at) => (at === index ? next : old)) })}
            onRemove={() => set({ rows: draft.rows.filter((_old, at) => at !== index) })}
          />
        ))}
        {!overlap && !disabled && <div><Button variant="default" onClick={() => set({ rows: [...draft.rows, emptyRow] })}>{t('programmes.ruleAdd')}</Button></div>}
      </div>
    </Panel>
  );
}
