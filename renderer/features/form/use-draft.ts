import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { callApi } from '../../bridge.ts';
import { useBeforeLock } from '../../app/session.tsx';
import { textIn } from '../../text/text.ts';
import { draftKinds, rememberDraft, writeDraft } from './draft.ts';
import { isHead } from '../../../db/rules/checks/finding.ts';
import type { FormState } from './form-state.ts';
import type { FormStore } from './form-store.ts';

/** How the draft stands: nothing to keep yet, waiting to be written, written at a moment, or refused. */
export type DraftState = { readonly kind: 'none' } | { readonly kind: 'waiting' } | { readonly kind: 'saved'; readonly at: string } | { readonly kind: 'failed'; readonly error: unknown };

const waitMilliseconds = 500;

export interface DraftKeeper {
  readonly state: DraftState;
  /** Writes what is not written yet; answers the draft's id, or null when there is none. */
  readonly keep: () => Promise<string | null>;
  /** Stops keeping (the form was saved or thrown away); answers the id of the draft that was kept. */
  readonly end: () => Promise<string | null>;
}

/** Keeps the form as a draft half a second after each change, and before the office locks. */
export function useDraft(store: FormStore, route: string, initial: string | null): DraftKeeper {
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const keeper = useRef<Keeper | null>(null);
  keeper.current ??= createKeeper(store, route, initial, setState);
  const { changed, keep, end } = keeper.current;
  useEffect(() => store.subscribe(changed), [store, changed]);
  useEffect(() => () => void keep(), [keep]);
  useBeforeLock(useCallback(async () => void (await keep()), [keep]));
  return useMemo(() => ({ state, keep, end }), [state, keep, end]);
}

interface Keeper {
  readonly changed: () => void;
  readonly keep: () => Promise<string | null>;
  readonly end: () => Promise<string | null>;
}

function createKeeper(store: FormStore, route: string, initial: string | null, tell: (state: DraftState) => void): Keeper {
  let id = initial;
  let written = store.get();
  let timer: number | undefined;
  let ended = false;
  let queue: Promise<void> = Promise.resolve();
  if (id !== null) rememberDraft(route, id);
  const write = async (): Promise<void> => {
    const form = store.get();
    if (ended || form === written || !form.dirty) return;
    try {
      const saved = await callApi('draft.save', { ...(id === null ? {} : { id }), kind: form.event ? draftKinds.event : draftKinds.family, target: form.id, title: draftTitle(form), content: writeDraft(form) });
      id = saved.id;
      written = form;
      rememberDraft(route, id);
      tell({ kind: 'saved', at: saved.savedAt });
    } catch (error) {
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
    if (ended || !store.get().dirty) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void keep(), waitMilliseconds);
  };
  const end = async (): Promise<string | null> => {
    window.clearTimeout(timer);
    await queue;
    ended = true;
    rememberDraft(route, null);
    return id;
  };
  return { changed, keep, end };
}

/** What Beranda calls the draft: whose family, and where. */
function draftTitle(form: FormState): string {
  const born = form.event ? form.people.find((person) => person.key === form.place.person) : undefined;
  const head = born ?? form.people.find((person) => isHead(person.values)) ?? form.people[0];
  const name = String(head?.values['name'] ?? form.family['address'] ?? '');
  const rt = String(form.family['rt'] ?? '–');
  const rw = String(form.family['rw'] ?? '–');
  const key = form.event ? (form.event.kind === 'birth' ? 'form.draftBirth' : 'form.draftArrival') : form.id === null ? 'form.draftNew' : 'form.draftEdit';
  return textIn('id', key, { name: name === '' ? textIn('id', 'form.noName') : name, rt, rw });
}
