import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { periodTitle } from '../../ui/office-title.ts';
import { Page } from '../../ui/page.tsx';
import { printNow, PrintPage } from '../../ui/print-page.tsx';
import { RecapTable } from './recap-table.tsx';
import css from './reports.module.css';
import { SaveDialog } from '../../ui/save-dialog.tsx';

/** Families by RT and desil; every number opens the list it counts. */
export function RecapScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const report = useCall('report.run', { name: 'recap' });
  const info = useCall('office.info', {});
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const print = (): void => { setError(null); printNow({ paper: 'A4', landscape: true }).catch(setError); };
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data ? [{ key: 'Ctrl+P', label: t('reports.print'), run: print }] : []),
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ]);
  const receiver = info.data?.receiver === true;
  const title = t(receiver ? 'reports.recapOffices' : 'reports.name_recap');
  const hint = info.data && report.data && t('reports.asOf', { period: periodTitle(info.data.period, t), at: formatMoment(report.data.at) });
  return (
    <Page
      fill title={title} hint={hint}
      actions={
        <>
          <Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>
          {report.data && maySave && <Button variant="default" onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}
          {report.data && <Button onClick={print}>{t('reports.print')}</Button>}
        </>
      }
    >
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      {report.data && (
        <>
          {report.data.notes.map((note) => <Notice key={note} severity="warn" title={note} />)}
          <div className={css.tableBox} tabIndex={0} role="region" aria-label={title}><RecapTable report={report.data} links /></div>
          <p className={css.quiet}>{t('reports.recapFoot')}</p>
          <PrintPage title={title} hint={hint}>
            <RecapTable report={report.data} />
            {report.data.notes.map((note) => <p key={note}>{note}</p>)}
          </PrintPage>
        </>
      )}
      {saving && <SaveDialog name="recap" title={title} params={{}} onClose={() => setSaving(false)} />}
    </Page>
  );
}
