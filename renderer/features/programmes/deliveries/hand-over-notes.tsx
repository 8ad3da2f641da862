import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorText } from '../../../text/error-text.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { KeyHint } from '../../../ui/marks.tsx';
import { Notice } from '../../../ui/notice.tsx';
import css from '../programmes.module.css';
import { heldWords } from './delivery-rows.tsx';
import type { HandedOver, HandOverState } from './hand-over-queue.ts';

const listed = 4;

interface HandOverNotesProps {
  readonly unsettled: HandOverState['unsettled'];
  readonly onRetry: () => void;
  readonly onSettle: () => void;
  /** Shows whom a card may mean, to choose from. */
  readonly onChoose: (rows: HandedOver['rows']) => void;
}

/** What was scanned or chosen and is not recorded, with why and what to do; it stays until it is, or somebody has seen it. */
export function HandOverNotes({ unsettled, onRetry, onSettle, onChoose }: HandOverNotesProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const failed = unsettled.filter((one) => one.outcome === 'failed');
  const shown = unsettled.slice(0, listed);
  if (unsettled.length === 0) return null;
  return (
    <Notice
          severity={failed.length > 0 ? 'block' : 'warn'} title={t('deliveries.notRecorded', { n: unsettled.length })}
          actions={<>{failed.length > 0 && <Button size="compact-sm" variant="default" onClick={onRetry}>{t('deliveries.again', { n: failed.length })}<KeyHint name="F7" /></Button>}<Button size="compact-sm" variant="default" onClick={onSettle}>{t('deliveries.seen')}<KeyHint name="F8" /></Button></>}
        >
          <ul className={css.notRecorded}>
            {shown.map((one) => (
              <li key={one.no}>
                <strong>{one.name}</strong>: {one.outcome === 'failed' ? errorText(language, one.error) : outcomeWords(t, one)}
                {one.outcome === 'several' && <> <Button size="compact-xs" variant="subtle" onClick={() => onChoose(one.rows)}>{t('deliveries.choose')}</Button></>}
              </li>
            ))}
            {unsettled.length > shown.length && <li>{t('deliveries.notRecordedMore', { n: unsettled.length - shown.length })}</li>}
          </ul>
    </Notice>
  );
}

/** How it ended, in words that follow the name. */
export function outcomeWords(t: Translate, { outcome, row, rows }: HandedOver): string {
  if (outcome === 'held') return t('deliveries.outcomeHeld', { why: row === null ? '' : heldWords(t, row) });
  if (outcome === 'several') return t('deliveries.outcomeSeveral', { n: rows.length });
  if (outcome === 'already') return t('deliveries.outcomeAlready');
  if (outcome === 'stranger') return t('deliveries.outcomeStranger');
  if (outcome === 'signed') return t('deliveries.outcomeSigned');
  return t(outcome === 'recorded' ? 'deliveries.outcomeRecorded' : 'deliveries.outcomeFailed');
}
