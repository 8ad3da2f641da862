import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../db/api/contract.ts';
import { LOCK_MINUTES_KEY, lockMinutesIn } from '../../db/rules/two-person.ts';
import { callApi, onApiEvent, onAway } from '../bridge.ts';
import { useCall } from './calls.ts';

export type SessionInfo = Omit<CallOutput<'session.open'>, 'session'>;

type Restored = CallOutput<'backup.restore'>;

interface SessionDoor {
  /** Who is signed in; null while locked. */
  readonly info: SessionInfo | null;
  readonly open: (user: string, passphrase: string) => Promise<void>;
  readonly lock: () => Promise<void>;
  /** The passphrase that somebody else chose was changed: everything is open now. */
  readonly changed: () => void;
  /** What the last restore brought back; the lock screen says it until someone signs in. */
  readonly restored: Restored | null;
  /** A recovery code that was made as the office locked; the lock screen shows it until someone signs in. */
  readonly newCode: string | null;
  readonly announceCode: (code: string) => void;
  readonly announceRestore: (restored: Restored) => void;
}

const SessionContext = createContext<SessionDoor | null>(null);

/** Holds who is signed in, and forgets every answer when the office locks. */
export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const [info, setInfo] = useState<SessionInfo | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  const [newCode, setNewCode] = useState<string | null>(null);
  const signedIn = useRef(false);
  // Heard twice on a lock (the answer and the event): a second clearing would drop what the lock screen is asking for.
  const forget = useCallback(() => {
    if (!signedIn.current) return;
    signedIn.current = false;
    setInfo(null);
    client.clear();
  }, [client]);
  const open = useCallback(async (user: string, passphrase: string) => {
    const opened = await callApi('session.open', { user, passphrase });
    signedIn.current = true;
    setRestored(null);
    setNewCode(null);
    setInfo({ user: opened.user, permissions: opened.permissions, mustChange: opened.mustChange, office: opened.office, notices: opened.notices });
  }, []);
  const lock = useCallback(async () => {
    // The screens get a moment to keep their drafts before the office closes.
    await Promise.all([...beforeLock].map((keep) => keep().catch(() => undefined)));
    // The screen closes even where the office would not: what is shown must not stay because a call failed.
    await callApi('session.lock', {}).catch(() => undefined);
    forget();
  }, [forget]);
  const changed = useCallback(() => setInfo((present) => present && { ...present, mustChange: false }), []);
  useEffect(() => onApiEvent((event) => { if (event.type === 'locked') forget(); }), [forget]);
  const door = useMemo(() => ({ info, open, lock, changed, restored, announceRestore: setRestored, newCode, announceCode: setNewCode }), [info, open, lock, changed, restored, newCode]);
  return <SessionContext value={door}>{children}</SessionContext>;
}

const beforeLock = new Set<() => Promise<void>>();

/** Runs `keep` before the office locks (Ctrl+L or idle), so that unfinished input becomes a draft. */
export function useBeforeLock(keep: () => Promise<void>): void {
  useEffect(() => {
    beforeLock.add(keep);
    return () => void beforeLock.delete(keep);
  }, [keep]);
}

/** The door to sign in and lock. */
export function useSessionDoor(): SessionDoor {
  const door = use(SessionContext);
  if (!door) throw new Error('no session provider');
  return door;
}

/** Who is signed in; only below the frame, where someone always is. */
export function useSession(): SessionInfo {
  const { info } = useSessionDoor();
  if (!info) throw new Error('no session');
  return info;
}

/** Whether the signed-in user may do something; the api decides in the end, this only hides what would be refused. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}

/** Whether the signed-in user works on the register as a whole; a user of an agency (OPD) only reads its own recipients. */
export function useInside(): boolean {
  return useSession().user.role !== 'opd';
}

/** Locks after so many minutes as the office set (ten, where it did not) without a key, a click or a movement, and at once when the PC sleeps or its screen is locked. */
export function useIdleLock(): void {
  const { lock } = useSessionDoor();
  const settings = useCall('setting.get', {});
  useEffect(() => onAway(() => void lock()), [lock]);
  const idleMilliseconds = lockMinutesIn(settings.data?.[LOCK_MINUTES_KEY]) * 60_000;
  useEffect(() => {
    let timer = window.setTimeout(() => void lock(), idleMilliseconds);
    const stir = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void lock(), idleMilliseconds);
    };
    const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, stir, { passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, stir);
    };
  }, [lock, idleMilliseconds]);
}
