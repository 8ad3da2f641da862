import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { say } from '../../../ui/said.tsx';

const amounts = ['capital', 'loans', 'turnover'] as const;

/** What a group reports for a day, in whole rupiah. */
export function FigureDialog({ group, today, onClose }: { group: string; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const report = useAction('group.report');
  const [date, setDate] = useState<string | null>(today);
  const [values, setValues] = useState<Readonly<Record<(typeof amounts)[number], number | null>>>({ capital: null, loans: null, turnover: null });
  const [source, setSource] = useState('');
  const said = amounts.some((key) => values[key] !== null);
  const submit = (): void => {
    if (date === null) return;
    report.mutate({ group, date, ...values, source: source.trim() || null }, { onSuccess: () => { say({ text: t('groups.figureSaved') }); onClose(); } });
  };
  return (
    <FormDialog title={t('groups.figureTitle')} submit={t('groups.figureAdd')} ready={date !== null && said} busy={report.isPending} dirty={said} error={report.error} onSubmit={submit} onClose={onClose}>
      <DateInput label={t('groups.figureDate')} value={date} today={today} onChange={setDate} required />
      {amounts.map((key, index) => (
        <NumberInput
          key={key} data-autofocus={index === 0 || undefined} label={t(`groups.${key}`)} value={values[key] ?? ''} min={0} hideControls allowDecimal={false} thousandSeparator="." decimalSeparator="," prefix="Rp"
          onChange={(value) => setValues((old) => ({ ...old, [key]: typeof value === 'number' ? value : null }))}
        />
      ))}
      <TextInput label={t('groups.figureSource')} value={source} maxLength={120} onChange={(event) => setSource(event.currentTarget.value)} />
    </FormDialog>
  );
}
