import type { FieldValue } from '../rules/field.ts';
import { areMany, bulkWriteFamilies, bulkWritePrepared } from '../registry/bulk-write.ts';
import type { BulkWritten } from '../registry/bulk-write.ts';
import type { NewFamily } from '../registry/new-family.ts';
import { decideByList } from '../registry/enrolment/write-move.ts';
import { openEnrolment } from '../registry/enrolments.ts';
import { textValue } from '../registry/access.ts';
import type { Actor } from '../registry/access.ts';
import { rulesAtHand } from '../registry/aid/candidate.ts';
import type { RulesAtHand } from '../registry/aid/candidate.ts';
import { keepOverrides } from '../registry/enrolment/objections.ts';
import { settleHouse } from '../registry/houses.ts';
import { numberMembers, renumber } from '../registry/number-members.ts';
import { keepOldNoKk } from '../registry/no-kk-history.ts';
import { holdIdentity } from '../registry/proposals/held-identity.ts';
import { refreshDerived } from '../registry/refresh-derived.ts';
import type { Log } from '../store/change-log.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord, recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { say } from '../rules/text.ts';
import { aidEn } from '../rules/text/aid.en.ts';
import { aidId } from '../rules/text/aid.id.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { madeIds } from './made-ids.ts';
import type { MadeIds } from './made-ids.ts';
import { answerKey } from './choices.ts';
import type { RowCounts } from './row-counts.ts';
import { lettingThrough, setsAside } from './set-aside.ts';
import type { LetThrough } from './set-aside.ts';
import { objectionsToListed } from './objections-listed.ts';
import { readingOf } from './packed-reading.ts';
import { enrolmentStatus, unitKind, codeFor } from '../registry/states.ts';
import { differentPeople } from './remember-different.ts';
import type { StagedTask } from './prepare-thread.ts';
import { newFamilies, rankingOf, withStatus } from './staged-families.ts';
import type { FamiliesSource } from './staged-families.ts';
import { isAid, writeAid } from './write-aid.ts';
import { writeHouseholds } from './write-households.ts';
import type { HouseholdOf } from './write-households.ts';
import type { FieldChange, ImportOptions, RowEntity } from './types.ts';

export interface BatchSource extends FamiliesSource {
  /** Of staging too. */
  readonly databaseKey: Uint8Array;
  /** What of it there is: of what there is none no row is looked for. */
  readonly counts: RowCounts;
  readonly options: ImportOptions;
  /** Whoever commits it: who answers for what a rule warns of. */
  readonly user: Actor['user'];
}

interface Line { readonly id: number; readonly sheet: number; readonly no: number; readonly record: string | null; readonly changes: string | null; readonly ownerFamily: string | null; readonly warned: number | null }

const LINES = 'SELECT id, sheet, no, record, changes, ownerFamily, warned FROM row';
const AT_ONCE = 200;

/**
 * Writes the staged rows that are new or changed through the change log, and brings lists and search up to date. Rejected
 * rows and questions are left. `step` is told of every row, and may throw to stop: the transaction then undoes all.
 */
export function writeBatch(office: Writer, db: Connection, source: BatchSource, log: Log, step: (rows: number) => void): void {
  const owner = office.identity.code;
  const touched = new Set<number>();
  const by = { user: source.user, reason: source.fileName };
  const rememberDifferent = differentPeople(office, db, source.file);
  const households: HouseholdOf[] = [];
  const written = writeFamilies(office, db, source, log, step);
  const made = madeIds(office, db, source.file, written);
  const { tally, joining, withChanges } = source.counts;
  for (const line of tally.families.changed === 0 ? [] : linesOf(db, source.file, 'family', 'changed')) {
    const family = line.record === null ? undefined : findRecord(office, 'family', line.record);
    if (!family) continue;
    const { fields, rankings } = splitChanges(line);
    const { free } = holdIdentity(office, log, by, 'family', family, fields);
    if (typeof free.noKk === 'string') keepOldNoKk(office, log, family, free.noKk, today(office), source.fileName);
    log.update('family', family.id, free);
    for (const [kind, value] of rankings) log.create('ranking', { owner: family.values.owner ?? owner, family: family.uid, ...rankingOf(source, kind, value) });
    touched.add(family.id);
    step(1);
  }
  for (const line of tally.people.changed === 0 ? [] : linesOf(db, source.file, 'person', 'changed')) {
    const person = line.record === null ? undefined : findRecord(office, 'person', line.record);
    const family = person && findRecord(office, 'family', String(person.values.family));
    if (!person || !family) continue;
    const { household, ...fields } = splitChanges(line).fields;
    if (typeof household === 'string') households.push({ family: family.uid, number: household });
    const moved = fields.family === undefined ? family : movedTo(office, db, line, made);
    if (moved !== family) {
      fields.family = moved.uid;
      // The number of the card that he leaves would put him among those of the other one.
      const members = recordsWhere(office, 'person', 'family', moved.uid);
      const numbers = numberMembers(members, [person.uid]);
      renumber(log, members, numbers);
      fields.sequence ??= numbers.get(person.uid) ?? null;
    }
    log.update('person', person.id, holdIdentity(office, log, by, 'person', person, fields).free);
    touched.add(family.id);
    touched.add(moved.id);
    step(1);
  }
  for (const line of joining === 0 ? [] : linesOf(db, source.file, 'person', 'new')) {
    const family = line.ownerFamily === null ? undefined : findRecord(office, 'family', line.ownerFamily);
    if (!family) continue;
    made.set(line.id, log.create('person', { ...withStatus(readingOf(db, line.id).values), owner: family.values.owner ?? owner, family: family.uid }).uid);
    touched.add(family.id);
    step(1);
  }
  const rules = rulesAtHand(office);
  const aside = lettingThrough(db, source.file);
  for (const line of tally.recipients.new === 0 ? [] : linesOf(db, source.file, 'recipient', 'new')) {
    touched.add(enrolRecipient(office, db, log, source, line, made, rules, aside.get(answerKey(line.sheet, line.no, 'recipient'))));
    step(1);
  }
  if (withChanges > 0) writeAid(office, db, log, source, made);
  writeHouseholds(office, log, households, source.fileName);
  rememberDifferent(log, source.fileName, made);
  refreshDerived(office, touched);
}

/** Many new families are read, put in their rows and derived by a thread of their own; this one only writes them. */
function writeFamilies(office: Writer, db: Connection, source: BatchSource, log: Log, step: (rows: number) => void): BulkWritten {
  const expected = source.counts.tally.families.new;
  if (!areMany(expected)) return bulkWriteFamilies(office, log, told(newFamilies(db, source), step), expected);
  const { file, isToday, fileName, rankingDate, databaseKey } = source;
  const task: StagedTask = { dir: office.dir, databaseKey, source: { file, isToday, fileName, rankingDate } };
  return bulkWritePrepared(office, log, { script: new URL('./prepare-thread.ts', import.meta.url), task, step }, expected);
}

function* told(families: Iterable<NewFamily>, step: (rows: number) => void): Generator<NewFamily> {
  for (const family of families) {
    yield family;
    step(1 + family.people.length);
  }
}

/** Enrols who a row of a list names, somebody of the register or whom this batch made; returns the family's number. */
function enrolRecipient(office: Writer, db: Connection, log: Log, { options, fileName, user }: BatchSource, line: Line, made: MadeIds, rules: RulesAtHand, aside: LetThrough | undefined): number {
  const programme = findRecord(office, 'programme', options.programme ?? '');
  const person = line.record ?? made.get(parentOf(db, line) ?? 0) ?? null;
  const family = findRecord(office, 'family', line.ownerFamily ?? String(findRecord(office, 'person', person ?? '')?.values.family ?? ''));
  if (!programme || !family) throw new Error('a recipient without programme or family');
  const unit = codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family;
  const start = options.start ?? today(office);
  const decided = { status: enrolmentStatus.active, start, statusDate: start, decisionNo: options.decisionNo, decisionDate: options.decisionDate, source: fileName };
  const receives = unit === unitKind.person ? findRecord(office, 'person', person ?? '') : family;
  const proposed = receives && openEnrolment(office, programme, receives, receives !== family);
  const said = objectionsToListed(office, { programme, family, person: receives && receives !== family ? receives : null }, start, rules);
  // Whom nobody could judge before, because the list brought him: he waits for the reason of somebody who may.
  const isForbidden = said.some((one) => one.result === 'forbid' && !(aside && setsAside(aside, one)));
  if (isForbidden && proposed) return family.id;
  let enrolment = proposed?.uid ?? '';
  if (proposed) {
    decideByList(office, log, proposed.uid, { date: start, decisionNo: options.decisionNo, decisionDate: options.decisionDate, note: fileName });
    log.update('enrolment', proposed.id, { source: fileName, ...placeOf(office, log, unit, family) });
  } else {
    const place = placeOf(office, log, unit, family);
    enrolment = log.create('enrolment', { owner: office.identity.code, programme: programme.uid, unitKind: unit, family: family.uid, person: unit === unitKind.person ? person : null, ...place, ...decided, ...(isForbidden && { status: enrolmentStatus.proposed, notes: said.map((one) => `${one.title}: ${one.facts}`).join('; ') }) }).uid;
  }
  if (isForbidden) return family.id;
  const of = { enrolment, programme: programme.uid, family, person: receives === family ? null : receives ?? null };
  const byList = say('id', { id: aidId, en: aidEn }, 'byList', { file: fileName });
  keepOverrides(office, log, { user, scope: '' }, of, said.filter((one) => one.result === 'warn').map((one) => ({ ...one, reason: byList })));
  if (aside) keepOverrides(office, log, { user: { ...user, name: aside.by }, scope: '' }, of, said.filter((one) => one.result === 'forbid').map((one) => ({ ...one, reason: aside.reason })));
  return family.id;
}

/** The house or the rumah tangga, where one of these receives: a list names who answers for it. */
function placeOf(office: Writer, log: Log, unit: number, family: StoredRecord): Record<string, FieldValue> {
  if (unit === unitKind.house) return { house: settleHouse(office, log, family, textValue(family, 'house')) };
  return unit === unitKind.household ? { household: textValue(family, 'household') } : {};
}

/** The family that somebody moves to: one that was there, or one that this batch made. */
function movedTo(office: Writer, db: Connection, line: Line, made: MadeIds): StoredRecord {
  const family = findRecord(office, 'family', line.ownerFamily ?? made.get(parentOf(db, line) ?? 0) ?? '');
  if (!family) throw new Error('a person moves to a family that is not there');
  return family;
}

function parentOf(db: Connection, line: Line): number | null {
  return db.prepare('SELECT parent FROM row WHERE id = ?').pluck().get(line.id) as number | null;
}

/** Rows of a kind by number, some at a time, so that nothing is held open while others are read. */
function* linesOf(db: Connection, file: number, entity: RowEntity, state: 'new' | 'changed'): Generator<Line> {
  const find = db.prepare(`${LINES} WHERE id > ? AND file = ? AND entity = ? AND state = ? ORDER BY id LIMIT ${AT_ONCE}`);
  let after = 0;
  for (;;) {
    const lines = find.all(after, file, entity, state) as Line[];
    yield* lines;
    if (lines.length < AT_ONCE) return;
    after = lines.at(-1)?.id ?? 0;
  }
}

function splitChanges(line: Line): { fields: Record<string, FieldValue>; rankings: [string, FieldValue][] } {
  const changes = JSON.parse(line.changes ?? '[]') as FieldChange[];
  const isRanking = (change: FieldChange): boolean => change.field.startsWith('ranking.');
  return {
    fields: Object.fromEntries(changes.filter((change) => !isRanking(change) && !isAid(change.field)).map((change) => [change.field, change.new])),
    rankings: changes.filter(isRanking).map((change): [string, FieldValue] => [change.field.slice(8), change.new]),
  };
}
