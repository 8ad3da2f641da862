import { useCallback, useRef, useState } from 'react';
import type { DraftKeeper } from '../../app/draft-keeper.ts';
import { callApi } from '../../bridge.ts';
import { useLanguage } from '../../text/text.ts';
import { fromRegister, toInput } from './api-input.ts';
import type { FormControl } from './form-control.ts';
import type { FormState } from './form-state.ts';
import type { FormStore } from './form-store.ts';
import { collectNotes, membersField, withoutReason } from './notes.ts';
import type { FormNote } from './notes.ts';
import { eventDate, writeForm } from './write-form.ts';
import type { Saved } from './write-form.ts';

/** Where saving stands: at rest, asking or writing, blocked by findings or a missing date, wanting reasons, or refused. */
export type SaveState =
  | { readonly kind: 'rest' }
  | { readonly kind: 'busy' }
  /** A birth or arrival without its date. */
  | { readonly kind: 'undated' }
  | { readonly kind: 'blocked'; readonly notes: readonly FormNote[] }
  | { readonly kind: 'reasons'; readonly notes: readonly FormNote[]; readonly next: boolean }
  | { readonly kind: 'failed'; readonly error: unknown };

interface SaveHost {
  readonly store: FormStore;
  readonly control: FormControl;
  readonly draft: DraftKeeper;
  readonly today: string;
  readonly area: string;
  /** Warnings that stood before this edit, by key and text: the register does not ask about them again. */
  readonly known: ReadonlySet<string>;
  readonly onSaved: (saved: Saved, next: boolean) => void;
}

/** Saves the form: enters what is being typed, asks the register, shows what holds, asks reasons, writes. */
export function useSave(host: SaveHost): { readonly state: SaveState; readonly save: (next: boolean) => Promise<void>; readonly rest: () => void } {
  const language = useLanguage();
  const [state, setState] = useState<SaveState>({ kind: 'rest' });
  const latest = useRef(host);
  latest.current = host;
  const busy = useRef(false);
  const attempt = useCallback(async (next: boolean): Promise<SaveState> => {
    const { store, control, draft, today, area, known, onSaved } = latest.current;
    if (!(await control.settle())) return { kind: 'rest' };
    store.now({ type: 'tried' });
    const form = store.get();
    const register = fromRegister(form, await callApi('family.check', toInput(form)));
    const notes = ofThisWork(form, collectNotes(form, { today, area, source: 'form' }, register, language), known);
    if (form.event && !(await eventIsDated(form, control, today))) return { kind: 'undated' };
    const blocking = notes.filter((note) => note.severity === 'block');
    const first = blocking[0];
    if (first) {
      await goTo(control, first, form.people[0]?.key);
      return { kind: 'blocked', notes: blocking };
    }
    const open = withoutReason(notes, form).filter((note) => !known.has(`${note.key}|${note.text}`));
    if (open.length > 0) return { kind: 'reasons', notes: open, next };
    const kept = await draft.keep();
    const saved = await writeForm(form, notes, kept);
    await draft.end();
    onSaved(saved, next);
    return { kind: 'rest' };
  }, [language]);
  const save = useCallback(async (next: boolean) => {
    if (busy.current) return;
    busy.current = true;
    setState({ kind: 'busy' });
    try {
      setState(await attempt(next));
    } catch (error) {
      setState({ kind: 'failed', error });
    } finally {
      busy.current = false;
    }
  }, [attempt]);
  return { state, save, rest: useCallback(() => setState({ kind: 'rest' }), []) };
}

/** Of a birth or an arrival only what it brings is asked about; what stood in the family before is not its matter. */
function ofThisWork(form: FormState, notes: readonly FormNote[], known: ReadonlySet<string>): readonly FormNote[] {
  if (!form.event) return notes;
  return notes.filter((note) => note.record === form.place.person || (note.field === membersField && !known.has(`${note.key}|${note.text}`)));
}

async function eventIsDated(form: FormState, control: FormControl, today: string): Promise<boolean> {
  if (eventDate(form, today) !== null) return true;
  if (form.event?.kind === 'birth') await control.goField(form.place.person ?? '', 'birthDate');
  else await control.goField('event', 'date');
  return false;
}

/** Puts the cursor where a note stands; what is about people together leads to the first relationship. */
export async function goTo(control: FormControl, note: FormNote, firstPerson: string | undefined): Promise<void> {
  if (note.field !== membersField) await control.goField(note.record, note.field);
  else if (firstPerson === undefined) await control.goBlock('IV');
  else await control.goField(firstPerson, 'relationship');
}
