import { Button, Select } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { formatNumber, formatRupiah } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import css from '../reports.module.css';
import { deliveryFilterFrom, deliveryParams, deliveryPath, kinds, rowFilter } from './delivery-filter.ts';
import type { By, DeliveryFilter } from './delivery-filter.ts';
import { DeliveryFilters } from './delivery-filters.tsx';

type Report = CallOutput<'report.run'>;
type Row = Report['rows'][number];

/** What was handed over, by programme, month, RT, agency, fund or goods; every number opens its list. */
export function TotalsScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [by, setBy] = useState<By>('programme');
  const [filter, setFilter] = useState<DeliveryFilter>(() => deliveryFilterFrom(start));
  const [saving, setSaving] = useState(false);
  const params = { by, ...deliveryParams(filter) };
  const report = useCall('report.run', { name: 'deliveries', params }, { keepPrevious: true });
  const info = useCall('office.info', {});
  const maySave = useMay('report.export');
  const { data } = report;
  const filtered = Object.values(filter).some(Boolean);
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ]);
  return (
    <Page
      fill title={t('deliveries.totalsTitle')} hint={t('deliveries.totalsHint')}
      actions={<><Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>{data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      {info.data && (
        <DeliveryFilters filter={filter} onFilter={setFilter} today={info.data.today}>
          <Select className={css.filter} label={t('deliveries.by')} allowDeselect={false} value={by} data={kinds.map((kind) => ({ value: kind, label: t(`deliveries.by_${kind}`) }))} onChange={(value) => setBy((value ?? 'programme') as By)} />
        </DeliveryFilters>
      )}
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {data && data.rows.length === 0 && <EmptyState icon={IconPackage} title={t(filtered ? 'deliveries.totalsNoneFiltered' : 'deliveries.totalsNone')} {...(filtered ? { action: <Button variant="default" onClick={() => setFilter({})}>{t('deliveries.clearFilter')}</Button> } : {})}>{filtered ? undefined : t('deliveries.totalsNoneHint')}</EmptyState>}
      {data && data.rows.length > 0 && (
        <>
          <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('deliveries.totalsTitle')}><TotalsTable report={data} by={by} filter={filter} /></div>
          {data.notes.length > 0 && <p className={css.quiet}>{t('deliveries.creditNote')}</p>}
        </>
      )}
      {saving && <SaveDialog name="deliveries" title={t('deliveries.totalsTitle')} params={params} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function TotalsTable({ report, by, filter }: { report: Report; by: By; filter: DeliveryFilter }): ReactNode {
  const t = useText();
  const columns = report.columns.slice(1);
  return (
    <table className={css.recap}>
      <thead><tr><th scope="col">{t(`deliveries.by_${by}`)}</th>{columns.map((column) => <th key={column.key} scope="col" className={css.right}>{heading(column.key, column.title, t)}</th>)}</tr></thead>
      <tbody>
        {report.rows.map((row) => (
          <tr key={String(row['value'])}><th scope="row">{String(row['key'])}</th>{columns.map((column) => <TotalCell key={column.key} row={row} column={column.key} filter={rowFilter(filter, by, row['value'])} />)}</tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">{t('deliveries.colTotal')}</th>{columns.map((column) => <TotalCell key={column.key} row={report.totals ?? {}} column={column.key} filter={filter} />)}</tr></tfoot>
    </table>
  );
}

const listed = ['deliveries', 'rupiah', 'credit'];

/** A number; what a list can be made of leads to it. */
function TotalCell({ row, column, filter }: { row: Row; column: string; filter: DeliveryFilter }): ReactNode {
  const value = Number(row[column] ?? 0);
  const words = column === 'rupiah' || column === 'credit' ? formatRupiah(value) : formatNumber(value);
  const unit = column.startsWith('unit:') ? column.slice(5) : null;
  if (value === 0) return <td className={`${css.right} ${css.zero}`}>{words}</td>;
  const opens = unit !== null || listed.includes(column);
  return <td className={css.right}>{opens ? <Link href={`/laporan/delivery-names/${deliveryPath(unit === null ? filter : { ...filter, goods: unit })}`}>{words}</Link> : words}</td>;
}

function heading(key: string, title: string, t: Translate): string {
  const heads: Readonly<Record<string, string>> = { deliveries: t('deliveries.colDeliveries'), recipients: t('deliveries.colRecipients'), families: t('deliveries.colFamilies'), rupiah: t('deliveries.colRupiah'), credit: t('deliveries.colCredit') };
  // A unit is written in small letters beside a number; at the head of a column it begins like the others.
  return heads[key] ?? `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}
