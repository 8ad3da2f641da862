import { Button, PasswordInput, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useSessionDoor } from '../../app/session.tsx';
import { snapshotWhy } from '../../app/snapshot-why.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import css from './lock.module.css';

type Way = CallOutput<'recovery.look'>['ways'][number];

interface RecoveryDialogProps {
  readonly users: readonly { readonly name: string }[];
  readonly onClose: () => void;
  readonly onRestored: () => void;
  /** Leads to a backup file on a stick instead. */
  readonly onFile: () => void;
}

/** Leads out of a damaged office: what is whole on this PC, what each way would lose, and the way chosen. */
export function RecoveryDialog({ users, onClose, onRestored, onFile }: RecoveryDialogProps): ReactNode {
  const t = useText();
  const look = useAction('recovery.look');
  const restore = useAction('backup.restore');
  const { announceRestore } = useSessionDoor();
  const [user, setUser] = useState(users[0]?.name ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const ways = look.data?.ways ?? [];
  const file = chosen ?? ways[0]?.file ?? null;
  const ready = user !== '' && passphrase !== '';
  const search = (): void => { if (ready) look.mutate({ user, passphrase }); };
  const go = (): void => {
    if (file !== null && !restore.isPending) restore.mutate({ file, user, passphrase }, { onSuccess: (restored) => { announceRestore(restored); onClose(); onRestored(); } });
  };
  const error = restore.error ?? look.error;
  return (
    <Dialog
      title={t('survival.recoverTitle')} onClose={onClose} size="lg" keys={[{ key: 'Ctrl+Enter', label: ways.length === 0 ? t('survival.recoverLook') : t('survival.recoverGo'), run: ways.length === 0 ? search : go }]}
      actions={
        <>
          <Button variant="default" onClick={onFile}>{t('survival.recoverFile')}</Button>
          {ways.length === 0
            ? <Button disabled={!ready} loading={look.isPending} onClick={search}>{t('survival.recoverLook')}</Button>
            : <Button loading={restore.isPending} onClick={go}>{t('survival.recoverGo')}</Button>}
        </>
      }
    >
      <p>{t('survival.recoverHint')}</p>
      <TextInput label={t('lock.login')} value={user} autoComplete="off" onChange={(event) => setUser(event.currentTarget.value)} />
      <PasswordInput
        data-autofocus label={t('lock.passphrase')} value={passphrase} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }}
        onChange={(event) => setPassphrase(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') search(); }}
      />
      {look.isPending && <p role="status">{t('survival.recoverLooking')}</p>}
      {restore.isPending && <p role="status">{t('survival.recoverWorking')}</p>}
      {look.data && ways.length === 0 && <Notice severity="warn" title={t('survival.recoverNone')}>{t('survival.recoverNoneHint')}</Notice>}
      {ways.length > 0 && (
        <Radio.Group label={t('survival.recoverChoose')} value={file} onChange={setChosen}>
          <div className={css.ways}>
            {ways.map((way) => <Radio key={way.file} value={way.file} label={titleOf(way, t)} description={wordsOf(way, t)} />)}
          </div>
        </Radio.Group>
      )}
      {look.data && look.data.bad.length > 0 && <p>{t('survival.recoverBad', { n: look.data.bad.length })}</p>}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function titleOf(way: Way, t: Translate): string {
  if (way.kind !== 'snapshot') return t(`survival.way_${way.kind}`);
  return t('survival.way_snapshot', { at: formatMoment(way.at), why: snapshotWhy(way.why, t) });
}

function wordsOf(way: Way, t: Translate): string {
  const period = { from: formatMoment(way.from), to: formatMoment(way.to), lost: way.lostChanges };
  const loss = way.from === '' ? t('survival.wayLosesNothing') : way.lostChanges > 0 ? t('survival.wayLoses', period) : t('survival.wayLosesSince', period);
  return `${t('survival.wayHolds', { families: way.families, people: way.people, changes: way.changes })}. ${loss}.`;
}
