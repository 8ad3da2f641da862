import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import type { MoveKind } from '../../../db/rules/enrolment/states.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { ActDialog } from './act-dialog.tsx';
import css from './enrolment.module.css';
import { useUndoBulk } from './use-undo-bulk.ts';

/** Somebody's part in a programme, as a dialog names it. */
export interface PartName {
  readonly id: string;
  readonly name: string;
}

interface MoveDialogProps {
  readonly parts: readonly PartName[];
  readonly move: MoveKind;
  readonly today: string;
  /** Whose place is taken by a decision. */
  readonly replaces?: string | null;
  readonly onClose: () => void;
}

type Check = CallOutput<'enrolment.moveCheck'>[number];
type Next = NonNullable<CallOutput<'enrolment.move'>['next']>;

/** Moves one part in a programme, or all that are marked, to the next state; after somebody left it says whose turn it is. */
export function MoveDialog({ parts, move, today, replaces = null, onClose }: MoveDialogProps): ReactNode {
  const t = useText();
  const act = useAction('enrolment.move');
  const mayForbidden = useMay('enrol.override');
  const undo = useUndoBulk();
  const [date, setDate] = useState<string | null>(today);
  const [decisionNo, setDecisionNo] = useState('');
  const [decisionDate, setDecisionDate] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [exitReason, setExitReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [next, setNext] = useState<Next | null>(null);
  const [deciding, setDeciding] = useState(false);
  const name = parts.length === 1 ? (parts[0]?.name ?? '') : t('enrolment.many', { n: parts.length });
  const said = { decisionNo: decisionNo.trim() || null, decisionDate, reason: reason.trim() || null, until, exitReason, note: note.trim() || null, replaces };
  const filled = date !== null && { decide: said.decisionNo !== null && decisionDate !== null, suspend: said.reason !== null, leave: exitReason !== null, activate: true, resume: true, finish: true }[move];
  const check = useCall('enrolment.moveCheck', { ids: parts.map((one) => one.id), move, date: date ?? today, ...said, lang: useLanguage() }, { enabled: filled, keepPrevious: true });
  const refused = filled ? (check.data ?? []).filter((one) => one.refusal !== null) : [];
  const able = (check.data ?? []).filter((one) => one.refusal === null);
  const rules = rulesOf(able);
  const answered = rules.every(({ rule, result }) => (reasons[rule] ?? '').trim() !== '' && (result === 'warn' || mayForbidden));
  const ready = filled && check.data !== undefined && !check.isFetching && able.length > 0 && answered;
  const run = (): void => {
    const overrides = rules.map(({ rule }) => ({ rule, reason: (reasons[rule] ?? '').trim() }));
    act.mutate({ ids: able.map((one) => one.id), move, date: date ?? today, ...said, overrides }, {
      onSuccess: ({ moved, batch, next: turn }) => {
        say({ text: t(`enrolment.moved_${move}`, { n: moved, no: said.decisionNo ?? '' }), ...(batch !== null && { undo: () => undo(batch) }) });
        if (turn === null) onClose();
        else setNext(turn);
      },
    });
  };
  if (next && deciding) return <MoveDialog parts={[{ id: next.enrolment, name: next.name }]} move="decide" today={today} replaces={parts[0]?.id ?? null} onClose={onClose} />;
  if (next) {
    return (
      <Dialog title={t('enrolment.waitingTitle')} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('enrolment.later')}</Button><Button data-autofocus onClick={() => setDeciding(true)}>{t('enrolment.nextDecide')}</Button></>}>
        <Notice severity="info" title={t('enrolment.nextTitle', { name: next.name })}>{t('enrolment.nextWhy', { why: next.why })}</Notice>
      </Dialog>
    );
  }
  return (
    <ActDialog title={t(`enrolment.title_${move}`, { name })} action={t(`enrolment.act_${move}`)} ready={ready} busy={act.isPending} dirty={decisionNo !== '' || reason !== '' || note !== ''} error={act.error ?? check.error} onDo={run} onClose={onClose}>
      {move === 'decide' && <TextInput data-autofocus required label={t('enrolment.decisionNo')} value={decisionNo} maxLength={120} autoComplete="off" onChange={(event) => setDecisionNo(event.currentTarget.value)} />}
      {move === 'decide' && <DateInput required label={t('enrolment.decisionDate')} value={decisionDate} today={today} onChange={setDecisionDate} />}
      {move === 'suspend' && <TextInput data-autofocus required label={t('enrolment.reason')} value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />}
      {move === 'leave' && <Select data-autofocus required label={t('enrolment.exitReason')} value={exitReason} data={exitReasons()} onChange={setExitReason} />}
      <DateInput required label={t('enrolment.date')} value={date} today={today} onChange={setDate} />
      {move === 'suspend' && <DateInput label={t('enrolment.until')} description={t('enrolment.untilHint')} value={until} today={today} onChange={setUntil} />}
      {(move === 'leave' || move === 'finish') && <TextInput label={t('enrolment.note')} value={note} maxLength={300} autoComplete="off" onChange={(event) => setNote(event.currentTarget.value)} />}
      {refused.length > 0 && <p className={css.whole}><Mark severity="warn">{t('enrolment.refused', { n: refused.length, names: namesOf(refused) })}</Mark> {able.length > 0 && t('enrolment.refusedHint', { n: able.length })}</p>}
      {filled && rules.map(({ rule, title, facts, result, names }) => (
        <div key={rule} className={css.whole}>
          <p><Mark severity={result === 'forbid' ? 'block' : 'warn'}>{t('enrolment.against', { name: names, title, facts })}</Mark></p>
          {result === 'forbid' && !mayForbidden ? <p>{t('families.objectionLocked')}</p> : <TextInput required label={t('enrolment.reasonAll')} value={reasons[rule] ?? ''} maxLength={300} autoComplete="off" onChange={(event) => { const value = event.currentTarget.value; setReasons((old) => ({ ...old, [rule]: value })); }} />}
        </div>
      ))}
      {check.error && <ErrorNotice error={check.error} retry={() => void check.refetch()} />}
    </ActDialog>
  );
}

function exitReasons(): { value: string; label: string }[] {
  return (codeList('TEPAT.alasanKeluar')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
}

function namesOf(checks: readonly Check[]): string {
  return `${checks.slice(0, 4).map((one) => one.name).join(', ')}${checks.length > 4 ? ' …' : ''}`;
}

/** What speaks against these, each rule once with whom it is about. */
function rulesOf(checks: readonly Check[]): { rule: string; title: string; facts: string; result: 'warn' | 'forbid'; names: string }[] {
  const said = checks.flatMap((one) => one.objections.map((objection) => ({ ...objection, check: one })));
  return [...Map.groupBy(said, (one) => one.rule)].map(([rule, all]) => ({
    rule, title: all[0]?.title ?? '', facts: all[0]?.facts ?? '', result: all.some((one) => one.result === 'forbid') ? 'forbid' : 'warn', names: namesOf(all.map((one) => one.check)),
  }));
}
