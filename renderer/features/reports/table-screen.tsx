import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import type { Line } from './report-lines.ts';
import css from './reports.module.css';

/** Reports that are a table and nothing else; whether a row names a family that it opens, or people. */
export const tableReports = ['funds', 'credit', 'exits', 'quotas', 'receiving'] as const;
export type TableReportName = (typeof tableReports)[number];
const personal: ReadonlySet<string> = new Set(['exits']);

/** Columns that are as wide as what stands in them; the others share what is left. */
const widths: Readonly<Record<string, string>> = {
  no: '52px', rt: '52px', rw: '52px', end: '96px', graduated: '144px', recipient: 'minmax(150px, 3fr)', address: 'minmax(130px, 3fr)', reason: 'minmax(136px, 2fr)', programme: 'minmax(88px, 1.4fr)',
};

/** A report as the register gives it: its columns, rows, sums and notes. */
export function TableScreen({ name }: { name: TableReportName }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const report = useCall('report.run', { name });
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const title = t(`outcomes.name_${name}`);
  const { columns = [], totals = null, notes = [] } = report.data ?? {};
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: !saving });
  const rows: Line[] = (report.data?.rows ?? []).map((row, at) => ({ ...row, '#': at }));
  const shown: Column<Line>[] = columns.map(({ key, title: header, numeric }) => ({
    key, header, numeric, width: widths[key] ?? (numeric ? 'minmax(92px, 1fr)' : 'minmax(96px, 2fr)'), render: (line) => <span title={cell(line[key])}>{cell(line[key])}</span>,
  }));
  const sums = totals === null ? [] : columns.filter((one) => one.numeric && typeof totals[one.key] === 'number').map((one) => `${one.title} ${formatNumber(Number(totals[one.key]))}`);
  return (
    <Page
      fill title={title} hint={t(`outcomes.hint_${name}`)}
      actions={<><Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>{report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      <DataTable
        label={title} columns={shown} pages={allRows({ ...report, data: report.data ? rows : undefined })} rowKey={(line) => String(line['#'])} total={rows.length} autoFocus
        onOpen={(line) => { if (typeof line['family'] === 'string') go(`/keluarga/${line['family']}`); }}
        foot={rows.length > 0 && sums.length + notes.length > 0 ? <span className={css.quiet}>{[...(sums.length > 0 ? [`${t('reports.total')}: ${sums.join(' · ')}`] : []), ...notes].join(' — ')}</span> : undefined}
        empty={<EmptyState icon={IconTable} title={t('outcomes.tableEmpty')}>{t(`outcomes.hint_${name}`)}</EmptyState>}
      />
      {saving && <SaveDialog name={name} title={title} params={{}} personal={personal.has(name)} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function cell(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'string') return '';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatShortDate(value) : value;
}
