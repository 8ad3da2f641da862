import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../../app/calls.ts';
import { callShell } from '../../../bridge.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { baseName } from '../../../ui/format.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import css from './outcome.module.css';
import { PeriodSelect } from './period-select.tsx';

interface AnnexDialogProps {
  /** A report of a period to write; without one the annex of a plan or report is chosen. */
  readonly report: { readonly id: string; readonly title: string; readonly version: number } | null;
  readonly onClose: () => void;
}

const formats = ['docx', 'pdf'] as const;

/** Writes a report of a period, or the annex tables of the RPKD or the LP2KD, as a document of the office. */
export function AnnexDialog({ report, onClose }: AnnexDialogProps): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const write = useAction('annex.save');
  const [kind, setKind] = useState<'rpkd' | 'lp2kd'>('lp2kd');
  const [format, setFormat] = useState<(typeof formats)[number]>('docx');
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState<unknown>(null);
  const thisYear = Number((info.data?.today ?? '').slice(0, 4));
  const period = chosen === '' ? String(thisYear) : chosen;
  const save = async (): Promise<void> => {
    setError(null);
    const name = report === null ? `${kind.toUpperCase()} ${period}` : `${report.title} v${report.version}`;
    const path = await callShell('shell.saveFile', { title: t('outcomes.annexSave'), name: `${name.replace(/[\\/:*?"<>|]/g, '-')}.${format}`, extensions: [format] });
    if (path === null) return;
    const done = await write.mutateAsync({ ...(report === null ? { kind, period } : { kind: 'report' as const, id: report.id }), format, path });
    say({ text: t('outcomes.annexSaved', { file: baseName(done.file) }) });
    onClose();
  };
  return (
    <Dialog
      title={report === null ? t('outcomes.annexTitle') : report.title} onClose={onClose}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button data-autofocus disabled={info.data === undefined} loading={write.isPending} onClick={() => void save().catch(setError)}>{t('outcomes.annexSave')} …</Button></>}
    >
      <p>{t(report === null ? `outcomes.annexHint_${kind}` : 'outcomes.annexHint_report')}</p>
      {report === null && <SegmentedControl aria-label={t('outcomes.annexTitle')} value={kind} onChange={(value) => setKind(value === 'rpkd' ? 'rpkd' : 'lp2kd')} data={[{ value: 'lp2kd', label: t('outcomes.annexKind_lp2kd') }, { value: 'rpkd', label: t('outcomes.annexKind_rpkd') }]} />}
      {report === null && info.data && <div className={css.bar}><PeriodSelect period={period} thisYear={thisYear} onChange={setChosen} /></div>}
      <SegmentedControl aria-label={t('outcomes.annexFormat')} value={format} onChange={(value) => setFormat(value === 'pdf' ? 'pdf' : 'docx')} data={formats.map((value) => ({ value, label: t(`outcomes.format_${value}`) }))} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
