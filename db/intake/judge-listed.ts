import type { Connection } from '../store/connection.ts';
import { linkOf } from './asked-person.ts';
import { finishLone } from './finish-family.ts';
import { ask, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import type { SaveJudged } from './judged-rows.ts';
import { familyOfNik, matchFamily, matchPerson, peopleOf } from './match.ts';
import { answerOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { addToFamily, newFromList } from './new-from-list.ts';
import { settleAid } from './settle-aid.ts';
import { familyOfPerson, settleHome } from './settle-home.ts';
import { searchRegister, settlePerson } from './settle-person.ts';

/**
 * A row of a list that enrols nobody: the person is looked up and brought up to date. Who is not found is asked about, and
 * added only when the clerk answers that it is somebody new.
 */
export function judgeListed(session: MatchSession, db: Connection, person: Judged, save: SaveJudged): void {
  const { parsed } = person;
  const family = (session.matching ? (matchFamily(session.office, linkOf(parsed, 'n'), null) ?? familyOfNik(session.office, parsed.values.nik)) : null)?.record ?? null;
  if (takeAnotherProgramme(session, person, save)) return;
  settlePerson(session, person, 'same', family, family ? peopleOf(session.office, family.uid) : []);
  searchRegister(session, person, family, parsed.also, 'anywhere');
  let home = family?.uid ?? null;
  const isNew = answerOf(session, person, 'person')?.answer === 'different';
  if (person.record !== null || isNew) settleAid(session, null, [person]);
  if (person.state === null && person.record === null) {
    if (isNew) home = newFromList(session, db, person, save);
    else ask(person, 'PERSON_UNKNOWN');
  }
  // Who is one another office's, or still asked about, says nothing of a family here.
  const known = person.record ? familyOfPerson(session, person.record) : home === null ? null : (family ?? null);
  if (known && (person.state === null || person.state === 'new')) settleHome(session, db, person, known, save);
  if (known && person.record && person.state === null && person.changes.length > 0) addToFamily(session, person, { values: known.values, uid: known.uid });
  finishLone(session, person);
  save(person, person.record ? String(person.record.values.family ?? '') || home : home);
}

/**
 * A list of several programmes names somebody once for each: behind the first row only the programme is taken. Whether it
 * did so, for a row whose NIK and name are those of a person whom a row before means.
 */
function takeAnotherProgramme(session: MatchSession, person: Judged, save: SaveJudged): boolean {
  const { nik } = person.parsed.values;
  const first = typeof nik === 'string' && person.state === null ? session.seenPeople.get(nik) : undefined;
  if (first === undefined || !person.parsed.aid?.some((said) => said.named)) return false;
  const match = matchPerson(session.office, person.parsed.values, null, []);
  // Without a family at hand somebody with that NIK and a fitting name is always "elsewhere".
  if (match.kind === 'none' || (match.kind === 'doubt' && match.code !== 'PERSON_ELSEWHERE')) return false;
  person.record = match.record;
  const [claims, told] = [session.seenAid.size, person.findings.length];
  settleAid(session, null, [person]);
  if (session.seenAid.size === claims) {
    // The same row once more: which of them is meant is asked.
    person.record = null;
    person.findings.length = told;
    return false;
  }
  tell(person, 'ONLY_PROGRAMME', 'info', { row: String(first) });
  finishLone(session, person);
  save(person, String(person.record.values.family ?? ''));
  return true;
}
