import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiEvent } from '../../db/api/contract.ts';
import { callApi, onApiEvent } from '../bridge.ts';
import { useText } from '../text/text.ts';
import type { Translate } from '../text/text.ts';
import { formatBytes, formatNumber } from './format.ts';
import css from './kit.module.css';

type ProgressEvent = Extract<ApiEvent, { type: 'progress' }>;

/** What long work does now, of what has words; anything else is left unsaid. */
const phases = ['read', 'check', 'write', 'duplicates', 'checked', 'opened', 'apply', 'applied', 'committed', 'built', 'sealed', 'delivered'] as const;

/** What is counted in bytes: anything else is rows. */
const inBytes: readonly string[] = ['upload'];

function timeLeft(seconds: number, t: Translate): string {
  return seconds < 90 ? t('kit.seconds', { n: Math.max(1, Math.round(seconds)) }) : t('kit.minutes', { n: Math.round(seconds / 60) });
}

/** Long work: rows done, rate, time left, and Batal. `job` is the name given to the call; `label` says what is done. */
export function Progress({ job, label, canCancel = true }: { job: string; label: string; canCancel?: boolean }): ReactNode {
  const t = useText();
  const [state, setState] = useState<ProgressEvent | null>(null);
  const [cancelling, setCancelling] = useState(false);
  useEffect(() => onApiEvent((event) => { if (event.type === 'progress' && event.job === job) setState(event); }), [job]);
  const share = state && state.total ? Math.min(1, state.done / state.total) : null;
  const phase = phases.find((each) => each === state?.phase);
  const bytes = state !== null && inBytes.includes(state.phase);
  const cancel = (): void => {
    setCancelling(true);
    // A job that has just ended cannot be stopped; its own answer tells how it ended.
    callApi('job.cancel', { job }).catch(() => setCancelling(false));
  };
  return (
    <div className={css.progress}>
      <strong>{phase === undefined ? label : `${label}: ${t(`kit.phase_${phase}`)}`}</strong>
      {canCancel && <Button variant="default" onClick={cancel} disabled={cancelling}>{cancelling ? t('kit.progressCancelling') : t('kit.progressCancel')}</Button>}
      <div className={css.progressTrack} data-open={share === null} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={share === null ? undefined : Math.round(share * 100)}>
        <div className={css.progressFill} style={share === null ? undefined : { transform: `scaleX(${share})` }} />
      </div>
      {state && (
        <div className={css.progressText}>
          <span>{bytes ? t('kit.progressBytes', { done: formatBytes(state.done), total: formatBytes(state.total ?? 0) }) : state.total ? t('kit.progressRows', { done: state.done, total: state.total }) : t('kit.progressDone', { done: state.done })}</span>
          {state.perSecond !== null && <span>{bytes ? t('kit.progressRateBytes', { rate: formatBytes(state.perSecond) }) : t('kit.progressRate', { rate: formatNumber(Math.round(state.perSecond)) })}</span>}
          {state.secondsLeft !== null && <span>{t('kit.progressLeft', { time: timeLeft(state.secondsLeft, t) })}</span>}
        </div>
      )}
    </div>
  );
}
