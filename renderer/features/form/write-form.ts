import type { CallInput } from '../../../db/api/contract.ts';
import { callApi } from '../../bridge.ts';
import { parseTypedDate } from '../../ui/format.ts';
import { answerCount, toAcknowledged, toInput } from './api-input.ts';
import { valuesOf } from './form-state.ts';
import type { FormState } from './form-state.ts';
import type { FormNote } from './notes.ts';

/** What saving said. `id` is the family's. */
export interface Saved {
  readonly id: string;
  readonly people: number;
  readonly answers: number;
  readonly changes: number;
  /** NIK and No KK that wait for a second person. */
  readonly held: number;
}

/** The day of a birth (the person's birth date) or an arrival; null while there is none, or it is after today. */
export function eventDate(form: FormState, today: string): string | null {
  const birth = valuesOf(form, form.place.person ?? '')['birthDate'];
  const date = form.event?.kind === 'birth' ? (typeof birth === 'string' ? birth : null) : parseTypedDate(form.event?.texts.date ?? '');
  return date !== null && date <= today ? date : null;
}

/** Writes the form into the register: the family, or the birth or arrival of its one new person. */
export async function writeForm(form: FormState, notes: readonly FormNote[], draft: string | null): Promise<Saved> {
  const acknowledged = toAcknowledged(form, notes);
  if (form.event && form.id !== null) {
    await writeEvent(form, form.id, acknowledged.map(({ code, field, reason }) => ({ code, field, reason })));
    if (draft !== null) await callApi('draft.discard', { id: draft });
    return { id: form.id, people: 1, answers: answerCount(form), changes: 0, held: 0 };
  }
  const saved = await callApi('family.save', { ...toInput(form), acknowledged, ...(draft === null ? {} : { draft }) });
  return { id: saved.id, people: saved.people.length, answers: answerCount(form), changes: saved.changes, held: saved.held };
}

async function writeEvent(form: FormState, family: string, acknowledged: NonNullable<CallInput<'person.birth'>['acknowledged']>): Promise<void> {
  const index = form.people.findIndex((person) => person.key === form.place.person);
  const values = toInput(form).people[index]?.values ?? {};
  const said = (field: 'place' | 'certificateNo' | 'origin' | 'reason'): string | undefined => form.event?.texts[field]?.trim() || undefined;
  const common = { family, values, acknowledged, date: eventDate(form, '9999-12-31') ?? '' };
  if (form.event?.kind === 'birth') await callApi('person.birth', { ...common, place: said('place'), certificateNo: said('certificateNo') });
  else await callApi('person.arrive', { ...common, origin: said('origin'), reason: said('reason') });
}
