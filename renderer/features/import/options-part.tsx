import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import css from './import.module.css';
import { LateProgress } from './late-progress.tsx';
import type { Preview } from './recognised-step.tsx';
import { useChange } from './use-change.ts';

type Mode = Preview['options']['mode'];
const modes: readonly Mode[] = ['both', 'new', 'update'];

/** What the import may write: new records, changes, or both; whether empty cells clear; which programme a list enrols in. */
export function OptionsPart({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const { options } = preview;
  const { run, busy, error } = useChange('import.setOptions', preview);
  const set = (change: Omit<CallInput<'import.setOptions'>, 'staging'>): void => run({ staging: preview.staging, ...change });
  const isList = preview.sheets.some((sheet) => sheet.shape === 'list' && !sheet.ignored);
  return (
    <section className={css.part}>
      <h2>{t('imports.options')}</h2>
      <div className={css.optionLine}>
        <SegmentedControl aria-label={t('imports.mode')} value={options.mode} disabled={busy} onChange={(mode) => set({ mode: mode as Mode })} data={modes.map((mode) => ({ value: mode, label: t(`imports.mode_${mode}`) }))} />
        <Checkbox label={t('imports.erase')} checked={options.erase} disabled={busy} onChange={(event) => set({ erase: event.currentTarget.checked })} />
      </div>
      <p>{t(`imports.modeHint_${options.mode}`)}</p>
      {options.erase && <Notice severity="warn" title={t('imports.eraseWarning')}>{t('imports.eraseHint')}</Notice>}
      {isList && <ProgrammeChoice key={`${options.programme ?? ''} ${options.decisionNo ?? ''}`} options={options} onSet={set} />}
      <LateProgress busy={busy} />
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}

function ProgrammeChoice({ options, onSet }: { options: Preview['options']; onSet: (change: Omit<CallInput<'import.setOptions'>, 'staging'>) => void }): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const info = useCall('office.info', {});
  const [decisionNo, setDecisionNo] = useState(options.decisionNo ?? '');
  const today = info.data?.today ?? '';
  const name = (values: Readonly<Record<string, unknown>>): string => [values['shortName'], values['name']].filter((part) => typeof part === 'string' && part !== '').join(' · ');
  return (
    <div className={css.programme}>
      <Select
        label={t('imports.programme')} description={t('imports.programmeHint')} searchable clearable value={options.programme} onChange={(programme) => onSet({ programme })}
        data={(programmes.data ?? []).map((each) => ({ value: each.id, label: name(each.values) }))}
      />
      <DateInput label={t('imports.programmeStart')} value={options.start} today={today} onChange={(start) => onSet({ start })} />
      <TextInput label={t('imports.decisionNo')} value={decisionNo} maxLength={80} onChange={(event) => setDecisionNo(event.currentTarget.value)} onBlur={() => { if (decisionNo.trim() !== (options.decisionNo ?? '')) onSet({ decisionNo: decisionNo.trim() === '' ? null : decisionNo.trim() }); }} />
      <DateInput label={t('imports.decisionDate')} value={options.decisionDate} today={today} onChange={(decisionDate) => onSet({ decisionDate })} />
    </div>
  );
}
