import { useState } from 'react';
import type { ReactNode } from 'react';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { useSession } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import type { User } from './users-section.tsx';

/** Another administrator gives somebody who forgot a passphrase for one sign-in. */
export function ResetDialog({ user, two, onClose }: { user: User; two: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const { office } = useSession();
  const [pair, setPair] = useState({ first: '', again: '' });
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const known = [user.name, user.displayName, office.name];
  const run = async (reason: string): Promise<void> => {
    await callApi('user.resetPassphrase', { id: user.id, passphrase: pair.first, reason, ...secondOf(second) });
    say({ text: t('security.resetDone', { name: user.displayName }) });
    onClose();
  };
  return (
    <ReasonDialog focusAbove title={t('security.resetTitle', { name: user.displayName })} action={t('security.reset')} ready={isPairReady(pair, known) && (!two || second.user !== '')} onClose={onClose} onDo={run}>
      <p>{t('security.resetHint')}</p>
      <PassphraseFields autoFocus pair={pair} onChange={setPair} known={known} />
      {two && <SecondFields second={second} onChange={setSecond} />}
    </ReasonDialog>
  );
}
