import { Button } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { qualityMeasures } from '../../../../db/rules/recaps/quality.ts';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { filterFromPath, filterParams, filterPath } from '../report-filter.ts';
import type { ReportFilter } from '../report-filter.ts';
import { ReportFilters } from '../report-filters.tsx';
import css from '../reports.module.css';
import type { RecapRow } from './recap-items.ts';
import { NumberCell } from './recap-table.tsx';

/** The quality score with the parts it is made of: formula, weights, and for each part the families that do not pass. */
export function QualityScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const filter = filterFromPath(start);
  const params = filterParams(filter);
  const info = useCall('office.info', {});
  const report = useCall('report.run', { name: 'quality', params }, { keepPrevious: true });
  const lacking = useCall('report.run', { name: 'recap', params: { of: 'quality', ...params } }, { keepPrevious: true });
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const receiver = info.data?.receiver === true;
  const show = (next: ReportFilter): void => go(`/laporan/quality/${filterPath(next)}`, { replace: true });
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: !saving });
  const totals = report.data?.totals ?? {};
  const none = report.data !== undefined && Number(totals['families'] ?? 0) === 0;
  return (
    <Page
      fill title={t('recaps.qualityTitle')} hint={t('recaps.formula')}
      actions={<><Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>{report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      <ReportFilters filter={filter} onFilter={show} receiver={receiver} />
      {(report.error ?? lacking.error) && <ErrorNotice error={report.error ?? lacking.error} retry={() => { void report.refetch(); void lacking.refetch(); }} />}
      {none && <EmptyState icon={IconGauge} title={t('recaps.qualityNone')} />}
      {report.data && lacking.data && !none && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('recaps.qualityTitle')}>
          <MeasureTable totals={totals} lacking={lacking.data.totals ?? {}} filter={filter} />
          {receiver && <PlaceTable rows={report.data.rows} filter={filter} />}
        </div>
      )}
      {report.data?.notes.slice(1).map((note) => <p key={note} className={css.quiet}>{note}</p>)}
      {saving && <SaveDialog name="quality" title={t('recaps.qualityTitle')} params={params} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function MeasureTable({ totals, lacking, filter }: { totals: RecapRow; lacking: RecapRow; filter: ReportFilter }): ReactNode {
  const t = useText();
  const number = (row: RecapRow, key: string): number => Number(row[key] ?? 0);
  const heads = ['recaps.checked', 'recaps.passing', 'recaps.share', 'recaps.weight', 'recaps.points', 'recaps.toMend'] as const;
  return (
    <table className={css.recap} aria-label={t('recaps.qualityTitle')}>
      <thead><tr><th scope="col">{t('recaps.measure')}</th>{heads.map((head) => <th key={head} scope="col" className={css.right}>{t(head)}</th>)}</tr></thead>
      <tbody>
        {qualityMeasures.map(({ key, unit, weight }) => {
          const [checked, passing] = [number(totals, unit), number(totals, key)];
          const share = checked === 0 ? 0 : passing / checked;
          return (
            <tr key={key}>
              <th scope="row">{t(`recaps.measure_${key}`)}</th><td className={css.right}>{formatNumber(checked)}</td><td className={css.right}>{formatNumber(passing)}</td>
              <td className={css.right}>{formatNumber(Math.round(share * 1000) / 10)}%</td><td className={css.right}>{formatNumber(weight)}</td><td className={css.right}>{formatNumber(Math.round(share * weight * 10) / 10)}</td>
              <NumberCell value={number(lacking, key)} to={`/laporan/named-list/${filterPath({ ...filter, lacking: key })}`} />
            </tr>
          );
        })}
      </tbody>
      <tfoot><tr><th scope="row" colSpan={4}>{t('recaps.score')}</th><td className={css.right}>100</td><td className={css.right}>{formatNumber(number(totals, 'score'))}</td><td /></tr></tfoot>
    </table>
  );
}

/** The score of each kelurahan; one opens its parts. */
function PlaceTable({ rows, filter }: { rows: readonly RecapRow[]; filter: ReportFilter }): ReactNode {
  const t = useText();
  return (
    <table className={css.recap} aria-label={t('recaps.qualityPlaces')}>
      <thead><tr><th scope="col">{t('recaps.qualityPlaces')}</th><th scope="col" className={css.right}>{t('reports.colFamilies')}</th>{qualityMeasures.map(({ key }) => <th key={key} scope="col" className={css.right}>{t(`recaps.lack_${key}`)}</th>)}<th scope="col" className={css.right}>{t('recaps.score')}</th></tr></thead>
      <tbody>
        {rows.map((row) => {
          const code = String(row['code'] ?? '');
          return (
            <tr key={code}>
              <th scope="row">{code === '' ? String(row['name']) : <Link href={`/laporan/quality/${filterPath({ ...filter, region: code })}`}>{String(row['name'])}</Link>}</th><td className={css.right}>{formatNumber(Number(row['families']))}</td>
              {qualityMeasures.map(({ key, unit }) => <td key={key} className={css.right}>{formatNumber(Number(row[unit]) - Number(row[key]))}</td>)}
              <td className={css.right}>{formatNumber(Number(row['score']))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
