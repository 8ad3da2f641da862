import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { BelowCalendar } from './below-calendar.tsx';
import { belowHint } from './below-counts.ts';
import { BelowProgrammes } from './below-programmes.tsx';
import { BelowTable } from './below-table.tsx';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { ScheduleWaits } from './schedule-waits.tsx';

const shapes = ['table', 'calendar', 'programmes'] as const;
type Shape = (typeof shapes)[number];

/** The offices below: who sent, who is late, who never did; by due date; and by programme, with the letter that goes along. */
export function BelowScreen(): ReactNode {
  const t = useText();
  const [shape, setShape] = useState<Shape>('table');
  const table = useCall('below.table', {});
  const info = useCall('office.info', {});
  const issue = useAction('letter.issue');
  const letter = useAction('letter.write');
  const mayExport = useMay('report.export');
  const [error, setError] = useState<unknown>(null);
  const rows = table.data ?? [];
  const write = async (): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { name: `surat-pengantar-${info.data?.today ?? ''}.pdf`, extensions: ['pdf'] });
    if (path === null) return;
    const { file } = await letter.mutateAsync({ id: (await issue.mutateAsync({ kind: 'surat-pengantar' })).id, format: 'pdf', path });
    say({ text: t('exchange.letterWritten', { file: baseName(file) }) });
    await callShell('shell.showInFolder', { path: file });
  };
  useKeys([
    ...shapes.map((each, index) => ({ key: String(index + 1), label: t(`exchange.shape_${each}`), run: () => setShape(each) })),
    ...(mayExport ? [{ key: 'Ctrl+P', label: t('exchange.letter'), run: () => void write().catch(setError) }] : []),
  ]);
  return (
    <Page title={t('exchange.belowTitle')} hint={table.data && belowHint(t, rows)} actions={mayExport ? <Button variant="default" onClick={() => void write().catch(setError)}>{t('exchange.letter')} …</Button> : undefined}>
      <PackageViews />
      {table.error && <ErrorNotice error={table.error} retry={() => void table.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      <ScheduleWaits />
      <SegmentedControl className={css.shapes} aria-label={t('exchange.shapes')} value={shape} onChange={(next) => setShape(next as Shape)} data={shapes.map((each) => ({ value: each, label: t(`exchange.shape_${each}`) }))} />
      {shape === 'table' && table.data && <BelowTable rows={rows} />}
      {shape === 'calendar' && info.data && <BelowCalendar today={info.data.today} revoked={new Set(rows.filter((row) => row.revoked).map(({ code }) => code))} />}
      {shape === 'programmes' && <BelowProgrammes />}
    </Page>
  );
}
