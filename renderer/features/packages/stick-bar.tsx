import { Button } from '@mantine/core';
import { IconUsb } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useDrives } from '../../app/drives.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import type { Drive } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatBytes } from '../../ui/format.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { isCopy } from './next-step.ts';
import { asideWords } from './package-words.ts';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';
import { SendDialog } from './send-dialog.tsx';
import { countFresh, toWrite } from './send-first.ts';
import type { ToWrite } from './send-first.ts';
import { freshFiles, useStickContents } from './stick-contents.ts';
import { TakeDialog } from './take-dialog.tsx';

/** Every stick that is in, each with the one thing to do with it: take what is for this office, or write what waits. */
export function StickBars(): ReactNode {
  const drives = useDrives();
  // The key is for the first that something is to be taken from, else the first that may be written to: a disk for backups that is always in offers nothing.
  const [offering, setOffering] = useState<ReadonlyMap<string, Offer>>(new Map());
  const first = drives.find((drive) => offering.get(drive.path) === 'take') ?? drives.find((drive) => offering.has(drive.path));
  const noteOffer = useCallback((path: string, offer: Offer | null) => setOffering((before) => {
    if ((before.get(path) ?? null) === offer) return before;
    const others = [...before].filter(([one]) => one !== path);
    return new Map(offer === null ? others : [...others, [path, offer]]);
  }), []);
  // The dialog outlives its stick: that it was pulled out is what is to be read there.
  const [doing, setDoing] = useState<{ readonly what: Offer; readonly drive: Drive; readonly to: string | undefined } | null>(null);
  const neighbours = useCall('neighbour.list', {}, { enabled: doing !== null && doing.what !== 'take' });
  const close = (): void => setDoing(null);
  return (
    <>
      {drives.map((drive) => <StickBar key={drive.path} drive={drive} first={drive === first && doing === null} onOffer={noteOffer} onDo={(what, to) => setDoing({ what, drive, to })} />)}
      {doing?.what === 'take' && <TakeDialog folder={doing.drive.path} atOnce onClose={close} />}
      {doing !== null && doing.what !== 'take' && neighbours.data && <SendDialog neighbours={neighbours.data.filter((one) => one.trusted)} stick={doing.drive} kind={kinds[doing.what]} aim={doing.to === undefined ? undefined : { to: [doing.to], full: false }} onClose={close} />}
    </>
  );
}

type Offer = 'take' | ToWrite<Neighbour>['what'];

/** What the button says and what is written, by what a stick offers. */
const labels = { take: 'packages.stickTake', send: 'packages.stickSend', relay: 'packages.stickRelay', transfer: 'packages.stickTransfer', tell: 'packages.stickSend', sibling: 'packages.stickSibling' } as const;
const keyLabels = { take: 'packages.stickTakeKey', send: 'packages.stickSendKey', relay: 'packages.stickRelayKey', transfer: 'packages.stickTransferKey', tell: 'packages.stickSendKey', sibling: 'packages.stickSiblingKey' } as const;
const kinds = { send: 'LAPORAN', relay: 'TERUSAN', transfer: 'PINDAH', tell: 'LAPORAN', sibling: 'LAPORAN' } as const;

interface StickBarProps {
  readonly drive: Drive;
  /** The first that offers something: the key is for it. */
  readonly first: boolean;
  readonly onOffer: (path: string, offer: Offer | null) => void;
  /** `to`: the office that it is for. */
  readonly onDo: (what: Offer, to?: string) => void;
}

function StickBar({ drive, first, onOffer, onDo }: StickBarProps): ReactNode {
  const t = useText();
  const look = useStickContents(drive.path);
  const neighbours = useCall('neighbour.list', {});
  const maySend = useMay('package.send');
  const mayReceive = useMay('package.receive');
  const fresh = freshFiles(look.data);
  const { packages, receipts, carried } = countFresh(fresh);
  const trusted = (neighbours.data ?? []).filter((one) => one.trusted);
  const unsent = Math.max(0, ...trusted.filter((one) => one.relation === 'above').map((one) => one.unsent));
  const papers = trusted.reduce((sum, one) => sum + one.papers, 0);
  // Nothing new since a package that reached no stick: that one is what waits.
  const stuck = trusted.find((one) => one.undelivered?.newer === 0)?.undelivered ?? null;
  const copied = isCopy(trusted);
  const mayWrite = maySend && !copied;
  const write = mayWrite ? toWrite(trusted, look.data ?? []) : null;
  const offer: Offer | null = fresh.length > 0 && mayReceive ? 'take' : (write?.what ?? null);
  const to = write !== null && 'to' in write && offer !== 'take' ? write.to : undefined;
  const name = to ? officeTitle(to.level, to.name, t) : '';
  useEffect(() => {
    onOffer(drive.path, offer);
    return () => onOffer(drive.path, null);
  }, [drive.path, offer, onOffer]);
  const aside = asideWords(t, look.data ?? []);
  const holds = [packages + receipts > 0 ? t('packages.stickHolds', { packages, receipts }) : '', carried > 0 ? t('packages.stickCarries', { n: carried }) : ''].filter((part) => part !== '').join(' ');
  const waits = offer === 'relay' ? t('packages.stickMayRelay', { n: to?.relays ?? 0, name }) : offer === 'tell' ? t('packages.stickMayTell', { n: to?.words ?? 0, name }) : offer === 'sibling' ? t('packages.stickMaySibling', { n: to?.unsent ?? 0 }) : offer === 'transfer' ? t('packages.stickMayTransfer', { n: papers }) : stuck !== null ? t('packages.stickMayCopy', { n: stuck.sequence }) : t('packages.stickMayTake', { n: unsent });
  const words = fresh.length > 0 ? holds : offer !== null ? waits : copied ? t('packages.stickCopy') : look.isLoading ? t('packages.stickReading') : look.error ? t('packages.stickUnreadable') : aside.length > 0 ? '' : t('packages.stickNothing');
  const act = (): void => { if (offer !== null) onDo(offer, to?.code); };
  useKeys([{ key: 'Ctrl+M', label: t(keyLabels[offer ?? 'send']), run: act }], { active: first && offer !== null });
  return (
    <section className={css.stick} data-offers={offer !== null} aria-label={t('packages.stickNamed', { name: drive.name })}>
      <IconUsb size={22} stroke={1.75} aria-hidden />
      <div>
        <strong>{t('packages.stickNamed', { name: drive.name })}</strong>
        <span role="status">{[words, ...aside].filter((part) => part !== '').join(' ')}</span>
        <span className={css.second}>{t('packages.stickFree', { path: drive.path, free: formatBytes(drive.freeBytes) })}</span>
      </div>
      {offer !== null && <Button onClick={act} rightSection={first && <KeyHint name="Ctrl+M" />}>{t(labels[offer])}</Button>}
    </section>
  );
}
