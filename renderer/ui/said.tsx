import { IconX } from '@tabler/icons-react';
import { useEffect, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useKeys } from '../app/keys.ts';
import { useText } from '../text/text.ts';
import { SeverityIcon } from './marks.tsx';
import type { Severity } from './marks.tsx';
import css from './said.module.css';

interface Said {
  readonly text: string;
  readonly severity?: Severity;
  /** Takes back what was just done; the line then offers "Urungkan". */
  readonly undo?: () => void;
  /** Where more of it is to be seen. */
  readonly more?: { readonly label: string; readonly run: () => void };
}

let current: Said | null = null;
const listeners = new Set<() => void>();
const shownMilliseconds = 12_000;

function publish(next: Said | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Says what was just done, in numbers, in the line above the keys; with `undo` where it can be taken back. */
export function say(said: Said): void {
  publish(said);
}

/** Draws what was said last. Mounted once. */
export function SaidHost(): ReactNode {
  const t = useText();
  const said = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => current);
  useEffect(() => {
    if (!said) return undefined;
    const timer = window.setTimeout(() => publish(null), shownMilliseconds);
    return () => window.clearTimeout(timer);
  }, [said]);
  const takeBack = (): void => { said?.undo?.(); publish(null); };
  useKeys([{ key: 'Ctrl+Z', label: t('kit.undo'), run: takeBack, whileTyping: false }], { active: said?.undo !== undefined });
  // It goes with the screen it was said on: after the lock someone else may sit here.
  useEffect(() => () => publish(null), []);
  return (
    <div className={css.host} role="status">
      {said && (
        <div className={css.said} data-severity={said.severity ?? 'done'}>
          <SeverityIcon severity={said.severity ?? 'done'} />
          <span>{said.text}</span>
          {said.undo && <button type="button" className={css.button} onClick={takeBack}>{t('kit.undo')}</button>}
          {said.more && <button type="button" className={css.button} onClick={() => { said.more?.run(); publish(null); }}>{said.more.label}</button>}
          <button type="button" className={css.button} aria-label={t('kit.dismiss')} onClick={() => publish(null)}><IconX size={14} aria-hidden /></button>
        </div>
      )}
    </div>
  );
}
