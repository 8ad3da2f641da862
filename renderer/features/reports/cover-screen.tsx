import { Button, SegmentedControl } from '@mantine/core';
import { IconGridDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall, usePages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { CoverFilters } from './cover-filters.tsx';
import { ReportFilters, useFilterWords } from './report-filters.tsx';
import { filterFromPath, filterParams } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import css from './reports.module.css';

type CoverLine = CallOutput<'coverage.page'>['rows'][number];
type Totals = CallOutput<'coverage.totals'>;
interface Head { readonly id: string; readonly name: string; readonly provider: string | null; readonly recipients: number }

/**
 * Families as rows; programmes, or a scheme's items, as columns. Asked page by page, and only the rows in sight are drawn,
 * so that it is as quick for a city; the sums stand in the head of each column.
 */
export function CoverScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<ReportFilter>(() => filterFromPath(start));
  const [view, setView] = useState<'programmes' | 'items'>('programmes');
  const [saving, setSaving] = useState(false);
  const info = useCall('office.info', {});
  const catalogue = useCall('programme.list', {});
  const facets = useCall('family.facets', {});
  const params = filterParams(filter);
  const totals = useCall('coverage.totals', { params }, { keepPrevious: true });
  const pages = usePages<CoverLine>(['coverage.page', params], (after) => callApi('coverage.page', { params, after }));
  const maySave = useMay('report.export');
  const words = useFilterWords(filter);
  const back = (): void => (start === '' ? go('/laporan') : window.history.back());
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: back },
    { key: 'v', label: t('schemes.view'), run: () => setView((old) => (old === 'items' ? 'programmes' : 'items')) },
    ...(maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: !saving });
  const names = new Map((catalogue.data ?? []).map((one) => [one.id, { name: String(one.values['shortName'] ?? one.values['name'] ?? ''), provider: typeof one.values['provider'] === 'string' ? one.values['provider'] : null }]));
  const heads = (totals.data?.programmes ?? []).map((one): Head => ({ id: one.programme, recipients: one.recipients, name: names.get(one.programme)?.name ?? '…', provider: names.get(one.programme)?.provider ?? null })).sort((a, b) => b.recipients - a.recipients || a.name.localeCompare(b.name));
  const regionName = (code: string | null): string => facets.data?.areas.find((area) => area.region === code)?.regionName ?? code ?? '';
  const receiver = info.data?.receiver === true;
  const shared = sharedColumns(t, receiver ? regionName : null);
  const columns = view === 'programmes' ? [...shared, ...programmeColumns(t, heads), lackColumn(t, totals.data)] : [...shared, ...itemColumns(t, totals.data)];
  const filtered = Object.values(filter).some(Boolean);
  return (
    <Page
      fill title={t('schemes.coverTitle')} hint={totals.data && t('schemes.coverSummary', { families: totals.data.families, without: totals.data.without, many: totals.data.many, complete: totals.data.complete })}
      actions={<><Button variant="default" onClick={back}>{t('reports.back')}</Button>{maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}</>}
    >
      <div className={css.filters}>
        <SegmentedControl aria-label={t('schemes.view')} value={view} onChange={(value) => setView(value === 'items' ? 'items' : 'programmes')} data={[{ value: 'programmes', label: t('schemes.viewProgrammes') }, { value: 'items', label: t('schemes.viewItems') }]} />
        <CoverFilters filter={filter} items={totals.data?.items ?? []} onFilter={setFilter} />
      </div>
      <ReportFilters filter={filter} onFilter={setFilter} receiver={receiver} />
      {totals.error && <ErrorNotice error={totals.error} retry={() => void totals.refetch()} />}
      <DataTable
        label={t('schemes.coverTitle')} columns={columns} pages={pages} rowKey={(line) => line.id} onOpen={(line) => go(`/keluarga/${line.id}`)} autoFocus {...(totals.data && { total: totals.data.families })}
        foot={heads.length > 0 && view === 'programmes' ? <span className={css.quiet}>{t('schemes.sumLine', { sums: heads.map((one) => `${one.name} ${formatNumber(one.recipients)}`).join(' · ') })}</span> : undefined}
        empty={<EmptyState icon={IconGridDots} title={t('schemes.coverEmpty')} action={filtered && <Button variant="default" onClick={() => setFilter({})}>{t('reports.clearFilter')}</Button>} />}
      />
      {saving && <SaveDialog name={view === 'programmes' ? 'coverage' : 'completeness'} title={t('schemes.coverTitle')} hint={words} params={params} personal onClose={() => setSaving(false)} />}
    </Page>
  );
}

function sharedColumns(t: Translate, regionName: ((code: string | null) => string) | null): Column<CoverLine>[] {
  return [
    { key: 'head', header: t('schemes.colFamily'), width: '200px', sticky: true, render: (line) => <span title={line.address ?? ''}>{line.head ?? t('schemes.noHead')}</span> },
    ...(regionName ? [{ key: 'region', header: t('schemes.colRegion'), width: '150px', render: (line: CoverLine) => regionName(line.region) }] : []),
    { key: 'rt', header: t('schemes.colRtRw'), width: '84px', render: (line) => [line.rt, line.rw].map((one) => one ?? '–').join('/') },
    { key: 'desil', header: t('schemes.colDesil'), width: '60px', numeric: true, render: (line) => formatNumber(line.desil) },
    { key: 'count', header: t('schemes.colCount'), width: '96px', numeric: true, render: (line) => formatNumber(line.programmes) },
  ];
}

/** The narrowest that a column may be: its name is cut, and said in full by its title. */
function programmeColumns(t: Translate, heads: readonly Head[]): Column<CoverLine>[] {
  return heads.map(({ id, name, provider }) => ({
    key: id, header: name, width: 'minmax(116px, 1fr)', numeric: true,
    render: (line) => (line.cells[id] === undefined ? '' : <span title={`${line.head ?? ''}: ${name}${provider === null ? '' : ` (${provider})`}`}>{formatNumber(line.cells[id])}</span>),
  }));
}

function itemColumns(t: Translate, totals: Totals | undefined): Column<CoverLine>[] {
  return (totals?.items ?? []).map((item) => ({
    key: item.key, header: `${item.title} (${formatNumber(item.families)})`, width: 'minmax(180px, 1fr)',
    render: (line) => (line.has.includes(item.key) ? <Mark severity="done">{t('schemes.has')}</Mark> : <Mark severity="warn">{t('schemes.hasNot')}</Mark>),
  }));
}

function lackColumn(t: Translate, totals: Totals | undefined): Column<CoverLine> {
  const titles = new Map((totals?.items ?? []).map((item) => [item.key, item.title]));
  return { key: 'lacks', header: t('schemes.colLacks'), width: 'minmax(200px, 2fr)', render: (line) => line.lacks.map((key) => titles.get(key) ?? key).join(', ') };
}
