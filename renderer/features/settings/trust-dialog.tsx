import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallInput, CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { askConfirm, Dialog } from '../../ui/dialog.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { say } from '../../ui/said.tsx';
import { FingerprintWords } from '../../ui/fingerprint-words.tsx';

export interface ReadCard {
  /** Its file, or the PC whose card is trusted already. */
  readonly source: CallInput<'card.read'>;
  readonly card: CallOutput<'card.read'>;
  /** Whether another PC of that office is trusted here already. */
  readonly isSecond: boolean;
  /** Whether it is trusted here, and its words were never compared. */
  readonly isUnchecked: boolean;
}

/** Another office's card: its fingerprint is compared by voice before it is trusted; trusting without is asked twice. */
export function TrustDialog({ read: { source, card, isSecond, isUnchecked }, onClose }: { read: ReadCard; onClose: () => void }): ReactNode {
  const t = useText();
  const name = officeTitle(card.level, card.name, t);
  const trust = useAction('card.trust');
  const { office } = useSession();
  const isOwn = card.code === office.code;
  const trusted = ({ vouched }: CallOutput<'card.trust'>): void => {
    say({ text: vouched ? t('settings.cardVouches') : t('settings.cardTrusted', { name }) });
    onClose();
  };
  const same = (): void => trust.mutate({ ...source, fingerprint: card.fingerprint }, { onSuccess: trusted });
  const unchecked = async (): Promise<void> => {
    const yes = await askConfirm({ title: t('settings.cardUncheckedAsk'), body: t('settings.cardUncheckedHint'), confirm: t('settings.cardUnchecked'), danger: true });
    if (yes) trust.mutate({ ...source, unchecked: true }, { onSuccess: trusted });
  };
  return (
    <Dialog
      title={t('settings.cardReadTitle', { name })} onClose={onClose} size="lg"
      actions={
        <>
          <Button data-autofocus variant="default" onClick={onClose}>{t('settings.cancel')}</Button>
          {!card.known && <Button variant="default" disabled={trust.isPending} onClick={() => void unchecked()}>{t('settings.cardUnchecked')} …</Button>}
          <Button loading={trust.isPending} onClick={same}>{t('settings.cardSame')}</Button>
        </>
      }
    >
      {card.changed && <Notice severity="warn" title={t('settings.cardChangedTitle')}>{t('settings.cardChangedHint')}</Notice>}
      {card.known && !card.changed && (isUnchecked ? <Mark severity="warn">{t('settings.cardKnownUnchecked')}</Mark> : <Mark severity="done">{t('settings.cardKnown')}</Mark>)}
      <Fields>
        <FieldRow label={t('settings.cardOffice')}>{name}{card.practice && <> · <Mark severity="warn">{t('settings.cardPractice')}</Mark></>}</FieldRow>
        <FieldRow label={t('settings.cardCode')}>{card.code}</FieldRow>
      </Fields>
      {isOwn && !card.known && <Notice severity="info" title={t('settings.cardOwnTitle')}>{t('settings.cardOwnHint')}</Notice>}
      {!isOwn && isSecond && !card.known && <Notice severity="info" title={t('settings.cardSecondTitle')}>{t('settings.cardSecondHint')}</Notice>}
      <p>{t(isOwn ? 'settings.cardCompareOwn' : 'settings.cardCompare')}</p>
      <FingerprintWords fingerprint={card.fingerprint} />
      <p>{t(card.known ? 'settings.cardDiffersKnown' : 'settings.cardDiffers')}</p>
      {trust.error && <ErrorNotice error={trust.error} />}
    </Dialog>
  );
}
