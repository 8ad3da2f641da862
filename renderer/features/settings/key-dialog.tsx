import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSessionDoor } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';

/** A new recovery code, or new keys for the databases and with them a new code: why, who else says so, and the code that is shown once. */
export function KeyDialog({ what, two, onClose }: { what: 'recovery' | 'rekey'; two: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const { announceCode } = useSessionDoor();
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const [code, setCode] = useState<string | null>(null);
  const run = async (reason: string): Promise<void> => {
    const call = { reason, ...secondOf(second) };
    // With new keys the office locks itself, and this dialog goes with it: the lock screen shows the code.
    if (what === 'rekey') announceCode((await callApi('office.rekey', call)).recoveryCode);
    else setCode((await callApi('recovery.renew', call)).recoveryCode);
  };
  if (code !== null) {
    return (
      <Dialog title={t('security.newCode')} onClose={onClose} actions={<Button data-autofocus onClick={onClose}>{t('security.codeDone')}</Button>}>
        <Notice severity="warn" title={t('security.newCodeOnce')}>{t('security.newCodeHint')}</Notice>
        <p className={css.code}>{code}</p>
      </Dialog>
    );
  }
  return (
    <ReasonDialog title={t(`security.keyTitle_${what}`)} action={what === 'rekey' ? t('security.rekey') : t('security.recovery')} ready={!two || second.user !== ''} onClose={onClose} onDo={run}>
      <p>{t(`security.keyHint_${what}`)}</p>
      {two && <SecondFields second={second} onChange={setSecond} />}
    </ReasonDialog>
  );
}
