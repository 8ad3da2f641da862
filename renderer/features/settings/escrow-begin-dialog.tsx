import { Button, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';

type Made = CallOutput<'escrow.begin'>;
const MOST_HOLDERS = 9;

/** A new escrow key: who holds it, how many of them are needed, until when; then each part by itself, once. */
export function EscrowBeginDialog({ two, onClose }: { two: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const begin = useAction('escrow.begin');
  const [names, setNames] = useState('');
  const [needed, setNeeded] = useState(2);
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const holders = names.split('\n').map((name) => name.trim()).filter((name) => name !== '');
  const ready = holders.length >= needed && holders.length <= MOST_HOLDERS && until !== null && reason.trim() !== '' && (!two || second.user !== '');
  if (begin.data) return <PartsDialog made={begin.data} onClose={onClose} />;
  return (
    <FormDialog
      title={t('escrow.beginTitle')} submit={t('escrow.begin')} ready={ready} busy={begin.isPending} dirty={names !== ''} error={begin.error} onClose={onClose}
      onSubmit={() => { if (until !== null) begin.mutate({ holders, needed, until, reason: reason.trim(), ...secondOf(second) }); }}
    >
      <p>{t('escrow.beginHint')}</p>
      <Textarea data-autofocus required autosize minRows={3} label={t('escrow.holderNames')} description={t('escrow.holderNamesHint')} value={names} onChange={(event) => setNames(event.currentTarget.value)} />
      <NumberInput required label={t('escrow.needed')} description={t('escrow.neededHint')} value={needed} min={2} max={MOST_HOLDERS} allowDecimal={false} clampBehavior="strict" onChange={(value) => { if (typeof value === 'number') setNeeded(value); }} />
      <DateInput required label={t('escrow.until')} value={until} today={info.data?.today ?? ''} onChange={setUntil} />
      <TextInput required label={t('escrow.basis')} value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />
      {two && <SecondFields second={second} onChange={setSecond} />}
    </FormDialog>
  );
}

/** One holder after the other: each sees only the own part. */
function PartsDialog({ made, onClose }: { made: Made; onClose: () => void }): ReactNode {
  const t = useText();
  const [at, setAt] = useState(0);
  const [shown, setShown] = useState(false);
  const part = made.parts[at];
  const last = at + 1 >= made.parts.length;
  const next = (): void => {
    if (last) onClose();
    else {
      setAt(at + 1);
      setShown(false);
    }
  };
  return (
    <Dialog
      title={t('escrow.partTitle', { n: at + 1, total: made.parts.length, holder: part?.holder ?? '' })} onClose={onClose} size="lg" dirty
      actions={shown ? <Button data-autofocus onClick={next}>{last ? t('escrow.partLast') : t('escrow.partNext')}</Button> : <Button data-autofocus onClick={() => setShown(true)}>{t('escrow.partShow')}</Button>}
    >
      <Notice severity="warn" title={t('escrow.partOnce')}>{t('escrow.partHint', { name: made.name, needed: made.needed })}</Notice>
      {shown ? <p className={css.slip}>{part?.code}</p> : <p>{t('escrow.partCall', { holder: part?.holder ?? '' })}</p>}
    </Dialog>
  );
}
