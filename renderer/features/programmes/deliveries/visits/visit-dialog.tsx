import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { codeList } from '../../../../../db/rules/lists.ts';
import { useAction, useCall } from '../../../../app/calls.ts';
import { useKept, useStored } from '../../../../app/use-kept.ts';
import { useText } from '../../../../text/text.ts';
import { DateInput } from '../../../../ui/date-input.tsx';
import { DraftDialog } from '../../../../ui/draft-dialog.tsx';
import { ErrorNotice } from '../../../../ui/notice.tsx';
import { say } from '../../../../ui/said.tsx';
import type { Programme } from '../../programme-words.ts';
import css from '../../programmes.module.css';
import type { Visit } from './visits-screen.tsx';

interface VisitDialogProps {
  readonly programme: Programme;
  /** The visit that is changed; null for a new one. */
  readonly visit: Visit | null;
  readonly today: string;
  /** Who visited last: mostly the same person all day. */
  readonly officer: string;
  /** Whether the user may read and write notes about health. */
  readonly health: boolean;
  readonly onClose: () => void;
  readonly onDone: (officer: string) => void;
}

const maybe = z.string().nullable();
const received = '1';
const failed = '4';

/** A visit: whom, when, by whom, what follows, and for those who may a short note about health. */
export function VisitDialog({ programme, visit, today, officer: last, health, onClose, onDone }: VisitDialogProps): ReactNode {
  const t = useText();
  const [enrolment, setEnrolment] = useKept('enrolment', maybe, visit?.enrolment ?? null);
  const [date, setDate] = useKept('date', maybe, visit?.date ?? today);
  const [officer, setOfficer] = useKept('officer', z.string(), visit?.officer ?? last);
  const [status, setStatus] = useKept('status', z.string(), visit !== null && visit.status !== Number(received) ? failed : received);
  const [reason, setReason] = useKept('reason', z.string(), visit?.reason ?? '');
  const [followUp, setFollowUp] = useKept('followUp', z.string(), visit?.followUp === null || visit === null ? '' : String(visit.followUp));
  const [followUpDate, setFollowUpDate] = useKept('followUpDate', maybe, visit?.followUpDate ?? null);
  const [note, setNote] = useKept('note', z.string(), visit?.note ?? '');
  const [recordNo, setRecordNo] = useKept('recordNo', z.string(), visit?.recordNo ?? '');
  const stored = useStored();
  const record = useAction('visit.record');
  // Any phase names the recipients.
  const people = useCall('delivery.list', { programme: programme.id, phase: '-' });
  const rows = people.data?.rows ?? [];
  const name = visit?.name ?? rows.find((row) => row.enrolment === enrolment)?.name ?? '';
  const made = status === received;
  const ready = enrolment !== null && date !== null && officer.trim() !== '' && (made || reason.trim() !== '') && !record.isPending;
  const run = (): void => {
    if (!ready || enrolment === null || date === null) return;
    const input = {
      programme: programme.id, enrolment, date, officer: officer.trim(), status: Number(status), reason: made ? null : reason.trim(), followUp: followUp === '' ? null : Number(followUp), followUpDate,
      ...(health ? { note: note.trim() || null, recordNo: recordNo.trim() || null } : {}),
    };
    record.mutate(input, { onSuccess: () => { stored(); say({ text: t('deliveries.visitSaved', { name }) }); onDone(officer.trim()); } });
  };
  return (
    <DraftDialog
      title={visit === null ? t('deliveries.visitNew') : t('deliveries.visitEdit', { name: visit.name })} size="lg" onClose={onClose} dirty={officer !== (visit?.officer ?? last) || note !== (visit?.note ?? '')} keys={[{ key: 'Ctrl+Enter', label: t('deliveries.keep'), run }]}
      actions={(close) => <><Button variant="default" onClick={close}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={record.isPending} onClick={run}>{t('deliveries.keep')}</Button></>}
    >
      {visit === null && <Select data-autofocus searchable required label={t('deliveries.visitWho')} value={enrolment} data={rows.map((row) => ({ value: row.enrolment, label: `${row.name} (${t('reports.rtIs', { rt: row.rt ?? '–' })})` }))} onChange={setEnrolment} />}
      <div className={css.deliveryBar}>
        <DateInput label={t('deliveries.visitDate')} value={date} today={today} onChange={setDate} required disabled={visit !== null} />
        <TextInput data-autofocus={visit !== null || undefined} className={css.filterText} label={t('deliveries.visitOfficer')} required value={officer} maxLength={120} autoComplete="off" onChange={(event) => setOfficer(event.currentTarget.value)} />
        <SegmentedControl style={{ flex: 'none' }} aria-label={t('deliveries.visitResult')} value={status} onChange={setStatus} data={[{ value: received, label: t('deliveries.visitMade') }, { value: failed, label: t('deliveries.visitNotMade') }]} />
      </div>
      {!made && <TextInput label={t('deliveries.visitReason')} required value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />}
      <div className={css.deliveryBar}>
        <Select className={css.filterText} label={t('deliveries.visitFollowUp')} clearable value={followUp === '' ? null : followUp} data={(codeList('TEPAT.tindakLanjut')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))} onChange={(value) => setFollowUp(value ?? '')} />
        <DateInput label={t('deliveries.visitFollowUpDate')} value={followUpDate} today={today} onChange={setFollowUpDate} />
      </div>
      {health && (
        <>
          <Textarea label={t('deliveries.visitNote')} description={t('deliveries.visitNoteHint')} value={note} maxLength={1000} autosize minRows={2} maxRows={5} onChange={(event) => setNote(event.currentTarget.value)} />
          <TextInput label={t('deliveries.visitRecordNo')} description={t('deliveries.visitRecordNoHint')} value={recordNo} maxLength={60} autoComplete="off" onChange={(event) => setRecordNo(event.currentTarget.value)} />
        </>
      )}
      {record.error !== null && <ErrorNotice error={record.error} />}
    </DraftDialog>
  );
}
