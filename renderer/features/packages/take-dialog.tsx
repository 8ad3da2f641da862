import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { FoundFiles } from './found-files.tsx';
import { receiptsFolder } from './package-words.ts';
import type { FoundFile } from './package-words.ts';
import css from './packages.module.css';
import { TakenRows } from './taken-rows.tsx';

const receiveJob = 'receive';

/** Takes what a stick holds for this office: one button for all, then what became of each file, in words. */
export function TakeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const [folder, setFolder] = useState<string | null>(null);
  const [found, setFound] = useState<readonly FoundFile[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = useAction('package.receive');
  const choose = async (): Promise<void> => {
    setError(null);
    const chosen = await callShell('shell.chooseFolder', { title: t('packages.chooseStick') });
    if (chosen === null) return;
    take.reset();
    setFolder(chosen);
    setFound(await lookInto(chosen));
  };
  const start = (): void => void choose().catch(setError);
  // Opening this dialogue means choosing a stick; the system's dialogue comes at once.
  useEffect(start, []);
  const fresh = (found ?? []).filter((file) => file.forUs && !file.seen);
  const doTake = (): void => {
    if (folder !== null) take.mutate({ paths: fresh.map((file) => file.file), receiptsFolder: receiptsFolder(folder), job: receiveJob }, { onError: setError });
  };
  return (
    <Dialog
      title={t('packages.takeTitle')} onClose={onClose} size="xl"
      actions={
        take.data ? <Button data-autofocus onClick={onClose}>{t('kit.close')}</Button> : (
          <>
            <Button variant="default" onClick={onClose} disabled={take.isPending}>{t('kit.cancel')}</Button>
            <Button variant={fresh.length > 0 ? 'default' : 'filled'} onClick={start} disabled={take.isPending}>{t(folder === null ? 'packages.chooseStick' : 'packages.chooseOther')} …</Button>
            {fresh.length > 0 && <Button autoFocus loading={take.isPending} onClick={doTake}>{t('packages.takeAll', { n: fresh.length })}</Button>}
          </>
        )
      }
    >
      {folder === null && <p>{t('packages.takeHint')}</p>}
      {folder !== null && <p className={css.path}>{folder}</p>}
      {found && !take.data && (found.length === 0 ? <Notice severity="info" title={t('packages.nothingFound')}>{t('packages.nothingFoundHint')}</Notice> : <FoundFiles files={found} />)}
      {found && found.length > 0 && fresh.length === 0 && !take.data && <p>{t('packages.nothingNew')}</p>}
      {take.isPending && <Progress job={receiveJob} label={t('packages.taking')} />}
      {take.data && <TakenRows rows={take.data} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** The packages of a folder and, where there is one, the receipts beside them. */
async function lookInto(folder: string): Promise<FoundFile[]> {
  const files = await callApi('package.look', { folder });
  const receipts = await callApi('package.look', { folder: receiptsFolder(folder) }).catch(() => []);
  return [...files, ...receipts];
}
