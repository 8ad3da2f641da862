import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
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
  /** Nobody understands it elsewhere: it goes with the screen, however soon that is left. */
  readonly here?: boolean;
}

let current: (Said & { readonly at: number }) | null = null;
const listeners = new Set<() => void>();
const shownMilliseconds = 12_000;
/** Said as the screen was left, it is said where one arrives. */
const carriedMilliseconds = 1000;

function publish(next: typeof current): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Says what was just done, in numbers, in the line above the keys; with `undo` where it can be taken back. */
export function say(said: Said): void {
  publish({ ...said, at: performance.now() });
}

/** Draws what was said last, as long as the screen is there that it was said on, or the next one where it was said on leaving; what can be taken back stays. Mounted once. */
export function SaidHost(): ReactNode {
  const t = useText();
  const said = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => current);
  useEffect(() => {
    if (!said) return undefined;
    const timer = window.setTimeout(() => publish(null), shownMilliseconds);
    return () => window.clearTimeout(timer);
  }, [said]);
  const [location] = useLocation();
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    if (current && (current.here || (!current.undo && performance.now() - current.at > carriedMilliseconds))) publish(null);
  }, [location]);
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
