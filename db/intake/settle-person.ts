import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { differences } from './differences.ts';
import { ask, leave, reject, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import { matchPerson } from './match.ts';
import type { PersonMatch } from './match.ts';
import { answerOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import type { RowAnswer, RowState } from './types.ts';

/** Finds the person that a row speaks of, and what the row would change. What is doubtful is asked. */
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
  const match = answeredMatch(session.office, answer) ?? matchPerson(session.office, person.parsed.values, family, known);
  if (match.kind === 'none' || (match.kind === 'doubt' && answer?.answer === 'different')) return;
  person.record = match.record;
  person.changes = differences('person', match.record, person.parsed.values, session.emptied(person, 'person'));
  // Answered "the same" although he was in another family: he moves to the one of the file.
  if (answer?.answer === 'same' && match.record.values.family !== (family?.uid ?? null)) person.changes.push({ field: 'family', old: match.record.values.family ?? null, new: family?.uid ?? null });
  if (match.kind === 'doubt') return ask(person, match.code, { name: String(match.record.values.name ?? '') });
  const again = session.seenPeople.get(match.record.uid);
  if (again !== undefined) return ask(person, 'PERSON_TWICE', { row: String(again) });
  session.seenPeople.set(match.record.uid, person.no);
  const { status, owner } = match.record.values;
  if (status !== null && status !== 1) tell(person, 'PERSON_INACTIVE', 'info');
  if (owner !== null && owner !== session.office.identity.code && person.changes.length > 0) ask(person, 'NOT_OWN', { owner: String(owner) });
}

function answeredMatch(office: Reader, answer: RowAnswer | undefined): PersonMatch | null {
  const record = answer?.answer === 'same' && answer.record !== null ? findRecord(office, 'person', answer.record) : undefined;
  return record ? { kind: 'sure', record } : null;
}
