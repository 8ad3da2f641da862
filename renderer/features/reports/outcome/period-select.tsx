import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../../text/text.ts';

interface PeriodSelectProps {
  /** As the reports take it: `2026`, `2026-S1`, `2026-T3`, `2026-07`. */
  readonly period: string;
  readonly thisYear: number;
  readonly onChange: (period: string) => void;
}

const BACK = 6;

/** A year, and the whole of it or a part. */
export function PeriodSelect({ period, thisYear, onChange }: PeriodSelectProps): ReactNode {
  const t = useText();
  const [year = String(thisYear), part = ''] = [period.slice(0, 4), period.slice(5)];
  const years = [...new Set([...Array.from({ length: BACK }, (_none, at) => String(thisYear - at)), year])].sort().reverse();
  const parts = [
    { value: '', label: t('outcomes.partYear') },
    ...['1', '2'].map((n) => ({ value: `S${n}`, label: t('outcomes.partHalf', { n }) })),
    ...['1', '2', '3', '4'].map((n) => ({ value: `T${n}`, label: t('outcomes.partQuarter', { n }) })),
    ...Array.from({ length: 12 }, (_none, at) => String(at + 1).padStart(2, '0')).map((n) => ({ value: n, label: t('outcomes.partMonth', { n: String(Number(n)) }) })),
  ];
  const join = (chosen: string, of: string): string => (of === '' ? chosen : `${chosen}-${of}`);
  return (
    <>
      <Select w={110} aria-label={t('outcomes.year')} value={year} allowDeselect={false} data={years} onChange={(value) => onChange(join(value ?? year, part))} />
      <Select w={160} aria-label={t('outcomes.part')} value={part} allowDeselect={false} data={parts} onChange={(value) => onChange(join(year, value ?? ''))} />
    </>
  );
}
