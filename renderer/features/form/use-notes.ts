import { useEffect, useMemo, useState } from 'react';
import { callApi } from '../../bridge.ts';
import { useLanguage } from '../../text/text.ts';
import { fromRegister, identifiersOf, toInput } from './api-input.ts';
import { fieldKey } from './form-state.ts';
import type { FormState } from './form-state.ts';
import type { FormStore } from './form-store.ts';
import { collectNotes, isShown } from './notes.ts';
import type { FormNote, RegisterFindings } from './notes.ts';

const waitMilliseconds = 300;

/** Whether the register knows a NIK or No KK already: asked when one of them has its 16 digits. */
export function useRegisterFindings(store: FormStore, state: FormState): RegisterFindings | null {
  const [found, setFound] = useState<RegisterFindings | null>(null);
  const asked = JSON.stringify(Object.entries(identifiersOf(state)).filter(([, text]) => text.length === 16));
  useEffect(() => {
    if (asked === '[]') return undefined;
    let stale = false;
    const timer = window.setTimeout(() => {
      const form = store.get();
      // A refusal here is not the clerk's: saving asks again and says it.
      callApi('family.check', toInput(form)).then((findings) => { if (!stale) setFound(fromRegister(form, findings)); }, () => undefined);
    }, waitMilliseconds);
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
  }, [asked, store]);
  return found;
}

/** The notes to show now, by field key. */
export function useNotes(state: FormState, register: RegisterFindings | null, today: string, area: string): ReadonlyMap<string, readonly FormNote[]> {
  const language = useLanguage();
  return useMemo(() => {
    const shown = new Map<string, FormNote[]>();
    for (const note of collectNotes(state, { today, area, source: 'form' }, register, language)) {
      // On the sheet of a birth or an arrival nobody else's answers can be seen or mended.
      if (!isShown(note, state) || (state.event && note.record !== state.place.person)) continue;
      const key = fieldKey(note.record, note.field);
      shown.set(key, [...(shown.get(key) ?? []), note]);
    }
    return shown;
  }, [state, register, today, area, language]);
}
