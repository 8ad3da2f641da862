import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useText } from '../text/text.ts';
import { EmptyState } from '../ui/notice.tsx';
import { SaidHost } from '../ui/said.tsx';
import { Button } from '@mantine/core';
import { areas, formPages } from './areas.ts';
import { useRefreshOnChange } from './calls.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeyLine } from './key-line.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { isKeyboardFree } from './keyboard-free.ts';
import { useKeys } from './keys.ts';
import { Rail } from './rail.tsx';
import { useResumeAfterLock } from './draft-screen.tsx';
import { useIdleLock, useSession, useSessionDoor } from './session.tsx';
import { TopBar } from './top-bar.tsx';
import css from './frame.module.css';

/** The same frame everywhere: rail, top bar, content, and the line that says what the keys do here. */
export function Frame(): ReactNode {
  const t = useText();
  const { office } = useSession();
  const { lock } = useSessionDoor();
  const [helping, setHelping] = useState(false);
  const [location] = useLocation();
  useRefreshOnChange();
  useIdleLock();
  useResumeAfterLock();
  // What had the keyboard went with its screen: Tab goes on in the new one, not at the top of the window.
  useEffect(() => { if (isKeyboardFree()) document.getElementById('isi')?.focus({ preventScroll: true }); }, [location]);
  useKeys(
    [
      { key: 'F1', label: t('frame.keyHelp'), run: () => setHelping(true) },
      { key: '?', run: () => setHelping(true) },
      { key: 'Ctrl+L', label: t('frame.keyLock'), run: () => void lock() },
    ],
    { general: true },
  );
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#isi" onClick={(event) => { event.preventDefault(); document.getElementById('isi')?.focus(); }}>{t('frame.skip')}</a>
      <header>
        {office.practice && <div className={css.practice}>{t('frame.practiceBand')}</div>}
        <TopBar />
      </header>
      <div className={css.middle}>
        <Rail />
        <main id="isi" className={css.content} tabIndex={-1}>
          <ErrorBoundary key={location}>
            <Suspense><Switch>
              {formPages.map((page) => <Route key={String(page.path)} path={page.path} component={page.screen} />)}
              {areas.map((area) => (
                <Route key={area.path} path={area.path === '/' ? '/' : `${area.path}/*?`} component={area.screen} />
              ))}
              <Route><NotFound /></Route>
            </Switch></Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <SaidHost />
      <KeyLine />
      {helping && <KeysDialog onClose={() => setHelping(false)} />}
    </div>
  );
}

function NotFound(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  return <EmptyState title={t('frame.notFoundTitle')} action={<Button onClick={() => go('/')}>{t('frame.toHome')}</Button>}>{t('frame.notFoundHint')}</EmptyState>;
}
