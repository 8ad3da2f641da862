import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { DecisionFields } from './decision-fields.tsx';
import css from './import.module.css';
import { LateProgress } from './late-progress.tsx';
import type { Preview } from './recognised-step.tsx';
import { useChange } from './use-change.ts';

type Mode = Preview['options']['mode'];
const modes: readonly Mode[] = ['both', 'new', 'update'];

/**
 * What the import may write: new records, changes, or both; whether empty cells clear; which programme a list enrols in.
 * Above the columns, however many there are. Nothing here is switched off while the rows are looked at again: that would
 * take the keyboard away.
 */
export function OptionsPart({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const { options } = preview;
  const { run, busy, error } = useChange('import.setOptions', preview);
  const set = (change: Omit<CallInput<'import.setOptions'>, 'staging'>): void => run({ staging: preview.staging, ...change });
  // What nobody named the columns of yet is mostly a list; the choice is there before, so that nothing moves when it is one.
  const isList = preview.sheets.some((sheet) => (sheet.shape === 'list' || sheet.layout === null) && sheet.columns.length > 0 && !sheet.ignored);
  const saysHome = preview.sheets.some((sheet) => !sheet.ignored && sheet.columns.some(({ note }) => note === 'home-looked-for' || note === 'home-updated'));
  return (
    <section className={css.part}>
      <h2>{t('imports.options')}</h2>
      <div className={css.optionLine}>
        <SegmentedControl aria-label={t('imports.mode')} value={options.mode} onChange={(mode) => set({ mode: mode as Mode })} data={modes.map((mode) => ({ value: mode, label: t(`imports.mode_${mode}`) }))} />
        <Checkbox label={t('imports.erase')} checked={options.erase} onChange={(event) => set({ erase: event.currentTarget.checked })} />
        {saysHome && <Checkbox label={t('imports.addresses')} checked={options.addresses} onChange={(event) => set({ addresses: event.currentTarget.checked })} />}
        {isList && <ProgrammeChoice programme={options.programme} onSet={(programme) => set({ programme })} />}
      </div>
      <p>{t(`imports.modeHint_${options.mode}`)} {isList && options.programme !== null && t('imports.programmeHint')} {saysHome && options.addresses && t('imports.addressesHint')}</p>
      {isList && options.programme !== null && <DecisionFields options={options} onSet={set} />}
      {options.erase && <Notice severity="warn" title={t('imports.eraseWarning')}>{t('imports.eraseHint')}</Notice>}
      <LateProgress busy={busy} />
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}

function ProgrammeChoice({ programme, onSet }: { programme: string | null; onSet: (programme: string | null) => void }): ReactNode {
  const t = useText();
  const id = useId();
  const programmes = useCall('programme.list', {});
  const name = (values: Readonly<Record<string, unknown>>): string => [values['shortName'], values['name']].filter((part) => typeof part === 'string' && part !== '').join(' · ');
  return (
    <div className={css.programme}>
      <label htmlFor={id}>{t('imports.programme')}</label>
      <Select
        id={id} searchable clearable placeholder={t('imports.programmeNone')} value={programme} onChange={onSet}
        data={(programmes.data ?? []).map((each) => ({ value: each.id, label: name(each.values) }))}
      />
    </div>
  );
}
