import { Button } from '@mantine/core';
import { IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useDrives } from '../../app/drives.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import type { Drive } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatBytes } from '../../ui/format.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { isCopy } from './next-step.ts';
import css from './packages.module.css';
import { SendDialog } from './send-dialog.tsx';
import { freshFiles, useStickContents } from './stick-contents.ts';
import { TakeDialog } from './take-dialog.tsx';

/** Every stick that is in, each with the one thing to do with it: take what is for this office, or write what waits. */
export function StickBars(): ReactNode {
  const drives = useDrives();
  return <>{drives.map((drive, index) => <StickBar key={drive.path} drive={drive} first={index === 0} />)}</>;
}

function StickBar({ drive, first }: { drive: Drive; first: boolean }): ReactNode {
  const t = useText();
  const look = useStickContents(drive.path);
  const neighbours = useCall('neighbour.list', {});
  const maySend = useMay('package.send');
  const mayReceive = useMay('package.receive');
  const [doing, setDoing] = useState<'take' | 'send' | null>(null);
  const fresh = freshFiles(look.data);
  const receipts = fresh.filter((file) => file.kind === 'TANDA_TERIMA').length;
  const trusted = (neighbours.data ?? []).filter((one) => one.trusted);
  const unsent = Math.max(0, ...trusted.filter((one) => one.relation === 'above').map((one) => one.unsent));
  const copied = isCopy(trusted);
  const offer = fresh.length > 0 && mayReceive ? 'take' : unsent > 0 && maySend && !copied ? 'send' : null;
  const words = fresh.length > 0 ? t('packages.stickHolds', { packages: fresh.length - receipts, receipts }) : offer === 'send' ? t('packages.stickMayTake', { n: unsent }) : copied ? t('packages.stickCopy') : look.isLoading ? t('packages.stickReading') : look.error ? t('packages.stickUnreadable') : t('packages.stickNothing');
  const act = (): void => { if (offer !== null) setDoing(offer); };
  useKeys([{ key: 'Ctrl+M', label: t(offer === 'take' ? 'packages.stickTakeKey' : 'packages.stickSendKey'), run: act }], { active: first && offer !== null && doing === null });
  return (
    <section className={css.stick} data-offers={offer !== null} aria-label={t('packages.stickNamed', { name: drive.name })}>
      <IconUsb size={22} stroke={1.75} aria-hidden />
      <div>
        <strong>{t('packages.stickNamed', { name: drive.name })}</strong>
        <span role="status">{words}</span>
        <span className={css.second}>{t('packages.stickFree', { path: drive.path, free: formatBytes(drive.freeBytes) })}</span>
      </div>
      {offer !== null && <Button onClick={act} rightSection={first && <KeyHint name="Ctrl+M" />}>{t(offer === 'take' ? 'packages.stickTake' : 'packages.stickSend')}</Button>}
      {doing === 'take' && <TakeDialog folder={drive.path} atOnce onClose={() => setDoing(null)} />}
      {doing === 'send' && <SendDialog neighbours={trusted} stick={drive} onClose={() => setDoing(null)} />}
    </section>
  );
}
