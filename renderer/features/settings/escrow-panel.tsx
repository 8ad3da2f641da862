import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatDate, formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { EscrowAnswerDialog } from './escrow-answer-dialog.tsx';
import { EscrowBeginDialog } from './escrow-begin-dialog.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';

type Escrow = CallOutput<'escrow.status'>;
type Asked = 'begin' | 'answer' | 'end' | 'join' | 'leave';

/** The city's escrow: at the city who holds it and what was asked of it, at an office whether it takes part. */
export function EscrowPanel({ two }: { two: boolean }): ReactNode {
  const t = useText();
  const status = useCall('escrow.status', {});
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => { setAsked(null); void status.refetch(); };
  if (status.error) return <ErrorNotice error={status.error} />;
  if (!status.data) return null;
  return (
    <Panel>
      <div className={css.stack}>
        <h2>{t('escrow.title')}</h2>
        <p className={css.muted}>{status.data.mayKeep ? t('escrow.cityHint') : t('escrow.officeHint')}</p>
        {status.data.mayKeep ? <AtCity escrow={status.data} onAsk={setAsked} /> : <AtOffice escrow={status.data} onAsk={setAsked} />}
      </div>
      {asked === 'begin' && <EscrowBeginDialog two={two} onClose={close} />}
      {asked === 'answer' && <EscrowAnswerDialog two={two} onClose={close} />}
      {asked === 'join' && <JoinDialog two={two} city={status.data.offered?.cityName ?? ''} onClose={close} />}
      {(asked === 'end' || asked === 'leave') && <EndDialog what={asked} two={two} onClose={close} />}
    </Panel>
  );
}

function AtCity({ escrow: { own, usedAt }, onAsk }: { escrow: Escrow; onAsk: (what: Asked) => void }): ReactNode {
  const t = useText();
  // A pengesah answers; the key itself is the administrator's matter.
  const mayManage = useMay('user.manage');
  return (
    <>
      {own && (
        <div className={css.full}>
          <Fields>
            <FieldRow label={t('escrow.name')}>{own.name}</FieldRow>
            <FieldRow label={t('escrow.holders')}>{t('escrow.neededOf', { needed: own.needed, names: own.holders.join(', ') })}</FieldRow>
            <FieldRow label={t('escrow.until')}>{own.inForce ? formatDate(own.until) : own.endedOn === null ? t('escrow.ranOut', { date: formatDate(own.until) }) : t('escrow.endedOn', { date: formatDate(own.endedOn) })}</FieldRow>
            <FieldRow label={t('escrow.usedAt')}>{usedAt === null ? t('escrow.neverUsed') : formatMoment(usedAt)}</FieldRow>
          </Fields>
        </div>
      )}
      <Group gap="xs">
        {own?.inForce
          ? <><Button variant="default" onClick={() => onAsk('answer')}>{t('escrow.answer')} …</Button>{mayManage && <Button variant="subtle" color="red" onClick={() => onAsk('end')}>{t('escrow.end')} …</Button>}</>
          : mayManage && <Button variant="default" onClick={() => onAsk('begin')}>{t('escrow.begin')} …</Button>}
      </Group>
    </>
  );
}

function AtOffice({ escrow: { offered, joined, usedAt, keysSeen }, onAsk }: { escrow: Escrow; onAsk: (what: Asked) => void }): ReactNode {
  const t = useText();
  const mayManage = useMay('user.manage');
  return (
    <>
      {keysSeen && <Notice severity="warn" title={t('escrow.keysSeen')}>{t('escrow.keysSeenHint')}</Notice>}
      <div className={css.full}>
        <Fields>
          <FieldRow label={t('escrow.offered')}>{offered ? t('escrow.offeredBy', { city: offered.cityName, needed: offered.needed, of: offered.of, until: formatDate(offered.until) }) : t('escrow.notOffered')}</FieldRow>
          <FieldRow label={t('escrow.joined')}>{joined ? t('escrow.joinedUntil', { name: joined.name, until: formatDate(joined.until) }) : t('escrow.notJoined')}</FieldRow>
          {usedAt !== null && <FieldRow label={t('escrow.usedAt')}>{formatMoment(usedAt)}</FieldRow>}
        </Fields>
      </div>
      <Group gap="xs">
        {mayManage && offered && !joined && <Button variant="default" onClick={() => onAsk('join')}>{t('escrow.join')} …</Button>}
        {mayManage && joined && <Button variant="subtle" color="red" onClick={() => onAsk('leave')}>{t('escrow.leave')} …</Button>}
      </Group>
    </>
  );
}

function JoinDialog({ two, city, onClose }: { two: boolean; city: string; onClose: () => void }): ReactNode {
  const t = useText();
  const join = useAction('escrow.join');
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  return (
    <FormDialog
      title={t('escrow.join')} submit={t('escrow.join')} ready={!two || second.user !== ''} busy={join.isPending} dirty={false} error={join.error} onClose={onClose}
      onSubmit={() => join.mutate(secondOf(second), { onSuccess: () => { say({ text: t('escrow.joinedSaid', { city }) }); onClose(); } })}
    >
      <p>{t('escrow.joinHint', { city })}</p>
      {two && <SecondFields second={second} onChange={setSecond} />}
    </FormDialog>
  );
}

function EndDialog({ what, two, onClose }: { what: 'end' | 'leave'; two: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const run = async (reason: string): Promise<void> => {
    await callApi(what === 'end' ? 'escrow.end' : 'escrow.leave', { reason, ...secondOf(second) });
    say({ text: t(what === 'end' ? 'escrow.endSaid' : 'escrow.leaveSaid') });
    onClose();
  };
  return (
    <ReasonDialog danger title={t(what === 'end' ? 'escrow.end' : 'escrow.leave')} action={t(what === 'end' ? 'escrow.end' : 'escrow.leave')} ready={!two || second.user !== ''} onClose={onClose} onDo={run}>
      <p>{t(what === 'end' ? 'escrow.endHint' : 'escrow.leaveHint')}</p>
      {two && <SecondFields second={second} onChange={setSecond} />}
    </ReasonDialog>
  );
}
