import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { askConfirm } from '../../../ui/dialog.tsx';
import { formatDate } from '../../../ui/format.ts';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import { AnnexDialog } from './annex-dialog.tsx';
import { DifferenceTable } from './difference-table.tsx';
import css from './outcome.module.css';
import { PeriodReportDialog } from './period-report-dialog.tsx';
import { SectionTable } from './section-table.tsx';

/** A report of a period: its narrative and tables; of a final one what the register would say otherwise today, and what its version changed. */
export function PeriodReportScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const found = useCall('periodReport.get', { id });
  const mayWrite = useMay('programme.write');
  const maySave = useMay('report.export');
  const mayFreeze = useMay('package.approve');
  const freeze = useAction('periodReport.freeze');
  const next = useAction('periodReport.continue');
  const take = useAction('periodReport.void');
  const [open, setOpen] = useState<'edit' | 'void' | 'save' | null>(null);
  const report = found.data?.report;
  const isDraft = report?.status === 'draft';
  const back = (): void => go('/laporan/periods');
  const close = (): void => setOpen(null);
  const makeFinal = async (): Promise<void> => {
    if (!(await askConfirm({ title: t('outcomes.freezeTitle'), body: t('outcomes.freezeHint'), confirm: t('outcomes.freeze') }))) return;
    freeze.mutate({ id }, { onSuccess: () => say({ text: t('outcomes.frozen') }) });
  };
  const goOn = (): void => next.mutate({ id }, { onSuccess: (made) => go(`/laporan/periods/${made.id}`) });
  useKeys([
    { key: 'Escape', label: t('outcomes.back'), run: back },
    ...(isDraft && mayWrite ? [{ key: 'e', label: t('outcomes.narrative'), run: () => setOpen('edit') }] : []),
    ...(report && maySave ? [{ key: 'Ctrl+S', label: t('outcomes.annexSave'), run: () => setOpen('save') }] : []),
  ], { active: open === null });
  const title = report ? report.title : t('outcomes.reports');
  return (
    <Page
      title={title} hint={report && `${formatDate(report.from)} – ${formatDate(report.to)} · ${t('outcomes.versionOf', { n: report.version })}`}
      actions={
        <>
          <Button variant="default" onClick={back}>{t('outcomes.back')}</Button>
          {report && maySave && <Button variant="default" onClick={() => setOpen('save')}>{t('outcomes.annexSave')} …</Button>}
          {isDraft && mayWrite && <Button variant="default" onClick={() => setOpen('void')}>{t('outcomes.reportVoid')} …</Button>}
          {isDraft && mayWrite && <Button variant="default" onClick={() => setOpen('edit')}>{t('outcomes.narrative')} …</Button>}
          {isDraft && mayFreeze && <Button loading={freeze.isPending} onClick={() => void makeFinal()}>{t('outcomes.freeze')} …</Button>}
          {report?.status === 'final' && mayWrite && <Button loading={next.isPending} onClick={goOn}>{t('outcomes.nextVersion')}</Button>}
        </>
      }
    >
      {[found.error, freeze.error, next.error].map((error, at) => error && <ErrorNotice key={at} error={error} />)}
      {report && found.data && (
        <>
          {isDraft && <Notice severity="info" title={t('outcomes.draftNotice')} />}
          {report.status === 'final' && (
            <Notice severity={found.data.sinceFinal.length > 0 ? 'warn' : 'done'} title={t('outcomes.finalNotice', { date: formatDate(report.finalOn), by: report.finalBy ?? '' })}>
              {found.data.sinceFinal.length > 0 ? `${t('outcomes.differs', { n: found.data.sinceFinal.length })}. ${t('outcomes.differsHint')}` : t('outcomes.sameNow')}
            </Notice>
          )}
          <div className={css.stack}>
            {found.data.sinceFinal.length > 0 && <Panel><h2>{t('outcomes.differs', { n: found.data.sinceFinal.length })}</h2><DifferenceTable differences={found.data.sinceFinal} before="outcomes.colThen" after="outcomes.colNow" /></Panel>}
            {found.data.sincePrevious.length > 0 && <Panel><h2>{t('outcomes.differsPrevious', { n: found.data.sincePrevious.length })}</h2><DifferenceTable differences={found.data.sincePrevious} before="outcomes.colPrevious" after="outcomes.colThis" /></Panel>}
            <Panel><h2>{t('outcomes.narrative')}</h2>{report.narrative.trim() === '' ? <p className={css.quiet}>{t('outcomes.narrativeNone')}</p> : <p className={css.narrative}>{report.narrative}</p>}</Panel>
            {found.data.sections.map((section) => <Panel key={section.key}><SectionTable section={section} /></Panel>)}
          </div>
        </>
      )}
      {open === 'edit' && report && <PeriodReportDialog report={report} onClose={close} onSaved={() => undefined} />}
      {open === 'save' && report && <AnnexDialog report={report} onClose={close} />}
      {open === 'void' && report && <ReasonDialog title={t('outcomes.reportVoidTitle')} action={t('outcomes.reportVoid')} danger onClose={close} onDo={async (reason) => { await take.mutateAsync({ id, reason }); back(); }}><p>{t('outcomes.reportVoidHint')}</p></ReasonDialog>}
    </Page>
  );
}
