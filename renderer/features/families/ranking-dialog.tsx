import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../db/rules/lists.ts';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { textOrNone } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';

const labels = (list: string): string[] => (codeList(list)?.codes ?? []).map(([, label]) => label);

/** Adds a dated ranking with its source; nothing is computed here. */
export function RankingDialog({ family, today, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const add = useAction('ranking.add');
  const [source, setSource] = useState<string | null>(labels('TEPAT.sumberPeringkat')[0] ?? null);
  const [scope, setScope] = useState<string | null>(labels('TEPAT.cakupanPeringkat')[0] ?? null);
  const [measure, setMeasure] = useState<'desil' | 'percentile'>('desil');
  const [typed, setTyped] = useState('');
  const [date, setDate] = useState<string | null>(null);
  const [document, setDocument] = useState('');
  const value = typed.trim() === '' ? null : Number(typed);
  const most = measure === 'desil' ? 10 : 100;
  const wrong = value !== null && !(Number.isInteger(value) && value >= 1 && value <= most);
  const submit = (): void => {
    if (source === null || scope === null || date === null) return;
    const paper = textOrNone(document);
    add.mutate({ family: family.id, source, scope, measure, value, date, ...(paper === undefined ? {} : { document: paper }) }, { onSuccess: () => { say({ text: t('families.rankingDone', { source }) }); onClose(); } });
  };
  return (
    <EventDialog title={t('families.event_ranking')} submit={t('families.record')} ready={source !== null && scope !== null && date !== null && !wrong} busy={add.isPending} dirty={typed !== ''} error={add.error} onSubmit={submit} onClose={onClose}>
      <Select label={t('families.colSource')} data-autofocus value={source} data={labels('TEPAT.sumberPeringkat')} onChange={setSource} required />
      <Select label={t('families.colScope')} value={scope} data={labels('TEPAT.cakupanPeringkat')} onChange={setScope} required />
      <SegmentedControl aria-label={t('families.colMeasure')} value={measure} onChange={(next) => setMeasure(next === 'desil' ? 'desil' : 'percentile')} data={[{ value: 'desil', label: t('families.measureDesil') }, { value: 'percentile', label: t('families.measurePercentile') }]} />
      <TextInput label={measure === 'desil' ? t('families.valueDesil') : t('families.valuePercentile')} description={t('families.valueHint')} value={typed} inputMode="numeric" maxLength={3} error={wrong ? t('families.valueWrong', { max: most }) : undefined} onChange={(event) => setTyped(event.currentTarget.value)} />
      <DateInput label={t('families.rankingDate')} value={date} today={today} onChange={setDate} required />
      <TextInput label={t('families.colDocument')} value={document} maxLength={200} onChange={(event) => setDocument(event.currentTarget.value)} />
    </EventDialog>
  );
}
