import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeList } from '../../../db/rules/lists.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';

/** Enrolled in an emergency: why, and by when it must be verified (KPS-6). */
export interface Emergency {
  readonly emergency: number | null;
  readonly verifyBy: string | null;
}

/** Whether both are said, or neither. */
export function isWhole({ emergency, verifyBy }: Emergency): boolean {
  return (emergency === null) === (verifyBy === null);
}

/** Asks for an emergency and, once there is one, for the day to verify by. */
export function EmergencyFields({ value, today, onChange }: { value: Emergency; today: string; onChange: (value: Emergency) => void }): ReactNode {
  const t = useText();
  const none = '0';
  return (
    <>
      <Select
        label={t('enrolment.emergency')} description={t('enrolment.emergencyHint')} allowDeselect={false} value={value.emergency === null ? none : String(value.emergency)}
        data={[{ value: none, label: t('enrolment.emergencyNone') }, ...(codeList('TEPAT.sebabDarurat')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))]}
        onChange={(next) => onChange(next === null || next === none ? { emergency: null, verifyBy: null } : { emergency: Number(next), verifyBy: value.verifyBy })}
      />
      {value.emergency !== null && <DateInput required label={t('enrolment.verifyBy')} value={value.verifyBy} today={today} onChange={(verifyBy) => onChange({ ...value, verifyBy })} />}
    </>
  );
}
