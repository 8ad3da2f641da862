import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallInput } from '../../db/api/contract.ts';
import { callApi } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { say } from '../ui/said.tsx';
import { rememberDraft } from './remembered-drafts.ts';
import { useBeforeLock } from './session.tsx';

/** How the draft stands: nothing to keep yet, written at a moment, or refused. */
export type DraftState = { readonly kind: 'none' } | { readonly kind: 'saved'; readonly at: string } | { readonly kind: 'failed'; readonly error: unknown };

/** What a draft is to hold. */
export type DraftText = Omit<CallInput<'draft.save'>, 'id'>;

export interface DraftKeeper {
  readonly state: DraftState;
  /** To be called after every change: half a second later it is written. */
  readonly changed: () => void;
  /** Writes what is not written yet; answers the draft's id, or null when there is none. */
  readonly keep: () => Promise<string | null>;
  /** Stops keeping (the form was saved or thrown away); answers the id of the draft that was kept. */
  readonly end: () => Promise<string | null>;
  /** Keeps what is there, stops keeping and says that it is kept; false where there is nothing kept, and it goes on. */
  readonly leave: () => Promise<boolean>;
  /** Stops keeping and throws the draft away. */
  readonly discard: () => Promise<void>;
  /** Throws away what was kept so far and goes on keeping: what stands there was stored, and the form stays. */
  readonly clear: () => Promise<void>;
}

interface DraftPlace {
  /** Where unlocking goes on with it. */
  readonly route: string;
  /** The draft that the form was opened from. */
  readonly initial: string | null;
}

const waitMilliseconds = 500;

/** Keeps what a form holds as a draft, half a second after each change, before the office locks, and when the form closes. `read` answers null as long as nothing was typed. */
export function useDraftKeeper(read: () => DraftText | null, { route, initial }: DraftPlace): DraftKeeper {
  const t = useText();
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const latest = useRef(read);
  latest.current = read;
  const keeper = useRef<Keeper | null>(null);
  keeper.current ??= createKeeper(() => latest.current(), { route, initial }, setState);
  const { changed, keep, end, discard, clear, isFailed } = keeper.current;
  useEffect(() => () => void keep(), [keep]);
  useBeforeLock(useCallback(async () => void (await keep()), [keep]));
  const leave = useCallback(async () => {
    if ((await keep()) === null || isFailed()) return false;
    await end();
    say({ text: t('form.draftKept') });
    return true;
  }, [keep, end, isFailed, t]);
  return useMemo(() => ({ state, changed, keep, end, leave, discard, clear }), [state, changed, keep, end, leave, discard, clear]);
}

type Keeper = Omit<DraftKeeper, 'state' | 'leave'> & { readonly isFailed: () => boolean };

function createKeeper(read: () => DraftText | null, { route, initial }: DraftPlace, tell: (state: DraftState) => void): Keeper {
  let id = initial;
  let written = read()?.content;
  let timer: number | undefined;
  let ended = false;
  let failed = false;
  let queue: Promise<void> = Promise.resolve();
  if (id !== null) rememberDraft(route, id);
  const write = async (): Promise<void> => {
    const now = ended ? null : read();
    if (now === null || now.content === written) return;
    failed = false;
    try {
      const saved = await callApi('draft.save', { ...now, ...(id !== null && { id }) });
      id = saved.id;
      written = now.content;
      rememberDraft(route, id);
      tell({ kind: 'saved', at: saved.savedAt });
    } catch (error) {
      failed = true;
      tell({ kind: 'failed', error });
    }
  };
  const keep = async (): Promise<string | null> => {
    window.clearTimeout(timer);
    queue = queue.then(write);
    await queue;
    return id;
  };
  const changed = (): void => {
    if (ended) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void keep(), waitMilliseconds);
  };
  const end = async (): Promise<string | null> => {
    window.clearTimeout(timer);
    // At once: a form that closes meanwhile keeps what it holds a last time.
    ended = true;
    await queue;
    rememberDraft(route, null);
    return id;
  };
  const discard = async (): Promise<void> => {
    const kept = await end();
    if (kept !== null) await callApi('draft.discard', { id: kept });
  };
  const clear = async (): Promise<void> => {
    window.clearTimeout(timer);
    const stored = read()?.content;
    queue = queue.then(async () => {
      const gone = id;
      [id, written, failed] = [null, stored, false];
      rememberDraft(route, null);
      tell({ kind: 'none' });
      // What is left over is seen on Beranda and thrown away there.
      if (gone !== null) await callApi('draft.discard', { id: gone }).catch(() => undefined);
    });
    await queue;
  };
  return { changed, keep, end, discard, clear, isFailed: () => failed };
}
