import type { Reader } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import type { FileFacts } from './check-file.ts';
import { finishFamily, obeyMode } from './finish-family.ts';
import { judgeRecipient } from './judge-recipient.ts';
import { ask, leave, reject } from './judged.ts';
import { judgedSaver, peopleToJudge, rowToJudge } from './judged-rows.ts';
import type { SaveJudged } from './judged-rows.ts';
import { familyOfNik, matchFamily, peopleOf } from './match.ts';
import { answerOf, matchSession, planOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { breathe, stopIfCancelled } from './progress.ts';
import { settleFamily } from './settle-family.ts';
import { settlePerson } from './settle-person.ts';
import type { StagedFile } from './staging-store.ts';
import type { JobOptions } from './types.ts';

const CHUNK = 200;

/** Matches every row with the register and settles its state: new, changed, same, rejected or question. */
export async function matchRows(
  office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, options: JobOptions, tell: (rows: number) => void,
): Promise<void> {
  const session = matchSession(office, regions, db, file, facts);
  markRecipients(db, file.id, session);
  const families = db.prepare("SELECT id FROM row WHERE file = ? AND entity = 'family' ORDER BY id").pluck().all(file.id) as number[];
  const save = judgedSaver(db, file.id);
  for (let at = 0; at < families.length; at += CHUNK) {
    stopIfCancelled(options);
    db.transaction(() => {
      for (const id of families.slice(at, at + CHUNK)) tell(judgeFamily(session, db, id, save));
    })();
    await breathe();
  }
  const lone = db.prepare("SELECT id FROM row WHERE file = ? AND entity IN ('person', 'recipient') AND parent IS NULL ORDER BY id").pluck().all(file.id) as number[];
  for (let at = 0; at < lone.length; at += CHUNK) {
    stopIfCancelled(options);
    db.transaction(() => {
      for (const id of lone.slice(at, at + CHUNK)) judgeLone(session, db, id, save);
    })();
    tell(Math.min(CHUNK, lone.length - at));
    await breathe();
  }
}

/** Rows of lists are recipients once a programme was chosen; without one they only bring people up to date. */
function markRecipients(db: Connection, file: number, { facts, options }: MatchSession): void {
  if (options.programme === null) return;
  for (const plan of facts.plans) if (plan.shape === 'list') db.prepare("UPDATE row SET entity = 'recipient' WHERE file = ? AND sheet = ?").run(file, plan.no);
}

/** One family row with its people; returns how many rows were settled. */
function judgeFamily(session: MatchSession, db: Connection, id: number, save: SaveJudged): number {
  const family = rowToJudge(db, id);
  if (!family) return 0;
  const people = peopleToJudge(db, id);
  settleFamily(session, family, people);
  const record = family.record;
  const known = record ? peopleOf(session.office, record.uid) : [];
  for (const person of people) settlePerson(session, person, family.state, record, known);
  finishFamily(session, family, people, known);
  save(family, record?.uid ?? null);
  for (const person of people) save(person, record?.uid ?? null);
  return 1 + people.length;
}

/** A person without a family row in the file: joined to the family of that No KK in the register, or rejected. */
function judgeLone(session: MatchSession, db: Connection, id: number, save: SaveJudged): void {
  const person = rowToJudge(db, id);
  if (!person) return;
  const shape = planOf(session, person)?.shape;
  if (shape === 'list' && session.options.programme !== null) {
    const family = judgeRecipient({ office: session.office, options: session.options, answerOf: (row) => answerOf(session, row, 'recipient'), seen: session.seenPeople }, person);
    return save(person, family);
  }
  const noKk = person.parsed.links.find((link) => link.startsWith('n:'))?.slice(2) ?? null;
  const key = person.parsed.links.find((link) => link.startsWith('k:'))?.slice(2) ?? null;
  const match = session.matching ? (matchFamily(session.office, noKk, key) ?? familyOfNik(session.office, person.parsed.values.nik)) : null;
  if (!match && person.state === null) {
    if (answerOf(session, person, 'person')?.answer === 'skip') leave(person, 'ROW_SKIPPED');
    else if (shape === 'list') ask(person, 'PERSON_UNKNOWN');
    else reject(person, 'NO_FAMILY', 'block');
  } else if (!match) person.state = 'rejected';
  else settlePerson(session, person, 'same', match.record, peopleOf(session.office, match.record.uid));
  if (shape === 'list' && person.state === null && person.record === null) ask(person, 'PERSON_UNKNOWN');
  if (person.state === null) person.state = person.record ? (person.changes.length > 0 ? 'changed' : 'same') : 'new';
  obeyMode(session, person);
  save(person, match?.record.uid ?? null);
}
