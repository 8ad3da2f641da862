import type { FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { blocks } from '../../../db/rules/form.ts';
import type { Block } from '../../../db/rules/form.ts';

/** The key of the family's own record; people have keys of their own. */
export const familyKey = 'family';

/** Someone in the form. `id` is null until the register knows the person. */
export interface FormPerson {
  readonly key: string;
  readonly id: string | null;
  readonly values: FieldValues;
}

/** Where the clerk is: the block, the person whose sheet is open, and the field with the cursor. */
export interface Place {
  readonly block: Block;
  readonly person: string | null;
  readonly field: string | null;
}

/** Everything in the form, as it is drawn, kept in a draft and saved. */
export interface FormState {
  readonly id: string | null;
  readonly family: FieldValues;
  readonly people: readonly FormPerson[];
  /** The answers as the register gave them, by record key: only what differs from them is saved. */
  readonly base: Readonly<Record<string, FieldValues>>;
  /** What stands in fields but is not an answer (yet): being typed, or unreadable. By {@link fieldKey}. */
  readonly texts: Readonly<Record<string, string>>;
  /** Fields that were left once: from then on their findings are shown. */
  readonly left: readonly string[];
  /** Reasons given for warnings, by the warning's key. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Saving was tried: every finding is shown. */
  readonly tried: boolean;
  readonly place: Place;
  /** The form is one new person's sheet with the event that brings them; null for the whole family. */
  readonly event: FormEvent | null;
  readonly dirty: boolean;
}

/** A birth (its date is the person's birth date) or an arrival, with what stands in its own fields. */
export interface FormEvent {
  readonly kind: 'birth' | 'arrival';
  readonly texts: Readonly<Partial<Record<EventField, string>>>;
}
export const eventFields = { birth: ['place', 'certificateNo'], arrival: ['date', 'origin', 'reason'] } as const;
export type EventField = (typeof eventFields)[keyof typeof eventFields][number];


export type FormAction =
  | { readonly type: 'type'; readonly record: string; readonly field: string; readonly text: string }
  | { readonly type: 'answer'; readonly record: string; readonly field: string; readonly value: FieldValue; readonly clear: readonly string[] }
  | { readonly type: 'fill'; readonly record: string; readonly fields: readonly string[]; readonly value: FieldValue }
  | { readonly type: 'left'; readonly record: string; readonly field: string }
  | { readonly type: 'revert'; readonly record: string; readonly field: string }
  | { readonly type: 'at'; readonly field: string }
  | { readonly type: 'go'; readonly block: Block; readonly person?: string | null }
  | { readonly type: 'addPerson' }
  | { readonly type: 'removePerson'; readonly key: string }
  | { readonly type: 'reasons'; readonly reasons: Readonly<Record<string, string>> }
  | { readonly type: 'event'; readonly field: EventField; readonly text: string }
  | { readonly type: 'tried' };

/** A field of a record of the form, as one text. */
export function fieldKey(record: string, field: string): string {
  return `${record}.${field}`;
}

/** The record and the field of a {@link fieldKey}. */
export function splitKey(key: string): { readonly record: string; readonly field: string } {
  const dot = key.indexOf('.');
  return { record: key.slice(0, dot), field: key.slice(dot + 1) };
}

/** An empty form with what is known beforehand (the office's region, what was carried over). */
export function emptyForm(family: FieldValues): FormState {
  return {
    id: null, family, people: [], base: {}, texts: {}, left: [], reasons: {}, tried: false, event: null, dirty: false,
    place: { block: 'I', person: null, field: null },
  };
}

/** A family of the register in the form, at its first block or at one person's sheet. */
export function formOf(id: string, family: FieldValues, people: readonly { readonly id: string; readonly values: FieldValues }[], person: string | null): FormState {
  const base = Object.fromEntries([[familyKey, family], ...people.map((each) => [each.id, each.values])]) as Record<string, FieldValues>;
  return {
    ...emptyForm(family), id, base, people: people.map((each) => ({ key: each.id, id: each.id, values: each.values })),
    place: { block: person === null ? 'I' : 'IV', person, field: null },
  };
}

/** The sheet of somebody who is born into a family or arrives in it. */
export function eventForm(form: FormState, kind: FormEvent['kind']): FormState {
  return { ...reduceForm(form, { type: 'addPerson' }), event: { kind, texts: {} }, dirty: false };
}

/** A draft of an edit over the register as it is now: what the clerk changed stays, the rest is what others saved since. */
export function rebase(draft: FormState, fresh: FormState): FormState {
  const over = (key: string, values: FieldValues): FieldValues => ({ ...fresh.base[key], ...changedValues(draft, key, values) });
  const known = new Set(draft.people.map((person) => person.key));
  return {
    ...draft, base: fresh.base, family: over(familyKey, draft.family),
    people: [...draft.people.map((person) => ({ ...person, values: over(person.key, person.values) })), ...fresh.people.filter((person) => !known.has(person.key))],
  };
}

/** The answers of a record that differ from what the register gave. */
export function changedValues(state: FormState, key: string, values: FieldValues): FieldValues {
  const base = state.base[key] ?? {};
  return Object.fromEntries(Object.entries(values).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(base[field] ?? null)));
}

/** The entity that a record key stands for. */
export function entityOf(record: string): 'family' | 'person' {
  return record === familyKey ? 'family' : 'person';
}

/** The answers of a record as they were given. */
export function valuesOf(state: FormState, record: string): FieldValues {
  return record === familyKey ? state.family : (state.people.find((person) => person.key === record)?.values ?? {});
}

/** The form after something was typed, answered or opened. */
export function reduceForm(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'type':
      return { ...state, dirty: true, texts: { ...state.texts, [fieldKey(action.record, action.field)]: action.text } };
    case 'answer': {
      const cleared = Object.fromEntries(action.clear.map((field) => [field, null]));
      const texts = withoutKeys(state.texts, [action.field, ...action.clear].map((field) => fieldKey(action.record, field)));
      return { ...withValues(state, action.record, { ...cleared, [action.field]: action.value }), texts };
    }
    case 'fill':
      return withValues(state, action.record, Object.fromEntries(action.fields.map((field) => [field, action.value])));
    case 'left': {
      const key = fieldKey(action.record, action.field);
      return state.left.includes(key) ? state : { ...state, left: [...state.left, key] };
    }
    case 'revert':
      return { ...state, texts: withoutKeys(state.texts, [fieldKey(action.record, action.field)]) };
    case 'at':
      return state.place.field === action.field ? state : { ...state, place: { ...state.place, field: action.field } };
    case 'go':
      return { ...state, place: { block: action.block, person: personAt(state, action), field: null } };
    case 'addPerson':
      return addPerson(state);
    case 'removePerson':
      return removePerson(state, action.key);
    case 'reasons':
      return { ...state, dirty: true, reasons: { ...state.reasons, ...action.reasons } };
    case 'event':
      return state.event ? { ...state, dirty: true, event: { ...state.event, texts: { ...state.event.texts, [action.field]: action.text } } } : state;
    case 'tried':
      return { ...state, tried: true };
  }
}

/** The block after (1) or before (-1) one; null at the ends. */
export function blockBeside(block: Block, step: 1 | -1): Block | null {
  return blocks[blocks.indexOf(block) + step] ?? null;
}

function personAt(state: FormState, action: { readonly block: Block; readonly person?: string | null }): string | null {
  if (action.block !== 'IV') return state.place.person;
  const asked = action.person ?? state.place.person;
  return state.people.some((person) => person.key === asked) ? asked : (state.people[0]?.key ?? null);
}

function withValues(state: FormState, record: string, values: FieldValues): FormState {
  if (record === familyKey) return { ...state, dirty: true, family: { ...state.family, ...values } };
  const people = state.people.map((person) => (person.key === record ? { ...person, values: { ...person.values, ...values } } : person));
  return { ...state, dirty: true, people };
}

function addPerson(state: FormState): FormState {
  const numbers = state.people.map((person) => Number(/^new-(\d+)$/.exec(person.key)?.[1] ?? 0));
  const key = `new-${Math.max(0, ...numbers) + 1}`;
  const sequences = state.people.map(({ values }) => (typeof values['sequence'] === 'number' ? values['sequence'] : 0));
  const person: FormPerson = { key, id: null, values: { sequence: Math.max(0, ...sequences) + 1 } };
  return { ...state, dirty: true, people: [...state.people, person], place: { block: 'IV', person: key, field: null } };
}

/** Only someone the register does not know yet can be taken off the form. */
function removePerson(state: FormState, key: string): FormState {
  const index = state.people.findIndex((person) => person.key === key && person.id === null);
  if (index < 0) return state;
  const people = state.people.filter((_, at) => at !== index);
  const gone = (each: string): boolean => splitKey(each).record === key;
  const next = people[Math.min(index, people.length - 1)]?.key ?? null;
  return {
    ...state, dirty: true, people,
    texts: withoutKeys(state.texts, Object.keys(state.texts).filter(gone)),
    left: state.left.filter((each) => !gone(each)),
    place: { block: 'IV', person: next, field: null },
  };
}

function withoutKeys(texts: FormState['texts'], keys: readonly string[]): FormState['texts'] {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !keys.includes(key)));
}
