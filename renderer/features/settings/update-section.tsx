import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useDrives } from '../../app/drives.ts';
import { useMay } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatBytes } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import css from './settings.module.css';

/** Updates from a stick: looked at and proved, copied to this PC, and run when nothing is left to prove. */
export function UpdateSection(): ReactNode {
  const t = useText();
  const mayTake = useMay('setting.write');
  const drives = useDrives();
  const look = useAction('update.look');
  const take = useAction('update.take');
  const [folder, setFolder] = useState('');
  const [version, setVersion] = useState('');
  const [shown, setShown] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => void callShell('shell.info', {}).then((info) => setVersion(info.version), setError), []);
  const lookAt = (place: string): void => {
    take.reset();
    setError(null);
    setFolder(place);
    look.mutate({ folder: place });
  };
  const choose = async (): Promise<void> => {
    const place = await callShell('shell.chooseFolder', {});
    if (place !== null) lookAt(place);
  };
  const run = async (): Promise<void> => setShown(!(await callShell('shell.runUpdate', {})).started);
  const failed = error ?? take.error ?? look.error;
  return (
    <Page title={t('survival.update')} hint={t('survival.updateHint')}>
      <div className={css.wide}>
        <Panel><Fields><FieldRow label={t('survival.updatePresent')}>{version}</FieldRow></Fields></Panel>
        <div className={css.filters}>
          {drives.map((drive) => <Button key={drive.path} loading={look.isPending && folder === drive.path} onClick={() => lookAt(drive.path)}>{t('survival.updateStick', { name: drive.name })}</Button>)}
          <Button autoFocus variant="default" onClick={() => void choose().catch(setError)}>{t('survival.updateChoose')}</Button>
        </div>
        {drives.length === 0 && <p className={css.muted}>{t('survival.updateNoStick')}</p>}
        {failed !== null && <ErrorNotice error={failed} />}
        {look.data && !take.data && (
          <Notice
            severity="done" title={t('survival.updateFound', { version: look.data.version })}
            actions={mayTake ? <Button loading={take.isPending} onClick={() => take.mutate({ folder })}>{t('survival.updateTake')}</Button> : undefined}
          >
            <p>{t('survival.updateSize', { size: formatBytes(look.data.bytes), kind: look.data.kind })}</p>
            <p>{look.data.notes}</p>
            {!mayTake && <p>{t('survival.updateAdmin')}</p>}
          </Notice>
        )}
        {take.isPending && <p role="status">{t('survival.updateTaking')}</p>}
        {take.data && (
          <Notice severity="info" title={t('survival.updateReady', { version: take.data.version })} actions={<Button onClick={() => void run().catch(setError)}>{t('survival.updateRun')}</Button>}>
            {shown ? t('survival.updateShown') : t('survival.updateReadyHint')}
          </Notice>
        )}
      </div>
    </Page>
  );
}
