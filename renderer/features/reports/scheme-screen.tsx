import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { unmappedKey } from '../../../db/rules/schemes/scheme.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { filterPath } from './report-filter.ts';
import type { Line } from './report-lines.ts';
import css from './reports.module.css';

interface Named { readonly id: string; readonly name: string; readonly provider: string | null }

/** Programmes, needs and families by the items of a scheme; what no item holds stands in a row of its own. Each number opens its list. */
export function SchemeScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const schemes = useCall('scheme.list', {});
  const [chosen, setChosen] = useState<string | null>(start === '' ? null : start);
  const scheme = chosen ?? schemes.data?.[0]?.uid ?? '';
  const report = useCall('report.run', { name: 'schemes', params: { scheme } }, { enabled: scheme !== '', keepPrevious: true });
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const [looking, setLooking] = useState<Line | null>(null);
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: looking === null && !saving });
  const rows = report.data?.rows ?? [];
  const title = (row: Line): string => (row['key'] === unmappedKey ? t('schemes.notMapped') : String(row['title']));
  const programmes = (row: Line): readonly Named[] => row['programmeList'] as readonly Named[];
  return (
    <Page
      title={t('schemes.reportTitle')} hint={report.data && report.data.notes.join(' ')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>
          <Button variant="default" onClick={() => go(`/program/skema/${scheme}`)}>{t('schemes.edit')}</Button>
          {report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}
        </>
      }
    >
      <div className={css.filters}>
        <Select w={320} aria-label={t('schemes.chooseScheme')} value={scheme} allowDeselect={false} data={(schemes.data ?? []).filter((one) => one.ended === null || one.uid === scheme).map((one) => ({ value: one.uid, label: one.title }))} onChange={setChosen} />
      </div>
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {report.data && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('schemes.reportTitle')}>
          <table className={css.recap}>
            <thead>
              <tr>
                <th scope="col">{t('schemes.colItem')}</th>
                {(['colProgrammes', 'colFamilies', 'colNeeds', 'colNeedFamilies'] as const).map((key) => <th key={key} scope="col" className={css.right}>{t(`schemes.${key}`)}</th>)}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={String(row['key'])}>
                  <th scope="row" className={row['key'] === unmappedKey ? css.silent : undefined}>{title(row)}</th>
                  <td className={css.right}>{programmes(row).length === 0 ? 0 : <button type="button" className={css.number} aria-label={t('schemes.programmesOf', { item: title(row) })} onClick={() => setLooking(row)}>{formatNumber(programmes(row).length)}</button>}</td>
                  <CountCell row={row} count="families" filter={filterPath({ anyOf: programmes(row).map((one) => one.id).join('_') })} />
                  <td className={css.right} title={String(row['needNames'] ?? '')}>{formatNumber(Number(row['needs']))}</td>
                  <CountCell row={row} count="needFamilies" filter={filterPath({ need: (row['needList'] as readonly string[]).join('_') })} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('schemes.total')}</th>
                {['programmes', 'families', 'needs', 'needFamilies'].map((key) => <td key={key} className={css.right}>{formatNumber(Number(report.data.totals?.[key] ?? 0))}</td>)}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      <p className={css.quiet}>{t('schemes.onceNote')}</p>
      {saving && <SaveDialog name="schemes" title={t('schemes.reportTitle')} params={{ scheme }} onClose={() => setSaving(false)} />}
      {looking !== null && (
        <Dialog title={t('schemes.programmesOf', { item: title(looking) })} onClose={() => setLooking(null)} actions={<Button data-autofocus onClick={() => setLooking(null)}>{t('kit.close')}</Button>}>
          <ul className={css.names}>{programmes(looking).map((one) => <li key={one.id}><Link href={`/program/${one.id}`}>{one.name}</Link> <span className={css.quiet}>{one.provider}</span></li>)}</ul>
        </Dialog>
      )}
    </Page>
  );
}

/** A number of families that leads to them by name and address. */
function CountCell({ row, count, filter }: { row: Line; count: 'families' | 'needFamilies'; filter: string }): ReactNode {
  const n = Number(row[count] ?? 0);
  return <td className={css.right}>{n === 0 ? 0 : <Link href={`/laporan/named-list/${filter}`}>{formatNumber(n)}</Link>}</td>;
}
