import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { callShell } from '../../bridge.ts';
import type { Drive } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { formatBytes } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { PackageDone } from './package-done.tsx';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';

const exportJob = 'export';

/** Writes a report for the chosen offices to a stick: choose, write, read back, and say when the stick may go. */
export function SendDialog({ neighbours, stick, onClose }: { neighbours: readonly Neighbour[]; stick?: Drive | undefined; onClose: () => void }): ReactNode {
  const t = useText();
  const above = neighbours.filter((one) => one.relation === 'above');
  const [to, setTo] = useState<readonly string[]>((above.length > 0 ? above : neighbours).map((one) => one.code));
  const [full, setFull] = useState(false);
  const [done, setDone] = useState<CallOutput<'package.export'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const write = useAction('package.export');
  const chosen = neighbours.filter((one) => to.includes(one.code));
  const unsent = Math.max(0, ...chosen.map((one) => one.unsent));
  const send = async (place?: string): Promise<void> => {
    setError(null);
    const folder = place ?? (await callShell('shell.chooseFolder', { title: t('packages.chooseStick') }));
    if (folder !== null) setDone(await write.mutateAsync({ to: [...to], folder, full, job: exportJob }));
  };
  if (done) {
    return (
      <Dialog title={t('packages.sendTitle')} onClose={onClose} size="lg" actions={<Button data-autofocus onClick={onClose}>{t('kit.close')}</Button>}>
        <PackageDone done={done} to={chosen.map((one) => officeTitle(one.level, one.name, t))} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t('packages.sendTitle')} onClose={onClose} size="lg"
      actions={
        <>
          <Button variant="default" onClick={onClose} disabled={write.isPending}>{t('kit.cancel')}</Button>
          {stick && <Button data-autofocus disabled={to.length === 0} loading={write.isPending} onClick={() => void send(stick.path).catch(setError)}>{t('packages.sendToStick', { name: stick.name })}</Button>}
          <Button data-autofocus={!stick || undefined} variant={stick ? 'default' : 'filled'} disabled={to.length === 0 || write.isPending} loading={write.isPending && !stick} onClick={() => void send().catch(setError)}>{t('packages.sendDo')} …</Button>
        </>
      }
    >
      <Checkbox.Group label={t('packages.sendTo')} description={t('packages.sendToHint')} value={[...to]} onChange={setTo}>
        <div className={css.checks}>{neighbours.map((one) => <Checkbox key={one.code} value={one.code} label={`${officeTitle(one.level, one.name, t)} (${one.code})`} disabled={write.isPending} />)}</div>
      </Checkbox.Group>
      <Checkbox label={t('packages.full')} description={t('packages.fullHint')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} disabled={write.isPending} />
      <p>{full ? t('packages.sendFull') : unsent > 0 ? t('packages.sendCount', { n: unsent }) : t('packages.sendEmpty')}</p>
      {stick && <p className={css.quiet}>{t('packages.stickFree', { path: stick.path, free: formatBytes(stick.freeBytes) })}</p>}
      {chosen.some((one) => !one.checked) && <Notice severity="warn" title={t('packages.sendUnchecked')}>{t('packages.sendUncheckedHint')}</Notice>}
      {write.isPending && <Progress job={exportJob} label={t('packages.writing')} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
