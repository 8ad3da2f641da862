import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatMoment, formatNumber } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import type { Line } from './report-lines.ts';
import css from './reports.module.css';

const kinds = ['all', 'file', 'print', 'reveal', 'lookup'] as const;

/** The register of what left the office, newest first. */
export function ExportsScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const [text, setText] = useState('');
  const [saving, setSaving] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const params = { ...(kind === 'all' ? {} : { kind }), ...(text.trim() === '' ? {} : { text: text.trim() }) };
  const report = useCall('report.run', { name: 'exports', params }, { keepPrevious: true });
  const maySave = useMay('report.export');
  const lines = report.data?.rows;
  const title = t('reports.name_exports');
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    { key: 'f', label: t('reports.exportFind'), run: () => field.current?.focus() },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ]);
  const said = (line: Line, key: string): string => String(line[key] ?? '');
  const plain = (key: string, header: string, width: string): Column<Line> => ({ key, header, width, render: (line) => <span title={said(line, key)}>{said(line, key)}</span> });
  const columns: Column<Line>[] = [
    { key: 'at', header: t('reports.colAt'), width: '152px', render: (line) => formatMoment(said(line, 'at')) },
    plain('by', t('reports.colBy'), 'minmax(80px, 1fr)'),
    plain('kind', t('reports.exportKind'), '124px'),
    { key: 'what', header: t('reports.colWhat'), width: 'minmax(180px, 3.4fr)', render: (line) => <span title={[said(line, 'what'), said(line, 'fields')].filter(Boolean).join(': ')}>{[said(line, 'what'), said(line, 'profile')].filter(Boolean).join(' · ')}</span> },
    { key: 'to', header: t('reports.colTo'), width: 'minmax(100px, 1.6fr)', render: (line) => { const words = [said(line, 'to'), said(line, 'agreement')].filter(Boolean).join(' · '); return <span title={words}>{words}</span>; } },
    plain('purpose', t('reports.colPurpose'), 'minmax(100px, 2fr)'),
    { key: 'rows', header: t('reports.colRows'), width: '72px', numeric: true, render: (line) => (typeof line['rows'] === 'number' ? formatNumber(line['rows']) : '') },
    { key: 'sha256', header: t('reports.colHash'), width: '116px', render: (line) => <code title={said(line, 'sha256')}>{said(line, 'sha256').slice(0, 12)}</code> },
  ];
  return (
    <Page
      fill title={title} hint={lines && t('reports.exportCount', { n: lines.length })}
      actions={<><Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>{report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      <div className={css.filters}>
        <SegmentedControl aria-label={t('reports.exportKind')} value={kind} onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'all')} data={kinds.map((one) => ({ value: one, label: t(`reports.exportKind_${one}`) }))} />
        <TextInput ref={field} className={css.find} aria-label={t('reports.exportFind')} placeholder={t('reports.exportFind')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </div>
      <DataTable
        label={title} columns={columns} pages={allRows({ ...report, data: lines })} rowKey={(line) => said(line, 'no')} autoFocus
        empty={<EmptyState icon={IconFileExport} title={t('reports.empty_exports')}>{t('reports.hint_exports')}</EmptyState>}
      />
      {saving && <SaveDialog name="exports" title={title} params={params} personal onClose={() => setSaving(false)} />}
    </Page>
  );
}
