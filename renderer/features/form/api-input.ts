import type { FieldValues } from '../../../db/rules/field.ts';
import { questions } from '../../../db/rules/form.ts';
import type { CallInput } from '../../../db/api/contract.ts';
import { effective } from './answers.ts';
import { changedValues, familyKey, fieldKey } from './form-state.ts';
import type { FormState } from './form-state.ts';
import type { ApiFinding, FormNote, RegisterFindings } from './notes.ts';

const asked = { family: fieldsOf('family'), person: fieldsOf('person') };

function fieldsOf(entity: 'family' | 'person'): ReadonlySet<string> {
  return new Set(questions.filter((question) => question.entity === entity).map((question) => question.field));
}

/** What differs from the register, as the api takes it: the questions' fields only, everybody in the order of the table. */
export function toInput(state: FormState): CallInput<'family.check'> {
  const now = effective(state);
  return {
    ...(state.id === null ? {} : { id: state.id }),
    values: only(changedValues(state, familyKey, now.family), asked.family),
    people: state.people.map(({ key, id }, index) => ({ ...(id === null ? {} : { id }), values: only(changedValues(state, key, now.people[index]?.values ?? {}), asked.person) })),
  };
}

function only(values: FieldValues, fields: ReadonlySet<string>): Record<string, FieldValues[string]> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.has(field)));
}

/** The name that the api gives a record: its id, `new`, or `new-` and the place in the list. */
function apiName(state: FormState, record: string): string {
  if (record === familyKey) return state.id ?? 'new';
  const index = state.people.findIndex((person) => person.key === record);
  return state.people[index]?.id ?? `new-${index}`;
}

/** The reasons given for the warnings that stand, as the api takes them. */
export function toAcknowledged(state: FormState, notes: readonly FormNote[]): NonNullable<CallInput<'family.save'>['acknowledged']> {
  return notes.flatMap((note) => {
    const reason = state.reasons[note.key];
    return note.severity === 'warn' && reason ? [{ code: note.code, record: apiName(state, note.record), field: note.field, reason }] : [];
  });
}

/** What the register found, under the form's own names for the records. */
export function fromRegister(state: FormState, findings: readonly ApiFinding[]): RegisterFindings {
  const names = new Map(state.people.map((person) => [apiName(state, person.key), person.key]));
  names.set(apiName(state, familyKey), familyKey);
  return {
    findings: findings.map((finding) => ({ ...finding, record: names.get(finding.record ?? '') ?? finding.record })),
    asked: identifiersOf(state),
  };
}

/** The NIK and No KK in the form, by field key: what the register is asked about. */
export function identifiersOf(state: FormState): Readonly<Record<string, string>> {
  const now = effective(state);
  const all = [
    [fieldKey(familyKey, 'noKk'), now.family['noKk']] as const,
    ...now.people.map(({ key, values }) => [fieldKey(key, 'nik'), values['nik']] as const),
  ];
  return Object.fromEntries(all.map(([key, value]) => [key, typeof value === 'string' ? value : '']));
}

/** How many answers of the form go into the register, for the words after saving. */
export function answerCount(state: FormState): number {
  const input = toInput(state);
  return [input.values, ...input.people.map((person) => person.values)].flatMap((values) => Object.values(values)).filter((value) => value !== null && value !== '').length;
}
