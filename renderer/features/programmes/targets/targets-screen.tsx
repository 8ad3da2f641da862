import { Button } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { describeRule } from '../../../../db/rules/aid/describe-aid.ts';
import { useNeedLabel } from '../../../app/need-label.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useLanguage, useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatDate, formatNumber, formatShortDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { useProgrammeNames } from '../rules/use-programme-names.ts';

export type TargetSet = CallOutput<'targetSet.list'>[number];

/** Sasaran: the families that programmes draw their recipients from, as the city chose them. */
export function TargetsScreen(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const [, go] = useLocation();
  const sets = useCall('targetSet.list', {});
  const info = useCall('office.info', {});
  const programmeOf = useProgrammeNames();
  const needOf = useNeedLabel();
  const may = useMay('programme.write') && info.data?.receiver === true;
  const fresh = (): void => go('/program/sasaran/baru');
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    { key: 'r', label: t('schemes.plansOpen'), run: () => go('/program/rencana') },
    ...(may ? [{ key: 'Ctrl+N', label: t('schemes.targetNew'), run: fresh }] : []),
  ]);
  const columns: Column<TargetSet>[] = [
    { key: 'title', header: t('schemes.targetName'), width: 'minmax(160px, 4fr)', render: (one) => <span title={one.title}><strong>{one.title}</strong></span> },
    { key: 'version', header: t('schemes.colVersion'), width: '72px', numeric: true, render: (one) => formatNumber(one.version) },
    { key: 'how', header: t('schemes.colHow'), width: 'minmax(160px, 3fr)', render: (one) => describeRule(one.content, { lang, programmeOf, needOf }) },
    { key: 'chosen', header: t('schemes.colChosen'), width: '104px', render: (one) => formatShortDate(one.chosenOn) },
    { key: 'offices', header: t('schemes.colOffices'), width: '136px', numeric: true, render: (one) => formatNumber(one.offices.length) },
    { key: 'families', header: t('schemes.colHouseholds'), width: '92px', numeric: true, render: (one) => formatNumber(one.families) },
    { key: 'state', header: t('schemes.colState'), width: '180px', render: (one) => <TargetState set={one} /> },
  ];
  return (
    <Page
      fill title={t('schemes.targetsTitle')} hint={t('schemes.targetsHint')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>
          <Button variant="default" onClick={() => go('/program/rencana')}>{t('schemes.plansOpen')}</Button>
          {may && <Button onClick={fresh}>{t('schemes.targetNew')}</Button>}
        </>
      }
    >
      <DataTable
        label={t('schemes.targetsTitle')} columns={columns} pages={allRows(sets)} rowKey={(one) => one.id} onOpen={(one) => go(`/program/sasaran/${one.id}`)} autoFocus
        empty={<EmptyState icon={IconTargetArrow} title={t('schemes.targetsNone')} action={may && <Button onClick={fresh}>{t('schemes.targetNew')}</Button>}>{t(info.data?.receiver === true ? 'schemes.targetsNoneHint' : 'schemes.targetsNoneBelow')}</EmptyState>}
      />
    </Page>
  );
}

/** Whether a target list is in force, and whether every office has its part. */
export function TargetState({ set }: { set: TargetSet }): ReactNode {
  const t = useText();
  const unsent = set.offices.filter((one) => !one.sent).length;
  if (set.ended !== null) return <Mark severity="info">{t('schemes.endedOn', { date: formatDate(set.ended) })}</Mark>;
  return unsent > 0 ? <Mark severity="warn">{t('schemes.targetUnsent', { n: unsent })}</Mark> : <Mark severity="done">{t('schemes.targetInForce')}</Mark>;
}
