import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows, useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { takeKeyboard } from '../../ui/take-keyboard.ts';
import css from './settings.module.css';

type Revoked = CallOutput<'card.revoked'>[number];
type Sent = CallOutput<'package.handBack'>;

const handBackJob = 'hand-back';

interface RevokedCardsProps {
  /** Whether another PC of an office below is at work: one that began anew, or one that may lack the last of the lost one. */
  readonly isAtWork: (code: string) => boolean;
  /** Whether it was not given back yet what its lost PC had sent here. */
  readonly lacksOwn: (code: string) => boolean;
}

/** Cards that were revoked, and the way back for an office below that goes on on another PC. */
export function RevokedCards({ isAtWork, lacksOwn }: RevokedCardsProps): ReactNode {
  const t = useText();
  const revoked = useCall('card.revoked', {});
  const handBack = useAction('package.handBack');
  const maySend = useMay('package.send');
  const [error, setError] = useState<unknown>(null);
  const give = async (code: string): Promise<void> => {
    setError(null);
    const folder = await callShell('shell.chooseFolder', { title: t('settings.handBackFolder') });
    if (folder !== null) await handBack.mutateAsync({ to: code, folder, existing: true, job: handBackJob });
  };
  if (!revoked.data || revoked.data.length === 0) return null;
  const offers = (row: Revoked): boolean => maySend && isAtWork(row.code) && revoked.data.find((one) => one.code === row.code) === row;
  return (
    <section className={css.part}>
      <h2>{t('settings.revokedTitle')}</h2>
      <p className={css.muted}>{t('settings.revokedHint')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {handBack.isPending && <Progress job={handBackJob} label={t('settings.handBack')} />}
      {handBack.data && <HandedBack sent={handBack.data} />}
      {/* The button may not be pressed while it works, and loses the keyboard then. */}
      <div ref={handBack.isSuccess ? takeKeyboard : undefined}>
        <DataTable label={t('settings.revokedTitle')} pages={allRows(revoked)} rowKey={(row) => row.deviceId} columns={columns(t, { offers, lacksOwn, busy: handBack.isPending, give: (code) => void give(code).catch(setError) })} />
      </div>
    </section>
  );
}

function HandedBack({ sent }: { sent: Sent }): ReactNode {
  const t = useText();
  return <Notice severity="done" title={t('settings.handedBack', { families: sent.families, people: sent.people })}>{t('settings.handedBackHint', { file: sent.file })}</Notice>;
}

interface GivingBack extends Pick<RevokedCardsProps, 'lacksOwn'> {
  readonly offers: (row: Revoked) => boolean;
  readonly busy: boolean;
  readonly give: (code: string) => void;
}

function columns(t: Translate, { offers, lacksOwn, busy, give }: GivingBack): Column<Revoked>[] {
  return [
    { key: 'name', header: t('settings.neighbourOffice'), width: 'minmax(180px, 1fr)', render: (row) => row.name },
    { key: 'at', header: t('settings.revokedAt'), width: '170px', render: (row) => formatMoment(row.revokedAt) },
    { key: 'reason', header: t('kit.reason'), width: 'minmax(160px, 2fr)', render: (row) => row.reason },
    { key: 'back', header: t('settings.colNext'), width: '220px', render: (row) => offers(row) && <Button size="compact-sm" variant={lacksOwn(row.code) ? 'default' : 'subtle'} loading={busy} onClick={() => give(row.code)}>{t(row.returned ? 'settings.handBackAgain' : 'settings.handBack')} …</Button> },
  ];
}
