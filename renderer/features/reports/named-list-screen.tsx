import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatDate, formatMoment, formatNumber, groupIdentifier } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { periodTitle } from '../../ui/office-title.ts';
import { Page } from '../../ui/page.tsx';
import { BulkDialog } from '../enrolment/index.ts';
import { NamedListPrint } from './named-list-print.tsx';
import { isException } from './report-lines.ts';
import type { Line } from './report-lines.ts';
import { ReportFilters, useFilterWords } from './report-filters.tsx';
import { dayFromPath, familyFilterOf, filterFromPath, filterParams, listPath } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import css from './reports.module.css';
import { SaveDialog } from '../../ui/save-dialog.tsx';

/** The families of a filter by name and by address, masked; those that lack an address or an RT come first. */
export function NamedListScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<ReportFilter>(() => filterFromPath(start));
  const [open, setOpen] = useState<'save' | 'print' | 'enrol' | null>(null);
  const day = dayFromPath(start);
  const report = useCall('report.run', { name: 'named-list', params: filterParams(filter), ...(day !== null && { period: day }) }, { keepPrevious: true });
  const info = useCall('office.info', {});
  const maySave = useMay('report.export');
  const mayEnrol = useMay('enrol.write') && info.data?.receiver === false && day === null;
  const lines = useMemo(() => exceptionsFirst(report.data?.rows ?? []), [report.data]);
  const lacking = lines.filter(isException).length;
  const people = lines.reduce((sum, line) => sum + Number(line['members'] ?? 0), 0);
  const filtered = Object.values(filter).some(Boolean);
  const words = useFilterWords(filter);
  const back = (): void => (start === '' ? go('/laporan') : window.history.back());
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: back },
    ...(report.data && mayEnrol && lines.length > 0 ? [{ key: 'd', label: t('enrolment.bulkOpen'), run: () => setOpen('enrol') }] : []),
    ...(report.data ? [{ key: 'Ctrl+P', label: t('reports.print'), run: () => setOpen('print') }] : []),
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setOpen('save') }] : []),
  ]);
  const asOf = day === null ? [] : [t('aidAnswers.asOf', { day: formatDate(day) })];
  const hint = info.data && report.data && [t('reports.counts', { families: lines.length, people }), t('reports.asOf', { period: periodTitle(info.data.period, t), at: formatMoment(report.data.at) }), ...asOf].join(' · ');
  return (
    <Page
      fill title={t('reports.name_named-list')} hint={hint}
      actions={
        <>
          <Button variant="default" onClick={back}>{t('reports.back')}</Button>
          {day !== null && <Button variant="default" onClick={() => go(`/laporan/named-list/${listPath(filter, null)}`)}>{t('aidAnswers.backToToday')}</Button>}
          {report.data && mayEnrol && lines.length > 0 && <Button variant="default" onClick={() => setOpen('enrol')}>{t('enrolment.bulkOpen')} …</Button>}
          {report.data && maySave && <Button variant="default" onClick={() => setOpen('save')}>{t('reports.save')} …</Button>}
          {report.data && <Button onClick={() => setOpen('print')}>{t('reports.print')} …</Button>}
        </>
      }
    >
      <ReportFilters filter={filter} onFilter={setFilter} receiver={info.data?.receiver === true} />
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {day !== null && report.data?.notes[0] !== undefined && <Notice severity="warn" title={report.data.notes[0]}>{t('recaps.pastNames')}</Notice>}
      {lacking > 0 && <Notice severity="warn" title={t('reports.exceptions', { n: lacking })}>{t('reports.exceptionsHint')}</Notice>}
      <DataTable
        label={t('reports.name_named-list')} columns={columns(t)} pages={allRows({ ...report, data: report.data ? lines : undefined })} rowKey={(line) => String(line['id'])} onOpen={(line) => go(`/keluarga/${String(line['id'])}`)} total={lines.length} autoFocus
        foot={lines.length > 0 ? <span className={css.quiet}>{t('reports.masked')}</span> : undefined}
        empty={filtered
          ? <EmptyState icon={IconListDetails} title={t('reports.noFamilies')} action={<Button variant="default" onClick={() => setFilter({})}>{t('reports.clearFilter')}</Button>} />
          : <EmptyState icon={IconListDetails} title={t('reports.noneYet')}>{t('reports.noneYetHint')}</EmptyState>}
      />
      {open === 'save' && <SaveDialog name="named-list" title={t('reports.name_named-list')} hint={words} params={filterParams(filter)} period={day} personal onClose={() => setOpen(null)} />}
      {open === 'enrol' && info.data && <BulkDialog filter={familyFilterOf(filter)} words={words} today={info.data.today} onClose={() => setOpen(null)} />}
      {open === 'print' && <NamedListPrint lines={lines} words={[...asOf, words].join(' · ')} onDone={() => setOpen(null)} />}
    </Page>
  );
}

function exceptionsFirst(lines: readonly Line[]): Line[] {
  return [...lines.filter(isException), ...lines.filter((line) => !isException(line))];
}

function columns(t: Translate): Column<Line>[] {
  const text = (line: Line, key: string): string => String(line[key] ?? '');
  return [
    { key: 'no', header: t('reports.colNo'), width: '52px', numeric: true, render: (line) => formatNumber(Number(line['no'])) },
    { key: 'name', header: t('reports.colHead'), width: 'minmax(150px, 2fr)', render: (line) => text(line, 'name') },
    { key: 'nik', header: t('reports.colNik'), width: '152px', render: (line) => groupIdentifier(text(line, 'nik')) },
    { key: 'noKk', header: t('reports.colNoKk'), width: '152px', render: (line) => groupIdentifier(text(line, 'noKk')) },
    { key: 'address', header: t('reports.colAddress'), width: 'minmax(130px, 2fr)', render: (line) => (text(line, 'address').trim() === '' ? <Mark severity="warn">{t('reports.noAddress')}</Mark> : text(line, 'address')) },
    { key: 'rt', header: t('reports.colRt'), width: '64px', render: (line) => (line['rt'] ? text(line, 'rt') : <Mark severity="warn">{t('reports.noRt')}</Mark>) },
    { key: 'rw', header: t('reports.colRw'), width: '52px', render: (line) => text(line, 'rw') },
    { key: 'desil', header: t('reports.colDesil'), width: '60px', numeric: true, render: (line) => formatNumber(line['desil'] as number | null) },
    { key: 'members', header: t('reports.colMembers'), width: '80px', numeric: true, render: (line) => formatNumber(Number(line['members'])) },
  ];
}
