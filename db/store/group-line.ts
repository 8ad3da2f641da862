import { entities, entityOfId, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { covers, isSame, vectorOf } from '../rules/merge.ts';
import type { Vector } from '../rules/merge.ts';
import { idText } from './chain-hash.ts';
import type { ChangeId } from './change-log.ts';
import { sql } from './office.ts';
import type { Reader } from './office.ts';

/** A change of a record as this office holds it; field 0 is its making. */
export interface LineEntry extends ChangeId {
  readonly tx: number;
  readonly field: number;
  readonly old: string | null;
  readonly new: string | null;
  readonly parent: ChangeId | null;
  /** What it rests on beside its parent. */
  readonly seen: readonly ChangeId[];
  /** Of a decision: what of that was told together with it and is none. */
  readonly edited?: readonly ChangeId[];
  /** 1 taken, 0 aside (konflik), 2 known and superseded by a decision; {@link AGREED}. */
  readonly taken: number;
}

/** What a side of a konflik is in a line once both sides came to say the same: it lies aside in the log, and what stands rests on it. */
export const AGREED = 3;

/** The reason on transactions that apply what was parked. */
export const PARKED_REASON = 'parked.apply';

/**
 * Every change of a record, oldest first. A value that was parked when the record was made, and applied after an update,
 * stands under a number of this office; it belongs to the making and is left out.
 */
export function recordLine(office: Reader, entity: EntityKey, record: number): LineEntry[] {
  const entityId = entities[entity].id;
  const seen = hasSeen(office) ? seenOf(office, entityId, record) : NONE_SEEN;
  return agreedLine(office, entityId, record, inLineOrder((sql(office, LINE).raw().all({ entity: entityId, records: record }) as RawEntry[]).map((row) => toEntry(row, seen))));
}

/** A line of the log with what was agreed since. Few records have anything beside what stands. */
function agreedLine(office: Reader, entity: number, record: number, line: LineEntry[]): LineEntry[] {
  if (line.every((entry) => entry.taken !== 0)) return line;
  const sides = sql(office, "SELECT theirDevice AS device, theirEpoch AS epoch, theirCounter AS counter FROM conflict WHERE entity = ? AND record = ? AND outcome = 'agreed'").all(entity, record) as ChangeId[];
  return withAgreed(line, entityOfId(entity)?.key, sides);
}

/**
 * A line in which the sides that these changes raised are {@link AGREED} in the place of aside: both sides of the question came to say the
 * same, so that what stands rests on both, as it does wherever the two met after that.
 */
export function withAgreed(line: LineEntry[], entity: EntityKey | undefined, sides: readonly ChangeId[]): LineEntry[] {
  const agreed = entity === undefined ? [] : sides.flatMap((one) => sideOf(line, entity, one));
  return agreed.length === 0 ? line : line.map((entry) => (agreed.includes(entry) ? { ...entry, taken: AGREED } : entry));
}

/** What of its group lies aside with the change that raised a question: that, and what came with it and rests in it. */
export function sideOf(line: readonly LineEntry[], entity: EntityKey, their: ChangeId): LineEntry[] {
  const raised = line.find((entry) => isSame(entry, their));
  if (raised?.taken !== 0) return [];
  const side = lineVector([raised]);
  return groupLine(line, entity, keyOf(entity, raised)).filter((entry) => entry.taken === 0 && entry.tx === raised.tx && covers(side, entry));
}

/** The lines of many records, by their local numbers, in two questions. */
export function recordLines(office: Reader, entity: EntityKey, records: readonly number[]): Map<number, LineEntry[]> {
  const lines = new Map<number, LineEntry[]>(records.map((record) => [record, []]));
  const [entityId, numbers] = [entities[entity].id, JSON.stringify(records)];
  const seen = hasSeen(office) ? seenOf(office, entityId, numbers) : NONE_SEEN;
  const parked = sql(office, 'SELECT 1 FROM tx WHERE reason = ? LIMIT 1').get(PARKED_REASON) !== undefined;
  for (const row of sql(office, parked ? LINES_NOT_PARKED : LINES).raw().all({ entity: entityId, records: numbers }) as RawEntry[]) lines.get(row[11])?.push(toEntry(row, seen));
  for (const [record, line] of lines) lines.set(record, agreedLine(office, entityId, record, inLineOrder(line)));
  return lines;
}

function hasSeen(office: Reader): boolean {
  return sql(office, 'SELECT 1 FROM seen LIMIT 1').get() !== undefined;
}

function toEntry(row: RawEntry, seen: Seen): LineEntry {
  const [device, epoch, counter, tx, field, old, now, taken, parentDevice, parentEpoch, parentCounter] = row;
  const rests = seen.size === 0 ? undefined : seen.get(idText({ device, epoch, counter }));
  return {
    device, epoch, counter, tx, field, old, new: now, taken, parent: parentDevice === null ? null : { device: parentDevice, epoch: parentEpoch, counter: parentCounter },
    seen: rests?.seen ?? NOTHING, ...(rests && rests.edited.length > 0 ? { edited: rests.edited } : {}),
  };
}

/** Sorted here: SQLite would build a sorter for a handful of rows each time. */
function inLineOrder(line: LineEntry[]): LineEntry[] {
  return line.sort((a, b) => Number(a.field !== 0) - Number(b.field !== 0) || a.tx - b.tx || a.counter - b.counter || a.device - b.device || a.epoch - b.epoch);
}

/** What a change rests on beside its parent, and which of that was told with it. */
interface Rests { readonly seen: ChangeId[]; readonly edited: ChangeId[] }
type Seen = ReadonlyMap<string, Rests>;
type RawEntry = readonly [device: number, epoch: number, counter: number, tx: number, field: number, old: string | null, now: string | null, taken: number, parentDevice: number | null, parentEpoch: number, parentCounter: number, record: number];
const NOTHING: readonly ChangeId[] = [];
const NONE_SEEN: Seen = new Map();
const NOT_PARKED = ` AND NOT EXISTS (SELECT 1 FROM tx t WHERE t.id = c.tx AND t.reason = '${PARKED_REASON}'
    AND t.device = c.device AND t.epoch = c.epoch AND c.counter BETWEEN t.first AND t.last)`;
/** All that is to be known of a making stands in the index: in a large register its row would be a page of its own to be decrypted, one for every record. */
const lineOf = (records: string, more: string): string => `SELECT c.device, c.epoch, c.counter, c.tx, 0, NULL, NULL, 1, NULL, NULL, NULL, c.record FROM change c
  WHERE c.entity = @entity AND c.record ${records} AND c.field = 0${more}
  UNION ALL SELECT c.device, c.epoch, c.counter, c.tx, c.field, c.old, c.new, c.taken, c.parentDevice, c.parentEpoch, c.parentCounter, c.record FROM change c
  WHERE c.entity = @entity AND c.record ${records} AND c.field > 0${more}`;
const LINE = lineOf('= @records', NOT_PARKED);
const MANY = 'IN (SELECT value FROM json_each(@records))';
const LINES = lineOf(MANY, '');
const LINES_NOT_PARKED = lineOf(MANY, NOT_PARKED);

/** The entries of one field group and the making, in order. */
export function groupLine(line: readonly LineEntry[], entity: EntityKey, field: string): LineEntry[] {
  const group = new Set(groupOf(entity, field));
  return line.filter((entry) => entry.field === 0 || group.has(keyOf(entity, entry)));
}

function keyOf(entity: EntityKey, { field }: LineEntry): string {
  return fieldOfId(entity, field)?.key ?? '';
}

/** Everything that these entries rest on, themselves included. */
export function lineVector(entries: readonly LineEntry[]): Map<string, number> {
  return vectorOf(entries.flatMap((entry) => [entry, ...(entry.parent ? [entry.parent] : []), ...entry.seen]));
}

/**
 * Whether `seen` covers a whole side of a konflik: the change that raised it, and what came with that or lay aside before and
 * rests in it. One that covers a part only has not settled the question.
 */
export function coversSide(line: readonly LineEntry[], entity: EntityKey, their: ChangeId, seen: Vector): boolean {
  if (!covers(seen, their)) return false;
  const raised = line.find((entry) => isSame(entry, their));
  // A change of a record that was merged into this one raised it: what other changes rest on says nothing of that.
  if (!raised) return false;
  const side = lineVector([raised]);
  const own = groupLine(line, entity, keyOf(entity, raised));
  const standing = lineVector(own.filter((entry) => entry.taken > 0));
  const isSettled = (entry: LineEntry): boolean => covers(seen, entry) || (entry.tx !== raised.tx && covers(standing, entry));
  return own.every((entry) => entry.taken !== raised.taken || entry.field === 0 || !covers(side, entry) || isSettled(entry));
}

/** A vector as ids of this database. */
export function idsOf(vector: Vector): ChangeId[] {
  return [...vector].map(([key, counter]) => {
    const [device, epoch] = key.split('.');
    return { device: Number(device), epoch: Number(epoch), counter };
  });
}

/** What the changes of one record, or of several whose numbers are a JSON array, rest on. */
function seenOf(office: Reader, entity: number, records: number | string): Seen {
  const rows = sql(office, `SELECT s.* FROM change c JOIN seen s ON s.device = c.device AND s.epoch = c.epoch AND s.counter = c.counter
    WHERE c.entity = ? AND c.field > 0 AND c.record ${typeof records === 'number' ? '= ?' : 'IN (SELECT value FROM json_each(?))'}`).all(entity, records) as (ChangeId & { seenDevice: number; seenEpoch: number; seenCounter: number; edited: number })[];
  const seen = new Map<string, Rests>();
  for (const row of rows) {
    const rests = seen.get(idText(row)) ?? { seen: [], edited: [] };
    if (rests.seen.length === 0) seen.set(idText(row), rests);
    const id = { device: row.seenDevice, epoch: row.seenEpoch, counter: row.seenCounter };
    rests.seen.push(id);
    if (row.edited === 1) rests.edited.push(id);
  }
  return seen;
}
