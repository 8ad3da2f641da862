import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { describeRule } from '../../../../db/rules/aid/describe-aid.ts';
import { useNeedLabel } from '../../../app/need-label.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useLanguage, useText } from '../../../text/text.ts';
import { formatDate, formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { BulkDialog } from '../../enrolment/index.ts';
import css from '../programmes.module.css';
import { useProgrammeNames } from '../rules/use-programme-names.ts';
import { TargetState } from './targets-screen.tsx';
import type { TargetSet } from './targets-screen.tsx';

/** One target list: how it was chosen, who has its part, and how far programmes keep to it. */
export function TargetScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const sets = useCall('targetSet.list', {});
  const set = sets.data?.find((one) => one.id === id);
  const mayWrite = useMay('programme.write');
  const end = useAction('targetSet.end');
  const [ending, setEnding] = useState(false);
  const own = mayWrite && set?.own === true && set.ended === null;
  const info = useCall('office.info', {});
  // Who is on a list is enrolled as from any filtered list: seen first, and taken back whole.
  const mayEnrol = useMay('enrol.write') && set?.ended === null && set.families > 0;
  const [enrolling, setEnrolling] = useState(false);
  useKeys([
    { key: 'Escape', label: t('schemes.back'), run: () => go('/program/sasaran') },
    ...(set ? [{ key: 'k', label: t('schemes.targetFamilies'), run: () => go(`/laporan/coverage/target~${id}`) }] : []),
    ...(mayEnrol ? [{ key: 'd', label: t('schemes.targetEnrol'), run: () => setEnrolling(true) }] : []),
    ...(own ? [{ key: 'e', label: t('schemes.targetEdit'), run: () => go(`/program/sasaran/${id}/ubah`) }] : []),
  ]);
  if (sets.data && !set) return <MissingPage title={t('schemes.targetsTitle')} id={id} asked={sets} missing back="/program/sasaran" />;
  return (
    <Page
      title={set?.title ?? t('schemes.targetsTitle')} hint={set && <TargetHint set={set} />}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program/sasaran')}>{t('schemes.back')}</Button>
          {own && <Button variant="default" onClick={() => setEnding(true)}>{t('schemes.targetEnd')} …</Button>}
          {own && <Button variant="default" onClick={() => go(`/program/sasaran/${id}/ubah`)}>{t('schemes.targetEdit')}</Button>}
          {mayEnrol && <Button variant="default" onClick={() => setEnrolling(true)}>{t('schemes.targetEnrol')} …</Button>}
          {set && <Button onClick={() => go(`/laporan/coverage/target~${id}`)}>{t('schemes.targetFamilies')}</Button>}
        </>
      }
    >
      {sets.error && <ErrorNotice error={sets.error} retry={() => void sets.refetch()} />}
      {set && (
        <div className={css.two}>
          <Share id={id} />
          <Offices set={set} />
        </div>
      )}
      {enrolling && set && info.data && <BulkDialog filter={{ target: id }} title={t('schemes.targetEnrol')} words={t('schemes.targetWords', { title: set.title })} programme={soleProgramme(set)} today={info.data.today} onClose={() => setEnrolling(false)} />}
      {ending && set && (
        <ReasonDialog title={t('schemes.targetEndTitle', { title: set.title })} action={t('schemes.targetEnd')} onClose={() => setEnding(false)} onDo={async (reason) => { await end.mutateAsync({ id, reason }); go('/program/sasaran'); }}>
          <p>{t('schemes.targetEndHint')}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}

/** The programme that draws from the list, where there is but one. */
function soleProgramme({ content }: TargetSet): string | null {
  const uids = 'programmes' in content ? (content.programmes.uids ?? []) : [];
  return uids.length === 1 ? (uids[0] ?? null) : null;
}

function TargetHint({ set }: { set: TargetSet }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const programmeOf = useProgrammeNames();
  const needOf = useNeedLabel();
  return <>{t('schemes.version', { version: set.version })} · {formatDate(set.chosenOn)} · {describeRule(set.content, { lang, programmeOf, needOf })} · <TargetState set={set} /></>;
}

/** Recipients of each programme inside and outside the list; the numbers outside open their list. */
function Share({ id }: { id: string }): ReactNode {
  const t = useText();
  const report = useCall('report.run', { name: 'target-share', params: { target: id } });
  const rows = [...(report.data?.rows ?? []), ...(report.data?.totals && report.data.rows.length > 1 ? [report.data.totals] : [])];
  const cell = (row: (typeof rows)[number], key: string): number => Number(row[key] ?? 0);
  return (
    <Panel>
      <h2>{t('schemes.shareTitle')}</h2>
      {report.error && <ErrorNotice error={report.error} />}
      {report.data && rows.length === 0 && <p className={css.holds}>{t('schemes.shareNone')}</p>}
      {rows.length > 0 && (
        <div className={css.scroll} tabIndex={0} role="region" aria-label={t('schemes.shareTitle')}>
          <table className={css.numbers}>
            <thead><tr><th scope="col">{t('schemes.colProgrammes')}</th>{(['schemes.shareRecipients', 'schemes.shareOn', 'schemes.shareOutside', 'schemes.sharePart', 'schemes.shareAnswered'] as const).map((key) => <th key={key} scope="col" className={css.right}>{t(key)}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => {
                const programme = typeof row['programme'] === 'string' ? row['programme'] : '';
                const outside = cell(row, 'outside');
                return (
                  <tr key={programme}>
                    <th scope="row">{programme === '' ? t('schemes.total') : String(row['name'])}<span className={css.second}>{String(row['provider'] ?? '')}</span></th>
                    <td className={css.right}>{formatNumber(cell(row, 'recipients'))}</td>
                    <td className={css.right}>{formatNumber(cell(row, 'onList'))}</td>
                    <td className={css.right}>{outside === 0 ? 0 : <Link href={`/laporan/outside-target/${id}${programme === '' ? '' : `/${programme}`}`}>{formatNumber(outside)}</Link>}</td>
                    <td className={css.right}>{formatNumber(cell(row, 'outsidePercent'))}%</td>
                    <td className={css.right}>{formatNumber(cell(row, 'answered'))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Offices({ set }: { set: TargetSet }): ReactNode {
  const t = useText();
  return (
    <Panel>
      <div className={css.headLine}><h2>{t('schemes.officesTitle')}</h2>{set.own && set.offices.some((one) => !one.sent) && <Link href="/paket/tugas">{t('schemes.targetSendAt')}</Link>}</div>
      <table className={`${css.numbers} ${css.narrow}`}>
        <thead><tr><th scope="col">{t('schemes.colOffices')}</th><th scope="col" className={css.right}>{t('schemes.colHouseholds')}</th><th scope="col">{t('schemes.colState')}</th></tr></thead>
        <tbody>
          {set.offices.map((one) => (
            <tr key={one.list}>
              <th scope="row">{one.name}<span className={css.second}>{one.code}</span></th>
              <td className={css.right}><Link href={`/laporan/coverage/target~${set.id},region~${one.code}`}>{formatNumber(one.families)}</Link></td>
              <td>{one.sent ? <Mark severity="done">{t('schemes.sent')}</Mark> : <Mark severity="warn">{t('schemes.notSent')}</Mark>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
