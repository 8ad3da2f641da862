import { entities, entityOfId, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { isSame } from '../rules/merge.ts';
import type { Vector } from '../rules/merge.ts';
import { requireOwn, requireWholeOffice } from '../registry/access.ts';
import type { Actor } from '../registry/access.ts';
import { readValues } from '../registry/input-values.ts';
import { changesIdentity, identityIsGuarded } from '../registry/proposals/held-identity.ts';
import { hasAliases } from '../registry/aliases.ts';
import { refreshDerived } from '../registry/refresh-derived.ts';
import { writeChanges } from '../store/change-log.ts';
import type { ChangeId, Log } from '../store/change-log.ts';
import { coversSide, groupLine, idsOf, lineVector, recordLine } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordByNumber, sameValue } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { touchFamilies } from './touch-families.ts';
import { authorOf, isMergedAway, standsNow, theirValues, turnedSide } from './list-conflicts.ts';

export interface ConflictDecision {
  readonly id: string;
  /** Which side stands, for all fields of the group; `values` goes over it field by field. */
  readonly take: 'ours' | 'theirs';
  readonly values?: FieldValues;
  readonly reason: string;
}

interface Found {
  readonly number: number;
  readonly entity: EntityKey;
  /** The record that is decided about, and the one that the question was kept for: another where that was merged away. */
  readonly record: StoredRecord;
  readonly asked: StoredRecord;
  /** Whether the other side is a change of a record that was merged into the one decided about. */
  readonly elsewhere: boolean;
  /** Whether the record was merged into one that is another office's by now, and is decided about itself. */
  readonly stayed: boolean;
  readonly lead: string;
  /** What may be chosen in the place of what stands. */
  readonly theirs: FieldValues;
  /** What the other side said: something else where that is only the mark of the merge, and what stands of the one that went is asked about. */
  readonly said: FieldValues;
  readonly their: ChangeId;
}

/**
 * Decides a conflict of a package: the fields of its group get the values that were chosen, as changes that rest on both
 * sides, so that every office takes them and closes the question. Only the owner of the record decides. Errors:
 * NOT_FOUND, CONFLICT_CLOSED, NOT_OWNER, OUTSIDE_AREA, INVALID_INPUT, CONFLICT_THIRD_NUMBER, CONFLICT_OWN_NUMBER.
 */
export function decideConflict(office: Writer, actor: Actor, decision: ConflictDecision): { id: string; record: string; changes: number } {
  requireWholeOffice(office, actor.scope);
  const found = findConflict(office, decision.id);
  requireOwn(office, found.record);
  requireTwoAuthors(office, actor, found, decision);
  return writeChanges(office, { user: actor.user, kind: 'conflict', reason: decision.reason, detail: { conflict: decision.id, take: decision.take } }, (log) => {
    const changes = found.elsewhere ? decideMerged(office, log, found, decision) : settleSides(office, log, found, found.stayed ? uncounted(found, decision) : decision);
    return { id: decision.id, record: found.record.uid, changes };
  });
}

/**
 * Where the office wants two people for a NIK or No KK: the other side's number has an author beside whoever decides, unless
 * that is the same user, who wrote it alone; a third number has none.
 */
function requireTwoAuthors(office: Reader, { user }: Actor, { entity, record, theirs, their }: Found, { take, values = {} }: Pick<ConflictDecision, 'take' | 'values'>): void {
  if (entity !== 'person' && entity !== 'family') return;
  const number = entity === 'person' ? 'nik' : 'noKk';
  const taken: FieldValues = { ...(take === 'theirs' ? theirs : {}), ...values };
  if (!changesIdentity(entity, record, taken) || !identityIsGuarded(office)) return;
  if (!sameValue(taken[number] ?? null, theirs[number] ?? null)) fail('CONFLICT_THIRD_NUMBER');
  const author = authorOf(office, their.device, their.epoch, their.counter);
  if (author.office === office.identity.code && author.by === user.name && !isAnswer(office, their)) fail('CONFLICT_OWN_NUMBER');
}

/** Whether a change was written with the answer to a proposal: somebody else had wished it. */
function isAnswer(office: Reader, { device, epoch, counter }: ChangeId): boolean {
  const range = 'SELECT first, last FROM $ WHERE device = @device AND epoch = @epoch AND first <= @counter AND last >= @counter';
  return sql(office, `SELECT 1 FROM change c JOIN (${range.replace('$', 'tx')} UNION ALL ${range.replace('$', 'originTx')}) t ON c.counter BETWEEN t.first AND t.last
    WHERE c.device = @device AND c.epoch = @epoch AND c.entity = ${entities.answer.id} AND c.field = 0 LIMIT 1`).get({ device, epoch, counter }) !== undefined;
}

/** Writes what was chosen as changes that rest on both sides; how many. */
function settleSides(office: Writer, log: Log, found: Found, decision: Pick<ConflictDecision, 'take' | 'values'>): number {
  const line = recordLine(office, found.entity, found.record.id);
  const values = chosenValues(found, line, decision);
  const seen = decidedSeen(found.entity, found.lead, line, found.their);
  log.settle(found.entity, found.record.id, values, idsOf(seen));
  closeSeen(office, found, line, seen);
  renew(office, found.entity, found.record, values);
  return Object.keys(values).length;
}

/**
 * Decides about a value that was said of a record merged away: the one that stayed gets what was chosen, as an ordinary
 * change; where both sides had changed the other one too, that is settled with it, so that no office keeps it open.
 */
function decideMerged(office: Writer, log: Log, found: Found, decision: ConflictDecision): number {
  const values = chosenValues(found, recordLine(office, found.entity, found.record.id), decision);
  const changes = log.update(found.entity, found.record.id, values);
  renew(office, found.entity, found.record, values);
  sql(office, "UPDATE conflict SET closedAt = ?, outcome = 'decided' WHERE id = ?").run(office.now().toISOString(), found.number);
  if (found.asked.id === found.record.id || !isAside(office, found.their)) return changes;
  // Of the one that went what was chosen may be what stands, beside the mark of the merge.
  const take = found.theirs === found.said ? decision.take : decision.take === 'theirs' ? 'ours' : 'theirs';
  return changes + settleSides(office, log, { ...found, record: found.asked, theirs: found.said }, uncounted(found, { take }));
}

/** A decision about what was merged away, which must not count again: where one side would let it, the other stands. */
function uncounted({ asked, said }: Found, decision: Pick<ConflictDecision, 'take' | 'values'>): Pick<ConflictDecision, 'take' | 'values'> {
  if (!('status' in said)) return decision;
  const counts = ({ status }: FieldValues): boolean => (status ?? 1) === 1;
  if (counts(said)) return { take: 'ours' };
  return counts(asked.values) ? { take: 'theirs' } : decision;
}

function isAside(office: Reader, { device, epoch, counter }: ChangeId): boolean {
  return sql(office, 'SELECT 1 FROM change WHERE device = ? AND epoch = ? AND counter = ? AND taken = 0').get(device, epoch, counter) !== undefined;
}

/** Derives the lists of the families that a record was and is part of. */
function renew(office: Writer, entity: EntityKey, record: StoredRecord, values: FieldValues): void {
  const families = new Set<string>();
  for (const state of [record.values, { ...record.values, ...values }]) touchFamilies({ office, families, hasAliases: () => hasAliases(office) }, entity, record.uid, state);
  const numbers = [...families].flatMap((uid) => (sql(office, 'SELECT id FROM family WHERE uid = ?').pluck().get(uid) as number | undefined) ?? []);
  if (numbers.length > 0) refreshDerived(office, numbers);
}

function findConflict(office: Reader, id: string): Found {
  const number = Number(/^konflik-(\d+)$/.exec(id)?.[1] ?? 0);
  const row = sql(office, `SELECT f.*, c.new AS said, c.entity = f.entity AND c.record <> f.record AS elsewhere FROM conflict f LEFT JOIN change c ON c.device = f.theirDevice AND c.epoch = f.theirEpoch AND c.counter = f.theirCounter WHERE f.id = ?`).get(number) as
    (Parameters<typeof turnedSide>[1] & { entity: number; record: number; elsewhere: number | null; field: number; theirs: string | null; said: string | null; closedAt: string | null }) | undefined;
  const entity = row && entityOfId(row.entity)?.key;
  const asked = entity && recordByNumber(office, entity, row.record);
  const record = entity && asked && standsNow(office, entity, asked);
  const lead = entity && fieldOfId(entity, row.field)?.key;
  if (!row || !entity || !asked || !record || !lead) return fail('NOT_FOUND', { id });
  if (row.closedAt !== null) fail('CONFLICT_CLOSED', { id });
  const said = theirValues(row, lead);
  return {
    number, entity, record, asked, elsewhere: asked.id !== record.id || row.elsewhere === 1, stayed: asked.id === record.id && isMergedAway(office, entity, asked), lead,
    theirs: turnedSide(office, row, asked, record, said) ?? said, said, their: { device: row.theirDevice, epoch: row.theirEpoch, counter: row.theirCounter },
  };
}

/** Everything that a decision about this group rests on: what stands here, and the other side of the konflik. */
export function decidedSeen(entity: EntityKey, lead: string, line: readonly LineEntry[], their: ChangeId): Vector {
  return lineVector(groupLine(line, entity, lead).filter((entry) => entry.taken > 0 || isSame(entry, their)));
}

/**
 * The fields that the decision writes: all of the group that were ever changed, so that whoever takes it needs nothing else
 * of either side; where a value was given; and in any case the one that raised the question.
 */
export function chosenValues({ entity, record, lead, theirs }: Pick<Found, 'entity' | 'record' | 'lead' | 'theirs'>, line: readonly LineEntry[], decision: Pick<ConflictDecision, 'take' | 'values'>): Record<string, FieldValue> {
  const group = groupOf(entity, lead);
  const given = readValues(entity, decision.values ?? {});
  for (const key of Object.keys(given)) if (!group.includes(key)) fail('INVALID_INPUT', { detail: `values.${key}` });
  const changed = new Set(line.map((entry) => fieldOfId(entity, entry.field)?.key));
  const values: Record<string, FieldValue> = {};
  for (const key of group) {
    const [ours, other] = [record.values[key] ?? null, theirs[key] ?? null];
    const differ = key in theirs && !sameValue(ours, other);
    if (key in given) values[key] = given[key] ?? null;
    else if (differ || key === lead || changed.has(key)) values[key] = decision.take === 'theirs' && key in theirs ? other : ours;
  }
  return values;
}

function closeSeen(office: Writer, { entity, record, lead }: Pick<Found, 'entity' | 'record' | 'lead'>, line: readonly LineEntry[], seen: Vector): void {
  const fields = groupOf(entity, lead);
  const open = sql(office, `SELECT f.id, f.entity, f.field, f.theirDevice AS device, f.theirEpoch AS epoch, f.theirCounter AS counter FROM conflict f
    WHERE f.record = ? AND f.closedAt IS NULL`).all(record.id) as (ChangeId & { id: number; entity: number; field: number })[];
  const close = sql(office, "UPDATE conflict SET closedAt = ?, outcome = 'decided' WHERE id = ?");
  for (const one of open) {
    const sameGroup = entityOfId(one.entity)?.key === entity && fields.includes(fieldOfId(entity, one.field)?.key ?? '');
    if (sameGroup && coversSide(line, entity, one, seen)) close.run(office.now().toISOString(), one.id);
  }
}
