import { checkFamily } from '../rules/checks.ts';
import type { CheckRecord } from '../rules/checks.ts';
import type { FieldValue } from '../rules/field.ts';
import { rankingKinds } from '../rules/ranking-kinds.ts';
import { isInside, isRegionCode } from '../rules/region-code.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { Regions } from '../store/regions.ts';
import type { FileFacts } from './check-file.ts';
import { differences } from './differences.ts';
import { findingWriter } from './finding-writer.ts';
import { familyOfNik, familyOfPeople, hasFamilies, matchFamily, matchPerson, peopleOf } from './match.ts';
import { answerKey, answersOf, choicesOf } from './choices.ts';
import { emptyColumns } from './empty-columns.ts';
import { judgeRecipient } from './judge-recipient.ts';
import { ask, leave, reject, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import type { PersonMatch } from './match.ts';
import { packReading, unpackReading } from './packed-reading.ts';
import { breathe, stopIfCancelled } from './progress.ts';
import { columnOf } from './read-row.ts';
import { namedRegion } from './read-region.ts';
import type { ParsedRow } from './read-row.ts';
import type { StagedFile } from './staging-store.ts';
import type { FieldChange, ImportOptions, IntakeEntity, JobOptions, RowAnswer, RowEntity, RowState } from './types.ts';

interface StagedRow { readonly derived: number; readonly id: number; readonly sheet: number; readonly no: number; readonly parsed: string; readonly state: RowState | null; readonly name: string | null }

/** What all rows of one file share while they are judged. */
interface Session {
  readonly office: Reader;
  readonly facts: FileFacts;
  readonly regions: Regions;
  readonly regionOf: ReadonlyMap<string, string | null>;
  readonly matching: boolean;
  readonly seenFamilies: Map<string, number>;
  readonly seenPeople: Map<string, number>;
  readonly today: string;
  readonly rankingDate: string;
  readonly options: ImportOptions;
  readonly answers: ReturnType<typeof answersOf>;
  /** Fields whose cells are empty and are to be cleared; none unless the clerk asked for it. */
  readonly emptied: (row: Judged, entity: IntakeEntity) => readonly string[];
}

const CHUNK = 200;

/** Matches every row with the register and settles its state: new, changed, same, rejected or question. */
export async function matchRows(
  office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, options: JobOptions, tell: (rows: number) => void,
): Promise<void> {
  const session: Session = {
    office, facts, regions, regionOf: new Map(facts.regions.map((one) => [one.bpsCode, one.region])), matching: hasFamilies(office),
    seenFamilies: new Map(), seenPeople: new Map(), today: today(office), rankingDate: facts.modifiedOn ?? today(office), options: choicesOf(file).options, answers: answersOf(db, file.id),
    emptied: choicesOf(file).options.erase ? emptyColumns(db, facts.plans) : () => [],
  };
  markRecipients(db, file.id, session);
  const families = db.prepare("SELECT id FROM row WHERE file = ? AND entity = 'family' ORDER BY id").pluck().all(file.id) as number[];
  const save = rowSaver(db, file.id);
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
function markRecipients(db: Connection, file: number, { facts, options }: Session): void {
  if (options.programme === null) return;
  for (const plan of facts.plans) if (plan.shape === 'list') db.prepare("UPDATE row SET entity = 'recipient' WHERE file = ? AND sheet = ?").run(file, plan.no);
}

function answerOf(session: Session, row: Judged, entity: RowEntity): RowAnswer | undefined {
  return session.answers.size === 0 ? undefined : session.answers.get(answerKey(row.sheet, row.no, entity));
}

type Save = (row: Judged, ownerFamily: string | null) => void;

function rowSaver(db: Connection, file: number): Save {
  const update = db.prepare('UPDATE row SET state = ?, record = ?, changes = ?, name = ?, ownerFamily = ? WHERE id = ?');
  const keep = db.prepare('UPDATE reading SET parsed = ? WHERE row = ?');
  const add = findingWriter(db, file);
  return (row, ownerFamily) => {
    for (const finding of row.findings) add(row.id, row.sheet, row.no, finding);
    update.run([row.state, row.record?.uid ?? null, row.changes.length > 0 ? JSON.stringify(row.changes) : null, row.name, ownerFamily, row.id]);
    if (row.mended) keep.run([packReading('family', row.parsed), row.id]);
  };
}

function load(db: Connection, sqlText: string, id: number): Judged[] {
  return (prepared(db, sqlText).all(id) as StagedRow[]).map((row) => ({
    id: row.id, sheet: row.sheet, no: row.no, parsed: unpackReading(row.parsed), state: row.state, record: null, changes: [], name: row.name, mended: false, derived: row.derived === 1, findings: [],
  }));
}

const ROWS = 'SELECT id, sheet, no, parsed, state, name, derived FROM row JOIN reading ON reading.row = row.id';

/** One family row with its people; returns how many rows were settled. */
function judgeFamily(session: Session, db: Connection, id: number, save: Save): number {
  const [family] = load(db, `${ROWS} WHERE id = ?`, id);
  if (!family) return 0;
  const people = load(db, `${ROWS} WHERE parent = ? ORDER BY id`, id);
  settleFamily(session, family, people);
  const record = family.record;
  const known = record ? peopleOf(session.office, record.uid) : [];
  for (const person of people) settlePerson(session, person, family.state, record, known);
  runChecks(session, family, people, known);
  countMembers(session, family, people);
  finishStates(session, family, people);
  save(family, record?.uid ?? null);
  for (const person of people) save(person, record?.uid ?? null);
  return 1 + people.length;
}

/** A person without a family row in the file: joined to the family of that No KK in the register, or rejected. */
function judgeLone(session: Session, db: Connection, id: number, save: Save): void {
  const [person] = load(db, `${ROWS} WHERE id = ?`, id);
  if (!person) return;
  const shape = session.facts.plans.find((plan) => plan.no === person.sheet)?.shape;
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

function settleFamily(session: Session, family: Judged, people: readonly Judged[]): void {
  const { values, links, bps } = family.parsed;
  if (family.state === 'rejected') return;
  const noKk = typeof values.noKk === 'string' ? values.noKk : null;
  const key = links.find((link) => link.startsWith('k:'))?.slice(2) ?? null;
  const nik = links.find((link) => link.startsWith('i:'))?.slice(2) ?? null;
  if (noKk === null && key === null && nik === null) return reject(family, 'NO_LINK', 'block');
  if (!placeFamily(session, family, bps)) return;
  const byPeople = noKk === null ? [nik, ...people.map((person) => person.parsed.values.nik)] : [nik];
  let match = session.matching ? (matchFamily(session.office, noKk, key) ?? familyOfPeople(session.office, byPeople)) : null;
  const isDesil = session.facts.plans.find((plan) => plan.no === family.sheet)?.shape === 'desil';
  if (isDesil && !match) return ask(family, 'FAMILY_UNKNOWN');
  const answer = answerOf(session, family, 'family');
  if (answer?.answer === 'skip') return leave(family, 'ROW_SKIPPED');
  if (answer?.answer === 'different') match = null;
  const identity = match?.record.uid ?? noKk ?? `k:${key ?? nik}`;
  const first = session.seenFamilies.get(identity);
  if (first !== undefined) return ask(family, 'FAMILY_TWICE', { row: String(first) });
  session.seenFamilies.set(identity, family.no);
  family.record = match?.record ?? null;
  if (!match) return;
  if (match.byOldNumber) {
    tell(family, 'OLD_NUMBER', 'info');
    delete values.noKk;
    family.mended = true;
  }
  const { status, owner } = match.record.values;
  const fileStatus = values.status ?? status;
  if (status !== null && status !== 1 && fileStatus !== status) {
    if (answer?.answer !== 'same') return ask(family, 'FAMILY_INACTIVE');
    values.status = 1;
  }
  family.changes = [...(isDesil ? [] : differences('family', match.record, values, session.emptied(family, 'family'))), ...rankingChanges(session, match.record, family.parsed)];
  if (owner !== null && owner !== session.office.identity.code && family.changes.length > 0) ask(family, 'NOT_OWN', { owner: String(owner) });
}

/** Where the family lives: bridged from the BPS code, or as the template says. False when that is outside this office. */
function placeFamily(session: Session, family: Judged, bps: ParsedRow['bps']): boolean {
  const { values } = family.parsed;
  const area = session.office.identity.code;
  if (bps) {
    if (!bps.code.startsWith(namedRegion)) values.bpsRegion = bps.code;
    family.mended = true;
    const bridged = session.regionOf.get(bps.code) ?? null;
    if (bridged === null) return true;
    values.region = bridged;
  }
  const region = values.region;
  if (typeof region !== 'string') return true;
  if (!isRegionCode(region) || !session.regions.get(region)) reject(family, 'V25', 'block', { case: 'unreadable', region });
  else if (!isInside(region, area)) reject(family, 'V25', 'block', { region, area });
  else return true;
  return false;
}

/** Desil rows that are not known yet: the newest known value of the same source and scope being the same is nothing new. */
function rankingChanges(session: Session, record: StoredRecord, parsed: ParsedRow): FieldChange[] {
  if (parsed.rankings.length === 0) return [];
  const all = sql(session.office, `SELECT source, measure, scope, value, date FROM ranking WHERE family = ? AND voided IS NULL ORDER BY date DESC, id DESC`)
    .all(record.uid) as { source: number; measure: number; scope: number | null; value: number | null; date: string | null }[];
  return parsed.rankings.flatMap(({ kind, value }) => {
    const { source, measure, scope } = rankingKinds[kind] ?? {};
    const known = all.filter((one) => one.source === source && one.measure === measure && one.scope === scope);
    const latest = known[0];
    if (latest?.value === value || known.some((one) => one.date === session.rankingDate && one.value === value)) return [];
    return [{ field: `ranking.${kind}`, old: latest?.value ?? null, new: value }];
  });
}

function settlePerson(session: Session, person: Judged, familyState: RowState | null, family: StoredRecord | null, known: readonly StoredRecord[]): void {
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

/** What the chosen mode does not allow is left alone, and said so. */
function obeyMode({ options: { mode } }: Session, row: Judged): void {
  if (mode === 'new' && row.state === 'changed') leave(row, 'MODE_NEW_ONLY');
  if (mode === 'update' && row.state === 'new') leave(row, 'MODE_UPDATE_ONLY');
}

/** Already told when the cell was read, or by the matching. */
const toldBefore: readonly string[] = ['T01', 'T02', 'T03', 'T04', 'V01', 'V02', 'V07', 'V21', 'V24', 'V25', 'V26'];
/** A contradiction within a family is kept and shown; it refuses nothing in an import. */
const onlyWarned: readonly string[] = ['V09'];

/** The rules of the register on the family as it would be, with the people it already has. */
function runChecks(session: Session, family: Judged, people: readonly Judged[], known: readonly StoredRecord[]): void {
  if (family.state !== null && family.state !== 'question') return;
  // The records were read for this family alone and their differences are known by now, so they are not copied first.
  const merged = (record: StoredRecord | null, values: Readonly<Record<string, FieldValue>>): Readonly<Record<string, FieldValue>> => (record ? Object.assign(record.values, values) : values);
  const matched = new Set(people.map((person) => person.record?.uid));
  const own = people.filter((person) => person.state === null);
  const records: CheckRecord[] = [
    ...own.map((person) => ({ key: String(person.id), values: merged(person.record, person.parsed.values) })),
    ...known.filter((one) => !matched.has(one.uid)).map((one) => ({ key: one.uid, values: one.values })),
  ];
  const rows = new Map<string, Judged>([[String(family.id), family], ...own.map((person): [string, Judged] => [String(person.id), person])]);
  const context = { today: session.today, source: 'import' as const, area: session.office.identity.code, isKnownRegion: session.regions.knownNikPrefix };
  for (const finding of checkFamily({ key: String(family.id), values: merged(family.record, family.parsed.values) }, records, context)) {
    const row = rows.get(finding.record);
    if (!row || toldBefore.includes(finding.code) || (finding.code === 'V08' && finding.params.case === 'length')) continue;
    const plan = session.facts.plans.find((one) => one.no === row.sheet);
    const severity = onlyWarned.includes(finding.code) ? 'warn' : finding.severity;
    const column = plan ? columnOf(plan, finding.field, finding.record === String(family.id) ? 'family' : 'person') : -1;
    tell(row, finding.code, severity, finding.params, column < 0 ? null : column);
    if (severity === 'block') row.state = 'rejected';
  }
}

function countMembers(session: Session, family: Judged, people: readonly Judged[]): void {
  const { memberCount } = family.parsed;
  const withPeople = session.facts.plans.find((plan) => plan.no === family.sheet)?.shape !== 'desil';
  if (people.length === 0) {
    if (withPeople) tell(family, 'NO_PEOPLE', 'warn');
  }
  else if (memberCount !== null && memberCount !== people.length) tell(family, 'MEMBER_COUNT', 'info', { said: memberCount, found: people.length });
}

/** New records get what the register needs; rows that nothing was said about are new, changed or the same. */
function finishStates(session: Session, family: Judged, people: readonly Judged[]): void {
  const area = session.office.identity.code;
  for (const row of [family, ...people]) {
    if (row.state === null) row.state = row.record === null ? 'new' : row.changes.length > 0 ? 'changed' : 'same';
    if (family.state === 'rejected' && row.state !== 'rejected') reject(row, 'FAMILY_REJECTED', 'block');
    obeyMode(session, row);
  }
  // A family that a flat file only implies is none when all of its people were refused.
  if (family.derived && family.state === 'new' && people.length > 0 && people.every((person) => person.state === 'rejected')) reject(family, 'NO_PEOPLE', 'warn');
  if (family.state === 'new' && family.parsed.values.region === undefined && area.length === 13) {
    family.parsed.values.region = area;
    family.mended = true;
  }
  family.name ??= people.find((person) => person.parsed.values.relationship === 1)?.name ?? people[0]?.name ?? null;
}
