import { entities, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import type { ChangeId, PlainChange } from '../store/change-log.ts';
import type { LineEntry } from '../store/group-line.ts';
import { isCoded, tidy } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { isHere } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { areaProblem, fitsField, isRest } from './guard.ts';
import type { Incoming } from './merge-record.ts';

/**
 * Takes the changes of one record where nothing is to be decided: their author had seen all that stands here of their groups, nothing
 * of the record waits or is open, and the values are of kinds that stand in one column and name no other record. That is most of every
 * report, and the whole judgement costs ten times as much. False where anything wants that judgement; then nothing was written.
 */
export function takePlain(context: ApplyContext, entity: EntityKey, number: number, rows: readonly Incoming[]): boolean {
  const { ledger } = context;
  const record = ledger.brief(entity, number);
  if (!record || rows.some((row) => areaProblem(context.boundsFor(row.id), record.values.owner, null))) return false;
  if (ledger.waitingChanges(entities[entity].id, record.uid).length > 0 || ledger.openConflicts(entity, number).length > 0) return false;
  const line = ledger.line(entity, number);
  const making = line[0];
  if (making?.field !== 0 || line.some((entry) => entry.field > 0 && entry.taken === 1 && context.isNewToSender?.(entry) === true)) return false;
  const changes: PlainChange[] = [];
  const now: Record<string, FieldValue> = { ...record.values };
  for (const row of rows) {
    const field = plainField(entity, record, row);
    const seen = field && seenBy(context, entity, line, making, field, row, rows);
    const parent = row.parent ?? idOf(making);
    if (!field || !seen) return false;
    const value = tidy(field, row.value as FieldValue);
    changes.push({ field, id: row.id, parent, old: record.values[field.key] ?? null, value, seen });
    now[field.key] = value;
  }
  ledger.receivePlain(entity, record, changes);
  context.tally.applied += rows.length;
  ledger.touch(entity, record.uid, record.values, changes.map(({ field }) => field.key), now);
  return true;
}

/** The field of a row that says nothing but a plain value, or null. */
function plainField(entity: EntityKey, record: StoredRecord, row: Incoming): NamedField | null {
  if (row.seen.length > 0 || row.beside === true || (row.alone ?? 0) !== 0 || (row.alike ?? []).length > 0 || (row.edited ?? []).length > 0) return null;
  for (const number in row.rest) if (!isRest(entity, Number(number), row.rest[number])) return null;
  const field = fieldOfId(entity, row.field);
  if (!field || field.kind === 'ref' || field.key === 'owner' || field.key === 'region') return null;
  const present = record.values[field.key];
  if (present === undefined || isCoded(present) || typeof row.value === 'object' && row.value !== null) return null;
  return fitsField(field, row.value) && fitsField(field, row.old) ? field : null;
}

/**
 * What the author of a row had seen beside it, where that is all that stands here of the row's group, and the row itself is new here
 * and rests on nothing that is still to come; null otherwise.
 */
function seenBy(context: ApplyContext, entity: EntityKey, line: readonly LineEntry[], making: LineEntry, field: NamedField, row: Incoming, rows: readonly Incoming[]): ChangeId[] | null {
  const { device, epoch, counter } = row.id;
  const group = groupOf(entity, field.key);
  const isOfGroup = (number: number): boolean => number === field.id || (group.length > 1 && group.includes(fieldOfId(entity, number)?.key ?? ''));
  const beside = rows.filter((one) => isOfGroup(one.field));
  if (!isHere(context, row.parent ?? making, beside)) return null;
  const seen = [idOf(making)];
  for (const { id, parent } of beside) {
    note(seen, id);
    if (parent) note(seen, parent);
  }
  const isSeenAndOlder = (id: ChangeId): boolean => (id.device === device && id.epoch === epoch ? id.counter < counter : seen.some((one) => isOfLine(one, id) && one.counter >= id.counter));
  if (!isSeenAndOlder(making)) return null;
  for (const entry of line) {
    if (entry.field === 0 || !isOfGroup(entry.field)) continue;
    if (entry.taken !== 1 || entry.seen.length > 0 || !isSeenAndOlder(entry) || (entry.parent && !isSeenAndOlder(entry.parent))) return null;
  }
  return seen.filter((one) => one.device !== device || one.epoch !== epoch || one.counter > counter);
}

/** Adds a change to those of which the last of each device and epoch is kept: a vector, without the texts that one costs thousands of times. */
function note(seen: ChangeId[], id: ChangeId): void {
  const at = seen.findIndex((one) => isOfLine(one, id));
  if (at < 0) seen.push(idOf(id));
  else if ((seen[at] as ChangeId).counter < id.counter) seen[at] = idOf(id);
}

function isOfLine(a: ChangeId, b: ChangeId): boolean {
  return a.device === b.device && a.epoch === b.epoch;
}

function idOf({ device, epoch, counter }: ChangeId): ChangeId {
  return { device, epoch, counter };
}
