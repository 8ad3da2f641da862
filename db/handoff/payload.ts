import { entities, entityKeys, fieldsOf, isEntityKey } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { EntityDef, FieldValue } from '../rules/field.ts';
import { mayHold } from '../rules/may-hold.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { recordByNumber, toRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { firstValues } from '../store/verify.ts';
import { BLOCK_ROWS } from './frames.ts';
import type { Block } from './frames.ts';
import { changedRecords, inRanges, netChanges } from './net-changes.ts';
import { placesOf } from './places-of.ts';
import type { OwnRange } from './ranges.ts';

/** What a payload turned out to hold, filled while it is written. */
export interface Contents {
  /** Rows by file, as in the manifest. */
  readonly files: Record<string, number>;
  /** Records made and fields changed. */
  changes: number;
  /** Families and people that were made or changed. */
  families: number;
  people: number;
}

export function emptyContents(): Contents {
  return { files: {}, changes: 0, families: 0, people: 0 };
}

/** Entities that travel, in the order of their numbers, but what is referred to comes before what refers to it. */
export const travelling: readonly EntityKey[] = inReach(entityKeys.filter((key) => entities[key].travels).sort((a, b) => entities[a].id - entities[b].id));

function inReach(keys: readonly EntityKey[]): EntityKey[] {
  const ordered = new Set<EntityKey>();
  const add = (key: EntityKey): void => {
    for (const { to } of fieldsOf(key)) if (to !== undefined && to !== key && isEntityKey(to) && !ordered.has(to)) add(to);
    ordered.add(key);
  };
  for (const key of keys) add(key);
  return [...ordered];
}

/** Withheld fields that the city asks for all the same, as `entity.field` numbers. */
export type Asked = ReadonlySet<string>;

const NONE_ASKED: Asked = new Set();

/** The fields that a report between government offices leaves out, as [entity, field] numbers. */
export function withheldFields(asked: Asked = NONE_ASKED): [number, number][] {
  return travelling.flatMap((key) => fieldsOf(key).filter((field) => isWithheld(key, field, asked)).map((field): [number, number] => [entities[key].id, field.id]));
}

function isWithheld(entity: EntityKey, field: { readonly id: number; readonly withheld?: true }, asked: Asked): boolean {
  return field.withheld === true && !asked.has(`${entities[entity].id}.${field.id}`);
}

/** Narrows or widens what {@link reportBlocks} carries. */
export interface Narrowing {
  /** Only records of these entities, without the transactions. */
  readonly only?: readonly EntityKey[];
  readonly asked?: Asked;
}

/** The opening frame: the devices that change ids speak of by their place in this table. */
export interface Opening {
  readonly devices: readonly { readonly uid: string; readonly office: string; readonly name: string }[];
}

/** The table of devices and the place of each local device number in it. */
export function openingOf(office: Reader): { opening: Opening; wire: ReadonlyMap<number, number> } {
  const rows = sql(office, 'SELECT no, uid, office, officeName AS name FROM device ORDER BY no').all() as { no: number; uid: string; office: string; name: string }[];
  return {
    opening: { devices: rows.map(({ uid, office: code, name }) => ({ uid, office: code, name })) },
    wire: new Map(rows.map((row, place) => [row.no, place])),
  };
}

/**
 * The blocks of a LAPORAN: transactions (who, when, why), records made within the ranges as they were made, and the net
 * changes within the ranges. To other offices only records that this office owns or owned, no withheld field, and to
 * those not above it (`below`) only what they may hold; to the
 * office's own PCs everything. Reads in pages, so that nothing holds the connection between blocks; what is written
 * meanwhile is left to the next package.
 */
export function* reportBlocks(office: Reader, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>, contents: Contents, audience: Audience = 'office', below: readonly string[] = [], { only, asked = NONE_ASKED }: Narrowing = {}): Generator<Block> {
  const note = (block: Block): Block => {
    contents.files[block.file] = (contents.files[block.file] ?? 0) + block.rows;
    return block;
  };
  // What an office lost and is given back is its own: whoever owns the records, all of it goes.
  const parts = [[ranges.filter((range) => !range.returned), audience], [ranges.filter((range) => range.returned), 'sibling']] as const;
  const kinds = travelling.filter((key) => !only || only.includes(key));
  if (!only) for (const block of transactionBlocks(office, ranges, wire)) yield note(block);
  for (const entity of kinds) for (const [own, reader] of parts) for (const block of madeBlocks(office, entity, own, wire, contents, reader, reader === 'office' ? below : [], asked)) yield note(block);
  for (const entity of kinds) for (const [own, reader] of parts) for (const block of changeBlocks(office, entity, own, wire, contents, reader, reader === 'office' ? below : [], asked)) yield note(block);
}

/** Whether the record `r` of an entity belonged to an office before: it was handed over. The owner is field 1 of every entity. */
const onceOwned = (entity: number): string => `SELECT 1 FROM change o WHERE o.entity = ${entity} AND o.record = r.id AND o.field = 1 AND o.taken = 1 AND o.old = ?`;

/** Who reads a report: another office, or another PC of this one. */
export type Audience = 'office' | 'sibling';

function* transactionBlocks(office: Reader, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>): Generator<Block> {
  const columns = 'device, epoch, first, last, at, user, userName, kind, reason';
  const page = sql(office, `SELECT * FROM (SELECT ${columns} FROM tx UNION ALL SELECT ${columns} FROM originTx)
    WHERE device = ? AND epoch = ? AND last > ? AND first <= ? AND last >= first AND first > ? ORDER BY first LIMIT ${BLOCK_ROWS}`);
  for (const range of ranges) {
    for (let after = 0; ;) {
      const rows = page.all(range.device, range.epoch, range.from, range.to, after) as Record<string, unknown>[];
      if (rows.length === 0) break;
      after = rows.at(-1)?.first as number;
      yield columnsOf('transactions', rows.map(({ device, ...row }) => ({ device: wire.get(device as number) ?? -1, ...row })));
    }
  }
}

type MadeRow = Parameters<typeof toRecord>[1] & { changeCounter: number };

function* madeBlocks(office: Reader, entity: EntityKey, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>, contents: Contents, audience: Audience, below: readonly string[], asked: Asked): Generator<Block> {
  const entityId = entities[entity].id;
  const fields = fieldsOf(entity).filter((field) => audience === 'sibling' || !isWithheld(entity, field, asked));
  const page = sql(office, `SELECT c.counter AS changeCounter, r.* FROM change c JOIN "${entity}" r ON r.id = c.record
    WHERE c.device = ? AND c.epoch = ? AND c.counter > ? AND c.counter <= ? AND c.entity = ${entityId} AND c.field = 0
      AND (? OR r.owner = ? OR EXISTS (${onceOwned(entityId)}))
    ORDER BY c.counter LIMIT ${BLOCK_ROWS}`);
  const changed = sql(office, 'SELECT DISTINCT record FROM change WHERE entity = ? AND record BETWEEN ? AND ? AND field > 0 AND taken = 1').pluck();
  for (const range of ranges) {
    for (let after = range.from; ;) {
      const found = page.all(range.device, range.epoch, after, range.to, audience === 'sibling' ? 1 : 0, office.identity.code, JSON.stringify(office.identity.code)) as MadeRow[];
      if (found.length === 0) break;
      after = found.at(-1)?.changeCounter ?? range.to;
      const rows = found.filter((row) => isFor(office, entity, toRecord(entity, row), below));
      if (rows.length === 0) continue;
      const ids = rows.map((row) => row.id);
      const touched = new Set(changed.all(entityId, Math.min(...ids), Math.max(...ids)) as number[]);
      contents.changes += rows.length;
      countRecords(contents, entity, rows.length);
      yield columnsOf(`made/${entityId}`, rows.map((row) => {
        const made: { uid: string; values: Record<string, FieldValue> } = touched.has(row.id) ? (firstValues(office, entity, row.id) ?? toRecord(entity, row)) : toRecord(entity, row);
        const line: Record<string, unknown> = { uid: made.uid, device: wire.get(range.device) ?? -1, epoch: range.epoch, counter: row.changeCounter };
        for (const field of fields) line[field.id] = made.values[field.key] ?? null;
        return line;
      }));
    }
  }
}

function* changeBlocks(office: Reader, entity: EntityKey, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>, contents: Contents, audience: Audience, below: readonly string[], asked: Asked): Generator<Block> {
  const find = sql(office, `SELECT r.uid AS uid, (? OR r.owner = ? OR EXISTS (${onceOwned(entities[entity].id)})) AS ours FROM "${entity}" r WHERE r.id = ?`);
  const made = sql(office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND field = 0');
  const file = `change/${entities[entity].id}`;
  const carries = inRanges(ranges);
  let lines: Record<string, unknown>[] = [];
  for (const record of changedRecords(office, entity, ranges)) {
    const row = find.get(audience === 'sibling' ? 1 : 0, office.identity.code, JSON.stringify(office.identity.code), record) as { uid: string; ours: number | null } | undefined;
    if (row?.ours !== 1 || (below.length > 0 && !isFor(office, entity, recordByNumber(office, entity, record), below))) continue;
    const nets = netChanges(office, entity, record, carries, wire, audience === 'sibling' ? undefined : (field) => isWithheld(entity, field, asked));
    if (nets.length === 0) continue;
    const making = made.get(entities[entity].id, record) as { device: number; epoch: number; counter: number } | undefined;
    if (!making || !carries(making)) countRecords(contents, entity, 1);
    contents.changes += nets.length;
    for (const net of nets) lines.push({ record: row.uid, ...net });
    if (lines.length >= BLOCK_ROWS) {
      for (let at = 0; at < lines.length; at += BLOCK_ROWS) yield columnsOf(file, lines.slice(at, at + BLOCK_ROWS));
      lines = [];
    }
  }
  if (lines.length > 0) yield columnsOf(file, lines);
}

/** Whether every receiver that is not above this office may hold a record; what an office owns, an office above it may hold. */
function isFor(office: Reader, entity: EntityKey, record: StoredRecord | undefined, below: readonly string[]): boolean {
  if (below.length === 0 || !record) return true;
  const places = placesOf(office, entity, record.values);
  return below.every((code) => mayHold(code, places));
}

function countRecords(contents: Contents, entity: EntityKey, count: number): void {
  if (entity === 'family') contents.families += count;
  if (entity === 'person') contents.people += count;
}

/** Rows as columns; a column that is null throughout is left out. */
export function columnsOf(file: string, rows: readonly Readonly<Record<string, unknown>>[]): Block {
  const columns: Record<string, unknown[]> = {};
  rows.forEach((row, place) => {
    for (const [key, value] of Object.entries(row)) {
      if (value === null || value === undefined) continue;
      (columns[key] ??= new Array<unknown>(rows.length).fill(null))[place] = value;
    }
  });
  return { file, rows: rows.length, columns };
}

/** Whether this version of the register knows the entity of that number and lets it travel. */
export function travellingEntity(id: number): EntityKey | null {
  return travelling.find((key) => (entities[key] as EntityDef).id === id) ?? null;
}
