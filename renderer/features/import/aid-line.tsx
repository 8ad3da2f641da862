import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';

/** Who is proposed for which programme because the file says so, and what of it is history. A proposal makes no recipient. */
export function AidLine({ aid }: { aid: Preview['aid'] }): ReactNode {
  const t = useText();
  const named = (as: 'proposal' | 'history'): string => aid.filter((one) => one.as === as).map(({ name, count }) => `${name} ${formatNumber(count)}`).join(' · ');
  const [proposed, past] = [named('proposal'), named('history')];
  return (
    <>
      {proposed !== '' && <p>{t('imports.aidProposed', { list: proposed })} <span className={css.quiet}>{t('imports.aidHint')}</span></p>}
      {past !== '' && <p>{t('imports.aidHistory', { list: past })}</p>}
    </>
  );
}
