import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Progress } from '../../ui/progress.tsx';
import { importJob } from './running.ts';

/** Work that is over sooner than this shows nothing: a bar that only flashes disturbs. */
const patienceMilliseconds = 500;

/** The progress of a change to a staged file that takes its time, with the way to stop it. */
export function LateProgress({ busy }: { busy: boolean }): ReactNode {
  const t = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = window.setTimeout(() => setLate(true), patienceMilliseconds);
    return () => {
      window.clearTimeout(timer);
      setLate(false);
    };
  }, [busy]);
  return busy && late && <Progress job={importJob} label={t('imports.judging')} />;
}
