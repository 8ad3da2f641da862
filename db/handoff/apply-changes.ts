import { entities, fieldDef, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { covers, isSame } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { lineVector } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import { isHere, park, quarantine } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { mayStayBehind, refProblem } from './apply-made.ts';
import type { Block } from './frames.ts';
import { areaProblem, fitsField, isRecordId, isRest, leavesArea } from './guard.ts';
import type { QuarantineReason } from './guard.ts';
import type { LedgerReader } from './ledger.ts';
import { inLineOrder, mergeRecord } from './merge-record.ts';
import type { Incoming } from './merge-record.ts';
import { contains, latestOf, restsOf, sidesTogether } from './joined-sides.ts';
import type { Side } from './joined-sides.ts';
import { travellingEntity } from './payload.ts';
import { takePlain } from './plain-changes.ts';
import type { StoredRecord } from '../store/records.ts';

/** Applies the net changes of an entity. The rows of one record follow each other, so they are taken record by record. */
export function applyChanges(context: ApplyContext, entityId: number, blocks: Iterable<Block>): void {
  let record: Incoming[] = [];
  const entity = travellingEntity(entityId);
  for (const row of rowsOf(context, entity === null ? blocks : expected(context, entity, blocks))) {
    // A field named twice begins what the sender gives back or tells apart, beside what is its own.
    if (record.length > 0 && (record[0]?.record !== row.record || record[0]?.alone !== row.alone || record.some((one) => one.field === row.field))) {
      applyToRecord(context, entityId, record);
      record = [];
    }
    record.push(row);
  }
  if (record.length > 0) applyToRecord(context, entityId, record);
}

function* expected(context: ApplyContext, entity: EntityKey, blocks: Iterable<Block>): Generator<Block> {
  for (const block of blocks) {
    context.ledger.expect(entity, [...new Set((block.columns.record ?? []).filter(isRecordId))], [...new Set((block.columns.field ?? []).map(Number))]);
    yield block;
  }
}

function* rowsOf(context: ApplyContext, blocks: Iterable<Block>): Generator<Incoming> {
  for (const block of blocks) {
    const { record: records, id: ids, field: fields, parent: parents, seen, alike, edited, old, value, rest, alone, beside } = block.columns;
    for (let row = 0; row < block.rows; row += 1) {
      const record = records?.[row];
      // Of ids that stand for one value some may lie in a range that was taken before: the others are new.
      const own = context.ownId(ids?.[row]);
      const [id, ...others] = [...(own === null ? [] : [own]), ...idsIn(alike?.[row], context.ownId)];
      if (id === undefined) continue;
      yield {
        record: isRecordId(record) ? record : '', field: Number(fields?.[row] ?? null), id, alike: others, parent: context.anyId(parents?.[row]),
        seen: idsIn(seen?.[row], context.anyId), old: old?.[row] ?? null, value: value?.[row] ?? null, rest: restOf(rest?.[row]), edited: idsIn(edited?.[row], context.anyId),
        alone: Number(alone?.[row] ?? 0), beside: beside?.[row] === 1,
      };
    }
  }
}

const NO_IDS: readonly ChangeId[] = [];

function idsIn(wire: unknown, read: (wire: unknown) => ChangeId | null): readonly ChangeId[] {
  return Array.isArray(wire) ? wire.flatMap((one: unknown) => read(one) ?? []) : NO_IDS;
}

function restOf(value: unknown): Incoming['rest'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

/** Applies the net changes of one record, or sets them aside. */
export function applyToRecord(context: ApplyContext, entityId: number, all: readonly Incoming[]): void {
  let rows = all;
  const entity = travellingEntity(entityId);
  const uid = rows[0]?.record ?? '';
  const setAside = (row: Incoming, reason: QuarantineReason): void => quarantine(context, row.id, entityId, uid, row.field, reason, rawOf(entity === null ? row : withBeside(entity, row, all)));
  if (entity === null) return rows.forEach((row) => park(context, row.id, entityId, uid, row.field, rawOf(row)));
  const number = uid === '' ? null : context.ledger.find(entity, uid);
  if (number !== null && takePlain(context, entity, number, rows)) return;
  const record = number === null ? undefined : context.ledger.record(entity, number);
  if (!record && uid !== '' && context.ledger.isDestroyed(entity, uid)) {
    context.tally.unchanged += rows.length;
    return;
  }
  if (!record) {
    const reason: QuarantineReason = uid === '' ? 'BAD_ID' : context.ledger.isWaiting(entityId, uid) ? 'DEPENDS' : 'RECORD_MISSING';
    return rows.forEach((row) => setAside(row, reason));
  }
  const line = context.ledger.line(entity, record.id);
  rows = withParents(rows, line);
  // Each by who made it: what is given back here as this office's own is no leave for what the sender says beside it.
  rows = rows.filter((row) => {
    const problem = ownerProblem(context, entityId, record, row.id);
    if (problem !== null) setAside(row, problem);
    return problem === null;
  });
  if (rows.length === 0) return;
  const good: Incoming[] = [];
  const bad = new Map<Incoming, QuarantineReason>();
  for (const row of rows) {
    if (!fieldOfId(entity, row.field)) park(context, row.id, entityId, uid, row.field, rawOf(row));
    else {
      const reason = rowProblem(context, entity, row);
      // What rests in what stands was judged, or answered by its author, before: it waits for nothing.
      if (reason !== null && (reason === 'BAD_VALUE' || !isRestedOn(line, entity, groupOfField(entity, row.field), [row.id, ...(row.alike ?? [])]))) bad.set(row, reason);
      else good.push(row);
    }
  }
  const waiting = context.ledger.waitingChanges(entityId, uid).filter((one) => !good.some((row) => isSame(row.id, one)));
  for (const [row, reason] of bad) setAside(row, reason);
  // What rests on a change of the group that waits here waits with it, unless it brings that field too.
  const [free, taken]: [Side[], Incoming[]] = [[], []];
  for (const brought of Map.groupBy(good, (row) => groupOfField(entity, row.field)).values()) {
    const group = groupOfField(entity, brought[0]?.field ?? 0);
    const ofGroup = waiting.filter((one) => groupOfField(entity, one.field) === group);
    const sides = sidesTogether(brought, waitingSides(context, entity, record, ofGroup));
    const rows = latestOf(sides);
    const rests = restsOf(rows);
    const heals = ofGroup.every((one) => !covers(rests, one) || sides.some((side) => contains(side, one)));
    const whole = ![...bad.keys()].some((row) => groupOfField(entity, row.field) === group);
    const unheld = rows.flatMap((row) => [...(row.parent ? [row.parent] : []), ...row.seen]).filter((id) => !isHere(context, id, rows));
    const grounded = unheld.length === 0 || isRestedOn(line, entity, group, unheld);
    if (heals && whole && grounded && isInOrder(context.ledger.tx, line, rows)) {
      free.push(...sides);
      taken.push(...rows);
    } else for (const row of brought) setAside(row, 'DEPENDS');
  }
  mergeRecord(context, entity, record, taken);
  resolveWaiting(context, entity, record, free);
}

/** Why whoever made a change may not write a record of this owner; null where they may, or might when they made it. */
function ownerProblem(context: ApplyContext, entityId: number, { uid, values }: StoredRecord, id: ChangeId): QuarantineReason | null {
  const bounds = context.boundsFor(id);
  const problem = areaProblem(bounds, values.owner, null);
  return problem === null || context.ledger.wasStillTheirs(bounds.sender, entityId, uid, id) ? null : problem;
}

/** Whether what stands of a group rests on all of these: it may rest on more than is held of their authors, and a repeat of it is not to wait for that again. */
function isRestedOn(line: readonly LineEntry[], entity: EntityKey, group: string, ids: readonly ChangeId[]): boolean {
  const standing = lineVector(line.filter((entry) => entry.taken > 0 && groupOfField(entity, entry.field) === group));
  return ids.every((id) => covers(standing, id));
}

/**
 * Whether rows come in the order of their numbers after what this transaction took of their fields: a line gives the changes of one
 * transaction in that order, and what walks it back has to find them as they were written. Others wait for a transaction of their own.
 */
function isInOrder(tx: number, line: readonly LineEntry[], rows: readonly Incoming[]): boolean {
  const taken = line.filter((entry) => entry.tx === tx && entry.taken === 1 && entry.field > 0);
  return taken.length === 0 || rows.every((row) => [row.id, ...(row.alike ?? [])].filter((id) => !line.some((entry) => isSame(entry, id))).every((id) => taken.every((entry) => entry.field !== row.field || inLineOrder(entry, id) < 0)));
}

/**
 * What waits of a group, as the sides it came with; without those that may not be written here. One that waited for its record, say, or the
 * right to write it, and not for others of its group, is asked about anew with what its own office sends: nobody else answers for it.
 */
function waitingSides(context: ApplyContext, entity: EntityKey, record: StoredRecord, waiting: ReturnType<LedgerReader['waitingChanges']>): Side[] {
  const { ledger, boundsFor } = context;
  const rows = waiting.map((one) => ({ one, row: { ...(JSON.parse(one.raw) as Omit<Incoming, 'record' | 'field'>), record: record.uid, field: one.field } }));
  const isAsked = ({ reason, device }: (typeof waiting)[number]): boolean => reason === 'DEPENDS' || ledger.deviceByNumber(device).office === boundsFor(null).sender;
  const mayStand = (row: Incoming): boolean => rowProblem(context, entity, row) === null && ownerProblem(context, entities[entity].id, record, row.id) === null;
  return [...Map.groupBy(rows, ({ one, row }) => `${one.package} ${row.alone ?? 0}`).values()]
    .filter((side) => side.every(({ one, row }) => isAsked(one) && mayStand(row)))
    .map((side) => side.map(({ row }) => row));
}

/** What names no parent replaced what the record was made with. */
function withParents(rows: readonly Incoming[], line: readonly LineEntry[]): readonly Incoming[] {
  const making = line.find((entry) => entry.field === 0);
  if (!making || rows.every((row) => row.parent !== null)) return rows;
  const { device, epoch, counter } = making;
  return rows.map((row) => (row.parent === null ? { ...row, parent: { device, epoch, counter } } : row));
}

function rowProblem(context: ApplyContext, entity: EntityKey, row: Incoming): QuarantineReason | null {
  const field = fieldOfId(entity, row.field);
  if (!field || !fitsField(field, row.value) || !fitsField(field, row.old)) return 'BAD_VALUE';
  if (Object.entries(row.rest ?? {}).some(([number, value]) => !isRest(entity, Number(number), value))) return 'BAD_VALUE';
  if (leavesArea(context.boundsFor(row.id), entity, row.field, row.value)) return 'OUTSIDE_AREA';
  const problem = refProblem(context, entity, { [field.key]: row.value }, row.id);
  const isAbsent = problem === 'REF_MISSING' || problem === 'DEPENDS';
  return isAbsent && field.key === 'family' && mayStayBehind(context, entity, row.record) ? null : problem;
}

/** What was set aside of a field group is settled once what came with a later change of the same line is here: not where all that came was known, and rests on less. */
function resolveWaiting(context: ApplyContext, entity: EntityKey, { id, uid }: StoredRecord, taken: readonly Side[]): void {
  const open = taken.length === 0 ? [] : context.ledger.waitingChanges(entities[entity].id, uid);
  if (open.length === 0) return;
  const line = context.ledger.line(entity, id);
  for (const one of open) {
    if (!covers(lineVector(line.filter((entry) => groupOfField(entity, entry.field) === groupOfField(entity, one.field))), one)) continue;
    // What the row stands for beside its own id came with nothing else: it is tried again for that.
    const { alike = [] } = JSON.parse(one.raw) as { alike?: readonly ChangeId[] };
    if (taken.some((side) => contains(side, one) && alike.every((id) => covers(restsOf(side), id)))) context.ledger.resolve(one, context.at);
  }
}

function groupOfField(entity: EntityKey, field: number): string {
  const key = fieldOfId(entity, field)?.key ?? '';
  return fieldDef(entity, key)?.group ?? key;
}

/** A row with what came beside it in its group: one that waits may be judged without the others, when they are settled sooner. */
function withBeside(entity: EntityKey, row: Incoming, all: readonly Incoming[]): Incoming {
  const group = groupOfField(entity, row.field);
  const beside = all.filter((one) => one !== row && groupOfField(entity, one.field) === group && isRest(entity, one.field, one.value));
  return beside.length === 0 ? row : { ...row, rest: { ...row.rest, ...Object.fromEntries(beside.map((one) => [one.field, one.value])) } };
}

function rawOf(row: Incoming) {
  return { id: row.id, alike: row.alike, parent: row.parent, seen: row.seen, old: row.old, value: row.value, rest: row.rest, ...(row.edited?.length ? { edited: row.edited } : {}), ...(row.alone ? { alone: row.alone } : {}) };
}
