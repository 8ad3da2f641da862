import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside, useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column, Sort } from '../../ui/data-table.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { datesInWords, formatDate, formatNumber, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { AidTrend } from './aid-trend.tsx';
import { ReportFilters, useFilterWords } from './report-filters.tsx';
import { dayFromPath, filterFromPath, filterParams, listPath } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import type { Line } from './report-lines.ts';
import css from './reports.module.css';

/** The lists that answer a question about aid. */
export const aidLists = ['overlap', 'missed', 'ineligible', 'anomalies', 'overrides'] as const;
export type AidListName = (typeof aidLists)[number];

/** One of the lists of aid: who, where, by which rule and facts; its number is the number of its rows, and each opens the family. `start` may name a filter and a past day. */
export function AidListScreen({ name, start }: { name: AidListName; start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<ReportFilter>(() => filterFromPath(start));
  const day = dayFromPath(start);
  const [saving, setSaving] = useState(false);
  const params = filterParams(filter);
  const report = useCall('report.run', { name, params, ...(day !== null && { period: day }) }, { keepPrevious: true });
  const info = useCall('office.info', {});
  const maySave = useMay('report.export');
  const inside = useInside();
  const words = useFilterWords(filter);
  const receiver = info.data?.receiver === true;
  const [sort, setSort] = useState<Sort | null>(null);
  const lines = useMemo(() => sorted(report.data?.rows ?? [], sort), [report.data, sort]);
  const title = t(`reports.name_${name}`);
  const filtered = Object.values(filter).some(Boolean);
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ]);
  return (
    <Page
      fill title={title} hint={report.data && <Hint rows={lines.length} families={Number(report.data.totals?.['families'] ?? lines.length)} groups={Number(report.data.totals?.['groups'] ?? 0)} day={day} />}
      actions={
        <>
          <Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>
          {day !== null && <Button variant="default" onClick={() => go(`/laporan/${name}/${listPath(filter, null)}`)}>{t('aidAnswers.backToToday')}</Button>}
          {report.data && maySave && <Button onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}
        </>
      }
    >
      <ReportFilters filter={filter} onFilter={setFilter} receiver={receiver} />
      {name === 'overrides' && (
        <div className={css.labelled}>
          <div className={css.date}><DateInput label={t('deliveries.from')} value={filter.from ?? null} today={info.data?.today ?? ''} onChange={(from) => setFilter({ ...filter, from: from ?? '' })} /></div>
          <div className={css.date}><DateInput label={t('deliveries.to')} value={filter.to ?? null} today={info.data?.today ?? ''} onChange={(to) => setFilter({ ...filter, to: to ?? '' })} /></div>
        </div>
      )}
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {report.data && name !== 'overrides' && inside && <AidTrend list={name} day={day} filter={filter} data={report.data.data} rows={lines.length} />}
      <DataTable
        label={title} columns={columnsOf(name, t, receiver)} pages={allRows({ ...report, data: report.data ? lines : undefined })} rowKey={(line) => `${String(line['no'])}`} total={lines.length} autoFocus {...(sort && { sort })} onSort={setSort}
        onOpen={(line) => { const family = familyOf(name, line); if (family !== '') go(`/keluarga/${family}`); else if (line['group']) go(`/program/kelompok/${said(line, 'group')}`); }}
        foot={lines.length > 0 ? <span className={css.quiet}>{t('reports.masked')}</span> : undefined}
        empty={filtered
          ? <EmptyState icon={IconListCheck} title={t('reports.noFamilies')} action={<Button variant="default" onClick={() => setFilter({})}>{t('reports.clearFilter')}</Button>} />
          : <EmptyState icon={IconListCheck} title={t(`reports.empty_${name}`)}>{t(`reports.hint_${name}`)}</EmptyState>}
      />
      {saving && <SaveDialog name={name} title={day === null ? title : `${title} ${day}`} hint={words} params={params} period={day} personal onClose={() => setSaving(false)} />}
    </Page>
  );
}

function Hint({ rows, families, groups, day }: { rows: number; families: number; groups: number; day: string | null }): ReactNode {
  const t = useText();
  return <>{t('reports.aidCounts', { rows, families })}{groups > 0 && t('reports.aidGroups', { n: groups })}{day !== null && <>, <strong>{t('aidAnswers.asOf', { day: formatDate(day) })}</strong></>}</>;
}

function familyOf(name: AidListName, line: Line): string {
  return said(line, name === 'overrides' ? 'family' : 'id');
}

/** The rows by a column; in their own order without one. Rows of one value keep that order. */
function sorted(lines: readonly Line[], sort: Sort | null): readonly Line[] {
  if (sort === null) return lines;
  const keys = sort.by === 'rt' ? ['regionName', 'rw', 'rt'] : [sort.by];
  const turn = sort.direction === 'asc' ? 1 : -1;
  const words = new Intl.Collator('id', { numeric: true });
  const compare = (a: Line, b: Line): number => {
    for (const key of keys) {
      const order = words.compare(said(a, key), said(b, key));
      if (order !== 0) return order * turn;
    }
    return Number(a['no']) - Number(b['no']);
  };
  return lines.toSorted(compare);
}

function columnsOf(name: AidListName, t: Translate, receiver: boolean): Column<Line>[] {
  return receiver ? columnsHere(name, t).flatMap((column) => (column.key === 'rt' ? [{ key: 'regionName', header: t('reports.colOffice'), width: 'minmax(110px, 1.2fr)', sortable: true, render: (line) => said(line, 'regionName') }, column] : [column])) : columnsHere(name, t);
}

function columnsHere(name: AidListName, t: Translate): Column<Line>[] {
  const plain = (key: string, header: string, width: string): Column<Line> => ({ key, header, width, sortable: true, render: (line) => <span title={said(line, key)}>{said(line, key)}</span> });
  const number: Column<Line> = { key: 'no', header: t('reports.colNo'), width: '52px', numeric: true, render: (line) => formatNumber(Number(line['no'])) };
  const rtRw: Column<Line> = { key: 'rt', header: t('reports.colRtRw'), width: '84px', sortable: true, render: (line) => [line['rt'], line['rw']].map((one) => one ?? '–').join('/') };
  const head = plain('name', t('reports.colHead'), 'minmax(120px, 2fr)');
  const address = plain('address', t('reports.colAddress'), 'minmax(100px, 2fr)');
  const recipient = plain('recipient', t('reports.colRecipient'), 'minmax(120px, 2fr)');
  const programme = plain('programme', t('reports.programme'), 'minmax(96px, 1.2fr)');
  const agency = plain('agency', t('reports.colAgency'), 'minmax(100px, 1.4fr)');
  const rule = plain('rule', t('reports.colRule'), 'minmax(140px, 3fr)');
  const facts: Column<Line> = { key: 'facts', header: t('reports.colFacts'), width: 'minmax(120px, 2.4fr)', render: (line) => { const words = datesInWords(said(line, 'facts')); return <span title={words}>{words}</span>; } };
  const result: Column<Line> = { key: 'result', header: t('reports.colResult'), width: '124px', sortable: true, render: (line) => <Mark severity={line['resultCode'] === 'forbid' ? 'block' : 'warn'}>{t(line['resultCode'] === 'forbid' ? 'reports.forbidden' : 'reports.warned')}</Mark> };
  switch (name) {
    case 'overlap':
      return [number, result, head, rtRw, programme, agency, plain('otherProgramme', t('reports.colOtherProgramme'), 'minmax(96px, 1.2fr)'), plain('otherAgency', t('reports.colAgency'), 'minmax(100px, 1.4fr)'), rule];
    case 'missed':
      return [number, head, address, rtRw, { key: 'desil', header: t('reports.colDesil'), width: '72px', numeric: true, sortable: true, render: (line) => formatNumber(line['desil'] as number | null) }, facts, rule];
    case 'ineligible':
      return [number, result, recipient, rtRw, programme, agency, facts, rule];
    case 'anomalies':
      return [number, recipient, address, rtRw, programme, agency, plain('cause', t('reports.colCause'), 'minmax(140px, 3fr)'), facts];
    case 'overrides':
      return [{ ...number, width: '44px' }, { ...result, width: '118px' }, { ...recipient, width: 'minmax(104px, 2fr)' }, { ...rtRw, width: '78px' }, { ...programme, width: 'minmax(104px, 1fr)' }, { ...rule, width: 'minmax(104px, 2fr)' }, { ...facts, width: 'minmax(90px, 2fr)' }, plain('reason', t('reports.colReason'), 'minmax(104px, 2fr)'), plain('decidedBy', t('reports.colDecidedBy'), 'minmax(84px, 1.45fr)'), { key: 'decidedOn', header: t('reports.colDecidedOn'), width: '96px', sortable: true, render: (line) => formatShortDate(said(line, 'decidedOn').slice(0, 10)) }];
  }
}

function said(line: Line, key: string): string {
  return String(line[key] ?? '');
}
