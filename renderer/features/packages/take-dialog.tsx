import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
export function TakeDialog({ folder: first, onClose }: { folder: string; onClose: () => void }): ReactNode {
  const t = useText();
  const [folder, setFolder] = useState(first);
  const [error, setError] = useState<unknown>(null);
  const look = useQuery({ queryKey: ['package.look', folder], queryFn: () => lookInto(folder), gcTime: 0 });
  const take = useAction('package.receive');
  const found = look.data;
  const choose = async (): Promise<void> => {
    setError(null);
    const chosen = await callShell('shell.chooseFolder', { title: t('packages.chooseStick') });
    if (chosen !== null) setFolder(chosen);
  };
  const start = (): void => void choose().catch(setError);
  const fresh = (found ?? []).filter((file) => file.forUs && !file.seen);
  const doTake = (): void => {
    setError(null);
    take.mutate({ paths: fresh.map((file) => file.file), receiptsFolder: receiptsFolder(folder), job: receiveJob }, { onError: setError });
  };
  return (
    <Dialog
      title={t('packages.takeTitle')} onClose={onClose} size="xl"
      actions={
        take.data ? <Button data-autofocus onClick={onClose}>{t('kit.close')}</Button> : (
          <>
            <Button variant="default" onClick={onClose} disabled={take.isPending}>{t('kit.cancel')}</Button>
            <Button variant={fresh.length > 0 ? 'default' : 'filled'} onClick={start} disabled={take.isPending}>{t('packages.chooseOther')} …</Button>
            {fresh.length > 0 && <Button autoFocus loading={take.isPending} onClick={doTake}>{t('packages.takeAll', { n: fresh.length })}</Button>}
          </>
        )
      }
    >
      <p className={css.path}>{folder}</p>
      {look.error && <ErrorNotice error={look.error} retry={() => void look.refetch()} />}
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
