import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside, useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { AidCounts } from '../../ui/aid-counts.tsx';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { formatDate } from '../../ui/format.ts';
import { ScheduleReminder, StickBars } from '../packages/index.ts';
import css from './home.module.css';
import { OfficeTable } from './office-table.tsx';
import { OpeningNotices } from './opening-notices.tsx';
import { WaitingList } from './waiting-list.tsx';

type Home = CallOutput<'home'>;

/** Beranda: what waits, each one key from done; at a receiving office also its offices. */
export function HomeArea(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const home = useCall('home', {});
  const info = useCall('office.info', {});
  const mayWrite = useMay('register.write');
  const inside = useInside();
  const receiver = info.data?.receiver === true;
  const newFamily = (): void => go('/keluarga/baru');
  const enters = mayWrite && !receiver;
  useKeys([{ key: 'Ctrl+N', label: t('home.newFamily'), run: newFamily }], { active: enters });
  return (
    <Page
      title={t('home.title')} fill={receiver} hint={info.data && formatDate(info.data.today)}
      actions={enters ? <Button variant="default" onClick={newFamily}>{t('home.newFamily')}</Button> : undefined}
    >
      <OpeningNotices />
      {!receiver && <ScheduleReminder />}
      <StickBars />
      {home.error && <ErrorNotice error={home.error} retry={() => void home.refetch()} />}
      {home.data && (
        <div className={css.grid}>
          {(home.data.items.length > 0 || !receiver) && (
            <section className={css.part}>
              <h2>{t('home.waiting')}</h2>
              {home.data.items.length > 0 ? <WaitingList items={home.data.items} /> : <Calm />}
            </section>
          )}
          {receiver && <OfficeTable offices={home.data.offices} />}
          {inside && (
            <section className={css.part}>
              <h2>{t('aidAnswers.title')}</h2>
              <AidCounts />
            </section>
          )}
          <RegisterFacts home={home.data} />
        </div>
      )}
    </Page>
  );
}

function Calm(): ReactNode {
  const t = useText();
  return (
    <div className={css.calm}>
      <Mark severity="done">{t('home.nothing')}</Mark>
      <p>{t('home.nothingHint')}</p>
    </div>
  );
}

function RegisterFacts({ home }: { home: Home }): ReactNode {
  const t = useText();
  const { register, today } = home;
  const inside = useInside();
  return (
    <section className={css.part}>
      <h2>{t('home.register')}</h2>
      <ul className={css.facts}>
        <li><Link href="/keluarga">{t('home.families', { n: register.families })}</Link></li>
        <li>{t('home.people', { n: register.people })}</li>
        <li>{t('home.unranked', { n: register.unranked })}</li>
        <li>{t('home.neverSurveyed', { n: register.neverSurveyed })}</li>
        {inside && <li><Link href="/pengaturan/riwayat">{t('home.todayChanges', { n: today.changes, mine: today.mine })}</Link></li>}
      </ul>
    </section>
  );
}
