import { createContext, use } from 'react';
import type { FormControl } from './form-control.ts';
import type { FormState } from './form-state.ts';
import type { FormStore } from './form-store.ts';
import type { FormNote } from './notes.ts';

/** What every part of the form reaches. */
export interface FormDoor {
  readonly store: FormStore;
  readonly state: FormState;
  readonly control: FormControl;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Region code of the office. */
  readonly area: string;
  /** The notes that are shown now, by field key. */
  readonly notes: ReadonlyMap<string, readonly FormNote[]>;
}

export const FormContext = createContext<FormDoor | null>(null);

/** The form around a component. */
export function useForm(): FormDoor {
  const door = use(FormContext);
  if (!door) throw new Error('no form around this');
  return door;
}
