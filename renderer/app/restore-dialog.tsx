import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from './calls.ts';
import { callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { baseName } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import css from './shared.module.css';

interface RestoreDialogProps {
  readonly onClose: () => void;
  readonly onRestored: () => void;
  /** A file chosen before, from the list of backups. */
  readonly file?: string;
}

/** Restores the office from a backup or snapshot: the file, a user of that time, and what came of it in numbers. */
export function RestoreDialog({ onClose, onRestored, file: given }: RestoreDialogProps): ReactNode {
  const t = useText();
  const [file, setFile] = useState(given ?? null);
  const [user, setUser] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [chooseError, setChooseError] = useState<unknown>(null);
  const restore = useAction('backup.restore');
  const choose = (): void => {
    callShell('shell.openFile', { title: t('lock.restoreFile') }).then((files) => { if (files?.[0] !== undefined) setFile(files[0]); }, setChooseError);
  };
  const go = (): void => {
    if (file !== null) restore.mutate({ file, user, passphrase });
  };
  const finish = (): void => {
    if (restore.data) onRestored();
    onClose();
  };
  const done = restore.data;
  return (
    <Dialog
      title={t('lock.restoreTitle')} onClose={finish}
      actions={done ? <Button data-autofocus onClick={finish}>{t('kit.close')}</Button> : <Button disabled={file === null || user === '' || passphrase === ''} loading={restore.isPending} onClick={go}>{t('lock.restoreGo')}</Button>}
    >
      {done ? (
        <Notice severity={done.lostChanges > 0 ? 'warn' : 'done'} title={t('lock.restoreDone', { families: done.families, people: done.people, changes: done.changes, lost: done.lostChanges })}>
          {done.keptAside === null ? undefined : t('lock.restoreKept', { place: done.keptAside })}
        </Notice>
      ) : (
        <>
          <p>{t('lock.restoreHint')}</p>
          <div>
            <div className={css.label}>{t('lock.restoreFile')}</div>
            <div className={css.file}>
              <Button variant="default" data-autofocus onClick={choose}>{t('lock.restoreChoose')}</Button>
              {file !== null && <span>{baseName(file)}</span>}
            </div>
          </div>
          <TextInput label={t('lock.restoreUser')} value={user} autoComplete="off" onChange={(event) => setUser(event.currentTarget.value)} />
          <PasswordInput label={t('lock.passphrase')} value={passphrase} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }} onChange={(event) => setPassphrase(event.currentTarget.value)} />
          {restore.isPending && <p role="status">{t('lock.restoreWorking')}</p>}
          {(restore.error ?? chooseError) !== null && <ErrorNotice error={restore.error ?? chooseError} />}
        </>
      )}
    </Dialog>
  );
}
