import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './visits.module.css';

type Decimals = 6 | 4 | 3 | 2;

/** Saves where houses stand as GeoJSON or CSV: for the office as exactly as it wants, for outsiders rounded and without names, under an agreement. */
export function LocationsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const known = useCall('location.list', {});
  const mayPartner = useMay('register.read');
  const partners = useCall('partner.list', {}, { enabled: mayPartner });
  const write = useAction('location.save');
  const [format, setFormat] = useState<'geojson' | 'csv'>('geojson');
  const [outside, setOutside] = useState(false);
  const [decimals, setDecimals] = useState('6');
  const [agreement, setAgreement] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const [error, setError] = useState<unknown>(null);
  const agreements = (partners.data ?? []).flatMap((partner) => partner.agreements.filter((one) => one.term === 'inForce').map((one) => ({ value: one.id, label: `${partner.name} · ${one.number}` })));
  const ready = purpose.trim() !== '' && (!outside || agreement !== null) && !write.isPending;
  const run = async (): Promise<void> => {
    const path = await callShell('shell.saveFile', { title: t('verval.places'), name: `koordinat-rumah.${format}`, extensions: [format] });
    if (path === null) return;
    const done = await write.mutateAsync({ format, path, purpose: purpose.trim(), audience: outside ? 'outside' : 'internal', decimals: Number(decimals) as Decimals, ...(outside && agreement !== null && { agreement }) });
    say({ text: t('verval.placesSaved', { n: formatNumber(done.rows), without: formatNumber(done.without) }) });
    onClose();
  };
  const save = (): void => { if (ready) run().catch(setError); };
  return (
    <Dialog
      title={t('verval.places')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: t('verval.placesSave'), run: save }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={write.isPending} onClick={save}>{t('verval.placesSave')} …</Button></>}
    >
      <p>{known.data && t('verval.placesCount', { n: formatNumber(known.data.rows.length), without: formatNumber(known.data.without) })}</p>
      <div className={css.bar}>
        <SegmentedControl aria-label={t('verval.format')} value={format} onChange={(value) => setFormat(value as 'geojson' | 'csv')} data={[{ value: 'geojson', label: 'GeoJSON' }, { value: 'csv', label: 'CSV' }]} />
        <SegmentedControl aria-label={t('verval.audience')} value={outside ? 'outside' : 'internal'} onChange={(value) => setOutside(value === 'outside')} data={[{ value: 'internal', label: t('verval.inside') }, { value: 'outside', label: t('verval.outside') }]} />
      </div>
      {outside
        ? <Select required searchable label={t('verval.agreement')} description={t('verval.outsideHint')} value={agreement} data={agreements} onChange={setAgreement} nothingFoundMessage={t('verval.noAgreement')} />
        : <Select allowDeselect={false} label={t('verval.decimals')} value={decimals} data={(['6', '4', '3', '2'] as const).map((one) => ({ value: one, label: t(`verval.decimals_${one}`) }))} onChange={(value) => setDecimals(value ?? '6')} />}
      <TextInput data-autofocus required label={t('verval.purpose')} value={purpose} maxLength={300} autoComplete="off" onChange={(event) => setPurpose(event.currentTarget.value)} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
