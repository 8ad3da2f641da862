import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { unmappedKey } from '../../../db/rules/schemes/scheme.ts';
import { useNeedLabel } from '../../app/need-label.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside, useMay } from '../../app/session.tsx';
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
  const needOf = useNeedLabel();
  const [, go] = useLocation();
  const schemes = useCall('scheme.list', {});
  const [chosen, setChosen] = useState<string | null>(start === '' ? null : start);
  const scheme = chosen ?? schemes.data?.[0]?.uid ?? '';
  const report = useCall('report.run', { name: 'schemes', params: { scheme } }, { enabled: scheme !== '', keepPrevious: true });
  const maySave = useMay('report.export');
  const inside = useInside();
  const [saving, setSaving] = useState(false);
  const [looking, setLooking] = useState<{ row: Line; what: 'programmes' | 'needs' } | null>(null);
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: looking === null && !saving });
  const rows = report.data?.rows ?? [];
  const title = (row: Line): string => (row['key'] === unmappedKey ? t('schemes.notMapped') : String(row['title']));
  const needs = (row: Line): readonly string[] => row['needList'] as readonly string[];
  const programmes = (row: Line): readonly Named[] => row['programmeList'] as readonly Named[];
  return (
    <Page
      title={t('schemes.reportTitle')} hint={report.data && report.data.notes.join(' ')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>
          {inside && <Button variant="default" onClick={() => go(`/program/skema/${scheme}`)}>{t('schemes.edit')}</Button>}
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
                {(['schemes.colProgrammes', 'schemes.colFamilies', 'schemes.colNeeds', 'schemes.colNeedFamilies'] as const).map((key) => <th key={key} scope="col" className={css.right}>{t(key)}</th>)}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={String(row['key'])}>
                  <th scope="row" className={row['key'] === unmappedKey ? css.silent : undefined}>{title(row)}</th>
                  <td className={css.right}>{programmes(row).length === 0 ? 0 : <button type="button" className={css.number} aria-label={`${formatNumber(programmes(row).length)} ${t('schemes.programmesOf', { item: title(row) })}`} onClick={() => setLooking({ row, what: 'programmes' })}>{formatNumber(programmes(row).length)}</button>}</td>
                  <CountCell row={row} count="families" filter={filterPath({ anyOf: programmes(row).map((one) => one.id).join('_') })} />
                  <td className={css.right}>{needs(row).length === 0 ? 0 : <button type="button" className={css.number} aria-label={`${formatNumber(needs(row).length)} ${t('schemes.needsOf', { item: title(row) })}`} onClick={() => setLooking({ row, what: 'needs' })}>{formatNumber(needs(row).length)}</button>}</td>
                  <CountCell row={row} count="needFamilies" filter={filterPath({ need: needs(row).join('_') })} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('schemes.total')}</th>
                <td className={css.right}><Link href="/program">{formatNumber(Number(report.data.totals?.['programmes'] ?? 0))}</Link></td>
                <CountCell row={report.data.totals ?? {}} count="families" filter={filterPath({ anyOf: [...new Set(rows.flatMap((row) => programmes(row).map((one) => one.id)))].join('_') })} />
                <td className={css.right}>{formatNumber(Number(report.data.totals?.['needs'] ?? 0))}</td>
                <CountCell row={report.data.totals ?? {}} count="needFamilies" filter={filterPath({ need: '*' })} />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      <p className={css.quiet}>{t('schemes.onceNote')}</p>
      {saving && <SaveDialog name="schemes" title={t('schemes.reportTitle')} params={{ scheme }} onClose={() => setSaving(false)} />}
      {looking !== null && (
        <Dialog title={t(looking.what === 'needs' ? 'schemes.needsOf' : 'schemes.programmesOf', { item: title(looking.row) })} onClose={() => setLooking(null)} actions={<Button data-autofocus onClick={() => setLooking(null)}>{t('kit.close')}</Button>}>
          <ul className={css.names}>
            {looking.what === 'needs'
              ? needs(looking.row).map((need) => <li key={need}><Link href={`/laporan/named-list/${filterPath({ need })}`}>{needOf(need)}</Link></li>)
              : programmes(looking.row).map((one) => <li key={one.id}><Link href={`/program/${one.id}`}>{one.name}</Link> <span className={css.quiet}>{one.provider}</span></li>)}
          </ul>
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
