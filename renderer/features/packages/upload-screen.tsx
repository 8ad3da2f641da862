import { Button } from '@mantine/core';
import { IconCloudUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import type { Severity } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/said.tsx';
import { kindWords } from './package-words.ts';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { ScheduleLine } from './schedule-line.tsx';
import { TakenRows } from './taken-rows.tsx';
import { filesDone } from './taken-words.ts';

type Item = CallOutput<'upload.status'>['items'][number];

const uploadJob = 'upload';
const severities: Readonly<Record<Item['state'], Severity>> = { waiting: 'info', sending: 'info', sent: 'warn', acknowledged: 'done', failed: 'block' };

/** Unggah ke kota: the queue to the one address of the city's signed reference data. The stick is always equal. */
export function UploadScreen(): ReactNode {
  const t = useText();
  const status = useCall('upload.status', {});
  const queue = useAction('upload.queue');
  const run = useAction('upload.run');
  const cancel = useAction('upload.cancel');
  // A run goes on while this screen is left, and the clock begins one as well.
  const running = useCall('upload.running', {});
  const maySend = useMay('package.send');
  const [error, setError] = useState<unknown>(null);
  const address = status.data?.address ?? null;
  const going = run.isPending || running.data?.running === true;
  const ready = maySend && address !== null && !going;
  const upload = async (): Promise<void> => {
    setError(null);
    await queue.mutateAsync({});
    const done = await run.mutateAsync({ job: uploadJob });
    say({ text: t('exchange.uploaded', { sent: done.sent, failed: done.failed, received: filesDone(done.received) }), severity: done.failed > 0 ? 'warn' : 'done' });
  };
  const start = (): void => { if (ready) void upload().catch(setError).finally(() => void status.refetch()); };
  useKeys([{ key: 'Ctrl+Enter', label: t('exchange.upload'), run: start }], { active: ready });
  const items = status.data?.items ?? [];
  return (
    <Page title={t('exchange.uploadTitle')} hint={t('exchange.uploadHint')} actions={address !== null && maySend ? <Button loading={going} onClick={start}>{t('exchange.upload')}</Button> : undefined}>
      <PackageViews />
      <ScheduleLine />
      {status.error && <ErrorNotice error={status.error} retry={() => void status.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      {status.data && address === null && <Notice severity="info" title={t('exchange.noAddress')}>{t('exchange.noAddressHint')}</Notice>}
      {status.data && address !== null && <p className={css.path}>{t('exchange.address', { address, issuer: status.data.issuer ?? '' })}{status.data.lastFetchAt !== null && ` ${t('exchange.lastFetch', { at: formatMoment(status.data.lastFetchAt) })}`}</p>}
      {going && <Progress job={uploadJob} label={t('exchange.uploading')} canCancel={maySend} />}
      {run.data && run.data.received.length > 0 && <TakenRows rows={run.data.received} />}
      {address !== null && items.length === 0 && <EmptyState icon={IconCloudUpload} title={t('exchange.queueEmpty')}>{t('exchange.queueEmptyHint')}</EmptyState>}
      {items.length > 0 && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.queue')}>
          <table className={css.table}>
            <thead><tr><th scope="col">{t('packages.file')}</th><th scope="col">{t('packages.colKind')}</th><th scope="col">{t('packages.colState')}</th><th scope="col">{t('exchange.colProgress')}</th><th scope="col"><span className="visually-hidden">{t('packages.colActions')}</span></th></tr></thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.packageId}>
                  <td className={css.fileName}>{item.file}<span className={css.second}>{t('exchange.queuedAt', { at: formatMoment(item.queuedAt) })}</span></td>
                  <td>{kindWords(t, item.kind)}</td>
                  <td><ItemState item={item} />{item.message !== null && <span className={css.second}>{item.message}</span>}</td>
                  <td>{t('exchange.bytesOf', { sent: formatBytes(item.sent), all: formatBytes(item.bytes) })}<span className={css.second}>{item.tries > 0 && t('exchange.tries', { n: item.tries })}{item.nextAt !== null && ` · ${t('exchange.nextTry', { at: formatMoment(item.nextAt) })}`}</span></td>
                  <td className={css.rowActions}>{maySend && (item.state === 'waiting' || item.state === 'failed') && <Button variant="subtle" aria-label={`${t('exchange.unqueue')}: ${item.file}`} onClick={() => cancel.mutate({ packageId: item.packageId }, { onError: setError })}>{t('exchange.unqueue')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

/** Only reports are answered by a receipt: what else was sent is done. */
function ItemState({ item: { state, kind } }: { item: Item }): ReactNode {
  const t = useText();
  if (state === 'sent' && kind !== 'LAPORAN') return <Mark severity="done">{t('exchange.upload_done')}</Mark>;
  return <Mark severity={severities[state]}>{t(`exchange.upload_${state}`)}</Mark>;
}
