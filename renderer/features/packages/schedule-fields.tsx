import { NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import css from './packages.module.css';
import type { ScheduleChoice } from './schedule-choice.ts';
import { weekDays } from './schedule-words.ts';

const lastWeekday = 7;
const lastDay = 31;

/** When every office hands in: never by rule, on a day of the week, or of the month, with days of grace. */
export function ScheduleFields({ value, disabled, onChange }: { value: ScheduleChoice; disabled: boolean; onChange: (next: ScheduleChoice) => void }): ReactNode {
  const t = useText();
  const { every, day, grace } = value;
  return (
    <div className={css.formLine}>
      <Select label={t('exchange.scheduleEvery')} value={every} allowDeselect={false} disabled={disabled} onChange={(next) => onChange({ ...value, every: next === 'week' || next === 'month' ? next : 'none' })} data={[{ value: 'none', label: t('exchange.scheduleNone') }, { value: 'week', label: t('exchange.scheduleWeek') }, { value: 'month', label: t('exchange.scheduleMonth') }]} />
      {every === 'week' && <Select label={t('exchange.scheduleDay')} value={String(Math.min(lastWeekday, day))} allowDeselect={false} disabled={disabled} onChange={(next) => onChange({ ...value, day: Number(next ?? day) })} data={weekDays(t)} />}
      {every === 'month' && <NumberInput label={t('exchange.scheduleDate')} value={day} min={1} max={lastDay} disabled={disabled} onChange={(next) => onChange({ ...value, day: Number(next) || 1 })} />}
      {every !== 'none' && <NumberInput label={t('exchange.scheduleGrace')} value={grace} min={0} max={lastDay} disabled={disabled} onChange={(next) => onChange({ ...value, grace: Number(next) || 0 })} />}
    </div>
  );
}
