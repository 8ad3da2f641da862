import type { Reader } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import type { FileFacts } from './check-file.ts';
import { linkOf } from './asked-person.ts';
import { finishFamily, finishLone } from './finish-family.ts';
import { matchHouseholds } from './match-households.ts';
import { judgeListed } from './judge-listed.ts';
import { judgeRecipient } from './judge-recipient.ts';
import type { JudgedAhead } from './judge-ahead.ts';
import { leave, reject } from './judged.ts';
import type { Judged } from './judged.ts';
import { judgedSaver, peopleToJudge, rowToJudge } from './judged-rows.ts';
import type { SaveJudged } from './judged-rows.ts';
import { familyOfNik, matchFamily, peopleOf } from './match.ts';
import { answerOf, matchSession, planOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { breathe, stopIfCancelled } from './progress.ts';
import { settleAid } from './settle-aid.ts';
import { settleFamily } from './settle-family.ts';
import { searchRegister, settlePerson } from './settle-person.ts';
import { saveLines } from './staged-lines.ts';
import type { StagedFile } from './staging-store.ts';
import type { JobOptions } from './types.ts';

const CHUNK = 200;

/** Matches every row with the register and settles its state: new, changed, same, rejected or question. What was judged `ahead` stands. */
export async function matchRows(
  office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, options: JobOptions, tell: (rows: number) => void, ahead: JudgedAhead | null = null,
): Promise<void> {
  const session: MatchSession = ahead ? { ...ahead.session, facts } : matchSession(office, regions, db, file, facts);
  markRecipients(db, file.id, session);
  const families = db.prepare("SELECT id FROM row WHERE file = ? AND entity = 'family' AND id > ? ORDER BY id").pluck().all(file.id, ahead?.upTo ?? 0) as number[];
  if (ahead) tell(db.prepare('SELECT count(*) FROM row WHERE file = @file AND (id <= @upTo OR parent <= @upTo)').pluck().get({ file: file.id, upTo: ahead.upTo }) as number);
  stopIfCancelled(options);
  const save = judgedSaver(db, file.id);
  for (let at = 0; at < families.length; at += CHUNK) {
    stopIfCancelled(options);
    db.transaction(() => {
      for (const id of families.slice(at, at + CHUNK)) tell(judgeFamily(session, db, id, save));
      saveLines(db);
    })();
    await breathe();
  }
  const lone = db.prepare("SELECT id FROM row WHERE file = ? AND entity IN ('person', 'recipient') AND parent IS NULL ORDER BY id").pluck().all(file.id) as number[];
  for (let at = 0; at < lone.length; at += CHUNK) {
    stopIfCancelled(options);
    db.transaction(() => {
      for (const id of lone.slice(at, at + CHUNK)) judgeLone(session, db, id, save);
      saveLines(db);
    })();
    tell(Math.min(CHUNK, lone.length - at));
    await breathe();
  }
  matchHouseholds(session, db, file.id);
}

/**
 * Judges some rows again, the family rows with their people and the people without, in the order of the file. Whom the rows
 * before them mean is known.
 */
export function judgeAgain(office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, rows: readonly number[]): void {
  const session = matchSession(office, regions, db, file, facts);
  const first = Math.min(...rows);
  const before = db.prepare('SELECT record, min(no) AS no, entity FROM row WHERE file = ? AND id < ? AND record IS NOT NULL GROUP BY record').all(file.id, first) as { record: string; no: number; entity: string }[];
  for (const { record, no, entity } of before) (entity === 'family' ? session.seenFamilies : session.seenPeople).set(record, no);
  markRecipients(db, file.id, session);
  const save = judgedSaver(db, file.id);
  const kind = db.prepare('SELECT entity, parent FROM row WHERE id = ?');
  const lines = rows.map((id) => ({ id, ...(kind.get(id) as { entity: string; parent: number | null }) }));
  for (const { id, entity } of lines) if (entity === 'family') judgeFamily(session, db, id, save);
  for (const { id, entity, parent } of lines) if (entity !== 'family' && parent === null) judgeLone(session, db, id, save);
  saveLines(db);
  matchHouseholds(session, db, file.id);
}

/** Rows of lists are recipients once a programme was chosen; without one they only bring people up to date. */
function markRecipients(db: Connection, file: number, { facts, options }: MatchSession): void {
  if (options.programme === null) return;
  for (const plan of facts.plans) if (plan.shape === 'list') db.prepare("UPDATE row SET entity = 'recipient' WHERE file = ? AND sheet = ? AND entity = 'person' AND derived = 0").run(file, plan.no);
}

/** One family row with its people; returns how many rows were settled. */
function judgeFamily(session: MatchSession, db: Connection, id: number, save: SaveJudged): number {
  const family = rowToJudge(db, id);
  if (!family) return 0;
  const people = peopleToJudge(db, id);
  judgeWith(session, family, people, save);
  return 1 + people.length;
}

/** Judges a family row with its people, all as they were read. */
export function judgeWith(session: MatchSession, family: Judged, people: readonly Judged[], save: SaveJudged): void {
  settleFamily(session, family, people);
  const record = family.record;
  const known = record ? peopleOf(session.office, record.uid) : [];
  for (const person of people) settlePerson(session, person, family.state, record, known);
  for (const person of people) searchRegister(session, person, record, family.parsed.values, { family: record?.uid ?? null });
  settleAid(session, family, people);
  finishFamily(session, family, people, known);
  save(family, record?.uid ?? null);
  for (const person of people) save(person, record?.uid ?? null);
}

/** A person without a family row in the file: of a list, or joined to the family of that No KK in the register, or rejected. */
function judgeLone(session: MatchSession, db: Connection, id: number, save: SaveJudged): void {
  const person = rowToJudge(db, id);
  if (!person) return;
  if (planOf(session, person)?.shape === 'list') return session.options.programme === null ? judgeListed(session, db, person, save) : judgeRecipient(session, db, person, save);
  const family = session.matching ? (matchFamily(session.office, linkOf(person.parsed, 'n'), linkOf(person.parsed, 'k')) ?? familyOfNik(session.office, person.parsed.values.nik)) : null;
  if (family) {
    settlePerson(session, person, 'same', family.record, peopleOf(session.office, family.record.uid));
    searchRegister(session, person, family.record, family.record.values, { family: family.record.uid });
    settleAid(session, null, [person]);
  } else if (person.state === null && answerOf(session, person, 'person')?.answer === 'skip') leave(person, 'ROW_SKIPPED');
  else if (person.state === null) reject(person, 'NO_FAMILY', 'block', { case: person.parsed.links.length === 0 ? 'noKk' : '' });
  finishLone(session, person);
  save(person, family?.record.uid ?? null);
}
