import type { Candidate } from '../registry/aid/candidate.ts';
import { isActiveFamily, isActivePerson } from '../rules/checks/finding.ts';
import { jaroWinkler } from '../rules/jaro-winkler.ts';
import { nameKey } from '../rules/name-key.ts';
import { codeFor, enrolmentStatus, labelFor, receivingStatuses, unitKind } from '../registry/states.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { askOwner } from './ask-owner.ts';
import { askedPerson, linkOf } from './asked-person.ts';
import { ask, leave, reject, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import type { SaveJudged } from './judged-rows.ts';
import { answerKey } from './choices.ts';
import { setsAside } from './set-aside.ts';
import { objectionsToListed } from './objections-listed.ts';
import { holderOf, matchFamily, searchPerson, standing } from './match.ts';
import { answerOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { addPersonRow, newFromList } from './new-from-list.ts';
import { programmesMeant } from './programme-names.ts';
import { settleHome } from './settle-home.ts';
import type { RowAnswer } from './types.ts';

const SAME_NAME = 0.88;
const leftProgramme = 6;

interface Found { readonly person: StoredRecord | null; readonly family: StoredRecord }

/**
 * What a row of a programme's list does: the person or family that it names is enrolled. Somebody who is in the programme
 * already stays as he is; who left it is asked about, never enrolled again silently (KPS-4); who is not found is a question.
 */
export function judgeRecipient(session: MatchSession, db: Connection, row: Judged, save: SaveJudged): void {
  save(row, row.state === 'rejected' ? null : judge(session, db, row, save));
}

/** Returns the family, for the list of what was touched. */
function judge(session: MatchSession, db: Connection, row: Judged, save: SaveJudged): string | null {
  const answer = answerOf(session, row, 'recipient');
  const programme = findRecord(session.office, 'programme', session.options.programme ?? '');
  if (!programme) return null;
  if (answer?.answer === 'skip') {
    leave(row, 'ROW_SKIPPED');
    return null;
  }
  if (answer?.answer !== 'same' && isOfAnother(session, row, programme)) return null;
  const forPerson = (codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family) === unitKind.person;
  const found = findRecipient(session.office, row, answer, forPerson);
  if (!found && answer?.answer === 'different') return enrolNew(session, db, row, programme, save);
  const unit = found && (forPerson ? found.person : found.family);
  if (found) row.record = found.person ?? found.family;
  if (found?.person) session.doubts.settle(row, found.person);
  if (!unit) {
    if (row.state === null) ask(row, 'PERSON_UNKNOWN');
    return null;
  }
  const before = session.seenPeople.get(unit.uid);
  if (before !== undefined) {
    ask(row, 'PERSON_TWICE', { row: String(before) });
    return null;
  }
  session.seenPeople.set(unit.uid, row.no);
  settle(session, row, programme, found, unit, answer);
  if (row.state === 'new' && answer?.answer !== 'same' && isCalledGone(db, row)) ask(row, 'RECIPIENT_REMARK');
  if (row.state !== 'question' && row.state !== 'rejected') settleHome(session, db, row, found.family, save);
  return found.family.uid;
}

/** Leaves a row alone that names another programme than the one chosen: a list of several enrols each in its own only. */
function isOfAnother(session: MatchSession, row: Judged, programme: StoredRecord): boolean {
  const named = (row.parsed.aid ?? []).filter((said) => said.named);
  const meant = named.flatMap((said) => programmesMeant(session.programmes(), said, row, session.today)).flatMap((one) => one.programme ?? []);
  if (meant.length === 0 || meant.some(({ uid }) => uid === programme.uid)) return false;
  leave(row, 'OTHER_PROGRAMME', { said: meant.map(({ name }) => name).join(', '), programme: String(programme.values.shortName ?? programme.values.name ?? '') });
  return true;
}

/** Whether the list itself says that somebody died or moved: he is not enrolled unless a person says so. */
function isCalledGone(db: Connection, row: Judged): boolean {
  return prepared(db, "SELECT 1 FROM finding WHERE row = ? AND code IN ('REMARK_DEAD', 'REMARK_GONE', 'NAME_LATE')").get(row.id) !== undefined;
}

/** Adds somebody whom the clerk called new and enrols him. Returns the family when it is in the register. */
function enrolNew(session: MatchSession, db: Connection, row: Judged, programme: StoredRecord, save: SaveJudged): string | null {
  const person = addPersonRow(db, row);
  const home = newFromList(session, db, person, save);
  save(person, home);
  // What is wrong with the person is told with its own row.
  if (person.state === 'rejected') reject(row, 'PERSON_REJECTED', 'block');
  else if (person.state === 'left') leave(row, 'MODE_UPDATE_ONLY');
  else if (person.state !== 'new') ask(row, 'PERSON_UNKNOWN');
  else {
    row.changes = [{ field: 'enrolment', old: null, new: String(programme.values.shortName ?? programme.values.name ?? '') }];
    row.state = 'new';
  }
  return home;
}

function settle(session: MatchSession, row: Judged, programme: StoredRecord, { person, family }: Found, unit: StoredRecord, answer: RowAnswer | undefined): void {
  const { office, options } = session;
  const name = String(programme.values.shortName ?? programme.values.name ?? '');
  if (!isActiveFamily(family.values) || (person && !isActivePerson(person.values))) return reject(row, 'RECIPIENT_GONE', 'block');
  askOwner(office, row, family);
  if (row.state === 'question') return;
  const of = unit === person ? 'person = ?' : 'person IS NULL AND family = ?';
  const past = sql(office, `SELECT coalesce(status, 3) AS status, end, start FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL ORDER BY start DESC, id DESC`)
    .all(unit.uid, programme.uid) as { status: number; end: string | null; start: string | null }[];
  if (past.some((one) => receivingStatuses.includes(one.status))) {
    row.state = 'same';
    return;
  }
  const gone = past.find((one) => one.status === leftProgramme);
  if (gone && answer?.answer !== 'same') return ask(row, 'LEFT_PROGRAMME', { programme: name, end: gone.end ?? '' });
  if (options.mode === 'update') return leave(row, 'MODE_UPDATE_ONLY');
  // Whoever was proposed is one no longer: the list is the decision.
  const wasProposed = past.some((one) => one.status === enrolmentStatus.proposed);
  if (heldByRules(session, row, { programme, family, person: unit === person ? person : null })) return;
  row.changes = [{ field: 'enrolment', old: wasProposed ? labelFor('TEPAT.statusKepesertaan', enrolmentStatus.proposed) : null, new: name }];
  row.state = 'new';
}

/**
 * Says what the rules have against a recipient. A list is a decision, so what they warn of is enrolled and kept with the
 * list as its reason; what they forbid is not, unless somebody who may set it aside said why for this row.
 */
function heldByRules({ office, options, rules, today, letThrough }: MatchSession, row: Judged, of: Pick<Candidate, 'programme' | 'family' | 'person'>): boolean {
  const aside = letThrough.get(answerKey(row.sheet, row.no, 'recipient'));
  let isForbidden = false;
  for (const said of objectionsToListed(office, of, options.start ?? today, rules())) {
    const params = { rule: said.title, facts: said.facts };
    if (said.result === 'warn') tell(row, 'RULE_WARNS', 'warn', params);
    else if (aside && setsAside(aside, said)) tell(row, 'RULE_SET_ASIDE', 'warn', { ...params, reason: aside.reason, name: aside.by });
    else {
      tell(row, 'RULE_FORBIDS', 'block', params);
      isForbidden = true;
    }
  }
  if (isForbidden) row.state = 'rejected';
  return isForbidden;
}

/** Exact NIK first, else name, birth date, No KK and address; a family by its No KK. What is doubtful is asked. */
function findRecipient(office: Reader, row: Judged, answer: RowAnswer | undefined, forPerson: boolean): Found | null {
  const { values } = row.parsed;
  if (answer?.answer === 'same' && answer.record) return withFamily(office, answer.record);
  const holder = typeof values.nik === 'string' ? holderOf(office, values.nik)?.record : undefined;
  if (holder) {
    const name = typeof values.name === 'string' ? values.name : null;
    const sameBirth = typeof values.birthDate === 'string' && values.birthDate === holder.values.birthDate;
    const alike = name === null || sameBirth || jaroWinkler(nameKey(name), nameKey(String(holder.values.name ?? ''))) >= SAME_NAME;
    if (alike) return withFamily(office, holder.uid);
    if (answer?.answer !== 'different') doubt(row, holder, 'NIK_OTHER_PERSON');
    return null;
  }
  const family = matchFamily(office, linkOf(row.parsed, 'n'), null)?.record;
  if (family && !forPerson) return { person: null, family };
  if (answer?.answer === 'different') return null;
  const match = searchPerson(office, askedPerson(row.parsed), 'anywhere', nobody);
  if (match.kind === 'sure') return withFamily(office, match.record.uid);
  if (match.kind === 'doubt') doubt(row, match.record, match.code);
  return null;
}

const nobody: ReadonlySet<string> = new Set();

function doubt(row: Judged, record: StoredRecord, code: string): void {
  row.record = record;
  ask(row, code, { name: String(record.values.name ?? '') });
}

function withFamily(office: Reader, uid: string): Found | null {
  const named = findRecord(office, 'person', uid);
  const person = named && standing(office, 'person', named);
  const home = findRecord(office, 'family', person ? String(person.values.family) : uid);
  const family = home && standing(office, 'family', home);
  return family ? { person: person ?? null, family } : null;
}
