import { fieldDef, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { covers, freshFields, isSame, isWithin, mergeGroup, vectorOf } from '../rules/merge.ts';
import type { DecisionRank, GroupHere, GroupIncoming, Vector, Verdict } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { isInside } from '../rules/region-code.ts';
import { coversSide, groupLine, idsOf, lineVector, sideOf } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import { sameValue } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { ApplyContext } from './apply-context.ts';

/** A row of a `change` file with its ids as this database numbers devices. */
export interface Incoming {
  readonly record: string;
  readonly field: number;
  readonly id: ChangeId;
  /** Others that the value stands for just as well. */
  readonly alike?: readonly ChangeId[];
  readonly parent: ChangeId | null;
  readonly seen: readonly ChangeId[];
  readonly old: unknown;
  readonly value: unknown;
  /** What the other fields of the group held at the sender, by number; what is not named was never changed there. */
  readonly rest?: Readonly<Record<string, unknown>>;
  /** Set for a decision: the last of the changes that it is told together with and that are none. */
  readonly edited?: readonly ChangeId[];
  /** Set where its author has met a change of another field since, and neither knew the other. */
  readonly beside?: boolean;
  /** Rows of one number are judged together, apart from the other rows of their group; 0 for what stands at the sender. */
  readonly alone?: number;
}

/** A group in the making: what a package brings of it, and what stands here. */
interface GroupMerge {
  readonly rows: readonly Incoming[];
  readonly line: readonly LineEntry[];
  /** Every change of the record, those of other groups too. */
  readonly whole: readonly LineEntry[];
  readonly here: GroupHere<FieldValue>;
  readonly incoming: GroupIncoming<FieldValue>;
}

/** Merges the rows of one record, group by group. */
export function mergeRecord(context: ApplyContext, entity: EntityKey, record: StoredRecord, rows: readonly Incoming[]): void {
  const groups = Map.groupBy(rows, (row) => fieldDef(entity, keyOf(entity, row))?.group ?? keyOf(entity, row));
  const line = context.ledger.line(entity, record.id);
  let written = false;
  for (const members of groups.values()) {
    let merge = prepare(context, entity, record, line, members);
    let verdict = mergeGroup(merge.here, merge.incoming, sameValue);
    if (verdict === 'conflict') {
      merge = withAlike(context, entity, record, merge);
      verdict = mergeGroup(merge.here, merge.incoming, sameValue);
    }
    written = write(context, entity, record, merge, verdict) || written;
  }
  if (!written) return;
  context.ledger.touch(entity, record.uid, record.values, rows.map((row) => keyOf(entity, row)));
  // Where it belongs to something else now, that is due as well.
  const now = rows.some((row) => fieldOfId(entity, row.field)?.kind === 'ref') ? context.ledger.record(entity, record.id) : undefined;
  if (now) context.ledger.touch(entity, record.uid, now.values);
}

/**
 * What stands beside ours already and says the same as what comes now: the two agreed elsewhere, and together they may
 * rest on all that stands here although neither does alone.
 */
function withAlike(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge): GroupMerge {
  const fields = new Set([...merge.here.values.keys()].map((key) => fieldDef(entity, key)?.id));
  const alike = context.ledger.openConflicts(entity, record.id)
    .filter((one) => fields.has(one.field) && [...merge.incoming.values].every(([field, value]) => field in one.values && sameValue(value, one.values[field])));
  const beside = merge.line.filter((entry) => alike.some((one) => isSame(one, entry)));
  return beside.length === 0 ? merge : { ...merge, incoming: { ...merge.incoming, seen: vectorOf([...idsOf(merge.incoming.seen), ...idsOf(lineVector(beside))]) } };
}

function prepare(context: ApplyContext, entity: EntityKey, record: StoredRecord, line: readonly LineEntry[], brought: readonly Incoming[]): GroupMerge {
  const key = keyOf(entity, brought[0] as Incoming);
  const own = groupLine(line, entity, key);
  const standing = own.filter((entry) => entry.taken > 0);
  const making = own.filter((entry) => entry.field === 0);
  const seen = vectorOf([...making, ...brought.flatMap((row) => [row.id, ...(row.alike ?? []), ...(row.parent ? [row.parent] : []), ...row.seen])]);
  const fields = groupOf(entity, key);
  const bare = { seen: lineVector(standing), aside: vectorOf(own.filter((entry) => entry.taken === 0)) };
  const isKnown = (id: ChangeId): boolean => covers(bare.seen, id) || covers(bare.aside, id);
  const rows = brought.map((row) => {
    const [id = row.id, ...others] = [row.id, ...(row.alike ?? [])].filter((one) => !isKnown(one));
    return { ...row, id, alike: others };
  });
  const ids = new Map(rows.map((row): [string, ChangeId] => [keyOf(entity, row), row.id]));
  const fresh = new Set(freshFields(bare, { ids }));
  // Edits that lay aside here before somebody decided rest in that decision: who never knew them decided something else.
  const settled = own.filter((entry) => entry.taken === 0 && covers(bare.seen, entry));
  const unseen = standing.filter((entry) => !covers(seen, entry));
  const decision = decided(context, record, unseen, [...idsOf(bare.seen), ...settled, ...unseen.flatMap((entry) => entry.edited ?? [])], seen);
  const comes = rows.filter((row) => fresh.has(keyOf(entity, row)));
  // Edits that wait beside ours came earlier, and whoever decides now had them before them.
  const asked = own.filter((entry) => entry.taken === 0 && covers(seen, entry));
  return {
    rows, line: own, whole: line,
    here: {
      ...bare, values: new Map(fields.map((field) => [field, record.values[field] ?? null])),
      decision,
    },
    incoming: {
      ids, seen, values: new Map(fields.map((field) => [field, valueThere(entity, record, own, rows, field)])),
      // Asked for only where both sides decided.
      decision: decision && decided(context, record, comes.map((row) => row.id), [...idsOf(seen), ...asked, ...comes.flatMap((row) => [...(row.edited ?? []), ...(row.alike ?? [])])], bare.seen),
    },
  };
}

/** What the sender has in a field: what the package says, else what the record was made with. */
function valueThere(entity: EntityKey, record: StoredRecord, line: readonly LineEntry[], rows: readonly Incoming[], field: string): FieldValue {
  const number = fieldDef(entity, field)?.id ?? -1;
  const row = rows.find((one) => one.field === number);
  if (row) return row.value as FieldValue;
  const resting = rows.find((one) => String(number) in (one.rest ?? {}));
  if (resting) return resting.rest?.[number] as FieldValue;
  const first = line.find((entry) => entry.taken === 1 && entry.field === number);
  if (first) return first.old === null ? null : (JSON.parse(first.old) as FieldValue);
  return record.values[field] ?? null;
}

/** The rank of one side where all that the other did not know of it is decisions: not where one was made knowing an edit that the other did not. */
function decided(context: ApplyContext, record: StoredRecord, ids: readonly ChangeId[], rests: readonly ChangeId[], known: Vector): DecisionRank | null {
  const rank = rankOf(context, record, ids);
  return rank && rests.every((id) => covers(known, id) || context.ledger.kindOf(id) === 'conflict') ? rank : null;
}

/** The rank of changes that all are decisions of a konflik; null when one of them is not, or there is none. */
function rankOf(context: ApplyContext, record: StoredRecord, ids: readonly ChangeId[]): DecisionRank | null {
  const [first] = ids;
  if (!first || !ids.every((id) => context.ledger.kindOf(id) === 'conflict')) return null;
  const device = context.ledger.deviceByNumber(first.device);
  return { byOwner: device.office === record.values.owner, device: device.uid, epoch: first.epoch, counter: first.counter };
}

/** Writes what was decided; whether the record now says something else. */
function write(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, verdict: Verdict): boolean {
  const fresh = new Set(freshFields(merge.here, merge.incoming));
  const rows = merge.rows.filter((row) => fresh.has(keyOf(entity, row)));
  context.tally.unchanged += merge.rows.length - rows.length;
  if (verdict === 'covered') return false;
  const standing = verdict === 'conflict' ? 'aside' : verdict === 'note' ? 'superseded' : 'taken';
  const all = idsOf(merge.incoming.seen);
  for (const row of rows) {
    const seen = all.filter((id) => id.device !== row.id.device || id.epoch !== row.id.epoch || id.counter > row.id.counter);
    // Those it stands for just as well are kept too: their author may have lost them, and is given back what is here.
    const said = { parent: row.parent, field: keyOf(entity, row), old: row.old as FieldValue, value: row.value as FieldValue, seen, edited: row.edited ?? [], standing } as const;
    for (const id of [...(row.alike ?? []), row.id].sort(inLineOrder)) context.ledger.receiveChange(entity, record.id, { ...said, id });
  }
  if (verdict !== 'conflict') context.tally.applied += rows.length;
  if (verdict === 'take') noteSideBySide(context, merge, rows);
  closeSettled(context, entity, record, merge, verdict);
  if (verdict === 'conflict' || verdict === 'note') noteConflict(context, entity, record, merge, firstMade(rows), verdict);
  if (verdict === 'take' && !isWithin(merge.here.seen, merge.incoming.seen)) noteOverruled(context, entity, record, merge, firstMade(rows));
  return verdict === 'take';
}

/** What came without knowing what was changed here in other fields of the record stands beside that, and histories say so (paralel): here of what came, elsewhere of both. */
function noteSideBySide(context: ApplyContext, merge: GroupMerge, rows: readonly Incoming[]): void {
  const { isNewToSender } = context;
  // Where the two met at the sender first, only the sender can tell.
  for (const row of rows) if (row.beside) context.ledger.noteSideBySide(row.id);
  if (!isNewToSender) return;
  const others = merge.whole.filter((entry) => entry.field > 0 && entry.taken === 1 && !merge.line.includes(entry));
  const beside = others.filter((entry) => isNewToSender(entry) && !covers(merge.incoming.seen, entry));
  if (beside.length > 0) for (const one of [...rows.map((row) => row.id), ...beside]) context.ledger.noteSideBySide(one);
}

/**
 * Closes the conflicts of this group that what stands now, or the newer conflict, rests on; and those of which both sides
 * now say the same: had the other come later, it would have agreed. An edit that rests on the other side and says what that
 * says decided nothing either: its author had written it before they met.
 */
function closeSettled(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, verdict: Verdict): void {
  const fields = groupOf(entity, keyOf(entity, merge.rows[0] as Incoming)).map((key) => fieldDef(entity, key)?.id);
  const open = context.ledger.openConflicts(entity, record.id);
  if (open.length === 0) return;
  const outcome = verdict === 'conflict' ? 'replaced' : 'decided';
  const now = verdict === 'take' ? merge.incoming.values : merge.here.values;
  const isDecision = verdict !== 'take' || merge.rows.some((row) => context.ledger.kindOf(row.id) === 'conflict');
  const asked = open.filter((one) => fields.includes(one.field));
  const alike = new Set(asked.filter((one) => [...now].every(([field, value]) => field in one.values && sameValue(value, one.values[field]))));
  // Where both say the same, both stand, and each may have settled a part of it.
  const rested = verdict === 'agreed' ? vectorOf([...idsOf(merge.incoming.seen), ...idsOf(merge.here.seen)]) : merge.incoming.seen;
  // What the other side of one that is agreed had seen is seen from now on, and may be the other side of the next.
  const seen = vectorOf([...idsOf(rested), ...idsOf(lineVector([...alike].flatMap((one) => sideOf(merge.line, entity, one))))]);
  for (const one of asked) {
    if (coversSide(merge.line, entity, one, rested)) context.ledger.closeConflict(one.id, alike.has(one) && !isDecision ? 'agreed' : outcome, context.at);
    else if (alike.has(one)) context.ledger.closeConflict(one.id, 'agreed', context.at);
    else if (alike.size > 0 && coversSide(merge.line, entity, one, seen)) context.ledger.closeConflict(one.id, outcome, context.at);
  }
}

/** The order in which a line gives the changes of one transaction: what walks it back has to find them as they were written. */
export function inLineOrder(a: ChangeId, b: ChangeId): number {
  return a.counter - b.counter || a.device - b.device || a.epoch - b.epoch;
}

/** Of the rows of a side the first that its device made: what is told further on ends before it while the question is open. */
function firstMade(rows: readonly Incoming[]): Incoming {
  const [first, ...others] = rows as [Incoming, ...Incoming[]];
  return others.reduce((least, row) => (row.id.device === least.id.device && row.id.epoch === least.id.epoch && row.id.counter < least.id.counter ? row : least), first);
}

function noteConflict(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, row: Incoming, verdict: 'conflict' | 'note'): void {
  const ours = merge.line.findLast((entry) => entry.taken === 1);
  const handed = verdict === 'conflict' && isHandedOver(context, entity, record);
  context.ledger.addConflict({
    entity, record: record.id, field: row.field, ours: ours ?? null, theirs: row.id, package: context.sha256, at: context.at,
    values: Object.fromEntries(merge.incoming.values), outcome: verdict === 'note' ? 'note' : handed ? 'handed' : null,
  });
  if (verdict === 'conflict' && !handed) context.tally.conflicts += 1;
}

/** A decision that stood here gave way to another: kept as a note, as the other would be had it given way. */
function noteOverruled(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, by: Incoming): void {
  const overruled = merge.line.find((entry) => entry.field > 0 && entry.taken === 1 && !covers(merge.incoming.seen, entry));
  if (!overruled) return;
  context.ledger.addConflict({
    entity, record: record.id, field: overruled.field, ours: by.id, theirs: { device: overruled.device, epoch: overruled.epoch, counter: overruled.counter },
    package: context.sha256, at: context.at, values: Object.fromEntries(merge.here.values), outcome: 'note',
  });
}

/** Whether this office handed a record over to another: its new owner has both sides and decides, and this office would never hear. */
function isHandedOver({ ledger }: ApplyContext, entity: EntityKey, record: StoredRecord): boolean {
  const { owner } = record.values;
  return typeof owner === 'string' && !isInside(owner, ledger.self.code) && ledger.onceOwned(entity, record.id, ledger.self.code);
}

function keyOf(entity: EntityKey, row: { readonly field: number }): string {
  return fieldOfId(entity, row.field)?.key ?? '';
}
