import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { KeyHint } from '../ui/marks.tsx';
import { useListedKeys } from './keys.ts';
import css from './frame.module.css';

/** The bottom line: what the keys do here. */
export function KeyLine(): ReactNode {
  const t = useText();
  const keys = useListedKeys();
  return (
    <footer className={css.keys} aria-label={t('frame.keysHere')} data-no-print>
      {keys.map((binding) => (
        <button key={binding.key} type="button" tabIndex={-1} className={css.keyItem} onClick={binding.run}>
          <KeyHint name={binding.key} /> <span className={css.keyWords}>{binding.label}</span>
        </button>
      ))}
    </footer>
  );
}
