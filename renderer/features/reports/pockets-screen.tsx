import { Button } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { filterPath, none } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import type { Line } from './report-lines.ts';
import css from './reports.module.css';

/** What each sum counts; none for a rate. */
const totals: readonly { key: string; filter: ReportFilter | null }[] = [
  { key: 'families', filter: {} }, { key: 'poor', filter: { desil: '1_2' } }, { key: 'needy', filter: { need: '*' } }, { key: 'perFamily', filter: null }, { key: 'without', filter: { wanting: '1', most: '0' } },
];

/** RT in the order of how many of their families are poor or in need; how that is told stands above, and each number opens its list. */
export function PocketsScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const report = useCall('report.run', { name: 'pockets' });
  const info = useCall('office.info', {});
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ]);
  const receiver = info.data?.receiver === true;
  const rows = report.data?.rows ?? [];
  const ranking = report.data?.notes[0];
  return (
    <Page
      fill title={t('schemes.pocketsTitle')} hint={ranking}
      actions={<><Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>{report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {report.data && rows.length === 0 && <EmptyState icon={IconMapPin} title={t('schemes.pocketsNone')} />}
      {rows.length > 0 && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('schemes.pocketsTitle')}>
          <table className={css.recap}>
            <thead>
              <tr>
                <th scope="col" className={css.right}>{t('schemes.colRank')}</th>{receiver && <th scope="col">{t('schemes.colRegion')}</th>}<th scope="col">{t('schemes.colRtRw')}</th><th scope="col" className={css.right}>{t('schemes.colIndex')}</th>
                {(['schemes.colHouseholds', 'schemes.colPoor', 'schemes.colNeedy', 'schemes.colPerFamily'] as const).map((key) => <th key={key} scope="col" className={css.right}>{t(key)}</th>)}
                <th scope="col" className={css.right} title={t('schemes.colWithoutTitle')}>{t('schemes.colWithout')}</th>
              </tr>
            </thead>
            <tbody>{rows.map((row) => <PocketRow key={String(row['no'])} row={row} receiver={receiver} />)}</tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={receiver ? 4 : 3}>{t('reports.total')}</th>
                {totals.map(({ key, filter }) => <td key={key} className={css.right}>{filter && <Link href={`/laporan/named-list/${filterPath(filter)}`}>{formatNumber(Number(report.data?.totals?.[key] ?? 0))}</Link>}</td>)}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      {saving && <SaveDialog name="pockets" title={t('schemes.pocketsTitle')} params={{}} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function PocketRow({ row, receiver }: { row: Line; receiver: boolean }): ReactNode {
  const area: ReportFilter = { ...(typeof row['region'] === 'string' && { region: row['region'] }), rw: typeof row['rw'] === 'string' ? row['rw'] : none, rt: typeof row['rt'] === 'string' ? row['rt'] : none };
  const number = (key: string): number => Number(row[key] ?? 0);
  const link = (key: string, more: ReportFilter): ReactNode => <td className={css.right}>{number(key) === 0 ? 0 : <Link href={`/laporan/named-list/${filterPath({ ...area, ...more })}`}>{formatNumber(number(key))}</Link>}</td>;
  return (
    <tr>
      <td className={css.right}>{formatNumber(number('no'))}</td>
      {receiver && <td>{String(row['regionName'] ?? '')}</td>}
      <th scope="row">{String(row['rtLabel'])} / {String(row['rwLabel'])}</th>
      <td className={css.right}>{row['ranked'] === true ? `${formatNumber(number('index'))}%` : '–'}</td>
      {link('families', {})}
      {link('poor', { desil: '1_2' })}
      {link('needy', { need: '*' })}
      <td className={css.right}>{formatNumber(number('perFamily'))}</td>
      {link('without', { wanting: '1', most: '0' })}
    </tr>
  );
}
