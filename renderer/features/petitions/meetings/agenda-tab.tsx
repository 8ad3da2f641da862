import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { draftKinds } from '../../../../db/rules/draft-kinds.ts';
import { codeList } from '../../../../db/rules/lists.ts';
import { meetingState } from '../../../../db/rules/petitions/minutes.ts';
import { allRows, useAction, useCall } from '../../../app/calls.ts';
import { DialogDraft } from '../../../app/dialog-draft.tsx';
import { useKeys } from '../../../app/keys.ts';
import { useResume } from '../../../app/resume.ts';
import { useKept, useStored } from '../../../app/use-kept.ts';
import { textIn, useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import type { Severity } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import { label, rtWords } from '../petition-words.tsx';
import css from '../petitions.module.css';
import type { Meeting } from './meeting-screen.tsx';

export type Item = Meeting['agenda'][number];

/** The agenda with a decision per item; what waits is put on it at once. */
export function AgendaTab({ meeting, works }: { meeting: Meeting; works: boolean }): ReactNode {
  const t = useText();
  const pending = useCall('meeting.pending', {}, { enabled: works });
  const fill = useAction('meeting.addItems');
  const [open, setOpen] = useState<Item | 'topic' | null>(null);
  useResume(draftKinds.decision, works, ({ target }) => setOpen(meeting.agenda.find((one) => one.id === target) ?? null));
  const waiting = pending.data?.length ?? 0;
  const addAll = (): void => fill.mutate({ id: meeting.id, petitions: 'all' }, { onSuccess: ({ added }) => say({ text: t('meetings.filled', { n: formatNumber(added) }) }) });
  useKeys(works ? [...(waiting > 0 ? [{ key: 'i', label: t('meetings.fill', { n: formatNumber(waiting) }), run: addAll }] : []), { key: 't', label: t('meetings.topic'), run: () => setOpen('topic') }] : []);
  const buttons = works && (
    <div className={css.filters}>
      {waiting > 0 && <Button variant="default" loading={fill.isPending} onClick={addAll}>{t('meetings.fill', { n: formatNumber(waiting) })}</Button>}
      <Button variant="default" onClick={() => setOpen('topic')}>{t('meetings.topic')} …</Button>
    </div>
  );
  return (
    <div className={css.column}>
      {buttons}
      <DataTable
        label={t('meetings.agenda')} columns={columns(t)} pages={allRows({ data: meeting.agenda, isPending: false, error: null, refetch: () => undefined })} rowKey={(one) => one.id} autoFocus {...(works ? { onOpen: setOpen } : {})}
        empty={<EmptyState icon={IconListCheck} title={t('meetings.agendaNone')}>{works ? t('meetings.agendaNoneHint', { n: formatNumber(waiting) }) : undefined}</EmptyState>}
      />
      {open === 'topic' && <TopicDialog meeting={meeting.id} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'topic' && <DialogDraft kind={draftKinds.decision} target={open.id} title={textIn('id', 'meetings.decideTitle', { name: itemName(open) })}><DecideDialog item={open} begun={meeting.state !== meetingState.planned} onClose={() => setOpen(null)} /></DialogDraft>}
    </div>
  );
}

/** What was decided, as icon and word. */
export function DecisionMark({ decision, t }: { decision: number | null; t: Translate }): ReactNode {
  const severities: Readonly<Record<number, Severity>> = { 1: 'done', 2: 'block', 3: 'warn' };
  return decision === null ? <Mark severity="info">{t('meetings.undecided')}</Mark> : <Mark severity={severities[decision] ?? 'info'}>{label('TEPAT.putusanMusyawarah', decision)}</Mark>;
}

/** Whom or what an item is about. */
export function itemName(item: Item): string {
  return item.name ?? item.title ?? '';
}

function columns(t: Translate): Column<Item>[] {
  return [
    { key: 'no', header: t('meetings.colNo'), width: '48px', numeric: true, render: (one) => formatNumber(one.sequence) },
    { key: 'about', header: t('meetings.colAbout'), width: 'minmax(150px, 2fr)', render: (one) => <strong title={itemName(one)}>{itemName(one)}</strong> },
    { key: 'address', header: t('meetings.colAddress'), width: 'minmax(110px, 2fr)', render: (one) => <span title={one.address ?? ''}>{one.address}</span> },
    { key: 'rt', header: t('meetings.colRt'), width: '84px', render: (one) => (one.name === null ? '' : rtWords(one)) },
    { key: 'subject', header: t('meetings.colSubject'), width: 'minmax(140px, 2fr)', render: (one) => [label('TEPAT.pokokUsulan', one.subject), one.programme].filter(Boolean).join(' · ') },
    { key: 'finding', header: t('meetings.colFinding'), width: '104px', render: (one) => label('TEPAT.hasilUsulan', one.finding) },
    { key: 'decision', header: t('meetings.colDecision'), width: '168px', render: (one) => <DecisionMark decision={one.decision} t={t} /> },
    { key: 'reason', header: t('meetings.colReason'), width: 'minmax(110px, 2fr)', render: (one) => <span title={one.reason ?? ''}>{one.reason}</span> },
  ];
}

function TopicDialog({ meeting, onClose }: { meeting: string; onClose: () => void }): ReactNode {
  const t = useText();
  const add = useAction('meeting.addTopic');
  const [title, setTitle] = useState('');
  return (
    <FormDialog title={t('meetings.topicTitle')} submit={t('meetings.save')} ready={title.trim() !== ''} busy={add.isPending} dirty={title !== ''} error={add.error} onSubmit={() => add.mutate({ id: meeting, title: title.trim() }, { onSuccess: onClose })} onClose={onClose}>
      <TextInput data-autofocus required label={t('meetings.topicLabel')} maxLength={300} autoComplete="off" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
    </FormDialog>
  );
}

function DecideDialog({ item, begun, onClose }: { item: Item; begun: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const decide = useAction('meeting.decide');
  const remove = useAction('meeting.removeItem');
  const [decision, setDecision] = useKept('decision', z.string(), String(item.decision ?? 1));
  const [reason, setReason] = useKept('reason', z.string(), item.reason ?? '');
  const stored = useStored();
  const done = { onSuccess: () => { stored(); onClose(); } };
  const wantsReason = decision !== '1';
  const submit = (): void => decide.mutate({ item: item.id, decision: Number(decision), reason: reason.trim() || null }, done);
  return (
    <FormDialog
      title={t('meetings.decideTitle', { name: itemName(item) })} submit={t('meetings.decide')} ready={begun && (!wantsReason || reason.trim() !== '')} busy={decide.isPending} dirty={reason !== (item.reason ?? '')}
      error={decide.error ?? remove.error} onSubmit={submit} onClose={onClose}
    >
      {item.request !== null && <p className={css.said}>{item.request}</p>}
      {!begun && <p className={css.quiet}>{t('meetings.notBegun')}</p>}
      {begun && <SegmentedControl data-autofocus fullWidth aria-label={t('meetings.decision')} value={decision} onChange={setDecision} data={(codeList('TEPAT.putusanMusyawarah')?.codes ?? []).map(([code, words]) => ({ value: String(code), label: words }))} />}
      {begun && <Textarea label={t('meetings.reason')} required={wantsReason} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      <Button variant="subtle" color="red" className={css.left} loading={remove.isPending} onClick={() => remove.mutate({ item: item.id }, done)}>{t('meetings.remove')}</Button>
    </FormDialog>
  );
}
