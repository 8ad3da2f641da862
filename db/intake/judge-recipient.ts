import { isActiveFamily, isActivePerson } from '../rules/checks/finding.ts';
import { jaroWinkler } from '../rules/jaro-winkler.ts';
import { toMatchPerson } from '../rules/matching/match-person.ts';
import { nameKey } from '../rules/name-key.ts';
import { personCandidates } from '../registry/person-candidates.ts';
import { codeFor, openStatuses, unitKind } from '../registry/states.ts';
import { findRecord, recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { ask, leave, reject } from './judged.ts';
import type { Judged } from './judged.ts';
import { matchFamily } from './match.ts';
import type { ImportOptions, RowAnswer } from './types.ts';

/** What the rows of a list are judged against. */
export interface ListSession {
  readonly office: Reader;
  readonly options: ImportOptions;
  readonly answerOf: (row: Judged) => RowAnswer | undefined;
  /** Recipients that a row before named. */
  readonly seen: Map<string, number>;
}

const SAME_NAME = 0.88;
const undone = 9;
const leftProgramme = 6;

interface Found { readonly person: StoredRecord | null; readonly family: StoredRecord }

/**
 * What a row of a programme's list does: the person or family that it names is enrolled. Somebody who is in the programme
 * already stays as he is; who left it is asked about, never enrolled again silently (KPS-4); who is not found is a question.
 * Returns the family, for the list of what was touched.
 */
export function judgeRecipient(session: ListSession, row: Judged): string | null {
  const answer = session.answerOf(row);
  if (row.state === 'rejected') return null;
  if (answer?.answer === 'skip') {
    leave(row, 'ROW_SKIPPED');
    return null;
  }
  const programme = findRecord(session.office, 'programme', session.options.programme ?? '');
  if (!programme) return null;
  const forPerson = (codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family) === unitKind.person;
  const found = findRecipient(session.office, row, answer, forPerson);
  if (!found) return null;
  const unit = forPerson ? found.person : found.family;
  row.record = found.person ?? found.family;
  if (!unit) {
    ask(row, 'PERSON_UNKNOWN');
    return null;
  }
  const before = session.seen.get(unit.uid);
  if (before !== undefined) {
    ask(row, 'PERSON_TWICE', { row: String(before) });
    return null;
  }
  session.seen.set(unit.uid, row.no);
  settle(session, row, programme, found, unit, answer);
  return found.family.uid;
}

function settle({ office, options }: ListSession, row: Judged, programme: StoredRecord, { person, family }: Found, unit: StoredRecord, answer: RowAnswer | undefined): void {
  const name = String(programme.values.shortName ?? programme.values.name ?? '');
  if (!isActiveFamily(family.values) || (person && !isActivePerson(person.values))) return reject(row, 'RECIPIENT_GONE', 'block');
  if (family.values.owner !== null && family.values.owner !== office.identity.code) return ask(row, 'NOT_OWN', { owner: String(family.values.owner) });
  const of = unit === person ? 'person = ?' : 'person IS NULL AND family = ?';
  const past = sql(office, `SELECT coalesce(status, 3) AS status, end, start FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL ORDER BY start DESC, id DESC`)
    .all(unit.uid, programme.uid) as { status: number; end: string | null; start: string | null }[];
  if (past.some((one) => openStatuses.includes(one.status))) {
    row.state = 'same';
    return;
  }
  const gone = past.find((one) => one.status === leftProgramme);
  if (gone && answer?.answer !== 'same') return ask(row, 'LEFT_PROGRAMME', { programme: name, end: gone.end ?? '' });
  if (options.mode === 'update') return leave(row, 'MODE_UPDATE_ONLY');
  row.changes = [{ field: 'enrolment', old: null, new: name }];
  row.state = 'new';
}

/** Exact NIK first, else name, birth date, No KK and address; a family by its No KK. What is doubtful is asked. */
function findRecipient(office: Reader, row: Judged, answer: RowAnswer | undefined, forPerson: boolean): Found | null {
  const { values, links, also } = row.parsed;
  if (answer?.answer === 'same' && answer.record) return withFamily(office, answer.record);
  const noKk = links.find((link) => link.startsWith('n:'))?.slice(2) ?? null;
  const holder = typeof values.nik === 'string' ? holderOf(office, values.nik) : undefined;
  if (holder) {
    const name = typeof values.name === 'string' ? values.name : null;
    const sameBirth = typeof values.birthDate === 'string' && values.birthDate === holder.values.birthDate;
    const alike = name === null || sameBirth || jaroWinkler(nameKey(name), nameKey(String(holder.values.name ?? ''))) >= SAME_NAME;
    if (alike && answer?.answer !== 'different') return withFamily(office, holder.uid);
    row.record = holder;
    ask(row, 'NIK_OTHER_PERSON', { name: String(holder.values.name ?? '') });
    return null;
  }
  const family = matchFamily(office, noKk, null)?.record;
  if (family && !forPerson) return { person: null, family };
  const asked = toMatchPerson(values, { ...also, ...(noKk === null ? {} : { noKk }) }, null);
  const [best] = asked.name === null ? [] : personCandidates(office, asked, { limit: 1 });
  if (best?.verdict === 'sure') return withFamily(office, best.record);
  row.record = best ? (findRecord(office, 'person', best.record) ?? null) : null;
  ask(row, best ? 'PERSON_DOUBT' : 'PERSON_UNKNOWN', best ? { name: String(best.person.name ?? '') } : {});
  return null;
}

function holderOf(office: Reader, nik: string): StoredRecord | undefined {
  const holders = recordsWhere(office, 'person', 'nik', nik).filter((one) => one.values.status !== undone);
  return holders.find((one) => isActivePerson(one.values)) ?? holders[0];
}

function withFamily(office: Reader, uid: string): Found | null {
  const person = findRecord(office, 'person', uid);
  const family = findRecord(office, 'family', person ? String(person.values.family) : uid);
  return family ? { person: person ?? null, family } : null;
}
