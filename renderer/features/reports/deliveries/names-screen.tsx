import { Button, SegmentedControl } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber, formatPhase, formatRupiah, formatShortDate } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import type { Line } from '../report-lines.ts';
import css from '../reports.module.css';
import { deliveryFilterFrom, deliveryParams, deliveryPath } from './delivery-filter.ts';
import type { DeliveryFilter } from './delivery-filter.ts';
import { DeliveryFilters } from './delivery-filters.tsx';

/** The deliveries behind a number, by name and address; each opens the family. */
export function DeliveryNamesScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<DeliveryFilter>(() => deliveryFilterFrom(start));
  const [saving, setSaving] = useState(false);
  const params = deliveryParams(filter);
  const report = useCall('report.run', { name: 'delivery-names', params }, { keepPrevious: true });
  const info = useCall('office.info', {});
  const maySave = useMay('report.export');
  const lines = report.data?.rows ?? [];
  const totals = (report.data?.data as { totals?: Record<string, number> } | undefined)?.totals ?? {};
  const { proof: _proof, ...rest } = filter;
  const back = (): void => go(`/laporan/deliveries/${deliveryPath(rest)}`);
  useKeys([
    { key: 'Escape', label: t('deliveries.namesBack'), run: back },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ]);
  const sums = [formatRupiah(totals['rupiah'] ?? 0), (totals['credit'] ?? 0) > 0 ? `${t('deliveries.colCredit')} ${formatRupiah(totals['credit'] ?? 0)}` : ''].filter(Boolean).join(' · ');
  return (
    <Page
      fill title={t('deliveries.namesTitle')} hint={report.data && t('deliveries.namesCount', { n: formatNumber(lines.length), unsigned: formatNumber(totals['unsigned'] ?? 0), sums })}
      actions={<><Button variant="default" onClick={back}>{t('deliveries.namesBack')}</Button>{report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      {info.data && <DeliveryFilters filter={filter} onFilter={setFilter} today={info.data.today} />}
      <SegmentedControl className={css.left} aria-label={t('deliveries.colProof')} value={filter.proof ?? ''} onChange={(proof) => setFilter({ ...filter, proof })} data={[{ value: '', label: t('deliveries.allProofs') }, { value: 'none', label: t('deliveries.noProof') }]} />
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      <DataTable
        label={t('deliveries.namesTitle')} columns={columns(t)} pages={allRows({ ...report, data: report.data ? lines : undefined })} rowKey={(line) => String(line['id'])} total={lines.length} autoFocus
        onOpen={(line) => go(`/keluarga/${String(line['family'])}`)} foot={lines.length > 0 ? <span className={css.quiet}>{t('reports.masked')}</span> : undefined}
        empty={Object.values(filter).some(Boolean)
          ? <EmptyState icon={IconPackage} title={t('deliveries.totalsNoneFiltered')} action={<Button variant="default" onClick={() => setFilter({})}>{t('deliveries.clearFilter')}</Button>} />
          : <EmptyState icon={IconPackage} title={t('deliveries.totalsNone')}>{t('deliveries.totalsNoneHint')}</EmptyState>}
      />
      {saving && <SaveDialog name="delivery-names" title={t('deliveries.namesTitle')} params={params} personal onClose={() => setSaving(false)} />}
    </Page>
  );
}

function columns(t: Translate): Column<Line>[] {
  const plain = (key: string, header: string, width: string): Column<Line> => ({ key, header, width, render: (line) => String(line[key] ?? '') });
  return [
    { key: 'no', header: t('reports.colNo'), width: '48px', numeric: true, render: (line) => formatNumber(Number(line['no'])) },
    plain('name', t('deliveries.recipient'), 'minmax(130px, 2fr)'), plain('address', t('programmes.colAddress'), 'minmax(100px, 1.6fr)'),
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (line) => [line['rt'], line['rw']].map((one) => one ?? '–').join('/') },
    plain('programme', t('deliveries.colProgramme'), 'minmax(100px, 1.2fr)'), { key: 'phase', header: t('deliveries.colPhase'), width: '92px', render: (line) => formatPhase(line['phase'] as string | null) },
    { key: 'date', header: t('deliveries.colDate'), width: '96px', render: (line) => formatShortDate(line['date'] as string | null) },
    { key: 'amount', header: t('deliveries.colAmount'), width: '116px', numeric: true, render: amountOf },
    plain('fund', t('deliveries.by_fund'), 'minmax(124px, 1fr)'), plain('takenBy', t('programmes.deliveryTaken'), 'minmax(112px, 1fr)'),
    { key: 'proof', header: t('deliveries.colProof'), width: '88px', render: (line) => (line['proof'] === null ? t('deliveries.noneProof') : String(line['proof'])) },
  ];
}

function amountOf(line: Line): string {
  const { rupiah, quantity, unit } = line as { rupiah: number | null; quantity: number | null; unit: string | null };
  return [rupiah === null ? '' : formatRupiah(rupiah), quantity === null ? '' : `${formatNumber(quantity)} ${unit ?? ''}`.trim()].filter(Boolean).join(' + ');
}
