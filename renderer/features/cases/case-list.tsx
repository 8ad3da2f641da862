import { Button, Select } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { caseViews } from '../../../db/rules/needs/case-views.ts';
import type { CaseViewName } from '../../../db/rules/needs/case-views.ts';
import { useCall, useOffsetPages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import css from './cases.module.css';
import { ReferDialog } from './refer-dialog.tsx';

type Line = CallOutput<'case.list'>['rows'][number];
const every = '';
/** As many needs as one letter puts before an agency. */
const most = 5000;

/** Needs of families at one stage, those that are due soonest first; Enter opens the family's case. */
export function CaseList({ view }: { view: CaseViewName }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const [, go] = useLocation();
  const [need, setNeed] = useState(every);
  const [agency, setAgency] = useState(every);
  const [region, setRegion] = useState(every);
  const [open, setOpen] = useState<'refer' | 'save' | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const rules = useCall('need.rules', {});
  const facets = useCall('family.facets', {});
  const regions = new Map((facets.data?.areas ?? []).map((area) => [area.region, area.regionName]));
  // An office of several kelurahan: RT 001 is another in each.
  const several = regions.size > 1;
  const asked = { view, ...(need !== every && { need }), ...(agency !== every && { agency }), ...(region !== every && { filter: { region } }) };
  const { first: found, pages } = useOffsetPages('case.list', asked);
  // The choice of agencies stays whole while one of them is looked at.
  const whole = useCall('case.list', { view, limit: 1 }, { keepPrevious: true });
  const chosen = useCall('case.list', { ...asked, limit: most }, { enabled: open === 'refer' });
  const mayWrite = useMay('register.write');
  const maySave = useMay('report.export');
  const followed = view === 'open' || view === 'overdue' || view === 'unplanned';
  const mayRefer = mayWrite && followed && found !== undefined && found.total > 0;
  const agencies = whole.data?.agencies ?? [];
  const counts = found?.counts;
  const filtered = need !== every || agency !== every || region !== every;
  useKeys([
    { key: 'f', label: t('cases.keyFilter'), run: () => first.current?.focus() },
    ...(mayRefer ? [{ key: 'r', label: t('cases.referTitle'), run: () => setOpen('refer') }] : []),
    ...(maySave ? [{ key: 'Ctrl+S', label: t('cases.saveList'), run: () => setOpen('save') }] : []),
  ]);
  return (
    <Page
      fill title={t('cases.title')} hint={counts && t('cases.hint', { n: formatNumber(counts.open), late: formatNumber(counts.overdue) })}
      actions={
        <>
          <Button variant="default" onClick={() => go('/kasus/aturan')}>{t('cases.rules')}</Button>
          {maySave && <Button variant="default" onClick={() => setOpen('save')}>{t('cases.saveList')} …</Button>}
          {mayRefer && <Button onClick={() => setOpen('refer')}>{t('cases.referMany', { n: formatNumber(Math.min(found.total, most)) })} …</Button>}
        </>
      }
    >
      <div className={css.filters}>
        <Select ref={first} w={270} aria-label={t('cases.view')} allowDeselect={false} value={view} data={caseViews.map((one) => ({ value: one, label: counts ? `${t(`cases.view_${one}`)} (${formatNumber(counts[one])})` : t(`cases.view_${one}`) }))} onChange={(value) => go(`/kasus/${value ?? 'open'}`)} />
        <Select w={210} aria-label={t('cases.need')} allowDeselect={false} value={need} data={[{ value: every, label: t('cases.allNeeds') }, ...(rules.data?.rules ?? []).map(({ content }) => ({ value: content.need, label: content.label[lang] }))]} onChange={(value) => setNeed(value ?? every)} />
        <Select w={260} aria-label={t('cases.agency')} searchable allowDeselect={false} value={agency} data={[{ value: every, label: t('cases.allAgencies') }, ...agencies.map((one) => ({ value: one, label: one }))]} onChange={(value) => setAgency(value ?? every)} />
        {several && <Select w={220} aria-label={t('cases.region')} searchable allowDeselect={false} value={region} data={[{ value: every, label: t('cases.allRegions') }, ...[...regions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, label]) => ({ value, label }))]} onChange={(value) => setRegion(value ?? every)} />}
        {filtered && <Button variant="subtle" onClick={() => { setNeed(every); setAgency(every); setRegion(every); }}>{t('cases.clearFilter')}</Button>}
      </div>
      <DataTable
        label={t(`cases.view_${view}`)} columns={columns(t, view, several ? regions : null)} pages={pages} rowKey={(row) => row.id ?? `${row.family} ${row.need}`} onOpen={(row) => go(`/keluarga/${row.family}/kasus`)} autoFocus
        empty={<EmptyState icon={IconFolderOpen} title={filtered ? t('cases.noneFiltered') : t('cases.none')}>{!filtered && t('cases.noneHint')}</EmptyState>}
      />
      {open === 'refer' && chosen.data && <ReferDialog ids={chosen.data.rows.flatMap((row) => row.id ?? [])} agency={agency === every ? (agencies.length === 1 ? (agencies[0] ?? '') : '') : agency} onClose={() => setOpen(null)} />}
      {open === 'save' && <SaveDialog name="referrals" title={t('cases.referralList')} params={{ ...(need !== every && { need }), ...(agency !== every && { agency }), ...(region !== every && { region }) }} personal onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** `regions`: the names of the kelurahan, where there are several. */
function columns(t: Translate, view: CaseViewName, regions: ReadonlyMap<string, string> | null): Column<Line>[] {
  const said = view === 'met' ? 'evidence' : view === 'ended' ? 'reason' : 'plan';
  const common: Column<Line>[] = [
    { key: 'need', header: t('cases.need'), width: 'minmax(170px, 1fr)', render: (row) => <strong title={row.label}>{row.label}</strong> },
    { key: 'head', header: t('cases.colHead'), width: 'minmax(150px, 2fr)', render: (row) => <span title={row.address ?? undefined}>{row.head ?? t('cases.noHead')}</span> },
    ...(regions ? [{ key: 'region', header: t('cases.region'), width: 'minmax(110px, 1fr)', render: (row: Line) => regions.get(row.region ?? '') ?? row.region }] : []),
    { key: 'rt', header: t('cases.colRt'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'agency', header: t('cases.agency'), width: 'minmax(140px, 2fr)', render: (row) => <span title={row.agency ?? undefined}>{row.agency}</span> },
  ];
  if (view === 'proposed') return common;
  return [
    ...common,
    { key: 'said', header: said === 'plan' ? t('cases.colPlan') : said === 'evidence' ? t('cases.evidence') : t('cases.colState'), width: 'minmax(150px, 3fr)', render: (row) => <span title={row[said] ?? undefined}>{said === 'reason' ? `${row.state ?? ''}: ${row.reason ?? ''}` : row[said]}</span> },
    { key: 'due', header: t('cases.colDue'), width: '116px', render: (row) => (row.overdue ? <Mark severity="warn">{formatShortDate(row.dueOn)}</Mark> : formatShortDate(row.dueOn)) },
    { key: 'answer', header: t('cases.colReferred'), width: 'minmax(110px, 1fr)', render: (row) => row.answer ?? formatShortDate(row.referredOn) },
  ];
}
