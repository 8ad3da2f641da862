import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import css from './settings.module.css';

type Neighbour = CallOutput<'neighbour.list'>[number];

const everyPc = '*';

/** Revokes the card of an office's PC with a reason; where the office has several, which of them is asked first. */
export function RevokeDialog({ neighbour, onClose }: { neighbour: Neighbour; onClose: () => void }): ReactNode {
  const t = useText();
  const revoke = useAction('card.revoke');
  const { pcs } = neighbour;
  const several = pcs.length > 1;
  const [which, setWhich] = useState<string | null>(several ? null : everyPc);
  const name = officeTitle(neighbour.level, neighbour.name, t);
  const chosen = pcs.find((pc) => pc.deviceId === which);
  const vouchedFor = pcs.filter((pc) => pc.vouchedBy !== null && pc.vouchedBy === chosen?.fingerprint).length;
  const run = async (reason: string): Promise<void> => {
    const one = which === null || which === everyPc ? {} : { deviceId: which };
    await revoke.mutateAsync({ code: neighbour.code, ...one, reason });
    say({ text: 'deviceId' in one ? t('settings.cardRevokedOne', { name, n: pcs.length - 1 }) : t('settings.cardRevoked', { name }) });
    onClose();
  };
  return (
    <ReasonDialog title={t('settings.cardRevokeTitle', { name })} action={t('settings.cardRevoke')} danger ready={which !== null} onClose={onClose} onDo={run}>
      <p>{t('settings.cardRevokeHint')}</p>
      {several && (
        <Radio.Group label={t('settings.cardRevokeWhich')} description={t('settings.cardRevokeWhichHint')} value={which} onChange={setWhich} required>
          <div className={css.choices}>
            {pcs.map((pc, index) => <Radio key={pc.deviceId} data-autofocus={index === 0 || undefined} value={pc.deviceId} label={lastSent(pc, t)} description={pcWords(pc, t)} />)}
            <Radio value={everyPc} label={t('settings.cardRevokeAll', { n: pcs.length })} />
          </div>
        </Radio.Group>
      )}
      {vouchedFor > 0 && <Notice severity="warn" title={t('settings.cardRevokeVouched', { n: vouchedFor })}>{t('settings.cardRevokeVouchedHint')}</Notice>}
    </ReasonDialog>
  );
}

function pcWords({ trustedAt, fingerprint, vouchedBy }: Neighbour['pcs'][number], t: Translate): string {
  const words = (one: string): string => one.replaceAll('-', ' ');
  const said = t('settings.cardPcWords', { at: formatMoment(trustedAt), words: words(fingerprint) });
  return vouchedBy === null ? said : `${said}. ${t('settings.cardPcVouched', { words: words(vouchedBy).split(' ').slice(0, 3).join(' ') })}`;
}

function lastSent({ lastAt }: Neighbour['pcs'][number], t: Translate): string {
  return lastAt === null ? t('settings.cardPcNever') : t('settings.cardPcSent', { at: formatMoment(lastAt) });
}
