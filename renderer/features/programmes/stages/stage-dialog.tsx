import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { codeList, labelOf } from '../../../../db/rules/lists.ts';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { formatNumber, formatShortDate } from '../../../ui/format.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';
import type { StageLine } from './stages-tab.tsx';

interface StageDialogProps {
  readonly programme: string;
  readonly stages: CallOutput<'stage.board'>['stages'];
  readonly lines: readonly StageLine[];
  readonly today: string;
  /** The stage that the list is narrowed to. */
  readonly stage: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Records a stage for everybody who was chosen: which, when, with what result. Of one alone also the certificate, and what was recorded can be taken back. */
export function StageDialog({ programme, stages, lines, today, stage: at, onClose, onDone }: StageDialogProps): ReactNode {
  const t = useText();
  const record = useAction('stage.record');
  const back = useAction('stage.void');
  const [first] = lines;
  const one = lines.length === 1 ? first : undefined;
  const [stage, setStage] = useState<string | null>(at ?? first?.next?.stage ?? first?.at?.stage ?? null);
  const [result, setResult] = useState('1');
  const [date, setDate] = useState<string | null>(today);
  const [place, setPlace] = useState('');
  const [certificateNo, setCertificate] = useState('');
  const [undoing, setUndoing] = useState<StageLine['results'][number] | null>(null);
  const nameOf = (key: string): string => stages.find((each) => each.key === key)?.name ?? key;
  const submit = (): void => {
    if (stage === null || date === null) return;
    const items = lines.map(({ enrolment }) => ({ enrolment, certificateNo: certificateNo.trim() || null }));
    record.mutate({ programme, stage, date, result: Number(result), place: place.trim() || null, items }, { onSuccess: ({ recorded }) => { say({ text: t('groups.stageSaved', { n: formatNumber(recorded), stage: nameOf(stage) }) }); onDone(); } });
  };
  return (
    <FormDialog title={one ? t('groups.stageTitleOne', { name: one.name }) : t('groups.stageTitle', { n: formatNumber(lines.length) })} submit={t('groups.stageRecord')} ready={stage !== null && date !== null} busy={record.isPending} dirty={place !== '' || certificateNo !== ''} error={record.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('groups.stage')} allowDeselect={false} value={stage} data={stages.map((each) => ({ value: each.key, label: each.name }))} onChange={setStage} />
      <Select label={t('groups.stageResult')} allowDeselect={false} value={result} data={(codeList('TEPAT.hasilTahap')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))} onChange={(value) => setResult(value ?? '1')} />
      <DateInput label={t('groups.stageDate')} value={date} today={today} onChange={setDate} required />
      <TextInput label={t('groups.stagePlace')} value={place} maxLength={120} onChange={(event) => setPlace(event.currentTarget.value)} />
      {one && <TextInput label={t('groups.stageCertificate')} value={certificateNo} maxLength={60} onChange={(event) => setCertificate(event.currentTarget.value)} />}
      {one && one.results.length > 0 && (
        <ul className={css.known} aria-label={t('groups.stageKnown')}>
          {one.results.map((each) => (
            <li key={each.id}>
              <span>{[nameOf(each.stage), formatShortDate(each.date), each.result === null ? '' : labelOf('TEPAT.hasilTahap', each.result), each.place].filter(Boolean).join(' · ')}</span>
              <Button variant="default" h={28} px={10} aria-label={t('groups.stageUndoOf', { stage: nameOf(each.stage) })} onClick={() => setUndoing(each)}>{t('groups.stageUndo')}</Button>
            </li>
          ))}
        </ul>
      )}
      {undoing && <ReasonDialog title={t('groups.stageUndoOf', { stage: nameOf(undoing.stage) })} action={t('groups.stageUndo')} onClose={() => setUndoing(null)} onDo={async (reason) => { await back.mutateAsync({ id: undoing.id, reason }); onDone(); }} />}
    </FormDialog>
  );
}
