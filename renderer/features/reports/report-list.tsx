import { IconAlertTriangle, IconArrowsCross, IconBuildingBank, IconChartPie, IconCoins, IconDoorExit, IconFileCheck, IconFileExport, IconTargetArrow, IconTrendingUp, IconUsers, IconCalendarStats, IconGavel, IconGridDots, IconListDetails, IconListTree, IconMapPin, IconPackage, IconTable, IconUserQuestion, IconUserX, IconGauge, IconPresentation, IconMail } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import css from './reports.module.css';

const known = [
  { name: 'recap', key: '1', icon: IconTable, title: 'reports.name_recap', hint: 'reports.hint_recap' },
  { name: 'quality', key: 'n', icon: IconGauge, title: 'recaps.qualityTitle', hint: 'recaps.qualityHint' },
  { name: 'meeting', key: 'g', icon: IconPresentation, title: 'recaps.meetingTitle', hint: 'recaps.meetingHint', above: true },
  { name: 'named-list', key: '2', icon: IconListDetails, title: 'reports.name_named-list', hint: 'reports.hint_named-list' },
  { name: 'overlap', key: '3', icon: IconArrowsCross, title: 'reports.name_overlap', hint: 'reports.hint_overlap' },
  { name: 'missed', key: '4', icon: IconUserQuestion, title: 'reports.name_missed', hint: 'reports.hint_missed' },
  { name: 'ineligible', key: '5', icon: IconUserX, title: 'reports.name_ineligible', hint: 'reports.hint_ineligible' },
  { name: 'anomalies', key: '6', icon: IconAlertTriangle, title: 'reports.name_anomalies', hint: 'reports.hint_anomalies' },
  { name: 'overrides', key: '7', icon: IconGavel, title: 'reports.name_overrides', hint: 'reports.hint_overrides' },
  { name: 'deliveries', key: '8', icon: IconPackage, title: 'reports.name_deliveries', hint: 'reports.hint_deliveries' },
  { name: 'coverage', key: '9', icon: IconGridDots, title: 'schemes.coverTitle', hint: 'schemes.coverHint' },
  { name: 'schemes', key: 's', icon: IconListTree, title: 'schemes.reportTitle', hint: 'schemes.reportHint' },
  { name: 'pockets', key: 'k', icon: IconMapPin, title: 'schemes.pocketsTitle', hint: 'schemes.pocketsHint' },
  { name: 'plans', key: 'r', icon: IconCalendarStats, title: 'schemes.plansTitle', hint: 'schemes.plansHint', route: '/program/rencana' },
  { name: 'outcomes', key: 'o', icon: IconTrendingUp, title: 'outcomes.title', hint: 'outcomes.hint' },
  { name: 'indicators', key: 'i', icon: IconTargetArrow, title: 'outcomes.indicators', hint: 'outcomes.indicatorsHint' },
  { name: 'changes', key: 'm', icon: IconFileCheck, title: 'outcomes.reports', hint: 'outcomes.reportsHint', route: '/laporan/periods' },
  { name: 'receiving', key: 't', icon: IconUsers, title: 'outcomes.name_receiving', hint: 'outcomes.hint_receiving' },
  { name: 'quotas', key: 'q', icon: IconChartPie, title: 'outcomes.name_quotas', hint: 'outcomes.hint_quotas' },
  { name: 'exits', key: 'x', icon: IconDoorExit, title: 'outcomes.name_exits', hint: 'outcomes.hint_exits' },
  { name: 'funds', key: 'd', icon: IconCoins, title: 'outcomes.name_funds', hint: 'outcomes.hint_funds' },
  { name: 'credit', key: 'c', icon: IconBuildingBank, title: 'outcomes.name_credit', hint: 'outcomes.hint_credit' },
  { name: 'surat', key: 'u', icon: IconMail, title: 'letters.title', hint: 'letters.hint', always: true },
  { name: 'exports', key: 'e', icon: IconFileExport, title: 'reports.name_exports', hint: 'reports.hint_exports' },
] as const;

function routeOf(report: (typeof known)[number]): string {
  return 'route' in report ? report.route : `/laporan/${report.name}`;
}

/** The reports of this office, each one key away. */
export function ReportList(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const inside = useInside();
  const list = useCall('report.list', {});
  const first = useRef<HTMLButtonElement>(null);
  const info = useCall('office.info', {});
  const shown = known.filter((report) => list.data?.some((one) => one.name === report.name || ('always' in report && inside)) && (!('above' in report) || info.data?.receiver === true));
  const ready = shown.length > 0;
  useEffect(() => { if (ready) first.current?.focus(); }, [ready]);
  useKeys(shown.map((report) => ({ key: report.key, label: t(report.title), run: () => go(routeOf(report)) })));
  return (
    <Page title={t('reports.title')} hint={t('reports.hint')}>
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      <ul className={css.reports}>
        {shown.map((report, index) => (
          <li key={report.name}>
            <button ref={index === 0 ? first : undefined} type="button" className={css.report} onClick={() => go(routeOf(report))}>
              <KeyHint name={report.key} />
              <report.icon size={20} stroke={1.75} aria-hidden />
              <span className={css.reportWords}><strong>{t(report.title)}</strong><span>{t(report.hint)}</span></span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}
