import { checkFamily } from '../../../db/rules/checks.ts';
import type { CheckContext } from '../../../db/rules/checks.ts';
import { findingText } from '../../../db/rules/text.ts';
import type { CallOutput } from '../../../db/api/contract.ts';
import type { Language } from '../../text/fill.ts';
import { textIn } from '../../text/text.ts';
import { effective, readAnswer } from './answers.ts';
import type { TextProblem } from './answers.ts';
import { entityOf, familyKey, fieldKey, splitKey } from './form-state.ts';
import type { FormState } from './form-state.ts';

/** What is said beside a field. Findings about people together stand at `members`, not at a field. */
export interface FormNote {
  /** The same for the same finding of the same field, so that a reason stays with it. */
  readonly key: string;
  readonly code: string;
  readonly severity: 'block' | 'warn' | 'info';
  readonly record: string;
  readonly field: string;
  readonly text: string;
}

/** Where the findings about people together stand. */
export const membersField = 'members';

export type ApiFinding = CallOutput<'family.check'>[number];

/** What the register found, with the texts it was asked about: an answer that changed since makes it void. */
export interface RegisterFindings {
  readonly findings: readonly ApiFinding[];
  /** NIK and No KK when asked, by {@link fieldKey}. */
  readonly asked: Readonly<Record<string, string>>;
}

const problemTexts = { code: 'form.noSuchCode', date: 'kit.dateWrong', number: 'form.noNumber', region: 'form.noRegion' } as const satisfies Record<TextProblem, string>;

/** Everything that can be said about the form now: unreadable texts, the rules' checks, and what the register knows. */
export function collectNotes(state: FormState, context: CheckContext, register: RegisterFindings | null, language: Language): readonly FormNote[] {
  const unreadable = unreadableNotes(state, language);
  const covered = new Set(unreadable.map((note) => fieldKey(note.record, note.field)));
  const now = effective(state);
  const local = checkFamily({ key: familyKey, values: now.family }, now.people, context).map((finding) => toNote(finding, language));
  const known = new Set(local.map((note) => note.key));
  const elsewhere = registerNotes(state, register, language).filter((note) => !known.has(note.key));
  return [...unreadable, ...[...local, ...elsewhere].filter((note) => !covered.has(fieldKey(note.record, note.field)))];
}

/** Whether a note is shown yet: its field was left, or saving was tried, or it is about something that is there. */
export function isShown(note: FormNote, state: FormState): boolean {
  if (state.tried || note.field === membersField) return state.tried || note.code !== 'V09' || state.people.length > 0;
  return (state.id !== null && !note.record.startsWith('new-')) || state.left.includes(fieldKey(note.record, note.field));
}

/** The warnings that still want a reason. */
export function withoutReason(notes: readonly FormNote[], state: FormState): readonly FormNote[] {
  return notes.filter((note) => note.severity === 'warn' && !state.reasons[note.key]);
}

function unreadableNotes(state: FormState, language: Language): readonly FormNote[] {
  return Object.entries(state.texts).flatMap(([key, text]) => {
    const { record, field } = splitKey(key);
    const reading = readAnswer(entityOf(record), field, text);
    if (reading.ok) return [];
    const said = reading.problem === 'date' ? textIn(language, problemTexts.date) : textIn(language, problemTexts[reading.problem], { text });
    return [{ key: `${key}.text`, code: 'text', severity: 'block' as const, record, field, text: said }];
  });
}

function registerNotes(state: FormState, register: RegisterFindings | null, language: Language): readonly FormNote[] {
  if (!register) return [];
  const now = effective(state);
  const current = new Map<string, string>([[fieldKey(familyKey, 'noKk'), String(now.family['noKk'] ?? '')]]);
  for (const { key, values } of now.people) current.set(fieldKey(key, 'nik'), String(values['nik'] ?? ''));
  return register.findings
    .map((finding) => toNote(finding, language))
    .filter((note) => {
      const key = fieldKey(note.record, note.field);
      const isIdentifier = note.field === 'nik' || note.field === 'noKk';
      return isIdentifier && current.has(key) && current.get(key) === register.asked[key];
    });
}

function toNote(finding: ApiFinding, language: Language): FormNote {
  const record = finding.entity === 'person' ? (finding.record ?? '') : familyKey;
  const field = finding.code === 'V09' ? membersField : (finding.field ?? '');
  const special = finding.params?.['case'];
  const key = [record, field, finding.code, special ?? ''].join('.');
  return { key, code: finding.code, severity: finding.severity, record, field, text: findingText(language, { code: finding.code, params: finding.params ?? {} }) };
}
