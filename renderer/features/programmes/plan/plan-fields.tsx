import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldValue } from '../../../../db/rules/field.ts';
import { codeList } from '../../../../db/rules/lists.ts';
import { donatedFunds, planOf } from '../../../../db/rules/programme-plan.ts';
import type { PlanFund, PlanPart, PlanStage } from '../../../../db/rules/programme-plan.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { formatRupiah } from '../../../ui/format.ts';
import { Panel } from '../../../ui/page.tsx';
import css from '../programmes.module.css';

interface PlanFieldsProps {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly today: string;
  readonly onChange: (part: PlanPart, text: string | null) => void;
}

/** What a programme plans: its funds with their donors, and its stages. */
export function PlanFields({ values, today, onChange }: PlanFieldsProps): ReactNode {
  const plan = planOf(values);
  const store = (part: PlanPart) => (rows: readonly unknown[]): void => onChange(part, rows.length === 0 ? null : JSON.stringify(rows));
  return (
    <>
      <FundRows funds={plan.funds} today={today} onChange={store('funds')} />
      <StageRows stages={plan.stages} onChange={store('stages')} />
    </>
  );
}

function FundRows({ funds, today, onChange }: { funds: readonly PlanFund[]; today: string; onChange: (funds: readonly PlanFund[]) => void }): ReactNode {
  const t = useText();
  const set = (place: number, part: Partial<PlanFund>): void => onChange(funds.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const choices = (codeList('TEPAT.sumberDana')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
  return (
    <Panel>
      <h2>{t('groups.funds')}</h2>
      <p className={css.quiet}>{t('groups.fundsHint')}</p>
      {funds.map((one, place) => (
        <fieldset key={place} className={css.planRow}>
          <legend>{t('groups.fundN', { n: place + 1 })}</legend>
          <Select label={t('groups.fund')} allowDeselect={false} value={String(one.fund)} data={choices} onChange={(value) => set(place, { fund: Number(value ?? one.fund) })} />
          <NumberInput label={t('groups.fundShare')} value={one.share} min={0} max={Number.MAX_SAFE_INTEGER} hideControls allowDecimal={false} thousandSeparator="." decimalSeparator="," prefix="Rp" onChange={(value) => set(place, { share: typeof value === 'number' ? value : 0 })} />
          <TextInput label={t('groups.fundDonor')} required={donatedFunds.has(one.fund)} value={one.donor ?? ''} maxLength={200} onChange={(event) => set(place, { donor: event.currentTarget.value || null })} />
          <TextInput label={t('groups.fundAgreement')} value={one.agreementNo ?? ''} maxLength={200} onChange={(event) => set(place, { agreementNo: event.currentTarget.value || null })} />
          <DateInput label={t('groups.fundDate')} value={one.agreementDate} today={today} onChange={(agreementDate) => set(place, { agreementDate })} />
          <Button variant="default" onClick={() => onChange(funds.filter((_, at) => at !== place))}>{t('groups.fundRemove')}</Button>
        </fieldset>
      ))}
      <div className={css.filters}>
        <Button variant="default" onClick={() => onChange([...funds, { fund: 3, share: 0, donor: null, agreementNo: null, agreementDate: null }])}>{t('groups.fundAdd')}</Button>
        {funds.length > 0 && <span>{t('groups.fundTotal', { total: formatRupiah(funds.reduce((sum, one) => sum + one.share, 0)) })}</span>}
      </div>
    </Panel>
  );
}

function StageRows({ stages, onChange }: { stages: readonly PlanStage[]; onChange: (stages: readonly PlanStage[]) => void }): ReactNode {
  const t = useText();
  const set = (place: number, part: Partial<PlanStage>): void => onChange(stages.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const fresh = (): PlanStage => {
    let number = stages.length + 1;
    while (stages.some((one) => one.key === `tahap-${number}`)) number += 1;
    return { key: `tahap-${number}`, name: t('groups.stageFresh', { n: stages.length + 1 }), counts: 'none', months: null };
  };
  return (
    <Panel>
      <h2>{t('groups.stages')}</h2>
      <p className={css.quiet}>{t('groups.stagesHint')}</p>
      {stages.map((one, place) => (
        <fieldset key={one.key} className={css.planRow}>
          <legend>{t('groups.stageN', { n: place + 1 })}</legend>
          <TextInput label={t('groups.stageName')} required value={one.name} maxLength={80} onChange={(event) => { if (event.currentTarget.value !== '') set(place, { name: event.currentTarget.value }); }} />
          <Select label={t('groups.stageCountsAs')} allowDeselect={false} value={one.counts} data={(['none', 'output', 'outcome'] as const).map((value) => ({ value, label: t(`groups.counts_${value}`) }))} onChange={(value) => set(place, { counts: value === 'output' || value === 'outcome' ? value : 'none' })} />
          <NumberInput label={t('groups.stageMonths')} value={one.months ?? ''} min={1} max={60} hideControls allowDecimal={false} onChange={(value) => set(place, { months: typeof value === 'number' ? value : null })} />
          <Button variant="default" onClick={() => onChange(stages.filter((_, at) => at !== place))}>{t('groups.stageRemove')}</Button>
        </fieldset>
      ))}
      <div className={css.filters}><Button variant="default" disabled={stages.length >= 12} onClick={() => onChange([...stages, fresh()])}>{t('groups.stageAdd')}</Button></div>
    </Panel>
  );
}
