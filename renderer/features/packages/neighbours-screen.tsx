import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { NeighbourTable } from './neighbour-table.tsx';
import { PackageViews } from './packages-area.tsx';
import css from './packages.module.css';
import { SendDialog } from './send-dialog.tsx';
import { TakeDialog } from './take-dialog.tsx';

/** A row per neighbour: what was sent, acknowledged and received, and what to do about it. */
export function NeighboursScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const neighbours = useCall('neighbour.list', {});
  const home = useCall('home', {});
  const maySend = useMay('package.send');
  const mayReceive = useMay('package.receive');
  const [open, setOpen] = useState<'send' | 'take' | null>(null);
  const trusted = (neighbours.data ?? []).filter((one) => one.trusted);
  const above = trusted.filter((one) => one.relation === 'above');
  const below = trusted.filter((one) => one.relation === 'below');
  const other = trusted.filter((one) => one.relation === 'other');
  const silent = (home.data?.offices ?? []).filter((office) => !below.some((one) => one.code === office.code));
  const canSend = maySend && trusted.length > 0;
  useKeys([{ key: 'Ctrl+Enter', label: t('packages.send'), run: () => setOpen('send') }], { active: canSend });
  useKeys([{ key: 'Ctrl+O', label: t('packages.take'), run: () => setOpen('take') }], { active: mayReceive });
  const nobody = neighbours.data !== undefined && trusted.length === 0 && silent.length === 0;
  return (
    <Page
      title={t('packages.title')} hint={t('packages.hint')}
      actions={
        <>
          {mayReceive && <Button variant={canSend && above.length > 0 ? 'default' : 'filled'} onClick={() => setOpen('take')}>{t('packages.take')} …</Button>}
          {canSend && <Button variant={above.length > 0 ? 'filled' : 'default'} onClick={() => setOpen('send')}>{t('packages.send')} …</Button>}
        </>
      }
    >
      <PackageViews />
      {neighbours.error && <ErrorNotice error={neighbours.error} retry={() => void neighbours.refetch()} />}
      {nobody && (
        <EmptyState icon={IconArrowsExchange} title={t('packages.emptyTitle')} action={<Button onClick={() => go('/pengaturan/kartu')}>{t('packages.emptyDo')}</Button>}>{t('packages.emptyHint')}</EmptyState>
      )}
      {above.length > 0 && <section className={css.part}><h2>{t('packages.above')}</h2><NeighbourTable label={t('packages.above')} neighbours={above} /></section>}
      {(below.length > 0 || silent.length > 0) && (
        <section className={css.part}>
          <h2>{t('packages.below')}</h2>
          <p>{t('packages.belowCount', { sent: below.filter((one) => one.lastReceived !== null).length, all: below.length + silent.length })}</p>
          <NeighbourTable label={t('packages.below')} neighbours={below} silent={silent} receiving />
        </section>
      )}
      {other.length > 0 && <section className={css.part}><h2>{t('packages.other')}</h2><NeighbourTable label={t('packages.other')} neighbours={other} /></section>}
      {open === 'send' && <SendDialog neighbours={trusted} onClose={() => setOpen(null)} />}
      {open === 'take' && <TakeDialog onClose={() => setOpen(null)} />}
    </Page>
  );
}
