import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../../../text/text.ts';
import type { Translate } from '../../../../text/text.ts';
import { Dialog } from '../../../../ui/dialog.tsx';
import css from './daily.module.css';

const usual = ['deliveries.absent1', 'deliveries.absent2', 'deliveries.absent3', 'deliveries.absent4', 'deliveries.absent5'] as const;

/** Why a meal was not taken: the number of a usual reason, or words. */
export function AbsentDialog({ title, onClose, onDo }: { title: string; onClose: () => void; onDo: (reason: string) => void }): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState('');
  const reason = absentReason(typed, t);
  const run = (): void => { if (reason !== '') onDo(reason); };
  return (
    <Dialog
      title={title} size="sm" onClose={onClose} keys={[{ key: 'Enter', label: t('deliveries.absent'), run, whileTyping: true }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={reason === ''} onClick={run}>{t('deliveries.absent')}</Button></>}
    >
      <TextInput data-autofocus required label={t('deliveries.absentReason')} value={typed} maxLength={300} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
      <p className={css.quiet} role="status">{reason === typed.trim() ? t('deliveries.absentUsual') : reason}</p>
    </Dialog>
  );
}

/** A reason as typed: the number of a usual one stands for its words. */
function absentReason(typed: string, t: Translate): string {
  const key = /^[1-5]$/.test(typed.trim()) ? usual[Number(typed.trim()) - 1] : undefined;
  return key ? t(key) : typed.trim();
}
