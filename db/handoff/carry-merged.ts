import { entities, fieldDef, fieldOfId, groupOf } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { hasAliases, resolveAlias } from '../registry/aliases.ts';
import type { AliasedEntity } from '../registry/aliases.ts';
import { CARRIED_KIND, CARRIED_REASON, RAISED_ELSEWHERE } from '../registry/duplicates/take-back-carried.ts';
import { familyStatus, personStatus } from '../registry/states.ts';
import { writeChanges } from '../store/change-log.ts';
import type { ChangeId, Log } from '../store/change-log.ts';
import { groupLine } from '../store/group-line.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordByNumber, sameValue } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { answersFor } from './answers-for.ts';
import type { Session } from './session.ts';
import { writeLedger } from './sqlite-ledger-writer.ts';
import type { SqliteLedger } from './sqlite-ledger-writer.ts';

/** How far the log was looked through for changes of merged records: the number of a transaction. */
const LOOKED = 'carriedTx';

/** A change that came to a record after it was merged into another; `aliasTx` is when the merge came here. */
interface LateRow extends ChangeId {
  readonly alias: number; readonly maker: number; readonly aliasTx: number; readonly tx: number; readonly gone: number; readonly keep: number;
  readonly field: number; readonly old: string | null; readonly package: string;
}

/** What became of changes that came to merged records. */
export interface Carried { readonly taken: number; readonly asked: number }

/**
 * Carries what came to records that were merged away on to those that stayed: taken where the group still holds there what
 * the merge left and the record that went had the same; else an open konflik on the one that stayed. The PC that merged
 * does so, or another of its office once that one is not trusted any more; each change is looked at once. Questions whose
 * merge was undone elsewhere end.
 */
export function carryMerged({ office, user }: Session): Carried {
  if (!hasAliases(office) && sql(office, `${RAISED_ELSEWHERE} LIMIT 1`).get() === undefined) return { taken: 0, asked: 0 };
  const last = sql(office, 'SELECT max(id) FROM tx').pluck().get() as number;
  const late = (['person', 'family'] as const).map((kind) => ({ kind, rows: lateRows(office, kind) }));
  const people = latePeople(office);
  endUndone(office);
  let carried: Carried = { taken: 0, asked: 0 };
  if (people.length > 0 || late.some(({ rows }) => rows.length > 0)) {
    carried = writeChanges(office, { user, kind: CARRIED_KIND, reason: CARRIED_REASON }, (log) => {
      const ledger = writeLedger(office, log);
      const counts = late.map(({ kind, rows }) => carryRows(office, log, ledger, kind, rows));
      for (const one of people) moveIn(log, ledger, one);
      ledger.refresh();
      setMeta(office.db, LOOKED, String(last));
      return { taken: people.length + counts.reduce((sum, one) => sum + one.taken, 0), asked: counts.reduce((sum, one) => sum + one.asked, 0) };
    });
  } else setMeta(office.db, LOOKED, String(last));
  return carried;
}

/** Changes that came after a merge; and what the PC that merged, and lost that with its folder, had changed or taken meanwhile before it was given it back. */
function lateRows(office: Reader, kind: AliasedEntity): LateRow[] {
  const [from, to] = kind === 'person' ? ['fromPerson', 'toPerson'] : ['fromFamily', 'toFamily'];
  const rows = sql(office, `SELECT a.id AS alias, m.device AS maker, m.tx AS aliasTx, c.tx AS tx, g.id AS gone, k.id AS keep, c.device, c.epoch, c.counter, c.field, c.old,
      coalesce((SELECT p.sha256 FROM packageIn p WHERE p.packageId = t.sourceId), t.sourceId, '') AS package
    FROM alias a CROSS JOIN change m ON m.entity = ${entities.alias.id} AND m.record = a.id AND m.field = 0 CROSS JOIN "${kind}" g ON g.uid = a."${from}" CROSS JOIN "${kind}" k ON k.uid = a."${to}"
    CROSS JOIN change c ON c.entity = ${entities[kind].id} AND c.record = g.id AND c.field > 0 AND c.taken = 1 CROSS JOIN tx t ON t.id = c.tx
    WHERE a.ended IS NULL AND k.owner = @code AND ((t.kind = 'receive' AND c.tx > max(@looked, m.tx)) OR (t.device = m.device AND t.epoch > m.epoch AND c.tx < m.tx AND m.tx > @looked))
    ORDER BY a.id, c.tx, c.counter`).all({ looked: Number(getMeta(office.db, LOOKED) ?? 0), code: office.identity.code }) as LateRow[];
  return rows.filter((row) => answersFor(office, row.maker));
}

function carryRows(office: Writer, log: Log, ledger: SqliteLedger, kind: AliasedEntity, rows: readonly LateRow[]): Carried {
  let [taken, asked] = [0, 0];
  for (const members of Map.groupBy(rows, (row) => `${row.alias} ${groupOf(kind, keyOf(kind, row))[0]}`).values()) {
    const outcome = carryGroup(office, log, ledger, kind, members);
    if (outcome === 'taken') taken += members.length;
    if (outcome === 'asked') asked += 1;
  }
  return { taken, asked };
}

function carryGroup(office: Writer, log: Log, ledger: SqliteLedger, kind: AliasedEntity, rows: readonly LateRow[]): 'taken' | 'asked' | null {
  const [first] = rows as [LateRow];
  const [gone, keep] = [recordByNumber(office, kind, first.gone), recordByNumber(office, kind, first.keep)];
  const fields = groupOf(kind, keyOf(kind, first));
  // Whose it is says nothing of the person or family.
  if (!gone || !keep || fields.includes('owner')) return null;
  const pick = (record: StoredRecord): Record<string, FieldValue> => Object.fromEntries(fields.map((field) => [field, record.values[field] ?? null]));
  const [now, there] = [pick(gone), pick(keep)];
  const before = { ...now };
  for (const field of fields) {
    const earliest = rows.find((row) => keyOf(kind, row) === field);
    if (earliest) before[field] = earliest.old === null ? null : (JSON.parse(earliest.old) as FieldValue);
  }
  if (isAlike(before, now) || isAlike(there, now) || isMark(office, kind, first, now)) return null;
  const isOpen = (record: StoredRecord): boolean => ledger.openConflicts(kind, record.id).some((one) => fields.includes(fieldOfId(kind, one.field)?.key ?? ''));
  // What was said before the merge came back may be asked about at the one that went: that answer counts for the one that stayed.
  if (first.tx < first.aliasTx && isOpen(gone)) return null;
  // Whether a merge that came back had seen what another PC says cannot be told any more: only a person may decide it.
  const isSure = rows.every((row) => row.tx > row.aliasTx || row.device === row.maker);
  if (isSure && isAlike(there, before) && !isOpen(keep) && isAsMerged(office, ledger, kind, keep, first)) {
    const changed = Object.fromEntries(Object.entries(now).filter(([field, value]) => !sameValue(value, there[field])));
    log.update(kind, keep.id, changed);
    ledger.touch(kind, keep.uid, keep.values, Object.keys(changed));
    return 'taken';
  }
  ask(office, ledger, kind, keep, rows, now);
  return 'asked';
}

/** Whether a record says no more than that its merge ended it, as after somebody decided about it: that says nothing of the one that stayed. */
function isMark(office: Reader, kind: AliasedEntity, { alias }: LateRow, { status, statusDate, statusReason }: FieldValues): boolean {
  const merge = recordByNumber(office, 'alias', alias)?.values;
  return status === (kind === 'person' ? personStatus.invalid : familyStatus.merged) && sameValue(statusDate, merge?.date) && sameValue(statusReason, merge?.reason);
}

/** Whether nobody changed a group of the record that stayed since the merge, but for what was carried on to it. */
function isAsMerged(office: Reader, ledger: SqliteLedger, kind: AliasedEntity, keep: StoredRecord, { aliasTx, field }: LateRow): boolean {
  const line = groupLine(ledger.line(kind, keep.id), kind, fieldOfId(kind, field)?.key ?? '');
  return line.every((entry) => entry.field === 0 || entry.taken !== 1 || entry.tx <= aliasTx || ledger.kindOf(entry) === CARRIED_KIND);
}

/** Opens a konflik on the record that stayed; one about the same record and group before it is replaced. */
function ask(office: Writer, ledger: SqliteLedger, kind: AliasedEntity, keep: StoredRecord, rows: readonly LateRow[], values: FieldValues): void {
  const at = office.now().toISOString();
  const fields = Object.keys(values).map((field) => fieldDef(kind, field)?.id);
  const [last] = rows.slice(-1) as [LateRow];
  const earlier = sql(office, `SELECT * FROM (${RAISED_ELSEWHERE}) WHERE entity = ? AND record = ? AND source = ?`).all(entities[kind].id, keep.id, last.gone) as { id: number; field: number }[];
  for (const one of earlier) if (fields.includes(one.field)) ledger.closeConflict(one.id, 'replaced', at);
  const ours = groupLine(ledger.line(kind, keep.id), kind, keyOf(kind, last)).findLast((entry) => entry.taken === 1);
  // What is told further of that PC ends before its first change of the question.
  const theirs = rows.filter((row) => row.device === last.device && row.epoch === last.epoch).reduce((least, row) => (row.counter < least.counter ? row : least), last);
  ledger.addConflict({ entity: kind, record: keep.id, field: theirs.field, ours: ours ?? null, theirs, package: last.package, at, values, outcome: null });
}

interface LatePerson { readonly id: number; readonly uid: string; readonly family: string; readonly to: string; readonly maker: number }

/** People of this office who came to a family after it was merged into another: the merge moved everybody who was there. */
function latePeople(office: Reader): LatePerson[] {
  const rows = sql(office, `SELECT p.id AS id, p.uid AS uid, p.family AS family, a.toFamily AS "to", m.device AS maker FROM alias a CROSS JOIN change m ON m.entity = ${entities.alias.id} AND m.record = a.id AND m.field = 0
    CROSS JOIN person p ON p.family = a.fromFamily WHERE a.ended IS NULL AND p.owner = ? AND EXISTS (SELECT 1 FROM family k WHERE k.uid = a.toFamily AND k.owner = p.owner)
    AND NOT EXISTS (SELECT 1 FROM alias b WHERE b.fromPerson = p.uid AND b.ended IS NULL) ORDER BY p.id`).all(office.identity.code) as LatePerson[];
  return rows.filter((row) => answersFor(office, row.maker));
}

function moveIn(log: Log, ledger: SqliteLedger, { id, uid, family, to }: LatePerson): void {
  log.update('person', id, { family: to });
  for (const one of [family, to]) ledger.touch('person', uid, { family: one });
}

/** Ends the questions of records whose merge does not stand any more. */
function endUndone(office: Writer): void {
  const open = sql(office, RAISED_ELSEWHERE).all() as { id: number; entity: number; record: number; source: number }[];
  for (const { id, entity, record, source } of open) {
    const kind = entity === entities.person.id ? 'person' : 'family';
    const [keep, gone] = [record, source].map((number) => resolveAlias(office, kind, recordByNumber(office, kind, number)?.uid ?? ''));
    if (keep !== gone) sql(office, "UPDATE conflict SET closedAt = ?, outcome = 'undone' WHERE id = ?").run(office.now().toISOString(), id);
  }
}

function keyOf(kind: AliasedEntity, row: { readonly field: number }): string {
  return fieldOfId(kind, row.field)?.key ?? '';
}

function isAlike(a: Readonly<Record<string, FieldValue>>, b: Readonly<Record<string, FieldValue>>): boolean {
  return Object.keys(a).every((field) => sameValue(a[field], b[field]));
}
