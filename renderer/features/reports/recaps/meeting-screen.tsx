import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { formatDate, formatNumber, formatShortDate } from '../../../ui/format.ts';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { printNow, PrintPage } from '../../../ui/print-page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { filterPath, listPath } from '../report-filter.ts';
import type { ReportFilter } from '../report-filter.ts';
import css from './meeting.module.css';
import type { Recap, RecapRow } from './recap-items.ts';

interface MeetingData { readonly day: string; readonly districts: readonly RecapRow[]; readonly silent: readonly string[]; readonly before: string | null; readonly needs: readonly Ranked[]; readonly programmes: readonly Ranked[] }
interface Ranked { readonly key: string; readonly title: string; readonly families: number; readonly filter: ReportFilter }

/** The city's page for a meeting: where, how many, what is missing, what changed, and who has not sent; one screen, one sheet of paper. */
export function MeetingScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const today = info.data?.today ?? '';
  // A past day, or empty.
  const [day, setDay] = useState('');
  const report = useCall('report.run', { name: 'meeting', ...(day !== '' && { period: day }) }, { keepPrevious: true });
  const totals = report.data?.totals ?? null;
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const print = (): void => { setError(null); printNow({ paper: 'A4', landscape: true }).catch(setError); };
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    ...(totals ? [{ key: 'Ctrl+P', label: t('reports.print'), run: print }] : []),
    ...(totals && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: !saving });
  const asOf = day === '' ? [] : [t('aidAnswers.asOf', { day: formatDate(day) })];
  const hint = totals && [t('recaps.meetingSummary', { sent: String(totals['sentOf']), families: formatNumber(Number(totals['families'])), people: formatNumber(Number(totals['people'])) }), ...asOf].join(' · ');
  return (
    <Page
      fill title={t('recaps.meetingTitle')} hint={hint}
      actions={<><div className={css.day}><DateInput aria-label={t('recaps.day')} title={t('recaps.day')} placeholder={t('recaps.dayToday')} value={day === '' ? null : day} onChange={(value) => setDay(value !== null && value < today ? value : '')} today={today} /></div><Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>{totals && maySave && <Button variant="default" onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}{totals && <Button onClick={print}>{t('reports.print')}</Button>}</>}
    >
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      {day !== '' && report.data?.notes[0] !== undefined && <Notice severity="warn" title={report.data.notes[0]} />}
      {report.data && totals && (
        <>
          <div className={css.meeting} tabIndex={0} role="region" aria-label={t('recaps.meetingTitle')}><Sheet report={report.data} links day={day === '' ? null : day} /></div>
          <PrintPage title={t('recaps.meetingTitle')} hint={hint}><div className={css.meeting}><Sheet report={report.data} day={null} /></div></PrintPage>
        </>
      )}
      {saving && <SaveDialog name="meeting" title={t('recaps.meetingTitle')} params={{}} period={day === '' ? null : day} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function Sheet({ report, links = false, day }: { report: Recap; links?: boolean; day: string | null }): ReactNode {
  const t = useText();
  const data = report.data as unknown as MeetingData;
  // A regency's whole list would push the figures off the screen.
  const many = data.silent.length > 40;
  // An office without others below it has nobody who sends.
  const silent = report.rows.length > 0 && (
    <section>
      <h2>{data.silent.length === 0 ? t('recaps.nobodySilent') : t('recaps.silent', { n: data.silent.length })}</h2>
      {data.silent.length > 0 && <p>{data.silent.join(', ')}</p>}
    </section>
  );
  return (
    <>
      <PlaceTable report={report} before={data.before} links={links} day={day} />
      <aside className={css.side}>
        {!many && silent}
        <section>
          <h2>{t('recaps.byDistrict')}</h2>
          <table><tbody>{data.districts.map((row) => <tr key={String(row['code'])}><th scope="row">{String(row['name'])}</th><td>{String(row['sentOf'])}</td><td>{row['sent'] === false ? t('reports.neverSent') : formatNumber(Number(row['families']))}</td><td>{row['sent'] === false ? '' : `D1–2 ${formatNumber(Number(row['d1']) + Number(row['d2']))}`}</td></tr>)}</tbody></table>
        </section>
        <RankedList title={t('recaps.byNeed')} rows={data.needs} links={links} day={day} />
        <RankedList title={t('recaps.byProgramme')} rows={data.programmes} links={links} day={day} />
        {many && silent}
      </aside>
    </>
  );
}

function RankedList({ title, rows, links, day }: { title: string; rows: readonly Ranked[]; links: boolean; day: string | null }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      <table><tbody>{rows.slice(0, 5).map((row) => <tr key={row.key}><th scope="row">{row.title}</th><td>{links && row.families > 0 ? <Link href={`/laporan/named-list/${listPath(row.filter, day)}`}>{formatNumber(row.families)}</Link> : formatNumber(row.families)}</td></tr>)}</tbody></table>
    </section>
  );
}

type Head = readonly [key: string, head: string, title: string | null, filter: ReportFilter | null];

function headsOf(t: Translate, before: string | null): Head[] {
  const desil = (n: number): Head => [`d${n}`, `D${n}`, t('reports.desilTitle', { desil: n }), { desil: String(n) }];
  return [
    ['families', t('reports.colFamilies'), null, {}], ['people', t('reports.colPeople'), null, {}], desil(1), desil(2), desil(3), desil(4), ['better', t('recaps.colBetter'), null, { desil: '5_6_7_8_9_10' }], ['unranked', t('recaps.colUnranked'), null, { desil: '0' }],
    ['need', t('recaps.colNeed'), t('recaps.titleNeed'), { need: '*' }], ['programme', t('recaps.colProgramme'), t('recaps.titleProgramme'), { least: '1' }], ['missed', t('recaps.colMissed'), t('recaps.titleMissed'), { desil: '1_2', most: '0' }],
    ['overlap', t('recaps.colOverlap'), t('recaps.titleOverlap'), null], ['fresh', t('recaps.colFresh'), t('recaps.titleFresh'), null], ['score', t('recaps.colScore'), t('recaps.titleScore'), null],
    ['change', t('recaps.colChange'), before === null ? t('recaps.titleChangeNone') : t('recaps.titleChange', { day: formatDate(before) }), null],
  ];
}

function PlaceTable({ report, before, links, day }: { report: Recap; before: string | null; links: boolean; day: string | null }): ReactNode {
  const t = useText();
  const heads = headsOf(t, before);
  return (
    <table className={css.places} aria-label={t('recaps.meetingTitle')}>
      <thead><tr><th scope="col">{t('recaps.colKelurahan')}</th><th scope="col">{t('recaps.colReceived')}</th>{heads.map(([key, head, title]) => <th key={key} scope="col" className={css.right} title={title ?? undefined}>{head}</th>)}</tr></thead>
      <tbody>
        {report.rows.map((row) => (
          <tr key={String(row['code'])}>
            <th scope="row" title={String(row['district'])}>{String(row['name'])}</th>
            {row['sent'] === false
              ? <td colSpan={heads.length + 1} className={css.silent}>{t('reports.neverSent')}</td>
              : <><td>{formatShortDate(row['received'] as string | null).slice(0, 5)}</td>{heads.map((head) => <Cell key={head[0]} row={row} head={head} region={links ? String(row['code']) : null} day={day} />)}</>}
          </tr>
        ))}
      </tbody>
      {report.totals && <tfoot><tr><th scope="row">{t('reports.total')}</th><td>{String(report.totals['sentOf'])}</td>{heads.map((head) => <Cell key={head[0]} row={report.totals ?? {}} head={head} region={links ? '' : null} day={day} />)}</tr></tfoot>}
    </table>
  );
}

/** `region` is null where nothing leads anywhere, '' for the whole city. */
function Cell({ row, head: [key, , , filter], region, day }: { row: RecapRow; head: Head; region: string | null; day: string | null }): ReactNode {
  const value = row[key];
  const n = typeof value === 'number' ? value : null;
  const shown = n !== null && key === 'change' && n > 0 ? `+${formatNumber(n)}` : formatNumber(n);
  const area: ReportFilter = region === null || region === '' ? {} : { region };
  const to = region === null || n === null || n === 0 ? null : key === 'overlap' ? `/laporan/overlap/${filterPath(area)}` : key === 'score' ? `/laporan/quality/${filterPath(area)}` : filter && `/laporan/named-list/${listPath({ ...area, ...filter }, day)}`;
  return <td className={`${css.right} ${n === 0 ? css.zero : ''}`}>{to === null ? shown : <Link href={to}>{shown}</Link>}</td>;
}
