import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows, useAction, useCall } from '../../app/calls.ts';
import { RestoreDialog } from '../../app/restore-dialog.tsx';
import { snapshotWhy } from '../../app/snapshot-why.ts';
import { useMay, useSession, useSessionDoor } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { baseName, formatBytes, formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';

type Backup = CallOutput<'backup.list'>[number];

/** Backups: one now, those there are, and the way back from any of them. */
export function BackupSection(): ReactNode {
  const t = useText();
  const { office } = useSession();
  const { lock } = useSessionDoor();
  const mayBackUp = useMay('backup');
  const list = useCall('backup.list', {});
  const info = useCall('office.info', {});
  const create = useAction('backup.create');
  const [restoring, setRestoring] = useState<{ file?: string } | null>(null);
  const [chooseError, setChooseError] = useState<unknown>(null);
  const last = list.data?.find((each) => each.kind === 'backup' && each.good);
  const backUp = async (): Promise<void> => {
    setChooseError(null);
    const name = `Tepat ${office.name} ${info.data?.today ?? ''}.tepatbak`.replace(/[\\/:*?"<>|]/g, '-').replace(' .', '.');
    const path = await callShell('shell.saveFile', { title: t('settings.backupNow'), name, extensions: ['tepatbak'] });
    if (path !== null) create.mutate({ path }, { onSuccess: () => void list.refetch() });
  };
  const error = create.error ?? chooseError;
  return (
    <Page
      fill title={t('settings.backup')} hint={t('settings.backupHint')}
      actions={
        <>
          <Button variant="default" onClick={() => setRestoring({})}>{t('settings.restore')} …</Button>
          {mayBackUp && <Button loading={create.isPending} onClick={() => void backUp().catch(setChooseError)}>{t('settings.backupNow')}</Button>}
        </>
      }
    >
      {create.isPending && <p role="status">{t('settings.backupWorking')}</p>}
      {error !== null && <ErrorNotice error={error} />}
      {create.data ? <BackupDone done={create.data} /> : list.data && <p>{last ? t('settings.backupOverdue', { at: formatMoment(last.at) }) : t('settings.backupNever')}</p>}
      <DataTable
        label={t('settings.backupList')} columns={columns(t)} pages={allRows(list)} rowKey={(backup) => backup.file} onOpen={(backup) => setRestoring({ file: backup.file })}
        empty={<EmptyState title={t('settings.backupNone')}>{t('settings.backupNoneHint')}</EmptyState>}
      />
      {restoring && <RestoreDialog {...restoring} onClose={() => setRestoring(null)} onRestored={() => void lock()} />}
    </Page>
  );
}

function BackupDone({ done }: { done: CallOutput<'backup.create'> }): ReactNode {
  const t = useText();
  const [error, setError] = useState<unknown>(null);
  const { folder, total, added, problem } = done.photos;
  const show = (): void => void callShell('shell.showInFolder', { path: done.file }).catch(setError);
  return (
    <Notice
      severity={problem === null ? 'done' : 'warn'} title={t('settings.backupDone', { families: done.families, people: done.people, changes: done.changes, size: formatBytes(done.bytes) })}
      actions={<Button variant="default" onClick={show}>{t('settings.backupShow')}</Button>}
    >
      {baseName(done.file)}
      {problem !== null && <p>{t('settings.backupPhotosFailed')}</p>}
      {problem === null && folder !== null && <p>{t('settings.backupPhotos', { total, added, folder: baseName(folder) })}</p>}
      {error !== null && <ErrorNotice error={error} />}
    </Notice>
  );
}

function columns(t: Translate): Column<Backup>[] {
  return [
    { key: 'at', header: t('settings.backupAt'), width: '150px', render: (backup) => formatMoment(backup.at) },
    { key: 'kind', header: t('settings.backupKind'), width: '90px', render: (backup) => t(`settings.kind_${backup.kind}`) },
    { key: 'file', header: t('settings.backupFile'), width: 'minmax(140px, 2fr)', render: (backup) => baseName(backup.file) },
    { key: 'why', header: t('settings.backupWhy'), width: 'minmax(110px, 1.4fr)', render: (backup) => snapshotWhy(backup.why, t) },
    { key: 'size', header: t('settings.backupSize'), width: '76px', numeric: true, render: (backup) => formatBytes(backup.bytes) },
    { key: 'good', header: t('settings.backupGood'), width: '90px', render: (backup) => (backup.good ? <Mark severity="done">{t('settings.backupGoodYes')}</Mark> : <Mark severity="block">{t('settings.backupGoodNo')}</Mark>) },
  ];
}
