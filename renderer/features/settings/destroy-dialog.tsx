import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';

/** What is due, what goes with it, what is kept all the same; then two people destroy it for good. */
export function DestroyDialog({ classes, onClose }: { classes: CallInput<'retention.preview'>['classes']; onClose: () => void }): ReactNode {
  const t = useText();
  const [keep, setKeep] = useState<readonly string[]>([]);
  const [basis, setBasis] = useState('');
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const preview = useCall('retention.preview', { classes, keep: [...keep] }, { keepPrevious: true });
  const destroy = useAction('retention.destroy');
  const data = preview.data;
  const ready = data !== undefined && data.total > 0 && !preview.isFetching && basis.trim() !== '' && second.user.trim() !== '' && second.passphrase !== '';
  const run = (): void => {
    if (!ready) return;
    destroy.mutate({ classes, keep: [...keep], seen: data.seen, basis: basis.trim(), ...secondOf(second) }, { onSuccess: (done) => { say({ text: t('privacy.destroyed', { n: done.total, pictures: done.pictures, snapshots: done.snapshots }) }); onClose(); } });
  };
  const toggle = (id: string): void => setKeep(keep.includes(id) ? keep.filter((one) => one !== id) : [...keep, id]);
  return (
    <Dialog
      title={t('privacy.destroyTitle')} size="lg" onClose={onClose} dirty={basis !== ''}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button color="red" disabled={!ready} loading={destroy.isPending} onClick={run}>{t('privacy.destroy', { n: data?.total ?? 0 })}</Button></>}
    >
      {preview.error && <ErrorNotice error={preview.error} />}
      {data && (
        <>
          <Notice severity="warn" title={t('privacy.destroyWarn', { due: data.due - keep.length, total: data.total })}>{t('privacy.destroyHint')}</Notice>
          <div className={css.due} tabIndex={0} role="region" aria-label={t('privacy.due')}>
            {data.rows.map((row) => <Checkbox key={row.id} checked={!row.kept} label={`${row.name ?? row.id.slice(-8)} · ${t(`privacy.class_${row.class}`)} · ${formatDate(row.since)}`} onChange={() => toggle(row.id)} />)}
          </div>
          <Fields>
            <FieldRow label={t('privacy.copiesPackages')}>{data.copies.packages === 0 ? t('privacy.copiesNone') : `${formatNumber(data.copies.packages)}: ${data.copies.receivers.join(', ')}`}</FieldRow>
            {(data.copies.sealed ?? 0) > 0 && <FieldRow label={t('privacy.copiesSealed')}>{t('privacy.copiesSealedN', { n: data.copies.sealed ?? 0 })}</FieldRow>}
            <FieldRow label={t('privacy.copiesBackups')}>{data.copies.backups === 0 ? t('privacy.copiesNone') : t('privacy.copiesBackupsN', { n: data.copies.backups })}</FieldRow>
          </Fields>
        </>
      )}
      <TextInput data-autofocus required label={t('privacy.basis')} description={t('privacy.basisHint')} value={basis} maxLength={300} autoComplete="off" onChange={(event) => setBasis(event.currentTarget.value)} />
      <SecondFields second={second} onChange={setSecond} />
      {destroy.error && <ErrorNotice error={destroy.error} />}
    </Dialog>
  );
}
