import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useText } from '../../../text/text.ts';
import { Page } from '../../../ui/page.tsx';
import css from '../programmes.module.css';
import { BulkPanel } from './bulk-panel.tsx';
import { ExitsPanel } from './exits-panel.tsx';
import { PengurusPanel } from './pengurus-panel.tsx';
import { VerifyPanel } from './verify-panel.tsx';

const tabs = ['exits', 'verify', 'pengurus', 'bulk'] as const;

/** Tindak lanjut: parts in programmes that wait for somebody's decision, and what was done to many at once. */
export function FollowUpScreen({ start = 'exits' }: { start?: (typeof tabs)[number] }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [tab, setTab] = useState<string | null>(start);
  const exits = useCall('enrolment.exits', {});
  const verify = useCall('enrolment.unverified', {});
  const pengurus = useCall('enrolment.pengurusLost', {});
  const bulks = useCall('enrolment.bulks', {});
  const info = useCall('office.info', {});
  const names = { exits: t('enrolment.tabExits', { n: exits.data?.length ?? 0 }), verify: t('enrolment.tabVerify', { n: verify.data?.length ?? 0 }), pengurus: t('enrolment.tabPengurus', { n: pengurus.data?.length ?? 0 }), bulk: t('enrolment.tabBulk', { n: bulks.data?.length ?? 0 }) };
  useKeys([{ key: 'Escape', label: t('enrolment.back'), run: () => go('/program') }, ...tabs.map((one, place) => ({ key: String(place + 1), label: names[one], run: () => setTab(one) }))]);
  const today = info.data?.today ?? '';
  return (
    <Page fill title={t('enrolment.followUp')} hint={t('enrolment.followUpHint')} actions={<Button variant="default" onClick={() => go('/program')}>{t('enrolment.back')}</Button>}>
      <Tabs value={tab} onChange={setTab} className={css.tabs} keepMounted={false}>
        <Tabs.List>{tabs.map((one) => <Tabs.Tab key={one} value={one}>{names[one]}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="exits" className={css.panel}><ExitsPanel query={exits} today={today} /></Tabs.Panel>
        <Tabs.Panel value="verify" className={css.panel}><VerifyPanel query={verify} today={today} /></Tabs.Panel>
        <Tabs.Panel value="pengurus" className={css.panel}><PengurusPanel query={pengurus} /></Tabs.Panel>
        <Tabs.Panel value="bulk" className={css.panel}><BulkPanel query={bulks} /></Tabs.Panel>
      </Tabs>
    </Page>
  );
}
