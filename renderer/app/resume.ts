import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';

/** A dialog that is to be opened again by the screen that knows it. */
interface Resumed {
  readonly kind: string;
  /** Where it was open. */
  readonly route: string;
  readonly target: string | null;
  readonly opens: Readonly<Record<string, string | null>>;
}

let waiting: Resumed | null = null;
const listeners = new Set<() => void>();

/** Asks the screen of the present route to open a dialog again. */
export function resumeDialog(next: Resumed | null): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Opens a dialog of this screen again when what was typed into it is gone on with; `ready` once the screen has what the dialog needs. */
export function useResume(kind: string, ready: boolean, open: (resumed: Resumed) => void): void {
  const resumed = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => waiting);
  const [location] = useLocation();
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (!ready || resumed?.kind !== kind || resumed.route !== location) return;
    resumeDialog(null);
    latest.current(resumed);
  }, [ready, resumed, kind, location]);
}

/** Under which name the dialog of a user that is open on a screen is remembered over the lock. */
export function dialogPlace(user: string, route: string): string {
  return `dialog ${user} ${route}`;
}
