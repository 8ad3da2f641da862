import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { reduceForm } from './form-state.ts';
import type { FormAction, FormState } from './form-state.ts';

/** Holds the form outside React, so that key handlers always see the answers as they are. */
export interface FormStore {
  readonly get: () => FormState;
  readonly dispatch: (action: FormAction) => void;
  /** Dispatches and draws at once, so that the fields that follow are there to be focused. */
  readonly now: (action: FormAction) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store that begins with a form. */
export function createFormStore(initial: FormState): FormStore {
  let state = initial;
  const listeners = new Set<() => void>();
  const dispatch = (action: FormAction): void => {
    const next = reduceForm(state, action);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    dispatch,
    now: (action) => flushSync(() => dispatch(action)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The form as it is now. */
export function useFormState(store: FormStore): FormState {
  return useSyncExternalStore(store.subscribe, store.get);
}
