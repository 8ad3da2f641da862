import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../../app/calls.ts';
import { callShell } from '../../../bridge.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { recapRows } from './recap-state.ts';

/** Takes boundaries in from GeoJSON, says which there are, and takes them away. */
export function BoundaryDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const counts = useCall('boundary.counts', {});
  const take = useAction('boundary.import');
  const remove = useAction('boundary.remove');
  const [error, setError] = useState<unknown>(null);
  const choose = async (): Promise<void> => {
    setError(null);
    const [file] = (await callShell('shell.openFile', { title: t('recaps.boundaryFile') })) ?? [];
    if (file !== undefined) await take.mutateAsync({ path: file });
  };
  const present = recapRows.flatMap((level) => (counts.data?.[level] ? [{ level, n: counts.data[level] }] : []));
  return (
    <Dialog title={t('recaps.boundaries')} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('recaps.close')}</Button><Button data-autofocus loading={take.isPending} onClick={() => void choose().catch(setError)}>{t('recaps.boundaryChoose')} …</Button></>}>
      <p>{t('recaps.boundaryHint')}</p>
      {present.length === 0 && <p>{t('recaps.boundaryNone')}</p>}
      {present.map(({ level, n }) => (
        <p key={level}>{t(`recaps.by_${level}`)}: {formatNumber(n)} <Button variant="subtle" color="red" aria-label={t('recaps.boundaryRemove', { level: t(`recaps.by_${level}`) })} onClick={() => remove.mutate({ level }, { onError: setError })}>{t('recaps.remove')}</Button></p>
      ))}
      {take.data && <Notice severity="done" title={t('recaps.boundaryTaken', { n: Object.values(take.data.taken).reduce((sum, n) => sum + n, 0), lost: take.data.lost.length })}>{take.data.lost.slice(0, 8).join(', ')}</Notice>}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
