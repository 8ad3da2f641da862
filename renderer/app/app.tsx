import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { callApi, callShell } from '../bridge.ts';
import { LockScreen } from '../features/lock/lock-screen.tsx';
import { useLanguage, useText } from '../text/text.ts';
import { ConfirmHost } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useKeyboard } from './keys.ts';
import { later } from './later.ts';
import { useSessionDoor } from './session.tsx';
import css from './frame.module.css';

const frame = async () => (await import('./frame.tsx')).Frame;
const Frame = later(frame);
const WelcomeScreen = later(async () => (await import('../features/welcome/welcome-screen.tsx')).WelcomeScreen);
const OwnPassphrase = later(async () => (await import('../features/lock/own-passphrase.tsx')).OwnPassphrase);

/** The whole window: the wizard on an empty PC, the lock, or the frame with the areas. */
export function App(): ReactNode {
  const language = useLanguage();
  useKeyboard();
  useEffect(() => {
    // Without the shell's words in the same language everything still works; there is nothing to tell the user.
    callShell('shell.setLanguage', { language }).catch(() => undefined);
  }, [language]);
  return (
    <ErrorBoundary>
      <Suspense><Gate /></Suspense>
      <ConfirmHost />
    </ErrorBoundary>
  );
}

function Gate(): ReactNode {
  const t = useText();
  const { info } = useSessionDoor();
  const [adding, setAdding] = useState(false);
  const status = useQuery({ queryKey: ['office.status', info === null], queryFn: () => callApi('office.status', {}) });
  const locked = status.data?.state === 'locked';
  // The frame comes while the passphrase is typed. Where it cannot be loaded, drawing it says so.
  useEffect(() => void (locked && frame().catch(() => undefined)), [locked]);
  if (info && adding) setAdding(false);
  if (info) return info.mustChange ? <OwnPassphrase /> : <Frame />;
  if (status.error) return <div className={css.alone}><ErrorNotice error={status.error} retry={() => void status.refetch()} /></div>;
  if (!status.data) return <div className={css.alone} role="status">{t('frame.starting')}</div>;
  const refresh = (): void => void status.refetch();
  if (status.data.state === 'none') return <WelcomeScreen refresh={refresh} />;
  if (adding) return <WelcomeScreen cancel={() => { setAdding(false); refresh(); }} />;
  return <LockScreen key={status.data.office?.officeId} status={status.data} refresh={refresh} addOffice={() => setAdding(true)} />;
}
