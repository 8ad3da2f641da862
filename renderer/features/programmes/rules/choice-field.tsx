import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProgrammeChoice } from '../../../../db/rules/aid/aid-rule.ts';
import { codeList } from '../../../../db/rules/lists.ts';
import { useCall } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { programmeName } from '../programme-words.ts';
import css from '../programmes.module.css';

const lists = [
  { key: 'benefitGroups', list: 'TEPAT.kelompokManfaat', label: 'programmes.ruleGroups' },
  { key: 'forms', list: 'TEPAT.bentukManfaat', label: 'programmes.ruleForms' },
  { key: 'strategies', list: 'TEPAT.strategi', label: 'programmes.ruleStrategies' },
  { key: 'units', list: 'TEPAT.satuanPenerima', label: 'programmes.ruleUnits' },
] as const;

/** Which programmes a rule is about: by name, or by what kind they are; nothing chosen is every programme. */
export function ChoiceField({ label, choice, disabled, onChange }: { label: string; choice: ProgrammeChoice; disabled: boolean; onChange: (choice: ProgrammeChoice) => void }): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const named = choice.uids !== undefined;
  const set = (key: keyof ProgrammeChoice, values: readonly (string | number)[]): void => {
    const rest = Object.fromEntries(Object.entries(choice).filter(([other]) => other !== key));
    onChange(values.length === 0 ? rest : { ...rest, [key]: values });
  };
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      <MultiSelect
        label={t('programmes.ruleProgrammes')} placeholder={named ? undefined : t('programmes.ruleAnyProgramme')} value={choice.uids ?? []} disabled={disabled} searchable clearable nothingFoundMessage={t('programmes.noneFiltered')}
        data={(programmes.data ?? []).map((one) => ({ value: one.id, label: programmeName(one) }))} onChange={(uids) => set('uids', uids)}
      />
      <div className={css.choiceKinds}>
        {lists.filter(({ key }) => !named || choice[key] !== undefined).map(({ key, list, label: words }) => (
          <MultiSelect
            key={key} label={t(words)} value={(choice[key] ?? []).map(String)} disabled={disabled} clearable
            data={(codeList(list)?.codes ?? []).map(([code, text]) => ({ value: String(code), label: text }))} onChange={(codes) => set(key, codes.map(Number))}
          />
        ))}
      </div>
    </fieldset>
  );
}
