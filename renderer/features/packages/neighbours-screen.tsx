import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { issuesReference } from '../../../db/rules/issuing-level.ts';
import { useCall } from '../../app/calls.ts';
import { useDrives } from '../../app/drives.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { NeighbourTable } from './neighbour-table.tsx';
import { isCopy } from './next-step.ts';
import type { Neighbour } from './package-words.ts';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { aimIn } from './report-aim.ts';
import { ScheduleLine } from './schedule-line.tsx';
import { StickBars } from './stick-bar.tsx';
import { SendDialog } from './send-dialog.tsx';
import { TakeDialog } from './take-dialog.tsx';

/** Those who report families; a kecamatan between them and the city only passes packages on. */
function isVillage(neighbour: Neighbour): boolean {
  return neighbour.level === 'kelurahan' || neighbour.level === 'desa';
}

/** A row per neighbour: what was sent, acknowledged and received, and what to do about it. */
export function NeighboursScreen(): ReactNode {
  const t = useText();
  const [location, go] = useLocation();
  const { office } = useSession();
  const neighbours = useCall('neighbour.list', {});
  const home = useCall('home', {});
  const starters = useCall('starter.list', {});
  const maySend = useMay('package.send');
  const mayReceive = useMay('package.receive');
  const [sending, setSending] = useState(false);
  // What a pengesah approved is written next.
  const aim = aimIn(location, 'tulis');
  const [folder, setFolder] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const drives = useDrives();
  const trusted = (neighbours.data ?? []).filter((one) => one.trusted);
  const above = trusted.filter((one) => one.relation === 'above');
  const below = trusted.filter((one) => one.relation === 'below' && isVillage(one));
  const other = trusted.filter((one) => one.relation === 'other' || (one.relation === 'below' && !isVillage(one)));
  const own = trusted.filter((one) => one.relation === 'own');
  const silent = (home.data?.offices ?? []).filter((office) => !below.some((one) => one.code === office.code));
  const late = new Set((home.data?.offices ?? []).filter((office) => office.late).map(({ code }) => code));
  const waiting = new Set((starters.data ?? []).filter(({ state }) => state === 'written').map(({ code }) => code));
  const canSend = maySend && trusted.length > 0 && !isCopy(trusted);
  const take = (): void => {
    setError(null);
    callShell('shell.chooseFolder', { title: t('packages.chooseStick') }).then(setFolder, setError);
  };
  useKeys([{ key: 'Ctrl+Enter', label: t('packages.send'), run: () => setSending(true) }], { active: canSend });
  useKeys([{ key: 'Ctrl+O', label: t('packages.take'), run: take }], { active: mayReceive });
  const endSending = (): void => { setSending(false); if (aim) go('/paket', { replace: true }); };
  const nobody = neighbours.data !== undefined && trusted.length === 0 && silent.length === 0;
  return (
    <Page
      title={t('packages.title')} hint={t('packages.hint')}
      actions={
        <>
          {mayReceive && <Button variant={canSend && above.length > 0 ? 'default' : 'filled'} onClick={take}>{t('packages.take')} …</Button>}
          {canSend && <Button variant={above.length > 0 ? 'filled' : 'default'} onClick={() => setSending(true)}>{t('packages.send')} …</Button>}
        </>
      }
    >
      <PackageViews />
      <ScheduleLine />
      <StickBars />
      {neighbours.error && <ErrorNotice error={neighbours.error} retry={() => void neighbours.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      {nobody && (
        <EmptyState icon={IconArrowsExchange} title={t('packages.emptyTitle')} action={<Button onClick={() => go('/pengaturan/kartu')}>{t('packages.emptyDo')}</Button>}>{t('packages.emptyHint')}</EmptyState>
      )}
      {neighbours.data && !nobody && above.length === 0 && !issuesReference(office.level) && (
        <section className={css.part}>
          <h2>{t('packages.above')}</h2>
          <Notice severity="warn" title={t('packages.aboveNone')} actions={<Button variant="default" onClick={() => go('/pengaturan/kartu')}>{t('packages.emptyDo')}</Button>}>{t('packages.aboveNoneHint')}</Notice>
        </section>
      )}
      {above.length > 0 && <section className={css.part}><h2>{t('packages.above')}</h2><NeighbourTable label={t('packages.above')} neighbours={above} /></section>}
      {(below.length > 0 || silent.length > 0) && (
        <section className={css.part}>
          <h2>{t('packages.below')}</h2>
          <p>{t('packages.belowCount', { sent: below.filter((one) => one.lastReceived !== null).length + silent.filter((one) => one.lastPackage !== null).length, all: below.length + silent.length })}</p>
          <NeighbourTable label={t('packages.below')} neighbours={below} silent={silent} receiving late={late} starters={waiting} />
        </section>
      )}
      {own.length > 0 && <section className={css.part}><h2>{t('packages.own')}</h2><NeighbourTable label={t('packages.own')} neighbours={own} /></section>}
      {other.length > 0 && <section className={css.part}><h2>{t('packages.other')}</h2><NeighbourTable label={t('packages.other')} neighbours={other} /></section>}
      {canSend && (sending || aim) && <SendDialog neighbours={trusted} stick={drives[0]} aim={aim ?? undefined} onClose={endSending} />}
      {folder !== null && <TakeDialog folder={folder} onClose={() => setFolder(null)} />}
    </Page>
  );
}
