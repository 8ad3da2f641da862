import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { callApi, callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { baseName } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

/** Saves the support file where the user says, and says where it is; works on a locked or damaged office too. */
export function BundleButton(): ReactNode {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setError(null);
    const name = t('survival.bundleName', { at: new Date().toISOString().slice(0, 10) });
    const path = await callShell('shell.saveFile', { title: t('survival.bundle'), name, extensions: ['zip'] });
    if (path === null) return;
    setBusy(true);
    setDone((await callApi('support.bundle', { path })).file);
  };
  return (
    <>
      <Button variant="default" loading={busy} onClick={() => void save().catch(setError).finally(() => setBusy(false))}>{t('survival.bundle')}</Button>
      {done !== null && <Notice severity="done" title={t('survival.bundleDone', { file: baseName(done) })}>{t('survival.bundleHint')}</Notice>}
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
