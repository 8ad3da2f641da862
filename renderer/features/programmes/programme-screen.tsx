import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside, useMay } from '../../app/session.tsx';
import { isDaily, isVisits } from '../../../db/rules/programmes/programme-rhythm.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { AidCounts } from '../../ui/aid-counts.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { PlanTab } from './plans/plan-tab.tsx';
import { PlanFacts } from './plan/plan-facts.tsx';
import { programmeGroups, programmeName, programmeValue } from './programme-words.ts';
import type { Programme } from './programme-words.ts';
import css from './programmes.module.css';
import { QuotaTab } from './quota-tab.tsx';
import { RecipientsPrint } from './recipients-print.tsx';
import { RecipientsTab } from './recipients-tab.tsx';
import { StagesTab } from './stages/stages-tab.tsx';

const tabs = ['recipients', 'quota', 'plan', 'facts'] as const;

/** One programme: who receives it, and all its attributes. */
export function ProgrammeScreen({ id, start = 'recipients' }: { id: string; start?: 'recipients' | 'stages' }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const programme = useCall('programme.get', { id });
  const list = useCall('programme.list', {});
  const info = useCall('office.info', {});
  const mayWrite = useMay('programme.write');
  // A user of an agency reads who receives its programmes: papers, quotas, plans and stages are for those who work on them.
  const inside = useInside();
  const mayPrint = useMay('report.run') && inside;
  const [tab, setTab] = useState<string | null>(start);
  const [printing, setPrinting] = useState(false);
  const data = programme.data;
  const canEdit = mayWrite && data?.own === true;
  const daily = data !== undefined && isDaily(data.values);
  const visits = data !== undefined && isVisits(data.values);
  const at = list.data?.findIndex((one) => one.id === id) ?? -1;
  const step = (by: number): void => {
    const next = at < 0 ? undefined : list.data?.[at + by];
    if (next) go(`/program/${next.id}`);
  };
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    { key: 's', label: t(inside ? 'programmes.deliver' : 'programmes.deliveryTitle'), run: () => go(`/program/${id}/salur`) },
    ...(daily && inside ? [{ key: 'h', label: t('deliveries.daily'), run: () => go(`/program/${id}/harian`) }] : []),
    ...(visits && inside ? [{ key: 'k', label: t('deliveries.visits'), run: () => go(`/program/${id}/kunjungan`) }] : []),
    ...(canEdit ? [{ key: 'e', label: t('programmes.edit'), run: () => go(`/program/${id}/ubah`) }] : []),
    ...tabs.filter((one) => inside || one === 'recipients' || one === 'facts').map((one, place) => ({ key: String(place + 1), run: () => setTab(one) })),
    { key: 'Alt+ArrowUp', label: t('programmes.previous'), run: () => step(-1) },
    { key: 'Alt+ArrowDown', label: t('programmes.next'), run: () => step(1) },
    ...(mayPrint && data ? [{ key: 'Ctrl+P', label: t('programmes.print'), run: () => setPrinting(true) }] : []),
  ]);
  return (
    <Page
      fill title={data ? programmeName(data) : t('programmes.title')} hint={data && <ProgrammeHint programme={data} />}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>
          {mayPrint && data && <Button variant="default" onClick={() => setPrinting(true)}>{t('programmes.print')} …</Button>}
          {canEdit && <Button variant="default" onClick={() => go(`/program/${id}/ubah`)}>{t('programmes.edit')}</Button>}
          {data && <Button variant={daily || visits || !inside ? 'default' : 'filled'} onClick={() => go(`/program/${id}/salur`)}>{t(inside ? 'programmes.deliver' : 'programmes.deliveryTitle')}</Button>}
          {daily && inside && <Button onClick={() => go(`/program/${id}/harian`)}>{t('deliveries.daily')}</Button>}
          {visits && inside && <Button onClick={() => go(`/program/${id}/kunjungan`)}>{t('deliveries.visits')}</Button>}
        </>
      }
    >
      {programme.error && <ErrorNotice error={programme.error} retry={() => void programme.refetch()} />}
      {data && inside && <AidCounts programme={id} />}
      {data && (
        <Tabs value={tab} onChange={setTab} className={css.tabs} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="recipients">{t('programmes.tabRecipients', { n: data.recipients })}</Tabs.Tab>
            {inside && <Tabs.Tab value="quota">{t('enrolment.tabQuota')}</Tabs.Tab>}
            {inside && <Tabs.Tab value="plan">{t('schemes.planTab')}</Tabs.Tab>}
            {inside && <Tabs.Tab value="stages">{t('groups.tabStages')}</Tabs.Tab>}
            <Tabs.Tab value="facts">{t('programmes.tabFacts')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="recipients" className={css.panel}><RecipientsTab programme={data} /></Tabs.Panel>
          <Tabs.Panel value="quota" className={css.panel}><QuotaTab programme={data} /></Tabs.Panel>
          <Tabs.Panel value="plan" className={css.panel}><PlanTab programme={data} /></Tabs.Panel>
          <Tabs.Panel value="stages" className={css.panel}><StagesTab programme={data} today={info.data?.today ?? ''} /></Tabs.Panel>
          <Tabs.Panel value="facts" className={css.panel}><Facts programme={data} /></Tabs.Panel>
        </Tabs>
      )}
      {printing && data && <RecipientsPrint programme={data} onDone={() => setPrinting(false)} />}
    </Page>
  );
}

function ProgrammeHint({ programme }: { programme: Programme }): ReactNode {
  const t = useText();
  const inside = useInside();
  const progress = useCall('programme.progress', { id: programme.id }, { enabled: inside });
  const words = [programme.values.name, programmeValue(programme, 'provider'), programmeValue(programme, 'fund')].filter(Boolean).join(' · ');
  return <>{words} · {programme.active ? <Mark severity="done">{t('programmes.active')}</Mark> : <Mark severity="info">{t('programmes.inactive')}</Mark>}{progress.data && progress.data.target !== null && <> · {t('groups.progress', { year: String(progress.data.year), reached: formatNumber(progress.data.reached), target: formatNumber(progress.data.target) })}</>}{!programme.own && <> · {t('programmes.notOwn')}</>}</>;
}

/** Every attribute in its group; what is empty says so. */
function Facts({ programme }: { programme: Programme }): ReactNode {
  const t = useText();
  const language = useLanguage();
  return (
    <div className={css.facts}>
      {programmeGroups.map((group) => (
        <Panel key={group.title}>
          <h2>{t(group.title)}</h2>
          <Fields>{group.fields.map((field) => <FieldRow key={field} label={fieldLabel(language, 'programme', field)}>{programmeValue(programme, field)}</FieldRow>)}</Fields>
        </Panel>
      ))}
      <PlanFacts programme={programme} />
    </div>
  );
}
