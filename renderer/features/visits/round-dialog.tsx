import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { Round } from './visit-words.ts';
import css from './visits.module.css';

const usualAge = 365;

/** A new period, or one that is changed: its name, its days, and who is due in it. */
export function RoundDialog({ round, onClose, onDone }: { round: Round | null; onClose: () => void; onDone: (id: string) => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const lists = useCall('target.list', {});
  const save = useAction('round.save');
  const today = info.data?.today ?? '';
  const [name, setName] = useState(round?.name ?? '');
  const [from, setFrom] = useState<string | null>(round?.from ?? (today === '' ? null : today));
  const [until, setUntil] = useState<string | null>(round?.until ?? null);
  const [byAge, setByAge] = useState(round === null || round.olderThan !== null);
  const [days, setDays] = useState<number | string>(round?.olderThan ?? usualAge);
  const [list, setList] = useState<string | null>(round?.list ?? null);
  const [doubts, setDoubts] = useState(round?.doubts ?? false);
  const age = byAge && typeof days === 'number' && days > 0 ? Math.round(days) : null;
  const ready = name.trim() !== '' && from !== null && until !== null && (age !== null || list !== null || doubts) && !save.isPending;
  const run = (): void => {
    if (!ready || from === null || until === null) return;
    save.mutate({ ...(round && { id: round.id }), name: name.trim(), from, until, olderThan: age, list, doubts }, { onSuccess: ({ id }) => { say({ text: t('verval.roundSaved', { name: name.trim() }) }); onClose(); onDone(id); } });
  };
  return (
    <Dialog
      title={round === null ? t('verval.newRound') : t('verval.editRound')} onClose={onClose} dirty={name !== (round?.name ?? '')} keys={[{ key: 'Ctrl+Enter', label: t('verval.keep'), run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={save.isPending} onClick={run}>{t('verval.keep')}</Button></>}
    >
      <TextInput data-autofocus required label={t('verval.roundName')} placeholder={t('verval.roundNameExample')} value={name} maxLength={120} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} />
      <div className={css.line}>
        <DateInput label={t('verval.from')} value={from} today={today} onChange={setFrom} required />
        <DateInput label={t('verval.until')} value={until} today={today} onChange={setUntil} required />
      </div>
      <fieldset className={css.block}>
        <legend>{t('verval.whoIsDue')}</legend>
        <div className={css.bar}>
          <Checkbox label={t('verval.byAge')} checked={byAge} onChange={(event) => setByAge(event.currentTarget.checked)} />
          <NumberInput w={110} aria-label={t('verval.days')} suffix={t('verval.daysSuffix')} min={1} max={9999} disabled={!byAge} value={days} onChange={setDays} />
        </div>
        <Select clearable searchable label={t('verval.byList')} placeholder={t('verval.byListNone')} value={list} data={(lists.data ?? []).filter((one) => !one.voided).map((one) => ({ value: one.id, label: one.title }))} onChange={setList} />
        <Checkbox label={t('verval.byDoubts')} checked={doubts} onChange={(event) => setDoubts(event.currentTarget.checked)} />
      </fieldset>
      {save.error && <ErrorNotice error={save.error} />}
    </Dialog>
  );
}
