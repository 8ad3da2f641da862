import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import type { Line } from './report-lines.ts';

const titles = { 'plan-list': 'schemes.planListTitle', 'outside-target': 'schemes.outsideTitle', 'changed-families': 'outcomes.behindTitle' } as const;
const shown = {
  'plan-list': [['recipient', 'reports.colRecipient', 'minmax(150px, 2fr)'], ['address', 'reports.colAddress', 'minmax(130px, 2fr)'], ['rt', 'reports.colRt', '60px'], ['rw', 'reports.colRw', '60px'], ['desil', 'reports.colDesil', '64px'], ['programme', 'reports.programme', 'minmax(120px, 2fr)'], ['on', 'programmes.colStart', '110px']],
  'outside-target': [['recipient', 'reports.colRecipient', 'minmax(140px, 2fr)'], ['address', 'reports.colAddress', 'minmax(120px, 2fr)'], ['rt', 'reports.colRt', '60px'], ['rw', 'reports.colRw', '60px'], ['desil', 'reports.colDesil', '64px'], ['programmeName', 'reports.programme', 'minmax(110px, 1fr)'], ['reason', 'reports.colReason', 'minmax(150px, 3fr)'], ['decidedBy', 'reports.colDecidedBy', '120px'], ['decidedOn', 'reports.colDecidedOn', '110px']],
  'changed-families': [['head', 'reports.colHead', 'minmax(140px, 2fr)'], ['address', 'reports.colAddress', 'minmax(120px, 2fr)'], ['rt', 'reports.colRt', '60px'], ['rw', 'reports.colRw', '60px'], ['before', 'outcomes.behindBefore', 'minmax(150px, 2fr)'], ['after', 'outcomes.behindAfter', 'minmax(150px, 2fr)'], ['why', 'outcomes.behindWhy', 'minmax(100px, 1fr)']],
} as const;
const dates: ReadonlySet<string> = new Set(['on', 'decidedOn']);
const numbers: ReadonlySet<string> = new Set(['desil']);

/** The recipients behind a number, by name and address: as many as the number said. */
export function BehindScreen({ name, params, period }: { name: keyof typeof titles; params: Readonly<Record<string, string>>; period?: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const report = useCall('report.run', { name, params: { ...params }, ...(period !== undefined && { period }) });
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const rows = report.data?.rows ?? [];
  const back = (): void => window.history.back();
  useKeys([{ key: 'Escape', label: t('reports.back'), run: back }, ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : [])]);
  const columns: Column<Line>[] = [
    { key: 'no', header: t('reports.colNo'), width: '52px', numeric: true, render: (line) => formatNumber(Number(line['no'])) },
    ...shown[name].map(([key, header, width]): Column<Line> => ({ key, header: t(header), width, numeric: numbers.has(key), render: (line) => cell(line, key) })),
  ];
  return (
    <Page
      fill title={t(titles[name])} hint={report.data && [t('schemes.behindCount', { n: rows.length }), ...report.data.notes].join(' · ')}
      actions={<><Button variant="default" onClick={back}>{t('reports.back')}</Button>{report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      <DataTable
        label={t(titles[name])} columns={columns} pages={allRows({ ...report, data: report.data ? rows : undefined })} rowKey={(line) => String(line['no'])} total={rows.length} autoFocus
        onOpen={(line) => { if (line['id'] !== null) go(`/keluarga/${String(line['id'])}`); }} empty={<EmptyState icon={IconListCheck} title={t('schemes.behindNone')} />}
      />
      {saving && <SaveDialog name={name} title={t(titles[name])} params={params} period={period ?? null} personal onClose={() => setSaving(false)} />}
    </Page>
  );
}

function cell(line: Line, key: string): string {
  const value = line[key];
  if (value === null || value === undefined) return '';
  if (dates.has(key)) return formatDate(String(value));
  return typeof value === 'number' ? formatNumber(value) : String(value);
}
