import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { callShell, onApiEvent } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { FoundFiles } from './found-files.tsx';
import { asideWords, receiptsFolder } from './package-words.ts';
import type { ReceivedRow } from './package-words.ts';
import css from './packages.module.css';
import { freshFiles, useStickContents } from './stick-contents.ts';
import { TakenRows, TakenSummary } from './taken-rows.tsx';
import { filesDone } from './taken-words.ts';

const receiveJob = 'receive';

interface TakeDialogProps {
  readonly folder: string;
  /** A stick's one button was pressed: what is for this office is taken without another question. */
  readonly atOnce?: boolean;
  readonly onClose: () => void;
}

/** Takes what a stick or folder holds for this office: one button for all, a row for each file as it goes, and when the stick may go. */
export function TakeDialog({ folder: first, atOnce = false, onClose }: TakeDialogProps): ReactNode {
  const t = useText();
  const [folder, setFolder] = useState(first);
  const [error, setError] = useState<unknown>(null);
  const [wanted, setWanted] = useState(0);
  const [rows, setRows] = useState<readonly ReceivedRow[]>([]);
  const look = useStickContents(folder);
  const take = useAction('package.receive');
  const started = useRef(false);
  const found = look.data;
  const fresh = freshFiles(found);
  useEffect(() => onApiEvent((event) => { if (event.type === 'received' && event.job === receiveJob) setRows((before) => [...before, event.row]); }), []);
  const choose = async (): Promise<void> => {
    setError(null);
    const chosen = await callShell('shell.chooseFolder', { title: t('packages.chooseStick') });
    if (chosen !== null) setFolder(chosen);
  };
  const doTake = (): void => {
    setError(null);
    setRows([]);
    setWanted(fresh.length);
    take.mutate({ paths: fresh.map((file) => file.file), receiptsFolder: receiptsFolder(folder), job: receiveJob }, { onError: setError });
  };
  useEffect(() => {
    if (!atOnce || started.current || fresh.length === 0) return;
    started.current = true;
    doTake();
  });
  const idle = !take.isPending && !take.data;
  const shown = take.data ?? rows;
  return (
    <Dialog
      title={t('packages.takeTitle')} onClose={() => { if (!take.isPending) onClose(); }} size="xl" steps
      actions={
        take.data ? <Button data-autofocus onClick={onClose}>{t('kit.close')}</Button> : (
          <>
            <Button variant="default" onClick={onClose} disabled={take.isPending}>{t('kit.cancel')}</Button>
            <Button data-autofocus={(look.error !== null || (found !== undefined && fresh.length === 0)) || undefined} variant={fresh.length > 0 ? 'default' : 'filled'} onClick={() => void choose().catch(setError)} disabled={take.isPending}>{t('packages.chooseOther')} …</Button>
            {fresh.length > 0 && <Button autoFocus={!atOnce} data-autofocus={!atOnce || error !== null || undefined} loading={take.isPending} onClick={doTake}>{t('packages.takeAll', { n: fresh.length })}</Button>}
          </>
        )
      }
    >
      <p className={css.path}>{folder}</p>
      {look.error && <ErrorNotice error={look.error} retry={() => void look.refetch()} />}
      {found && idle && rows.length === 0 && (found.length === 0 ? <Notice severity="info" title={t('packages.nothingFound')}>{t('packages.nothingFoundHint')}</Notice> : <FoundFiles files={found} />)}
      {found && found.length > 0 && fresh.length === 0 && idle && rows.length === 0 && <p>{t('packages.nothingNew')}</p>}
      {take.isPending && <Progress job={receiveJob} label={t('packages.takingOf', { done: filesDone(rows), all: wanted })} />}
      {take.data && <TakenSummary rows={take.data} />}
      {found && asideWords(t, found.filter((file) => !file.forUs && !file.relay)).map((words) => <Notice key={words} severity="warn" title={words} />)}
      {error !== null && <ErrorNotice error={error} />}
      {error !== null && rows.length > 0 && <p>{t('packages.takenBefore', { done: filesDone(rows), all: wanted })}</p>}
      {shown.length > 0 && <TakenRows rows={shown} />}
    </Dialog>
  );
}
