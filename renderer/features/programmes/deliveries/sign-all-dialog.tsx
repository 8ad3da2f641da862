import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';

/** Asks once before everybody on the screen is noted as having signed. */
export function SignAllDialog({ n, phase, onClose, onDo }: { n: number; phase: string; onClose: () => void; onDo: () => void }): ReactNode {
  const t = useText();
  return (
    <Dialog
      title={t('deliveries.signAllTitle')} size="sm" onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: t('deliveries.sign'), run: onDo }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button data-autofocus onClick={onDo}>{t('deliveries.sign')}</Button></>}
    >
      <p>{t('deliveries.signAllAsk', { n, phase })}</p>
    </Dialog>
  );
}
