import type { FieldValues } from '../rules/field.ts';
import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { askOwner } from './ask-owner.ts';
import { askedPerson } from './asked-person.ts';
import { differences } from './differences.ts';
import { ask, leave, reject, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import { matchPerson, nearInFamily, peopleOf, searchPerson, standing } from './match.ts';
import type { Home, PersonMatch } from './match.ts';
import { answerOf, planOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import type { RowAnswer, RowState } from './types.ts';

/** Finds the person that a row speaks of by NIK or in his family, and what the row would change. What is doubtful is asked. */
export function settlePerson(session: MatchSession, person: Judged, familyState: RowState | null, family: StoredRecord | null, known: readonly StoredRecord[]): void {
  if (person.state === 'rejected') return;
  if (familyState === 'rejected') return reject(person, 'FAMILY_REJECTED', 'block');
  const answer = answerOf(session, person, 'person');
  if (familyState === 'left' || answer?.answer === 'skip') return leave(person, 'ROW_SKIPPED');
  const nik = typeof person.parsed.values.nik === 'string' ? person.parsed.values.nik : null;
  const first = nik === null ? undefined : session.seenPeople.get(nik);
  if (first !== undefined) return ask(person, 'V33', { rows: `${first}, ${person.no}` });
  if (nik !== null) session.seenPeople.set(nik, person.no);
  if (familyState === 'question') return ask(person, 'FAMILY_QUESTION');
  if (!session.matching) return;
  takeMatch(session, person, family, answer, answeredMatch(session.office, answer) ?? matchEitherDate(session, person, family, known));
}

/** Whom a row means; a birth date whose day and month are in doubt is tried the other way round as well. */
function matchEitherDate({ office, doubts }: MatchSession, person: Judged, family: StoredRecord | null, known: readonly StoredRecord[]): PersonMatch {
  const { values } = person.parsed;
  const found = matchPerson(office, values, family, known);
  const other = found.kind === 'sure' ? undefined : doubts.otherBirth(person.id);
  if (other === undefined) return found;
  const exchanged = matchPerson(office, { ...values, birthDate: other }, family, known);
  return exchanged.kind === 'sure' ? exchanged : found;
}

/**
 * Looks in the whole register for who was not found by NIK or in his family; `said` is what the row of his family says.
 * After `settlePerson` of all people of a family, so that nobody is taken whom another row means.
 */
export function searchRegister(session: MatchSession, person: Judged, family: StoredRecord | null, said: FieldValues, home: Home): void {
  if (!session.matching || person.state !== null || person.record !== null) return;
  const answer = answerOf(session, person, 'person');
  if (answer?.answer === 'different') return;
  const found = searchPerson(session.office, askedPerson(person.parsed, said), home, session.seenPeople);
  takeMatch(session, person, family, answer, found.kind === 'none' && family ? nearInFamily(person.parsed.values, peopleOf(session.office, family.uid), session.seenPeople) : found);
}

function takeMatch(session: MatchSession, person: Judged, family: StoredRecord | null, answer: RowAnswer | undefined, match: PersonMatch): void {
  if (match.kind === 'none' || (match.kind === 'doubt' && answer?.answer === 'different')) return;
  person.record = match.record;
  if (match.kind === 'sure') session.doubts.settle(person, match.record);
  person.changes = differences('person', match.record, person.parsed.values, session.emptied(person, 'person'));
  if (match.kind === 'sure' && match.byMerged) {
    tell(person, 'MERGED_NUMBER', 'info');
    person.changes = person.changes.filter(({ field }) => field !== 'nik' && field !== 'nikReason');
  }
  // Answered "the same" although he was in another family: he moves to the one of the file; a mere list moves nobody.
  if (answer?.answer === 'same' && planOf(session, person)?.shape !== 'list' && match.record.values.family !== (family?.uid ?? null)) person.changes.push({ field: 'family', old: match.record.values.family ?? null, new: family?.uid ?? null });
  if (match.kind === 'doubt') return ask(person, match.code, { name: String(match.record.values.name ?? '') });
  const again = session.seenPeople.get(match.record.uid);
  if (again !== undefined) return ask(person, 'PERSON_TWICE', { row: String(again) });
  session.seenPeople.set(match.record.uid, person.no);
  const { status } = match.record.values;
  if (status !== null && status !== 1) tell(person, 'PERSON_INACTIVE', 'info');
  if (person.changes.length > 0) askOwner(session.office, person, match.record);
}

function answeredMatch(office: Reader, answer: RowAnswer | undefined): PersonMatch | null {
  const named = answer?.answer === 'same' && answer.record !== null ? findRecord(office, 'person', answer.record) : undefined;
  const record = named && standing(office, 'person', named);
  return record ? { kind: 'sure', record } : null;
}
